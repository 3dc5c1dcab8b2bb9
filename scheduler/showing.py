"""The timetable as people look at it: when each line is due next, what came of it last; and its pauses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from gongyak.occurrences import LineState, Occurrence
from gongyak.store.city import read_city
from gongyak.store.occurrences import list_occurrences
from gongyak.store.schedule import pause, read_schedule, resume
from gongyak.workdays import Calendar
from jobs.desk import Desk
from scheduler.errors import NoSuchLine
from scheduler.timetable import Line, next_dues, read_timetable

if TYPE_CHECKING:
    from gongyak.store.session import Session

NEXT: Final = 5
LAST: Final = 5


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line: how it is written, who has paused it, when it is due next (the city's time), its last runs."""

    line: str
    job: str
    spec: str
    paused_by: str | None
    next: tuple[datetime, ...]
    last: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """The lines of the timetable, and the last runs of all, whoever asked for them."""

    lines: tuple[ShownLine, ...]
    runs: tuple[Occurrence, ...]


def show_schedule(desk: Desk) -> Shown:
    """Return the next five runs of each line, and the last runs with their outcome."""
    with desk.database.read() as session:
        states = read_schedule(session)
        calendar = Calendar(read_city(session).days)
        lines = tuple(
            _shown(desk, session, line, states.get(line.name), calendar)
            for line in read_timetable(desk.settings)
        )
        runs = list_occurrences(session, limit=LAST * 2)
    return Shown(lines, runs)


def pause_line(desk: Desk, name: str) -> bool:
    """Pause a line in the name of who sits at the desk; False: it is paused already.  Raises `NoSuchLine`."""
    _require(desk, name)
    now = desk.now()
    with desk.database.begin(who=desk.who, at=now, cause="gongyak pause") as session:
        return pause(session, name, desk.who, now)


def resume_line(desk: Desk, name: str) -> bool:
    """Let a line strike again; False: it is not paused.  Raises `NoSuchLine`."""
    _require(desk, name)
    with desk.database.begin(who=desk.who, at=desk.now(), cause="gongyak resume") as session:
        return resume(session, name)


def _shown(
    desk: Desk, session: Session, line: Line, state: LineState | None, calendar: Calendar
) -> ShownLine:
    dues = next_dues(line, desk.now(), calendar, NEXT)
    return ShownLine(
        line=line.name,
        job=line.job,
        spec=line.spec,
        paused_by=state.paused_by if state else None,
        next=tuple(desk.in_zone(due.at) for due in dues),
        last=list_occurrences(session, line=line.name, limit=LAST),
    )


def _require(desk: Desk, name: str) -> None:
    names = [line.name for line in read_timetable(desk.settings)]
    if name not in names:
        raise NoSuchLine(line=name, known=", ".join(names))
