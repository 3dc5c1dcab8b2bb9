"""The coordinator's weekly overview, and what it tells of gongyak's own troubles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from gongyak.letters import Letter, LetterKind
from gongyak.mail.errors import Refused, Stage
from gongyak.mail.post import MemoryPost
from gongyak.notices import Answer, AnswerKind
from gongyak.occurrences import OccurrenceState
from gongyak.people import Absence, Tenure
from gongyak.reminders.facts import Round
from gongyak.reminders.notice import ALL_TOPICS
from gongyak.store.notices import add_answer
from gongyak.store.occurrences import ask, begin, end
from gongyak.store.outbox import hold
from jobs import overview as job
from jobs.desk import Desk
from jobs.remind import write_options
from tests.cast import H2_2024, OFFICER, pledge
from tests.jobs.conftest import Opened
from tests.jobs.townhall import (
    COORDINATOR,
    KEEPER,
    TOWN,
    Clock,
    at,
    deliver,
    outbox,
    queue,
    request,
    settle,
    to,
)
from tests.jobs.world import desk_at
from tests.reminders.office import event

MONDAY = at("2025-05-12 00:00")


@pytest.fixture
def clock() -> Clock:
    return Clock(MONDAY)


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path, clock: Clock, opened: Opened) -> Desk:
    return opened(desk_at(migrated_url, tmp_path, clock))


def close(desk: Desk, day: str = "2025-05-12", **more: Any) -> str:
    asked = request("overview", day, **more)
    with desk.database.begin(who="timetable", at=desk.now(), cause=asked.id) as session:
        return job.close(session, desk, asked, [{}])


def overviews(desk: Desk) -> list[Letter]:
    return [each.letter for each in outbox(desk) if each.letter.kind is LetterKind.OVERVIEW]


def troubles(desk: Desk, since: timedelta = timedelta(days=7)) -> list[str]:
    with desk.database.read() as session:
        return list(job.troubles_since(session, desk.now() - since))


def ended(desk: Desk, job_name: str, argument: str, state: OccurrenceState) -> None:
    """Let an occurrence end now."""
    asked = request(job_name, argument, due=desk.now())
    with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
        ask(session, asked)
        begin(session, asked.id, "하나", desk.now())
        end(session, asked.id, state, desk.now(), error="x")


def test_each_coordinator_gets_the_week_once(desk: Desk) -> None:
    settle(desk, pledge(events=(event("2025-05-20", "lih_g"), event("2025-05-02", "signing"))))
    assert close(desk) == "현황 1통"
    (letter,) = overviews(desk)
    assert (letter.key, letter.recipient, letter.cause, letter.thread) == (
        "overview:2025-05-12:총괄",
        COORDINATOR.id,
        "overview:2025-05-12",
        "overview",
    )
    assert "D-8" in letter.text
    assert "D+10" in letter.text
    assert close(desk) == ""


def test_who_is_away_is_represented(desk: Desk) -> None:
    away = Absence(Tenure(date(2025, 5, 1), date(2025, 5, 31)), KEEPER.id)
    officials = [replace(each, absences=(away,)) if each == COORDINATOR else each for each in TOWN.officials]
    settle(desk, city=replace(TOWN, officials=tuple(officials)))
    close(desk)
    assert [letter.recipient for letter in overviews(desk)] == [KEEPER.id]


def test_who_is_away_without_a_deputy_finds_it_on_return(desk: Desk) -> None:
    away = Absence(Tenure(date(2025, 5, 1), date(2025, 5, 31)))
    officials = [replace(each, absences=(away,)) if each == COORDINATOR else each for each in TOWN.officials]
    settle(desk, city=replace(TOWN, officials=tuple(officials)))
    close(desk)
    assert [letter.recipient for letter in overviews(desk)] == [COORDINATOR.id]


def test_without_a_coordinator_nothing_is_written(desk: Desk) -> None:
    settle(desk, city=replace(TOWN, officials=tuple(each for each in TOWN.officials if each != COORDINATOR)))
    assert close(desk) == ""


def test_one_that_is_caught_up_counts_from_today(desk: Desk, clock: Clock) -> None:
    settle(desk, pledge(events=(event("2025-05-20", "lih_g"),)))
    clock.forward(days=1)
    close(desk)
    assert "D-7" in overviews(desk)[0].text


def test_answers_and_what_is_missing_are_told(desk: Desk) -> None:
    settle(desk, pledge(events=(event("2025-05-20", "lih_g"),)))
    done = Answer("event:lih_g", "2025-05-20", OFFICER.id, AnswerKind.DONE, desk.now())
    with desk.database.begin(who="담당", at=desk.now(), cause="link") as session:
        add_answer(session, done)
    collecting = Round(H2_2024, date(2025, 5, 1), date(2025, 5, 16))
    close(desk, options=write_options([collecting], ALL_TOPICS))
    text = overviews(desk)[0].text
    assert "완료하였다고 회신함(김담당)" in text
    assert "2024년 하반기 자료 입력을 마친 공약" in text
    assert "1-1 바이오 정밀의료클러스터 조성 추진 / 전략산업과 전략산업팀: 2건" in text


def test_letters_and_runs_that_went_wrong_are_told_for_a_week(desk: Desk, clock: Clock) -> None:
    settle(desk)
    queue(desk, to("spam"), to("fine"))
    deliver(desk, MemoryPost({"spam@example.kr": Refused(stage=Stage.ANSWER, code=554, reply="spam")}))
    ended(desk, "backup", "2025-05-12", OccurrenceState.FAILED)
    ended(desk, "remind", "2025-05-09", OccurrenceState.MISSED)
    ended(desk, "remind", "2025-05-12", OccurrenceState.DONE)
    assert troubles(desk) == [
        "보내지 못한 메일 1통: gongyak mail list --state failed",
        "때를 놓친 작업: 일정과 미입력 안내 (remind:2025-05-09)",
        "실패한 작업: 백업 (backup:2025-05-12)",
    ]
    close(desk)
    assert "실패한 작업: 백업" in overviews(desk)[0].text
    clock.forward(days=7, minutes=1)
    assert troubles(desk) == [], "a letter that failed stays in the outbox for ever, but was told"


def test_letters_that_a_person_keeps_back_are_told_until_they_go(desk: Desk, clock: Clock) -> None:
    settle(desk)
    queue(desk, to("held"))
    with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
        assert hold(session, outbox(desk)[0].id, desk.now())
    clock.forward(days=28)
    close(desk, "2025-06-09")
    assert "보류 중인 메일 1통" in overviews(desk)[0].text


def test_a_quiet_week_has_no_troubles(desk: Desk) -> None:
    settle(desk)
    close(desk)
    assert "gongyak mail list" not in overviews(desk)[0].text
