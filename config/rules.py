"""The grammar in which a line of the timetable says when it is due, and what happens where that was missed.

``RULE [before|after] [; catch-up once|all|skip] [; late 10d] [; zone Asia/Seoul]``, where the rule is one of

- ``half-year-end -20d 08:30``: so many days before (-) or after (+) the last day of each half-year
- ``working-day 08:30``, ``daily 02:00``, ``mon 09:00``, ``mon,thu 09:00``
- ``every minute``, ``every 5 minutes``
- ``cron 30 8 * * mon-fri``: minute, hour, day, month, weekday.  Weekdays by name only: programs
  disagree about which of them is 0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time, timedelta
from enum import StrEnum
from itertools import product
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_AT: Final = r"(?P<at>(?:[01]?\d|2[0-3]):[0-5]\d)"
_HALF_YEAR_END: Final = re.compile(rf"half-year-end(?: (?P<days>[+-]\d{{1,3}})d)? {_AT}", re.ASCII)
_DAYS: Final = re.compile(rf"(?P<days>working-day|[a-z,]+) {_AT}", re.ASCII)
_EVERY: Final = re.compile(r"every (?:minute|(?P<minutes>\d{1,4}) minutes)", re.ASCII)
_SPAN: Final = re.compile(r"(\d{1,4})([mhd])", re.ASCII)
_UNITS: Final = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
_DEFAULT_LATE: Final = timedelta(days=1)
_CRON_FIELDS: Final = 5


class Shift(StrEnum):
    """Where a due day goes that falls on a day off: to the working day before it, or after it."""

    BEFORE = "before"
    AFTER = "after"


class CatchUp(StrEnum):
    """What is made up for after a time without a clock: the last of what was due, all of it, or nothing."""

    ONCE = "once"
    ALL = "all"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class HalfYearEnd:
    """So many ``days`` after the last day of each half-year (negative: before)."""

    days: int
    at: time


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Every day on which the city works."""

    at: time


@dataclass(frozen=True, slots=True)
class Weekly:
    """These ``weekdays`` (Monday is 0) of every week."""

    weekdays: frozenset[int]
    at: time


@dataclass(frozen=True, slots=True)
class Every:
    """Every so many ``minutes``, counted from midnight UTC of 1970-01-01."""

    minutes: int


@dataclass(frozen=True, slots=True)
class Cron:
    """The days that all three fields allow, at each of ``times``."""

    times: tuple[time, ...]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]


Rule = HalfYearEnd | WorkingDays | Weekly | Every | Cron


@dataclass(frozen=True, slots=True)
class Spec:
    """What a line's ``text`` says: ``late`` is how late is too late (None: never), no ``zone`` the city's."""

    rule: Rule
    shift: Shift | None = None
    catch_up: CatchUp = CatchUp.ONCE
    late: timedelta | None = _DEFAULT_LATE
    zone: ZoneInfo | None = None
    text: str = ""


def parse_spec(text: str) -> Spec:
    """Read a line's text; raise ValueError for anything that the grammar does not hold."""
    head, *clauses = (" ".join(part.split()).lower() for part in text.split(";"))
    words, _, last = head.rpartition(" ")
    shift = Shift(last) if last in set(Shift) else None
    given: dict[str, str] = {}
    for clause in clauses:
        name, _, value = clause.partition(" ")
        if name in given or name not in {"catch-up", "late", "zone"}:
            raise ValueError(clause)
        given[name] = value
    return Spec(
        rule=_rule(words if shift else head),
        shift=shift,
        catch_up=CatchUp(given.get("catch-up", CatchUp.ONCE)),
        late=_span(given["late"]) if "late" in given else _DEFAULT_LATE,
        zone=_zone(given["zone"]) if "zone" in given else None,
        text=" ".join(text.split()),
    )


def _rule(text: str) -> Rule:
    if match := _HALF_YEAR_END.fullmatch(text):
        return HalfYearEnd(int(match["days"] or 0), _time(match["at"]))
    if match := _DAYS.fullmatch(text):
        return _on_days(match["days"], _time(match["at"]))
    if match := _EVERY.fullmatch(text):
        return Every(_between(int(match["minutes"] or 1), 1, 1440))
    if text.startswith("cron "):
        return _cron(text.split()[1:])
    raise ValueError(text)


def _on_days(days: str, at: time) -> Rule:
    if days == "working-day":
        return WorkingDays(at)
    if days == "daily":
        return Weekly(frozenset(range(7)), at)
    return Weekly(frozenset(WEEKDAYS.index(day) for day in days.split(",")), at)


def _cron(fields: list[str]) -> Cron:
    if len(fields) != _CRON_FIELDS or any(letter.isdigit() for letter in fields[4]):
        raise ValueError(fields)
    minutes, hours, days, months = (
        _field(field, *bounds)
        for field, bounds in zip(fields, ((0, 59), (0, 23), (1, 31), (1, 12)), strict=False)
    )
    times = tuple(time(hour, minute) for hour, minute in product(sorted(hours), sorted(minutes)))
    return Cron(times, days, months, _field(fields[4], 0, 6))


def _field(text: str, first: int, last: int) -> frozenset[int]:
    """Return the numbers that a field of cron's allows: ``*``, ``*/5``, ``1,15``, ``9-17``, ``mon-fri``."""
    allowed: set[int] = set()
    for part in text.split(","):
        span, slash, step = part.partition("/")
        low, dash, high = span.partition("-")
        start = first if span == "*" else _number(low, first, last)
        end = last if span == "*" or (slash and not dash) else _number(high or low, first, last)
        if start > end:
            raise ValueError(part)
        allowed.update(range(start, end + 1, _between(int(step), 1, last + 1) if slash else 1))
    return frozenset(allowed)


def _number(text: str, first: int, last: int) -> int:
    if text in WEEKDAYS and last == WEEKDAYS.index("sun"):
        return WEEKDAYS.index(text)
    if text in _MONTHS and last == len(_MONTHS):
        return _MONTHS.index(text) + 1
    if not (text.isascii() and text.isdigit()):
        raise ValueError(text)
    return _between(int(text), first, last)


def _between(number: int, first: int, last: int) -> int:
    if not first <= number <= last:
        raise ValueError(number)
    return number


def _span(text: str) -> timedelta | None:
    if text == "never":
        return None
    match = _SPAN.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return int(match[1]) * _UNITS[match[2]]


def _time(text: str) -> time:
    hour, minute = text.split(":")
    return time(int(hour), int(minute))


def _zone(text: str) -> ZoneInfo:
    """Return the zone of a name in whatever case: ``asia/seoul``."""
    names = {name.lower(): name for name in available_timezones()}
    if text not in names:
        raise ValueError(text)
    return ZoneInfo(names[text])
