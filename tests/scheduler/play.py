"""Jobs that do as the test says, and a way to run a service until something has come true."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar

from gongyak.errors import GongyakError, Words
from gongyak.occurrences import Occurrence, Request
from gongyak.store.errors import NoSuchOccurrence
from gongyak.store.occurrences import ask, read_occurrence
from jobs.catalogue import Job
from jobs.desk import Desk
from jobs.progress import Progress
from scheduler.engine import Patience
from scheduler.service import Hearers, Pace, Service, Timetable
from scheduler.timetable import Line

if TYPE_CHECKING:
    from gongyak.store.session import Session

_T = TypeVar("_T")
PACE = Pace(beat=0.05, tick=0.1, sweep=0.2, grace=0.5, linger=0.5, hold=0.2, sign=0.5, backoff=0.5)
PATIENCE = 120.0
"""Seconds: after a minute without a database DBOS itself may wait most of another before it tries again."""


class Passing(GongyakError):
    """A mistake that may pass."""

    retryable = True


class Lasting(GongyakError):
    """A mistake that lasts."""

    text = Words("자료가 잘못되었습니다.", "The facts are wrong.")


@dataclass
class Play:
    """A job of so many ``parts``, whose work raises each of ``mistakes`` once; and all that it was asked."""

    parts: int = 1
    mistakes: list[GongyakError] = field(default_factory=list)
    worked: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    go_on: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        self.go_on.set()

    def job(self, name: str = "play") -> Job:
        return Job(name, Words("시험", "A test."), self._plan, self._work, self._close)

    def _plan(self, _desk: Desk, _request: Request) -> Sequence[str]:
        return [str(number) for number in range(self.parts)]

    def _work(self, _desk: Desk, request: Request, part: str, progress: Progress) -> dict[str, Any]:
        self.worked.append(f"{request.id} {part}")
        progress(1, 2)
        self.go_on.wait()
        if self.mistakes:
            raise self.mistakes.pop(0)
        return {"part": part}

    def _close(
        self, _session: Session, _desk: Desk, request: Request, results: Sequence[dict[str, Any]]
    ) -> str:
        self.closed.append(request.id)
        return " ".join(result["part"] for result in results)


def request(id_: str, desk: Desk, **more: Any) -> Request:
    job, _, argument = id_.partition(":")
    now = desk.now()
    return Request(id=id_, job=job, argument=argument, due=now, asked_by="tester", asked_at=now, **more)


def ask_now(desk: Desk, asked: Request) -> str:
    with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
        ask(session, asked)
    return asked.id


@contextmanager
def served(  # noqa: PLR0913 - each is one thing that a test may want otherwise
    desk: Desk,
    catalogue: Mapping[str, Job],
    lines: Sequence[Line] | Timetable = (),
    *,
    hearers: Hearers | None = None,
    kind: str = "serve",
    drain: float = 5,
) -> Iterator[Service]:
    timetable = lines if callable(lines) else (lambda _: lines) if lines else None
    patience = Patience(3, 0.05, 0.1)
    service = Service(
        desk, kind, timetable, catalogue=catalogue, hearers=hearers, pace=PACE, patience=patience
    )
    service.start()
    try:
        yield service
    finally:
        service.stop(drain)


def ended(desk: Desk, id_: str) -> Occurrence:
    """Return the occurrence as soon as it has ended."""

    def look() -> Occurrence | None:
        with desk.database.read() as session:
            try:
                found = read_occurrence(session, id_)
            except NoSuchOccurrence:
                return None
        return found if found.ended_at else None

    return awaited(look)


def awaited(look: Callable[[], _T | None]) -> _T:
    """Return what *look* gives as soon as it is something."""
    started = time.monotonic()
    while (found := look()) is None:
        assert time.monotonic() - started < PATIENCE, "it did not come true"
        time.sleep(0.05)
    return found
