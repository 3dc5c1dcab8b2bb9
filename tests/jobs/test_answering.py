from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from gongyak.errors import GongyakError
from gongyak.events import EventState, PlannedEvent
from gongyak.links import Link, LinkBroken, LinkExpired, sign
from gongyak.notices import Answer, AnswerKind
from gongyak.store.notices import read_answers
from gongyak.store.writing import write_pledge
from gongyak.when import When
from jobs.answering import (
    DateHasChanged,
    IsOver,
    NoSuchNotice,
    give_answer,
    read_question,
    snooze,
    standing_answers,
    wake,
)
from jobs.desk import Desk
from jobs.link_secret import link_secret
from tests.cast import OFFICER
from tests.jobs.conftest import Opened
from tests.jobs.world import NOON, desk_at, small_pledge, stock

TODAY = date(2025, 1, 2)
OPENING = PlannedEvent(
    id="lih_g",
    name="LIH-G 개소식",
    when=When.parse("2025-40"),
    place="가람바이오센터",
    responsible=OFFICER.id,
)
PLEDGE = small_pledge("1-1", name="바이오 정밀의료클러스터", events=(OPENING,))


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.at = NOON

    def now(self) -> datetime:
        return self.at

    def pass_days(self, days: int) -> None:
        self.at += timedelta(days=days)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path, opened: Opened, clock: Clock) -> Desk:
    desk = opened(desk_at(migrated_url, tmp_path, clock.now))
    stock(desk.database, [PLEDGE])
    return desk


def token(
    desk: Desk,
    action: AnswerKind = AnswerKind.DONE,
    *,
    about: str = "event:lih_g",
    version: str = "2025-40",
    official: str = OFFICER.id,
) -> str:
    return sign(Link(about, version, official, action), TODAY + timedelta(days=30), link_secret(desk))


def answers(desk: Desk) -> list[Answer]:
    with desk.database.read() as session:
        return list(read_answers(session))


def change(desk: Desk, **changes: object) -> None:
    with desk.database.begin(who="tester", at=NOON, cause="test") as session:
        write_pledge(session, replace(PLEDGE, events=(replace(OPENING, **changes),)), {})  # type: ignore[arg-type]


def test_a_question_says_what_the_link_is_about_and_records_nothing(desk: Desk) -> None:
    question = read_question(desk, token(desk, AnswerKind.SNOOZE))
    matter = question.matter
    assert (matter.name, matter.place, matter.pledge) == ("LIH-G 개소식", "가람바이오센터", PLEDGE.name)
    assert matter.when.edtf == "2025-40"
    assert not matter.is_deadline
    assert (question.action, question.until) == (AnswerKind.SNOOZE, date(2025, 1, 8))
    assert not question.is_answered
    assert answers(desk) == []


@pytest.mark.parametrize("action", AnswerKind)
def test_an_answer_is_recorded_once_however_often_it_is_given(desk: Desk, action: AnswerKind) -> None:
    link = token(desk, action)
    assert not give_answer(desk, link).is_answered
    assert give_answer(desk, link).is_answered
    assert read_question(desk, link).is_answered
    until = date(2025, 1, 8) if action is AnswerKind.SNOOZE else None
    assert answers(desk) == [Answer("event:lih_g", "2025-40", OFFICER.id, action, NOON, until)]


def test_a_later_answer_takes_the_place_of_an_earlier_one(desk: Desk, clock: Clock) -> None:
    snooze, done = (token(desk, action) for action in (AnswerKind.SNOOZE, AnswerKind.DONE))
    for link in (snooze, done, snooze):
        assert not give_answer(desk, link).is_answered
        clock.pass_days(1)
    assert [answer.kind for answer in answers(desk)] == ["snooze", "done", "snooze"]


