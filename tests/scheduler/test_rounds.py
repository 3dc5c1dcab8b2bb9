"""What the timetable tells the reminders: the days of request and deadline, and what is switched off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.settings import load_settings
from gongyak.city import DayException
from gongyak.halfyear import HalfYear
from gongyak.reminders.facts import Round
from gongyak.reminders.notice import ALL_TOPICS, NoticeTopic
from gongyak.workdays import Calendar
from jobs.remind import Reminding, read_options
from scheduler.rounds import remind_options, rounds
from scheduler.timetable import Line, due_between, read_timetable

PLAIN: Final = Calendar()
LINES: Final = read_timetable(load_settings({}, Path(__file__).parent))
H1_2026, H2_2026 = HalfYear.parse("2026H1"), HalfYear.parse("2026H2")
DECEMBER: Final = Round(H2_2026, date(2026, 12, 11), date(2027, 1, 7))
JUNE: Final = Round(H1_2026, date(2026, 6, 10), date(2026, 7, 7))


def but(*names: str) -> list[Line]:
    """Return the shipped lines without some: they are off, or paused."""
    return [line for line in LINES if line.name not in names]


def read(lines: Iterable[Line], day: date, calendar: Calendar = PLAIN) -> Reminding:
    return read_options(day, remind_options(lines, day, calendar))


def rounds_on(day: date, lines: Sequence[Line] = LINES, calendar: Calendar = PLAIN) -> tuple[Round, ...]:
    return tuple(rounds({line.name: line for line in lines}, day, calendar))


@pytest.mark.parametrize("day", [date(2026, 12, 11), date(2026, 12, 31)])
def test_before_the_half_years_end_its_own_round_and_the_last_one_are_held(day: date) -> None:
    assert rounds_on(day) == (JUNE, DECEMBER)


@pytest.mark.parametrize("day", [date(2027, 1, 1), date(2027, 1, 7), date(2027, 1, 28), date(2027, 6, 30)])
def test_after_its_end_the_round_is_that_of_the_half_year_before(day: date) -> None:
    assert rounds_on(day)[0] == DECEMBER


def test_both_days_are_moved_off_days_off() -> None:
    """The city takes December 11, 2026 and January 7, 2027 off: a request goes before, a deadline after."""
    days = (date(2026, 12, 11), date(2027, 1, 7))
    off = Calendar(tuple(DayException(day, works=False, source="test") for day in days))
    assert rounds_on(date(2026, 12, 1), calendar=off)[1] == Round(
        H2_2026, date(2026, 12, 10), date(2027, 1, 8)
    )


def test_a_weekend_moves_them_too() -> None:
    """D-20 of 2028H1 is Saturday, June 10; the deadline of 2028H2 is Sunday, January 7."""
    assert rounds_on(date(2028, 6, 1))[1].request == date(2028, 6, 9)
    assert rounds_on(date(2023, 12, 1))[1].deadline == date(2024, 1, 8)


def test_all_lines_at_work_tell_every_topic() -> None:
    assert read(LINES, date(2026, 12, 11)) == Reminding(date(2026, 12, 11), (JUNE, DECEMBER), ALL_TOPICS)


@pytest.mark.parametrize(
    ("paused", "silent"),
    [
        (("reminders",), {"event", "date-wanted", "date-changed", "dropped"}),
        (("overdue",), {"overdue", "escalation"}),
        (("prepare",), set()),
        (("prepare", "entry-deadline"), {"missing"}),
        (("prepare", "entry-deadline", "reminders", "overdue"), set(NoticeTopic)),
        (("overview", "backup", "post"), set()),
    ],
)
def test_a_line_that_is_paused_silences_its_topics(paused: tuple[str, ...], silent: set[str]) -> None:
    told = read(but(*paused), date(2026, 12, 11)).topics
    assert ALL_TOPICS - set(told) == {NoticeTopic(topic) for topic in silent}


def test_without_the_line_of_the_request_nobody_is_asked_beforehand() -> None:
    assert rounds_on(date(2026, 12, 11), but("prepare"))[1] == replace(DECEMBER, request=None)


def test_without_the_line_of_the_deadline_nobody_is_asked_at_all() -> None:
    assert rounds_on(date(2026, 12, 11), but("entry-deadline")) == ()


def test_the_days_follow_the_settings() -> None:
    own = {
        "GONGYAK_TIMETABLE_PREPARE": "half-year-end -31d 08:30 before",
        "GONGYAK_TIMETABLE_ENTRY_DEADLINE": "half-year-end +10d 08:30 after",
    }
    lines = read_timetable(load_settings(own, Path(__file__).parent))
    assert rounds_on(date(2026, 12, 11), lines)[1] == Round(H2_2026, date(2026, 11, 30), date(2027, 1, 11))


@given(st.dates(date(2023, 1, 1), date(2032, 12, 31)))
def test_on_whatever_day_a_line_is_due_its_round_is_held(day: date) -> None:
    """Whoever runs by reason of the request or the deadline finds the round that it is about."""
    start = datetime.combine(day, time(), UTC)
    found = rounds_on(day)
    for line in LINES:
        if line.name in {"prepare", "entry-deadline"}:
            for due in due_between(line, start, start.replace(hour=23), PLAIN):
                its = next(each for each in found if each.half_year == due.half_year)
                assert day == (its.request if line.name == "prepare" else its.deadline)
    assert all(each.request and each.request < each.deadline for each in found)
    assert not any(PLAIN.is_off(each.deadline) for each in found)
