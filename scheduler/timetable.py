"""The timetable: what is due when, as plain data, and the pure functions that read it.

Rules go by the days and times of a zone; every instant that comes out is UTC.  A time that daylight saving
skips is due right after the gap, one that it repeats is due the first time.  Which days are off is asked of
the calendar at each call, for a city's own days off are decided weeks ahead only; a decision does not change
what has been fired already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from config.rules import CatchUp, Cron, Every, HalfYearEnd, Rule, Shift, Spec, Weekly, WorkingDays, parse_spec
from config.settings import Settings
from gongyak.halfyear import HalfYear
from gongyak.occurrences import FAR_AHEAD, Request
from gongyak.workdays import Calendar

ASKED_BY: Final = "timetable"
"""Who asks where nobody does."""
ON_TIME: Final = timedelta(minutes=2)
"""A start within it is no catching up: clocks wake up at least every minute."""
_DAY: Final = timedelta(days=1)
_LONGEST_REST: Final = 21 * _DAY
"""No run of days off is longer: how far a shift may carry a day."""
_HORIZONS: Final = (2, 40, 400, 3000)
"""Days within which the next run is looked for, one after the other (February 29 comes after 8 years)."""
_SHIPPED: Final = {
    "prepare": ("remind", "half-year-end -20d 08:30 before; late 10d"),
    "entry-deadline": ("remind", "half-year-end +7d 08:30 after; late 3d"),
    "drafts": ("draft", "half-year-end +1d 09:00 after; catch-up all; late never"),
    "reminders": ("remind", "working-day 08:30; late 9h"),
    "overdue": ("remind", "working-day 08:30; late 9h"),
    "overview": ("overview", "mon 09:00 after; late 2d"),
    "backup": ("backup", "daily 02:00; late 1d"),
    "self-check": ("self-check", "daily 06:30; late 12h"),
    "post": ("post", "every minute; late never"),
}
"""Each line's job, and when it is due (`config.rules` explains the words)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: ``job`` is due by ``rule`` in ``zone``; ``late`` is how late is too late (None: never)."""

    name: str
    job: str
    rule: Rule
    zone: ZoneInfo
    shift: Shift | None = None
    catch_up: CatchUp = CatchUp.ONCE
    late: timedelta | None = _DAY
    spec: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """A line is due ``at`` an instant (UTC), for the ``day`` that its rule names, moved or not."""

    line: Line
    at: datetime
    day: date
    half_year: HalfYear | None = None


@dataclass(frozen=True, slots=True)
class Strike:
    """What one look at the clock found: what is to be ``started``, what was ``missed``.

    ``fired_through`` holds the lines that moved, and up to which instant nothing of theirs is left to do.
    """

    started: tuple[Request, ...] = ()
    missed: tuple[Request, ...] = ()
    fired_through: Mapping[str, datetime] = field(default_factory=dict)


def make_line(name: str, job: str, spec: Spec, zone: ZoneInfo) -> Line:
    """Return the line that *spec* describes; *zone* is the city's."""
    return Line(
        name=name,
        job=job,
        rule=spec.rule,
        zone=spec.zone or zone,
        shift=spec.shift,
        catch_up=spec.catch_up,
        late=spec.late,
        spec=spec.text,
    )


def read_timetable(settings: Settings) -> tuple[Line, ...]:
    """Return the lines as shipped, or as the settings have them instead, without those that are off."""
    lines: list[Line] = []
    for name, (job, shipped) in _SHIPPED.items():
        own = getattr(settings.timetable, name.replace("-", "_"))
        if own != "off":
            lines.append(make_line(name, job, own or parse_spec(shipped), settings.zone))
    return tuple(lines)


def shipped_specs() -> dict[str, str]:
    """Return when each line is due as shipped, by the name of its setting."""
    return {f"timetable.{name.replace('-', '_')}": spec for name, (_, spec) in _SHIPPED.items()}


def due_between(line: Line, after: datetime, until: datetime, calendar: Calendar) -> Iterator[Due]:
    """Yield when *line* is due after *after*, up to and including *until*, in order."""
    if isinstance(line.rule, Every):
        yield from _due_every(line, line.rule, after, until)
        return
    margin = _LONGEST_REST if line.shift else _DAY
    first, last = ((at.astimezone(line.zone)).date() for at in (after, until))
    found = {
        _instant(_shifted(day, line.shift, calendar), at, line.zone): (day, half_year)
        for day, half_year in _days(line.rule, first - margin, last + margin, calendar)
        for at in _times(line.rule)
    }
    yield from (Due(line, at, *found[at]) for at in sorted(found) if after < at <= until)


def next_due(line: Line, after: datetime, calendar: Calendar) -> Due | None:
    """Return when *line* is due next after *after*; None: never (February 30)."""
    for days in _HORIZONS:
        for due in due_between(line, after, after + timedelta(days=days), calendar):
            return due
    return None


def next_dues(line: Line, after: datetime, calendar: Calendar, count: int) -> tuple[Due, ...]:
    """Return the next *count* times at which *line* is due after *after*; fewer where there are no more."""
    found: list[Due] = []
    while len(found) < count and (due := next_due(line, found[-1].at if found else after, calendar)):
        found.append(due)
    return tuple(found)


