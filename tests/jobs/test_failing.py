"""What administrators are told when something goes wrong: once, whatever else is broken."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gongyak.letters import Letter, LetterKind, Posted
from gongyak.occurrences import Request
from gongyak.store.letter_templates import save_letter_template
from jobs.correspondence import NO_CITY, writer
from jobs.desk import Desk
from jobs.failing import name_of_job, tell_failure, tell_findings, tell_missed, tell_suppressed
from jobs.link_secret import FILE, BrokenSecret
from tests.jobs.conftest import Opened
from tests.jobs.townhall import KEEPER, OTHER_KEEPER, TOWN, Clock, at, outbox, queue, request, settle, to
from tests.jobs.world import desk_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongyak.store.session import Session

DRAFT = request("draft", "2024H2")
BOTH = [KEEPER.email, OTHER_KEEPER.email]


def told(desk: Desk) -> list[Letter]:
    return [each.letter for each in outbox(desk) if each.letter.kind is LetterKind.FAILURE]


def tell(desk: Desk, write: Callable[[Session], None]) -> list[Letter]:
    """Return the letters that *write* adds in its transaction."""
    before = told(desk)
    with desk.database.begin(who="timetable", at=desk.now(), cause="test") as session:
        write(session)
    return told(desk)[len(before) :]


def fail(desk: Desk, asked: Request = DRAFT) -> list[Letter]:
    return tell(desk, lambda session: tell_failure(session, desk, asked, "디스크가 가득 찼습니다."))


def alone(desk: Desk, folder: Path, opened: Opened, **settings: str) -> Desk:
    """Return a desk on the same database whose settings name an administrator."""
    own = {"GONGYAK_WATCH_ADMINISTRATOR": "boss@example.kr"} | settings
    return opened(desk_at(desk.settings.database.url.get_secret_value(), folder, Clock(), **own))


def test_every_administrator_hears_of_a_failure_once(desk: Desk) -> None:
    settle(desk)
    letters = fail(desk)
    assert [letter.address for letter in letters] == BOTH
    assert {letter.cause for letter in letters} == {DRAFT.id}
    text = letters[0].text
    assert "보고서 초안 작성" in text
    assert "draft:2024H2" in text
    assert "디스크가 가득 찼습니다." in text
    assert "gongyak run draft --for 2024H2" in text
    assert "2025. 1. 2." in text
    assert fail(desk) == []


def test_the_address_of_the_settings_hears_alone(desk: Desk, tmp_path: Path, opened: Opened) -> None:
    settle(desk)
    letters = fail(alone(desk, tmp_path, opened))
    assert [(letter.address, letter.recipient) for letter in letters] == [("boss@example.kr", None)]


def test_a_failure_is_told_before_any_city_is_entered(desk: Desk, tmp_path: Path, opened: Opened) -> None:
    (letter,) = fail(alone(desk, tmp_path, opened))
    assert letter.address == "boss@example.kr"
    assert NO_CITY in letter.text
    assert fail(desk) == [], "where nobody is known, nobody is written to"


def test_administrators_no_longer_in_office_hear_nothing(desk: Desk) -> None:
    gone = tuple(
        replace(post, tenure=replace(post.tenure, until=at("2024-12-31").date())) for post in KEEPER.posts
    )
    officials = tuple(replace(each, posts=gone) if each == KEEPER else each for each in TOWN.officials)
    settle(desk, city=replace(TOWN, officials=officials))
    assert [letter.address for letter in fail(desk)] == [OTHER_KEEPER.email]


def test_what_is_due_every_minute_is_told_once_a_day(desk: Desk) -> None:
    settle(desk)
    minutes = ("2025-01-02 03:00", "2025-01-02 03:01", "2025-01-02 14:59", "2025-01-02 15:00")
    posts = [request("post", minute, due=at(minute)) for minute in minutes]
    letters = [fail(desk, each) for each in posts]
    assert [len(each) for each in letters] == [2, 0, 0, 2], "the last is of the next day in Seoul"
    assert "--for" not in letters[0][0].text
    assert "gongyak run post" in letters[0][0].text


def test_each_missed_run_is_told_once(desk: Desk) -> None:
    settle(desk)
    missed = [request("remind", "2024-12-30"), request("backup", "2024-12-31")]
    letters = tell(desk, lambda session: tell_missed(session, desk, missed))
    assert len(letters) == 4
    assert "예정된 때에 실행되지 않았고" in letters[0].text
    assert "gongyak run remind --for 2024-12-30" in letters[0].text
    assert tell(desk, lambda session: tell_missed(session, desk, missed)) == []


def test_the_same_run_may_be_missed_and_fail_when_it_is_asked_for_again(desk: Desk) -> None:
    settle(desk)
    tell(desk, lambda session: tell_missed(session, desk, [DRAFT]))
    assert len(fail(desk)) == 2


def suppressed(desk: Desk, address: str) -> list[Letter]:
    queue(desk, to("a", key=f"to {address}", address=address))
    posted: Posted = outbox(desk)[-1]
    return tell(desk, lambda session: tell_suppressed(session, desk, posted, "5.1.1", cause="post:1"))


def test_a_suppressed_address_is_told_to_the_others(desk: Desk) -> None:
    settle(desk)
    assert [letter.address for letter in suppressed(desk, KEEPER.email or "")] == [OTHER_KEEPER.email]
    letters = suppressed(desk, "gone@example.kr")
    assert [letter.address for letter in letters] == BOTH
    assert "gone@example.kr" in letters[0].text
    assert "gongyak mail retry" in letters[0].text
    assert "gone@example.kr" not in letters[0].subject, "subjects are read over shoulders"


def test_an_only_administrator_whose_address_fails_is_not_written_to(
    desk: Desk, tmp_path: Path, opened: Opened
) -> None:
    settle(desk)
    assert suppressed(alone(desk, tmp_path, opened), "boss@example.kr") == []


def test_findings_are_told_once_for_each_check(desk: Desk) -> None:
    settle(desk)
    findings = ["남은 공간: 12 MB", "보내지 못한 메일 2통"]
    letters = tell(desk, lambda session: tell_findings(session, desk, findings, cause="self-check:1"))
    assert [letter.address for letter in letters] == BOTH
    assert all(finding in letters[0].text for finding in findings)
    assert tell(desk, lambda session: tell_findings(session, desk, findings, cause="self-check:1")) == []
    assert len(tell(desk, lambda session: tell_findings(session, desk, findings, cause="self-check:2"))) == 2


def test_neither_a_broken_template_nor_a_broken_secret_keeps_a_failure_from_being_told(
    desk: Desk, tmp_path: Path, opened: Opened
) -> None:
    settle(desk)
    broken = alone(desk, tmp_path, opened, GONGYAK_SITE_ADDRESS="https://gongyak.example.kr")
    (tmp_path / "var").mkdir(exist_ok=True)
    (tmp_path / "var" / FILE).write_text("cut")
    with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
        save_letter_template(
            session, LetterKind.FAILURE, "text", "{{ no.such }}", who="tester", at=desk.now()
        )
    with desk.database.read() as session, pytest.raises(BrokenSecret):
        writer(session, broken)
    (letter,) = fail(broken)
    assert "draft:2024H2" in letter.text
    assert "https://gongyak.example.kr" in letter.text


def test_a_job_that_has_no_name_here_is_called_as_it_is() -> None:
    assert name_of_job("backup") == "백업"
    assert name_of_job("dance") == "dance"
