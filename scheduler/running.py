"""One occurrence, step by step: begun, split into parts, worked on, closed or set aside.

These are plain functions of a bench; each may be called again after a crash.  Whatever an occurrence leads to
is written in the transaction that ends its row, so it is written once.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Final

from gongyak.errors import GongyakError
from gongyak.occurrences import OccurrenceState, Request
from gongyak.store.occurrences import (
    begin,
    end,
    progress,
    read_occurrence,
)
from jobs.catalogue import Job, Result
from jobs.desk import Desk
from jobs.errors import NoSuchJob, Unforeseen
from jobs.mistakes import mistakes_told
from jobs.progress import Progress, no_progress

if TYPE_CHECKING:
    from gongyak.store.session import Session

LOG: Final = logging.getLogger("gongyak.engine")
_BREATH: Final = 1.0
"""Seconds between two notes of how far a part has come."""

OnFailure = Callable[["Session", Desk, Request, str], None]
"""Writes what follows from a failure (a letter), in the transaction that sets the occurrence aside."""
OnSuccess = Callable[[Request], None]


def tell_nobody(_session: Session, _desk: Desk, _request: Request, _error: str) -> None:
    """Write nothing."""


def ignore(_request: Request) -> None:
    """Do nothing."""


class _EndedAlready(GongyakError):
    """Somebody else has ended the occurrence: what was about to be written is undone."""


@dataclass(frozen=True, kw_only=True)
class Bench:
    """Where occurrences are worked on: a desk, the jobs known, the executor's id, who hears of the end."""

    desk: Desk
    executor: str
    catalogue: Mapping[str, Job]
    on_failure: OnFailure = tell_nobody
    on_success: OnSuccess = ignore

    def begin(self, id_: str) -> list[str] | None:
        """Mark the occurrence as running here and return its parts; None: it has ended already."""
        with self._writing(id_) as session:
            if not begin(session, id_, self.executor, self.desk.now()):
                return None
        request = self.request(id_)
        LOG.info("begun %s", id_)
        with self._told():
            parts = list(self._job(request).plan(self._desk_of(request), request))
        self._note(id_, 0, max(len(parts), 1))
        return parts

    def work(self, id_: str, part: str, *, alone: bool) -> Result:
        """Do one part; one that is *alone* tells how far it has come itself."""
        request = self.request(id_)
        tell = self._progress(id_) if alone else no_progress
        with self._told():
            return self._job(request).work(self._desk_of(request), request, part, tell)

    def collected(self, id_: str, done: int, total: int) -> None:
        """Note that *done* of *total* parts are done."""
        self._note(id_, done, total)

    def close(self, id_: str, results: Sequence[Result]) -> None:
        """End the occurrence as done, together with whatever its job writes at its end."""
        request = self.request(id_)
        try:
            with self._told(), self._writing(id_) as session:
                made = self._job(request).close(session, self._desk_of(request), request, results)
                self._end(session, id_, OccurrenceState.DONE, made=made)
        except _EndedAlready:
            return
        LOG.info("done %s: %s", id_, made)
        self.on_success(request)

    def fail(self, id_: str, error: str) -> None:
        """Set the occurrence aside with its *error*, and tell of it once."""
        request = self.request(id_)
        try:
            with self._told(), self._writing(id_) as session:
                self._end(session, id_, OccurrenceState.FAILED, error=error)
                self.on_failure(session, self.desk, request, error)
        except _EndedAlready:
            return
        LOG.error("failed %s: %s", id_, error)

    def request(self, id_: str) -> Request:
        """Return what was asked for."""
        with self.desk.database.read() as session:
            return read_occurrence(session, id_).request

    def _end(
        self,
        session: Session,
        id_: str,
        state: OccurrenceState,
        made: str | None = None,
        error: str | None = None,
    ) -> None:
        if not end(session, id_, state, self.desk.now(), made=made, error=error):
            raise _EndedAlready

    def _job(self, request: Request) -> Job:
        job = self.catalogue.get(request.job)
        if job is None:
            raise NoSuchJob(job=request.job, known=", ".join(self.catalogue))
        return job

    def _desk_of(self, request: Request) -> Desk:
        return self.desk.lent_to(request.asked_by)

    def _writing(self, id_: str) -> AbstractContextManager[Session]:
        return self.desk.database.begin(who=self.desk.who, at=self.desk.now(), cause=id_)

    def _note(self, id_: str, done: int, total: int) -> None:
        with self._writing(id_) as session:
            progress(session, id_, done, total)

    def _progress(self, id_: str) -> Progress:
        """Return what notes how far a part has come, at most once a second."""
        noted = monotonic()

        def note(done: int, total: int) -> None:
            nonlocal noted
            if monotonic() - noted >= _BREATH:
                noted = monotonic()
                self._note(id_, done, total)

        return note

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn whatever goes wrong inside into a mistake with words, even where no trace can be written."""
        try:
            with mistakes_told(self.desk):
                yield
        except GongyakError:
            raise
        except Exception as error:
            raise Unforeseen(reason=f"{type(error).__name__}: {error}", log="-") from error
