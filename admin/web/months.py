"""A month as a table of weeks: which day holds which events, and on which the city rests."""

from __future__ import annotations

import re
from calendar import SUNDAY, Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from starlette.requests import Request

from gongyak.when import Precision, When
from gongyak.workdays import Calendar as WorkCalendar
from jobs.events import ListedEvent

WEEKDAYS: Final = ("일", "월", "화", "수", "목", "금", "토")
_WEEKS: Final = Calendar(SUNDAY)
_WRITTEN: Final = re.compile(r"([1-9]\d{3})-(0[1-9]|1[0-2])", re.ASCII)
_LATEST: Final = 9990
_DAY: Final = timedelta(days=1)
_LONG: Final = timedelta(days=14)
"""What takes longer stands above the table: on each of its days it would hide all else."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the table; ``rest`` says why the city rests (None: it works)."""

    day: date
    is_inside: bool
    is_today: bool
    rest: str | None
    events: tuple[ListedEvent, ...]


@dataclass(frozen=True, slots=True)
class MonthTable:
    """A month from Sundays to Saturdays; ``above`` are events without a day yet, and those of many."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]
    above: tuple[ListedEvent, ...]

    @property
    def name(self) -> str:
        """The month as people write it."""
        return f"{self.first.year}년 {self.first.month}월"

    @property
    def is_bare(self) -> bool:
        """Whether no day of the month has an event."""
        return not any(day.events for week in self.weeks for day in week if day.is_inside)

    @property
    def key(self) -> str:
        """The month as addresses hold it."""
        return f"{self.first:%Y-%m}"

    @property
    def before(self) -> str:
        """The month before, as addresses hold it."""
        return f"{self.first - _DAY:%Y-%m}"

    @property
    def after(self) -> str:
        """The month after, as addresses hold it."""
        return f"{Precision.MONTH.last_day(self.first) + _DAY:%Y-%m}"


def month_asked(request: Request, today: date) -> date:
    """Return the first day of the month that the query asks for (``month=2025-05``), or of this one."""
    match = _WRITTEN.fullmatch(request.query_params.get("month", ""))
    if match is None or int(match[1]) > _LATEST:
        return today.replace(day=1)
    return date(int(match[1]), int(match[2]), 1)


def table_of(first: date, today: date, events: Iterable[ListedEvent], calendar: WorkCalendar) -> MonthTable:
    """Return the month that begins on *first*; an event of several days stands on each of them."""
    shown = tuple(events)
    short = [each for each in shown if _has_days(each.event.when)]
    last = Precision.MONTH.last_day(first)
    weeks = tuple(
        tuple(
            Day(
                day,
                day.month == first.month,
                day == today,
                calendar.name(day),
                tuple(each for each in short if each.event.when.touches(day, day)),
            )
            for day in week
        )
        for week in _WEEKS.monthdatescalendar(first.year, first.month)
    )
    above = (each for each in shown if not _has_days(each.event.when))
    return MonthTable(first, weeks, tuple(each for each in above if each.event.when.touches(first, last)))


def _has_days(when: When) -> bool:
    """Tell whether each day is known, and there are few."""
    return when.precision is Precision.DAY and when.last - when.first < _LONG
