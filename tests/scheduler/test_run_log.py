"""A step's book keeps what its job tells and what is warned of in its thread, and no secret of anybody's."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import UTC, datetime
from threading import Thread

import pytest

from gongyak.occurrences import LogLevel
from jobs.progress import TOLD
from scheduler.run_log import Book, make_line

AT = datetime(2026, 11, 23, tzinfo=UTC)
OTHER = logging.getLogger("somebody.else")


def test_a_book_keeps_what_the_job_tells_and_what_others_warn_of() -> None:
    book = Book("serve-town-7-ab12", lambda: AT)
    with book.opened():
        TOLD.info("초안 %d건", 3)
        OTHER.info("nothing to worry about")
        OTHER.warning("slow")
        try:
            raise ValueError("x")  # noqa: EM101, TRY301 - as libraries do
        except ValueError:
            OTHER.exception("broken")
    TOLD.info("nobody listens any more")
    assert [(each.level, each.text) for each in book.lines[:2]] == [
        (LogLevel.INFO, "초안 3건"),
        (LogLevel.WARNING, "somebody.else: slow"),
    ]
    (last,) = book.lines[2:]
    assert last.level is LogLevel.ERROR
    assert last.text.startswith("somebody.else: broken (ValueError: x (")


def test_each_thread_has_a_book_of_its_own() -> None:
    books = [Book(str(number), lambda: AT) for number in range(2)]

    def work(number: int) -> None:
        with books[number].opened():
            TOLD.info("%d", number)

    with books[0].opened():
        other = Thread(target=work, args=(1,))
        other.start()
        other.join()
        TOLD.info("0")
    assert [[each.text for each in book.lines] for book in books] == [["0"], ["1"]]


def test_lines_that_could_not_be_written_are_kept() -> None:
    book = Book("one", lambda: AT)
    book.note("하나")
    with suppress(OSError), book.written():
        raise OSError
    with book.written() as lines:
        assert [each.text for each in lines] == ["하나"]
    assert book.lines == []


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("kim@example.kr에게 못 보냄 (<이.담당@시청.example.kr>)", "(메일 주소)에게 못 보냄 (<(메일 주소)>)"),
        ("postgresql://gongyak:secret@db.example.kr/x", "postgresql://db.example.kr/x"),
        ("GET /welcome/q8Zk2LmN0pRsTuVwXyZa1b, /a/{token}", "GET /welcome/…, /a/{token}"),
        ("Authorization: Bearer abc.def password=hunter2&x=1", "Authorization: Bearer … password=…&x=1"),
        ("draft:2024H2@2025-01-02T03:00:00+00:00", "draft:2024H2@2025-01-02T03:00:00+00:00"),
    ],
)
def test_no_secret_and_no_address_of_a_person_stands_in_a_line(told: str, kept: str) -> None:
    assert make_line("one", AT, told).text == kept


def test_a_line_is_storable_whatever_is_told() -> None:
    assert make_line("one", AT, "ab\0c\n\x1b[1md \ud800").text == "ab c [1md"
    assert make_line("one", AT, " \n").text == "-"
    assert len(make_line("one", AT, "가@" * 1_000_000).text) == 1000
