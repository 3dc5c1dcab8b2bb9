"""The outbox is read by those it concerns, and moved on by those who run it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from gongyak.letters import Attachment, LetterState, Reply
from gongyak.store.outbox import add_letter, claim, read_letter
from gongyak.store.replicas import register
from gongyak.store.sending import mark_failed
from gongyak.store.suppressions import count_failure, read_suppressions
from jobs.desk import Desk
from tests.admin.web.people import browser_of, settle
from tests.jobs.world import NOON, desk_at
from tests.store.post import letter, replica

HOSTILE = "<script>alert('제목')</script>"
FAILED = "<script>받는 주소가 없습니다.</script> → 주소를 확인하여 주시기 바랍니다."
GONE = "gone@example.kr"
Numbers = dict[str, int]


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        settle(desk)
        yield desk


@pytest.fixture
def numbers(desk: Desk) -> Numbers:
    """Queue a letter to each of two officials, of which one has failed; return their numbers."""
    file = Attachment("<초안> & 별첨.docx", "application/zip", b"PK")
    with desk.database.begin(who="tester", at=NOON, cause="test") as session:
        added = [
            add_letter(session, each, at=NOON, sender_domain="example.kr")
            for each in (
                letter(
                    "1", recipient="officer", subject=HOSTILE, text=f"{HOSTILE}\n끝.", attachments=(file,)
                ),
                letter("2", recipient="otherofficer", name="이otherofficer"),
            )
        ]
        register(session, replica())
        (first,) = claim(session, "하나", 1, NOON)
        mark_failed(session, first, Reply("rcpt", 550, "<b>5.1.1</b>", FAILED), NOON)
        for _ in range(3):
            count_failure(session, GONE, "그런 주소가 없습니다. → 확인", NOON, 3)
    return {posted.letter.key: posted.id for posted in added if posted}


def state(desk: Desk, number: int) -> LetterState:
    with desk.database.read() as session:
        return read_letter(session, number).state


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("officer", {"1"}),
        ("head", set()),
        ("otherofficer", {"2"}),
        ("reader", {"1", "2"}),
        ("coordinator", {"1", "2"}),
        ("admin", {"1", "2"}),
    ],
)
def test_everybody_reads_the_letters_that_they_may(
    desk: Desk, app: Starlette, numbers: Numbers, who: str, seen: set[str]
) -> None:
    browser, moves = browser_of(desk, app, who), who in {"coordinator", "admin"}
    page = browser.get("/letters").text
    assert set(re.findall(r'href="/letters/(\d+)"', page)) == {str(numbers[key]) for key in seen}
    assert f'전체 <span class="count">{len(seen)}</span>' in page
    assert (GONE in page) == (len(seen) == 2)
    assert ("/letters/lift" in page) == moves
    for key in seen:
        one = browser.get(f"/letters/{numbers[key]}").text
        assert (f'action="/letters/{numbers[key]}/' in one) == moves


def test_letters_are_narrowed_by_state_and_searched(desk: Desk, app: Starlette, numbers: Numbers) -> None:
    admin = browser_of(desk, app, "admin")

    def found(query: str) -> list[int]:
        return [int(key) for key in re.findall(r'href="/letters/(\d+)"', admin.get(f"/letters?{query}").text)]

    assert found("state=실패") == [numbers["1"]]
    assert found("state=대기") == found("words=otherOFFICER") == [numbers["2"]]
    assert found("state=발송") == found("words=%25") == []
    assert found("words=없는 말&page=9") == []
    assert len(found("state=nonsense&page=x")) == 2


def test_what_letters_and_servers_say_is_text(desk: Desk, app: Starlette, numbers: Numbers) -> None:
    admin = browser_of(desk, app, "admin")
    for path in ("/letters", f"/letters/{numbers['1']}", f"/letters?words={HOSTILE}"):
        page = admin.get(path).text
        assert "<script>" not in page
        assert "<b>" not in page
        assert "&lt;script&gt;" in page
    one = admin.get(f"/letters/{numbers['1']}").text
    for told in ("&lt;초안&gt; &amp; 별첨.docx", "받는 주소 확인", "550", "주소를 확인하여 주시기 바랍니다."):
        assert told in one


def test_a_letter_is_sent_again_held_and_let_go(desk: Desk, app: Starlette, numbers: Numbers) -> None:
    admin, number = browser_of(desk, app, "admin"), numbers["1"]
    page = f"/letters/{number}"
    for act, after, told in (
        ("again", LetterState.QUEUED, "다시 보내도록"),
        ("hold", LetterState.HELD, "보류하였습니다"),
        ("hold", LetterState.HELD, "상태가 바뀌어"),
        ("release", LetterState.QUEUED, "보류를 해제"),
    ):
        answer = admin.submit(page, {}, to=f"{page}/{act}")
        assert answer.status_code == 303
        assert state(desk, number) is after
        assert told in admin.get(answer.headers["location"]).text


def test_an_address_gets_letters_again(desk: Desk, app: Starlette, numbers: Numbers) -> None:
    assert numbers
    admin = browser_of(desk, app, "admin")
    answer = admin.submit("/letters", {"address": GONE}, to="/letters/lift")
    assert answer.headers["location"] == "/letters?told=lifted"
    with desk.database.read() as session:
        assert read_suppressions(session) == ()


def test_a_long_outbox_is_turned_page_by_page(desk: Desk, app: Starlette) -> None:
    with desk.database.begin(who="tester", at=NOON, cause="test") as session:
        for number in range(51):
            add_letter(session, letter(str(number)), at=NOON, sender_domain="example.kr")
    admin = browser_of(desk, app, "admin")
    pages = [re.findall(r'href="/letters/(\d+)"', admin.get(f"/letters?page={n}").text) for n in (1, 2)]
    assert [len(page) for page in pages] == [50, 1]
    assert not set(pages[0]) & set(pages[1])
