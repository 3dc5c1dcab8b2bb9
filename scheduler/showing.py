"""The timetable as people look at it: when each line is due next, what came of it last; and its pauses."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from gongyak.halfyear import HalfYear
from gongyak.occurrences import LineState, LogLine, Occurrence, OccurrenceState, Replica, Request
from gongyak.store.city import read_city
from gongyak.store.drafts import DraftSummary, list_drafts, newest_drafts
from gongyak.store.occurrences import count_occurrences, list_occurrences, read_occurrence
from gongyak.store.replicas import live_replicas
from gongyak.store.run_log import MOST, read_lines
from gongyak.store.schedule import pause, read_schedule, resume
from gongyak.workdays import Calendar
from jobs.desk import Desk
from scheduler.asking import Wish, ask_for, at_work
from scheduler.errors import NoSuchLine
from scheduler.life import somebody_lives
from scheduler.rounds import entry_deadline
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
    """The lines of the timetable, the last runs of all, whoever asked for them, and the last missed ones."""

    lines: tuple[ShownLine, ...]
    runs: tuple[Occurrence, ...]
    missed: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class ShownRun:
    """A run, and the drafts that it is about: those it made, or those it found unchanged.

    ``is_stuck``: it has not ended, and no process lives that could see to it.  ``log`` tells what was done,
    the oldest line first.
    """

    run: Occurrence
    drafts: tuple[DraftSummary, ...]
    is_stuck: bool
    log: tuple[LogLine, ...] = ()

    @property
    def is_log_cut(self) -> bool:
        """Whether more was told than is kept."""
        return len(self.log) >= MOST


@dataclass(frozen=True, slots=True)
class ShownClock:
    """Whether a process does what is due, and the processes that say they live, the oldest first."""

    is_alive: bool
    replicas: tuple[Replica, ...]


def show_clock(desk: Desk) -> ShownClock:
    """Return how the clock is."""
    with desk.database.read() as session:
        replicas = live_replicas(session)
    return ShownClock(somebody_lives(desk), replicas)


def show_deadline(desk: Desk, half_year: HalfYear) -> date | None:
    """Return the day by which *half_year* is to be entered, if the timetable knows one.  Raises `NoCity`."""
    with desk.database.read() as session:
        lines = at_work(read_timetable(desk.settings), read_schedule(session))
        return entry_deadline(lines, half_year, Calendar(read_city(session).days))


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
        missed = list_occurrences(session, states=(OccurrenceState.MISSED,), limit=LAST)
    return Shown(lines, runs, missed)


def count_runs(desk: Desk, job: str | None = None, states: Collection[OccurrenceState] = ()) -> int:
    """Return how many runs of a *job* (None: any) in *states* (none: any) there have been."""
    with desk.database.read() as session:
        return count_occurrences(session, job=job, states=states)


def list_runs(
    desk: Desk, job: str | None, states: Collection[OccurrenceState], limit: int, offset: int
) -> tuple[Occurrence, ...]:
    """Return the newest runs of a *job* (None: any) in *states* (none: any), after *offset* others."""
    with desk.database.read() as session:
        return list_occurrences(session, job=job, states=states, limit=limit, offset=offset)


def show_run(desk: Desk, key: str) -> ShownRun:
    """Return the run *key* as it is now; raises `NoSuchOccurrence`."""
    with desk.database.read() as session:
        run = read_occurrence(session, key)
        drafts, log = _drafts(session, run), read_lines(session, key)
    return ShownRun(run, drafts, is_stuck=run.ended_at is None and not somebody_lives(desk), log=log)


def run_line_now(desk: Desk, name: str) -> Request:
    """Ask for what the line *name* does, in the name of who sits at the desk.  Raises `NoSuchLine`."""
    job = next((line.job for line in read_timetable(desk.settings) if line.name == name), None)
    if job is None:
        raise _no_such_line(desk, name)
    return ask_for(desk, Wish(job=job))


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


def _drafts(session: Session, run: Occurrence) -> tuple[DraftSummary, ...]:
    """Return what a run of the job ``draft`` made, else the newest drafts of the pledges it was asked for."""
    request = run.request
    if request.job != "draft" or run.ended_at is None:
        return ()
    half_year = HalfYear.parse(request.argument)
    wanted = request.options.get("pledges")
    numbers = [str(number) for number in wanted] if isinstance(wanted, list) else []
    made = list_drafts(session, half_year, cause=request.id)
    drafts = made or newest_drafts(session, half_year, numbers).values()
    return tuple(sorted(drafts, key=lambda draft: draft.pledge))


def _require(desk: Desk, name: str) -> None:
    if name not in {line.name for line in read_timetable(desk.settings)}:
        raise _no_such_line(desk, name)


def _no_such_line(desk: Desk, name: str) -> NoSuchLine:
    known = ", ".join(line.name for line in read_timetable(desk.settings))
    return NoSuchLine(line=name, known=known)
