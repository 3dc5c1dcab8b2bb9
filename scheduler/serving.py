"""A process that serves until it is told to stop, and one that does a single thing and goes."""

from __future__ import annotations

import logging
import signal
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import Event
from time import sleep
from typing import TYPE_CHECKING, Final

from gongyak.occurrences import Occurrence, OccurrenceState, Request
from gongyak.store.occurrences import read_occurrence
from jobs.desk import Desk
from jobs.progress import Progress, no_progress
from scheduler.errors import AnotherEngine, OnlyOnPostgresql, RunFailed
from scheduler.life import is_embedded, somebody_lives
from scheduler.pinging import Ping
from scheduler.service import Hearers, Service
from scheduler.timetable import read_timetable

if TYPE_CHECKING:
    from gongyak.store.session import Session

LOG: Final = logging.getLogger("gongyak.service")
_LOOK: Final = 0.3
"""Seconds between two looks at an occurrence that is followed."""
_ENDING: Final = 10.0


def hearers(desk: Desk) -> Hearers:
    """Return who hears of runs: the administrator by letter, the monitor by its address."""
    return Hearers(
        on_failure=_tell_failure, on_missed=_tell_missed, on_success=Ping(desk.settings.watch.ping_url)
    )


def serve(desk: Desk, drain: float, beside: AbstractContextManager[None] | None = None) -> bool:
    """Run clock and engine until SIGTERM or SIGINT; tell whether all that ran ended within *drain* seconds.

    *beside* (the pages) is entered once no other process can be meant, and left before the engine stops.
    Raises `AnotherEngine`, the store's errors, and what *beside* raises.
    """
    service = Service(desk, "serve", read_timetable, hearers=hearers(desk))
    return _serve(service, drain, beside or nullcontext())


def work(desk: Desk, drain: float) -> bool:
    """Run an engine without a clock until SIGTERM or SIGINT, as `serve`; raises `OnlyOnPostgresql`."""
    if is_embedded(desk):
        raise OnlyOnPostgresql(url=desk.database.shown)
    return _serve(Service(desk, "work", hearers=hearers(desk)), drain, nullcontext())


def see_through(desk: Desk, request: Request, progress: Progress = no_progress) -> Occurrence:
    """Follow what was asked for to its end; where no process with an engine lives, this one lends its own."""
    if somebody_lives(desk):
        return _follow(desk, request, progress)
    service = Service(desk, "run", hearers=hearers(desk))
    try:
        service.start()
    except AnotherEngine:  # which has started a moment ago
        return _follow(desk, request, progress)
    try:
        return _follow(desk, request, progress)
    finally:
        service.stop(_ENDING)


def require_done(occurrence: Occurrence) -> None:
    """Raise `RunFailed` for an occurrence that ended otherwise than well."""
    if occurrence.state is not OccurrenceState.DONE:
        raise RunFailed(id=occurrence.request.id, error=occurrence.error or str(occurrence.state))


def _follow(desk: Desk, request: Request, progress: Progress) -> Occurrence:
    while True:
        with desk.database.read() as session:
            occurrence = read_occurrence(session, request.id)
        if occurrence.ended_at is not None:
            return occurrence
        if occurrence.total:
            progress(occurrence.done, occurrence.total)
        sleep(_LOOK)


def _serve(service: Service, drain: float, beside: AbstractContextManager[None]) -> bool:
    with _told_to_stop() as told:
        service.start()
        try:
            with beside:
                told.wait()
        finally:
            LOG.info("told to stop")
            is_drained = service.stop(drain)
        return is_drained


@contextmanager
def _told_to_stop() -> Iterator[Event]:
    """Give an event that SIGTERM and SIGINT set."""
    told = Event()
    former = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    for number in former:
        signal.signal(number, lambda *_: told.set())
    try:
        yield told
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


def _tell_failure(session: Session, desk: Desk, request: Request, error: str) -> None:
    from jobs.failing import tell_failure  # noqa: PLC0415 - with all that letters need: when one is due

    tell_failure(session, desk, request, error)


def _tell_missed(session: Session, desk: Desk, missed: Sequence[Request]) -> None:
    from jobs.failing import tell_missed  # noqa: PLC0415 - as above

    tell_missed(session, desk, missed)
