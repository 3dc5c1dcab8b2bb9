"""The overview of the week: where every department stands, for the coordinator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from gongyak.events import EventState, PlannedEvent
from gongyak.notices import Answer, AnswerKind
from gongyak.pledges import Pledge
from gongyak.reminders.facts import Facts, Round
from gongyak.reminders.missing import lacks
from gongyak.reminders.notice import Lack, PledgeName, about_event, is_exact
from gongyak.reminders.recipients import Charge, Staff

_AHEAD: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class EventLine:
    """A planned event: its pledge (None: the city's own), and the days left to its first day.

    ``days`` is negative once it is over, counted from its last day, 0 while it goes on, None where the day is
    not known yet.
    """

    event: PlannedEvent
    pledge: PledgeName | None
    days: int | None


@dataclass(frozen=True, slots=True)
class MissingLine:
    """A pledge whose report lacks something."""

    pledge: PledgeName
    lacks: tuple[Lack, ...]


@dataclass(frozen=True, slots=True)
class AnsweredLine:
    """An event still open of which ``official`` (a name) answered that it is done, or not to be asked yet."""

    line: EventLine
    official: str
    kind: AnswerKind
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentOverview:
    """Where a department stands; ``name`` is None for the city's own events.

    ``overdue`` events are over without a report, the longest first; ``coming`` are those of the next two
    weeks, ``undated`` those whose day nobody knows.
    """

    name: str | None
    pledges: int
    missing: tuple[MissingLine, ...] = ()
    overdue: tuple[EventLine, ...] = ()
    coming: tuple[EventLine, ...] = ()
    undated: tuple[EventLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The whole: ``entries`` is the half-year that is being collected, None where none is.

    ``without_address`` are the names of those who would get letters, had anybody entered their address.
    """

    day: date
    entries: Round | None
    departments: tuple[DepartmentOverview, ...]
    answered: tuple[AnsweredLine, ...]
    without_address: tuple[str, ...]


def overview(facts: Facts, today: date, answers: Iterable[Answer] = ()) -> Overview:
    """Return where the city stands *today*; departments come in the city's order, its own events last.

    What is missing is that of the round whose request (or deadline) came last; none before the first.
    """
    begun = [each for each in facts.rounds if (each.request or each.deadline) <= today]
    current = max(begun, key=lambda each: each.deadline, default=None)
    departments = [
        _department(facts, name, pledges, current, today) for name, pledges in _by_department(facts)
    ]
    return Overview(
        day=today,
        entries=current,
        departments=(*departments, *_of_the_city(facts, today)),
        answered=tuple(_answered(facts, today, answers)),
        without_address=_without_address(facts, today),
    )


def _by_department(facts: Facts) -> Iterator[tuple[str, list[Pledge]]]:
    """Yield the departments in the city's order with their pledges."""
    known = [department.name for department in facts.city.departments]
    for name in dict.fromkeys([*known, *(pledge.department for pledge in facts.pledges)]):
        yield name, [pledge for pledge in facts.pledges if pledge.department == name]


def _department(
    facts: Facts, name: str, pledges: list[Pledge], current: Round | None, today: date
) -> DepartmentOverview:
    lines = [_line(event, pledge, today) for event, pledge in _open((), pledges)]
    missing = (_missing(facts, pledge, current) for pledge in pledges) if current else ()
    return DepartmentOverview(
        name=name,
        pledges=len(pledges),
        missing=tuple(each for each in missing if each.lacks),
        overdue=_overdue(lines),
        coming=_coming(lines),
        undated=_undated(lines),
    )


def _of_the_city(facts: Facts, today: date) -> Iterator[DepartmentOverview]:
    """Yield the city's own events, where there are any, as a department without a name."""
    if lines := [_line(event, None, today) for event, _ in _open(facts.city.events)]:
        yield DepartmentOverview(
            name=None, pledges=0, overdue=_overdue(lines), coming=_coming(lines), undated=_undated(lines)
        )


def _missing(facts: Facts, pledge: Pledge, current: Round) -> MissingLine:
    found = () if pledge.number in current.settled else lacks(facts.city, pledge, current.half_year)
    wanted = tuple(lack for lack in found if not lack.is_hint)
    return MissingLine(PledgeName.of(pledge), wanted)


def _open(
    events: Iterable[PlannedEvent], pledges: Iterable[Pledge] = ()
) -> Iterator[tuple[PlannedEvent, Pledge | None]]:
    """Yield those of the city's *events* and of the *pledges*' that are still planned."""
    owned: list[tuple[PlannedEvent, Pledge | None]] = [(event, None) for event in events]
    owned += [(event, pledge) for pledge in pledges for event in pledge.events]
    return ((event, pledge) for event, pledge in owned if event.state is EventState.PLANNED)


def _line(event: PlannedEvent, pledge: Pledge | None, today: date) -> EventLine:
    return EventLine(event, PledgeName.of(pledge) if pledge else None, days_left(event, today))


def days_left(event: PlannedEvent, today: date) -> int | None:
    """Return the days from *today* to an event as `EventLine` counts them."""
    if today > event.when.last:
        return (event.when.last - today).days
    return max((event.when.first - today).days, 0) if is_exact(event.when) else None


def _overdue(lines: Iterable[EventLine]) -> tuple[EventLine, ...]:
    return _in_order((line, line.days) for line in lines if line.days is not None and line.days < 0)


def _coming(lines: Iterable[EventLine]) -> tuple[EventLine, ...]:
    return _in_order(
        (line, line.days) for line in lines if line.days is not None and 0 <= line.days <= _AHEAD.days
    )


def _undated(lines: Iterable[EventLine]) -> tuple[EventLine, ...]:
    return _in_order((line, line.event.when.last.toordinal()) for line in lines if line.days is None)


def _in_order(lines: Iterable[tuple[EventLine, int]]) -> tuple[EventLine, ...]:
    return tuple(line for line, _ in sorted(lines, key=lambda each: each[1]))


def _answered(facts: Facts, today: date, answers: Iterable[Answer]) -> Iterator[AnsweredLine]:
    """Yield the last answer of each official about a version that is still the event's."""
    officials = {official.id: official.name for official in facts.city.officials}
    last = {
        (each.about, each.version, each.official): each for each in sorted(answers, key=lambda each: each.at)
    }
    lines = {
        (about_event(event), event.when.edtf): _line(event, pledge, today)
        for event, pledge in _open(facts.city.events, facts.pledges)
    }
    for (about, version, official), answer in last.items():
        line = lines.get((about, version))
        asleep = answer.kind is AnswerKind.SNOOZE and answer.until is not None and today <= answer.until
        if line and (asleep or answer.kind is AnswerKind.DONE):
            yield AnsweredLine(line, officials.get(official, official), answer.kind, answer.until)


def _without_address(facts: Facts, today: date) -> tuple[str, ...]:
    staff = Staff(facts.city, today)
    events = _open(facts.city.events, facts.pledges)
    charges = [
        *(Charge(pledge) for pledge in facts.pledges),
        *(Charge(pledge, event.responsible) for event, pledge in events),
    ]
    receivers = (seat.receiver for charge in charges for seat in staff.seats(charge))
    return tuple(dict.fromkeys(official.name for official in receivers if not official.email))
