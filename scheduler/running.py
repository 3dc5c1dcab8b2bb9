"""One occurrence, step by step: begun, split into parts, worked on, closed or set aside.

These are plain functions of a bench; each may be called again after a crash.  Whatever an occurrence leads to
is written in the transaction that ends its row, so it is written once.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Final

from gongyak.errors import GongyakError
from gongyak.occurrences import LogLevel, LogLine, Occurrence, OccurrenceState, Request
from gongyak.store.occurrences import (
    begin,
    end,
    progress,
    read_occurrence,
)
from gongyak.store.run_log import add_lines, read_lines
from jobs.catalogue import Job, Result
from jobs.desk import Desk
from jobs.errors import NoSuchJob, Unforeseen
from jobs.mistakes import mistakes_told
from jobs.progress import Progress, no_progress
from scheduler.run_log import Book, make_line

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
        before = self._run(id_)
        with self._writing(id_) as session:
            if not begin(session, id_, self.executor, self.desk.now()):
                return None
            told = "다시 시작하였습니다." if before.started_at else "시작하였습니다."
            add_lines(session, id_, [self._line(told)])
        LOG.info("begun %s", id_)
        with self._keeping(id_) as book:
            parts = list(self._job(before.request).plan(self._desk_of(before.request), before.request))
            if len(parts) > 1:
                book.note(f"{len(parts)}개 부분으로 나누었습니다.")
            self._note(id_, 0, max(len(parts), 1), book)
        return parts

    def work(self, id_: str, part: str, *, alone: bool) -> Result:
        """Do one part; one that is *alone* tells how far it has come itself."""
        request = self.request(id_)
        with self._keeping(id_) as book:
            tell = self._progress(id_, book) if alone else no_progress
            return self._job(request).work(self._desk_of(request), request, part, tell)

    def collected(self, id_: str, done: int, total: int) -> None:
        """Note that *done* of *total* parts are done."""
        self._note(id_, done, total)

    def close(self, id_: str, results: Sequence[Result]) -> None:
        """End the occurrence as done, together with whatever its job writes at its end."""
        request = self.request(id_)
        try:
            with self._keeping(id_) as book, book.written() as lines, self._writing(id_) as session:
                made = self._job(request).close(session, self._desk_of(request), request, results)
                add_lines(session, id_, lines)
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

    def resumed(self, ids: Collection[str]) -> None:
        """Tell in their logs that these workflows, whose process has died, go on."""
        for id_ in dict.fromkeys(each.partition("/")[0] for each in ids):
            self._write(id_, [self._line("중단된 프로세스가 하던 일을 이어서 합니다.", LogLevel.WARNING)])

    def request(self, id_: str) -> Request:
        """Return what was asked for."""
        return self._run(id_).request

    def _run(self, id_: str) -> Occurrence:
        """Return the occurrence; each of its steps begins with the settings as they hold now."""
        with self.desk.database.read() as session:
            self.desk.standing.look(session)
            return read_occurrence(session, id_)

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
        add_lines(session, id_, [self._last_line(session, id_, made, error)], most=None)

    def _last_line(self, session: Session, id_: str, made: str | None, error: str | None) -> LogLine:
        """Return the line that ends the log; a mistake that stands above is not told again."""
        if error is None:
            return self._line(f"마쳤습니다: {made}" if made else "마쳤습니다.")
        line = self._line(error, LogLevel.ERROR)
        is_told = any(line.text in each.text for each in read_lines(session, id_))
        return self._line("실패로 끝났습니다." if is_told else f"실패로 끝났습니다: {error}", LogLevel.ERROR)

    def _job(self, request: Request) -> Job:
        job = self.catalogue.get(request.job)
        if job is None:
            raise NoSuchJob(job=request.job, known=", ".join(self.catalogue))
        return job

    def _desk_of(self, request: Request) -> Desk:
        return self.desk.lent_to(request.asked_by)

    def _writing(self, id_: str) -> AbstractContextManager[Session]:
        return self.desk.database.begin(who=self.desk.who, at=self.desk.now(), cause=id_)

    def _note(self, id_: str, done: int, total: int, book: Book | None = None) -> None:
        """Note how far an occurrence has come, and with it what the *book* holds for its log."""
        with (book or self._book()).written() as lines, self._writing(id_) as session:
            progress(session, id_, done, total)
            add_lines(session, id_, lines)

    def _progress(self, id_: str, book: Book) -> Progress:
        """Return what notes how far a part has come, at most once a second."""
        noted = monotonic()

        def note(done: int, total: int) -> None:
            nonlocal noted
            if monotonic() - noted >= _BREATH:
                noted = monotonic()
                self._note(id_, done, total, book)

        return note

    def _book(self) -> Book:
        return Book(self.executor, self.desk.now)

    def _line(self, text: str, level: LogLevel = LogLevel.INFO) -> LogLine:
        return make_line(self.executor, self.desk.now(), text, level)

    @contextmanager
    def _keeping(self, id_: str) -> Iterator[Book]:
        """Keep what a step tells for the log of its run; what was not written along is written at the end."""
        book = self._book()
        try:
            with book.opened(), self._told():
                yield book
        except _EndedAlready:
            book.lines.clear()
            raise
        except GongyakError as error:
            level = LogLevel.WARNING if error.retryable else LogLevel.ERROR
            book.note(f"하지 못하였습니다: {error}", level)
            raise
        finally:
            self._write(id_, book.lines)

    def _write(self, id_: str, lines: Sequence[LogLine]) -> None:
        """Write *lines* to the log of a run; where that cannot be done, the run goes on without them."""
        if not lines:
            return
        try:
            with self._writing(id_) as session:
                add_lines(session, id_, lines)
        except Exception:
            LOG.warning("nothing written to the log of %s", id_, exc_info=True)

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
