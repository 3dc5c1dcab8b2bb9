"""What the timetable tells the reminders: the days of request and deadline, and what is switched off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from gongyak.halfyear import HalfYear
from gongyak.reminders.facts import Round
from gongyak.reminders.notice import NoticeTopic
from gongyak.workdays import Calendar
from jobs.remind import write_options
from scheduler.timetable import Line, due_between

PREPARE: Final = "prepare"
DEADLINE: Final = "entry-deadline"
_TOPICS: Final = {
    PREPARE: (NoticeTopic.MISSING,),
    DEADLINE: (NoticeTopic.MISSING,),
    "reminders": (
        NoticeTopic.EVENT,
        NoticeTopic.DATE_WANTED,
        NoticeTopic.DATE_CHANGED,
        NoticeTopic.DROPPED,
    ),
    "overdue": (NoticeTopic.OVERDUE, NoticeTopic.ESCALATION),
}
"""What is told by reason of which line."""
_SPREAD: Final = timedelta(days=200)
"""How far before and after a half-year's end a line about it is looked for."""


def remind_options(lines: Iterable[Line], day: date, calendar: Calendar) -> dict[str, object]:
    """Return the options of the request to remind on *day*; *lines* are those neither off nor paused."""
    active = {line.name: line for line in lines}
    topics = {topic for name, topics in _TOPICS.items() if name in active for topic in topics}
    return write_options(tuple(rounds(active, day, calendar)), topics)


def rounds(active: dict[str, Line], day: date, calendar: Calendar) -> Iterator[Round]:
    """Yield the collections of entries that *day* may belong to: of its half-year and of the one before.

    Without the line of the deadline nobody is asked for entries at all.
    """
    for half_year in (HalfYear.containing(day).previous, HalfYear.containing(day)):
        deadline = _day_of(active.get(DEADLINE), half_year, calendar)
        if deadline is not None:
            yield Round(half_year, _day_of(active.get(PREPARE), half_year, calendar), deadline)


def entry_deadline(lines: Iterable[Line], half_year: HalfYear, calendar: Calendar) -> date | None:
    """Return the day by which *half_year* is to be entered; None: the line of the deadline is not at work."""
    return _day_of(next((line for line in lines if line.name == DEADLINE), None), half_year, calendar)


def _day_of(line: Line | None, half_year: HalfYear, calendar: Calendar) -> date | None:
    """Return the day on which *line* is due for *half_year*; None: it is off, paused, or never due."""
    if line is None:
        return None
    end = datetime.combine(half_year.last_day, time(), UTC)
    for due in due_between(line, end - _SPREAD, end + _SPREAD, calendar):
        if due.half_year == half_year:
            return due.at.astimezone(line.zone).date()
    return None
