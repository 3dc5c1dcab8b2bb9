"""A strike of the clock: what is due is asked for and the lines' marks move on, in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from gongyak.occurrences import Request
from gongyak.store.city import find_city
from gongyak.store.occurrences import strike
from gongyak.store.schedule import read_schedule
from gongyak.workdays import Calendar
from jobs.catalogue import Job
from jobs.desk import Desk
from scheduler.asking import at_work, completed
from scheduler.timetable import Line, Strike, next_due, strikes

if TYPE_CHECKING:
    from gongyak.store.session import Session

LOG: Final = logging.getLogger("gongyak.clock")
CAUSE: Final = "timetable"

OnMissed = Callable[["Session", Desk, Sequence[Request]], None]
"""Writes what follows from runs that were missed (a letter), in the transaction that keeps them."""


def tell_nobody(_session: Session, _desk: Desk, _missed: Sequence[Request]) -> None:
    """Write nothing."""


def strike_now(
    desk: Desk, lines: Sequence[Line], catalogue: Mapping[str, Job], on_missed: OnMissed = tell_nobody
) -> tuple[Request, ...]:
    """Ask for what is due now and was not asked for; return what is new.

    However many clocks strike at once, each request is new to one of them only.  Nothing is due as long as no
    city has been loaded.
    """
    now = desk.now()
    with desk.database.read() as session:
        if not _look(session, lines, now).fired_through:
            return ()
    with desk.database.begin(who=desk.who, at=now, cause=CAUSE) as session:
        found = _look(session, lines, now)
        asked = [
            completed(session, request, lines)
            for request in found.started
            if catalogue[request.job].needed(session, now)
        ]
        moved = [line for line in lines if line.name in found.fired_through]
        new = [request for line in moved for request in _strike(session, line, found, asked)]
        missed = [request for request in new if request in found.missed]
        if missed:
            on_missed(session, desk, missed)
    for request in new:
        LOG.info("%s %s, due %s", "missed" if request in missed else "due", request.id, request.due)
    return tuple(new)


def next_strike(desk: Desk, lines: Sequence[Line]) -> datetime | None:
    """Return the next instant at which a line is due; None: none ever is."""
    with desk.database.read() as session:
        city = find_city(session)
    if city is None:
        return None
    dues = (next_due(line, desk.now(), Calendar(city.days)) for line in lines)
    return min((due.at for due in dues if due), default=None)


def _look(session: Session, lines: Sequence[Line], now: datetime) -> Strike:
    """Return what is due; the city's days off are read anew.  Paused lines move on and ask for nothing.

    Without a city nothing is due, and no line moves.
    """
    city = find_city(session)
    if city is None:
        return Strike()
    calendar = Calendar(city.days)
    states = read_schedule(session)
    through = {line: state.fired_through for line, state in states.items() if state.fired_through}
    active = at_work(lines, states)
    paused = [line for line in lines if line not in active]
    found = strikes(active, through, now, calendar)
    passed = strikes(paused, through, now, calendar)
    return replace(found, fired_through={**found.fired_through, **passed.fired_through})


def _strike(session: Session, line: Line, found: Strike, asked: Sequence[Request]) -> list[Request]:
    """Strike one line, and return what is new."""
    own = [request for request in asked if request.line == line.name]
    missed = [request for request in found.missed if request.line == line.name]
    new = strike(
        session,
        line.name,
        spec=line.spec,
        requests=own,
        missed=missed,
        fired_through=found.fired_through[line.name],
    )
    return [request for request in (*own, *missed) if request.id in new]