def test_a_snooze_that_is_over_may_be_asked_for_again(desk: Desk, clock: Clock) -> None:
    snooze = token(desk, AnswerKind.SNOOZE)
    give_answer(desk, snooze)
    clock.pass_days(6)
    standing = read_question(desk, snooze)
    assert (standing.is_answered, standing.until) == (True, date(2025, 1, 8))
    clock.pass_days(1)
    assert not give_answer(desk, snooze).is_answered
    assert [answer.until for answer in answers(desk)] == [date(2025, 1, 8), date(2025, 1, 15)]


def test_the_answer_of_one_official_is_not_another_s(desk: Desk) -> None:
    give_answer(desk, token(desk))
    assert not read_question(desk, token(desk, official="팀장")).is_answered


def test_an_answer_about_what_is_missing_names_the_half_year_and_the_pledge(desk: Desk) -> None:
    link = token(desk, about="missing:2024H2:1-1", version="2025-01-07")
    matter = give_answer(desk, link).matter
    assert (matter.name, matter.pledge) == ("2024년 하반기 자료 입력", PLEDGE.name)
    assert (matter.when.edtf, matter.is_deadline) == ("2025-01-07", True)
    assert [answer.about for answer in answers(desk)] == ["missing:2024H2:1-1"]


@pytest.mark.parametrize("about", ["event:gone", "missing:2024H2:9-9", "else:lih_g", "lih_g"])
def test_a_notice_of_what_is_gone_is_told(desk: Desk, about: str) -> None:
    refused(desk, token(desk, about=about), NoSuchNotice)


def test_an_answer_to_an_old_date_is_refused_with_the_new_one(desk: Desk) -> None:
    change(desk, when=When.parse("2025-09-10"))
    error = refused(desk, token(desk), DateHasChanged)
    assert "2025. 9. 10." in error.say("ko")


@pytest.mark.parametrize("state", [EventState.HAPPENED, EventState.DROPPED])
def test_an_event_that_was_reported_on_asks_nothing(desk: Desk, state: EventState) -> None:
    change(desk, state=state)
    refused(desk, token(desk), IsOver)


def test_a_link_works_until_the_end_of_its_last_day_in_the_city(desk: Desk, clock: Clock) -> None:
    link = token(desk)
    clock.pass_days(30)  # noon in Seoul of the last day
    clock.at += timedelta(hours=11, minutes=59)
    assert not read_question(desk, link).is_answered
    clock.at += timedelta(minutes=1)
    refused(desk, link, LinkExpired)


def test_a_forged_link_is_refused(desk: Desk) -> None:
    refused(desk, token(desk)[:-1], LinkBroken)


def refused(desk: Desk, link: str, mistake: type[GongyakError]) -> GongyakError:
    """Return the mistake that both asking and answering end in; nothing is recorded."""
    for attempt in (read_question, give_answer):
        with pytest.raises(mistake) as caught:
            attempt(desk, link)
    assert answers(desk) == []
    return caught.value


def test_letters_are_put_off_for_a_week_and_come_again(desk: Desk, clock: Clock) -> None:
    own = desk.lent_to(OFFICER.id)
    assert snooze(own, "lih_g") == date(2025, 1, 8)
    (asleep,) = standing_answers(own, OPENING)
    assert (asleep.official, asleep.kind, asleep.until) == (OFFICER.id, AnswerKind.SNOOZE, date(2025, 1, 8))
    clock.pass_days(1)
    wake(own, "lih_g")
    assert standing_answers(own, OPENING) == ()
    assert len(answers(desk)) == 2


def test_what_was_put_off_is_over_by_itself_and_says_nothing_of_another_date(
    desk: Desk, clock: Clock
) -> None:
    snooze(desk.lent_to(OFFICER.id), "lih_g")
    assert standing_answers(desk, replace(OPENING, when=When.parse("2025-03"))) == ()
    clock.pass_days(7)
    assert standing_answers(desk, OPENING) == ()


def test_nobody_puts_off_what_is_over_or_gone(desk: Desk) -> None:
    with pytest.raises(NoSuchNotice):
        snooze(desk, "none")
    change(desk, state=EventState.HAPPENED)
    with pytest.raises(IsOver):
        wake(desk, "lih_g")
