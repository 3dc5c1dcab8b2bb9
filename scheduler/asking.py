"""Asking: what the timetable or a person wants done becomes a request, whole with what its job must know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from gongyak.halfyear import HalfYear
from gongyak.occurrences import LineState, Request
from gongyak.store.city import read_city
from gongyak.store.occurrences import ask
from gongyak.store.schedule import read_schedule
from gongyak.workdays import Calendar
from jobs.catalogue import CATALOGUE, Job
from jobs.desk import Desk
from jobs.errors import NoSuchJob
from scheduler.errors import NotADay
from scheduler.timetable import Line, read_timetable

if TYPE_CHECKING:
    from gongyak.store.session import Session


_BY_THE_TIMETABLE: Final = frozenset({"remind", "overview"})
"""The jobs that tell of days which the timetable sets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a person wants done: a job, for an argument (None: what is usual now), with its options."""

    job: str
    argument: str | None = None
    pledges: tuple[str, ...] = ()
    force: bool = False


def ask_for(desk: Desk, wish: Wish, catalogue: Mapping[str, Job] = CATALOGUE) -> Request:
    """Ask for *wish* in the name of who sits at the desk, and return the request.

    Its id ends with the instant, so that it is done even where the timetable has had it done.  Raises
    `NoSuchJob`, `NotAHalfYear`, `NotADay` and the store's errors.
    """
    if wish.job not in catalogue:
        raise NoSuchJob(job=wish.job, known=", ".join(catalogue))
    now = desk.now()
    argument = _argument(wish, desk.in_zone(now).date())
    own: dict[str, object] = {"pledges": list(wish.pledges), "force": wish.force}
    request = Request(
        id=f"{wish.job}:{argument}@{now.isoformat()}",
        job=wish.job,
        argument=argument,
        due=now,
        asked_by=desk.who,
        asked_at=now,
        options={name: value for name, value in own.items() if value},
    )
    with desk.database.begin(who=desk.who, at=now, cause=request.id) as session:
        whole = completed(session, request, read_timetable(desk.settings))
        ask(session, whole)
    return whole


def completed(session: Session, request: Request, lines: Iterable[Line]) -> Request:
    """Return *request* with what its job has to know of the timetable: reminders follow its lines."""
    if request.job not in _BY_THE_TIMETABLE:
        return request
    from scheduler.rounds import remind_options  # noqa: PLC0415 - with all that letters need: when it is due

    calendar = Calendar(read_city(session).days)
    active = at_work(lines, read_schedule(session))
    more = remind_options(active, date.fromisoformat(request.argument), calendar)
    return replace(request, options=request.options | more)


def at_work(lines: Iterable[Line], states: Mapping[str, LineState]) -> Sequence[Line]:
    """Return the lines that are not paused."""
    return [line for line in lines if line.name not in states or not states[line.name].is_paused]


def _argument(wish: Wish, today: date) -> str:
    """Return what is asked for in the form that the timetable would ask for it."""
    if wish.job == "draft":
        half_year = HalfYear.parse(wish.argument) if wish.argument else HalfYear.containing(today).previous
        return str(half_year)
    return (read_day(wish.argument) if wish.argument else today).isoformat()


def read_day(text: str) -> date:
    """Return the day that *text* names (``2026-11-23``); raise `NotADay`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotADay(text=text) from None