def request_of(due: Due) -> Request:
    """Return the request that *due* makes, its id made of what is due: ``draft:2024H2``."""
    argument = _ARGUMENTS.get(due.line.job, _minute_due)(due)
    return Request(
        id=f"{due.line.job}:{argument}",
        job=due.line.job,
        argument=argument,
        due=due.at,
        asked_by=ASKED_BY,
        asked_at=due.at,
        line=due.line.name,
    )


def strikes(
    lines: Iterable[Line], fired_through: Mapping[str, datetime], now: datetime, calendar: Calendar
) -> Strike:
    """Return what is to be done at *now* by *lines* that have been fired through the instants given.

    A line that never fired begins at *now*.  One that was fired through an instant after *now*, for the clock
    was put back, waits until the clock is there again; where that is more than `FAR_AHEAD`, the clock was
    wrong then, and the line begins at *now*.  Lines of the same job and argument make one request.
    """
    started: dict[str, Request] = {}
    missed: dict[str, Request] = {}
    moved: dict[str, datetime] = {}
    for line in lines:
        after = fired_through.get(line.name)
        if after is not None and now <= after:
            if after - now > FAR_AHEAD:
                moved[line.name] = now
            continue
        dues = caught_up(line, after or now, now, calendar)
        if dues or after is None:
            moved[line.name] = now
        for due in dues:
            request = replace(request_of(due), asked_at=now)
            too_late = now - due.at > _patience(line)
            (missed if too_late else started).setdefault(request.id, request)
    left = tuple(request for id_, request in missed.items() if id_ not in started)
    return Strike(tuple(started.values()), left, moved)


def caught_up(line: Line, after: datetime, now: datetime, calendar: Calendar) -> tuple[Due, ...]:
    """Return what *line* is due for since *after*: all of it, or the last alone where that stands for all."""
    dues = due_between(line, after, now, calendar)
    if line.catch_up is not CatchUp.ONCE:
        return tuple(dues)
    if isinstance(line.rule, Every):  # half a million a year: look at the last few minutes only
        dues = due_between(line, max(after, now - timedelta(minutes=line.rule.minutes)), now, calendar)
    return tuple(dues)[-1:]


def _patience(line: Line) -> timedelta:
    """Return how late the line may start."""
    if line.catch_up is CatchUp.SKIP:
        return ON_TIME
    return timedelta.max if line.late is None else max(line.late, ON_TIME)


def _due_every(line: Line, rule: Every, after: datetime, until: datetime) -> Iterator[Due]:
    step = 60 * rule.minutes
    number = int(after.timestamp()) // step + 1
    while (at := datetime.fromtimestamp(number * step, UTC)) <= until:
        yield Due(line, at, at.astimezone(line.zone).date())
        number += 1


def _days(rule: Rule, first: date, last: date, calendar: Calendar) -> Iterator[tuple[date, HalfYear | None]]:
    """Yield the days from *first* to *last* that *rule* names, before any shift."""
    if isinstance(rule, HalfYearEnd):
        half_year = HalfYear.containing(first - rule.days * _DAY)
        while (day := half_year.last_day + rule.days * _DAY) <= last:
            yield day, half_year
            half_year = half_year.next
        return
    for number in range((last - first).days + 1):
        day = first + number * _DAY
        if _names(rule, day, calendar):
            yield day, None


def _names(rule: Rule, day: date, calendar: Calendar) -> bool:
    match rule:
        case WorkingDays():
            return not calendar.is_off(day)
        case Weekly():
            return day.weekday() in rule.weekdays
        case Cron():
            return day.day in rule.days and day.month in rule.months and day.weekday() in rule.weekdays
        case _:
            return False


def _times(rule: Rule) -> tuple[time, ...]:
    match rule:
        case Cron():
            return rule.times
        case Every():
            return ()
        case _:
            return (rule.at,)


def _shifted(day: date, shift: Shift | None, calendar: Calendar) -> date:
    match shift:
        case Shift.BEFORE:
            return calendar.previous_working_day(day)
        case Shift.AFTER:
            return calendar.next_working_day(day)
        case _:
            return day


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)


def _half_year_due(due: Due) -> str:
    """Return the half-year that the rule counts from, or the one that had ended by the day."""
    return str(due.half_year or HalfYear.containing(due.day).previous)


def _minute_due(due: Due) -> str:
    return due.at.astimezone(due.line.zone).isoformat(timespec="minutes")


def _day_run(due: Due) -> str:
    """Return the day on which it is due after any shift: letters go out in the name of that day."""
    return due.at.astimezone(due.line.zone).date().isoformat()


def _day_due(due: Due) -> str:
    """Return the day that the rule names: it stays the same if a day off is decided later."""
    return due.day.isoformat()


_ARGUMENTS: Final[Mapping[str, Callable[[Due], str]]] = {
    "draft": _half_year_due,
    "remind": _day_run,
    "overview": _day_due,
    "backup": _day_due,
    "self-check": _day_due,
}
"""What these jobs are asked for, made of what is due: once a half-year or day; other jobs once a minute."""
