"""The service: a clock that strikes, an engine that works, and a watch over the processes beside it.

APScheduler wakes the loop at the instants that are due.  It is no more than an alarm: the loop looks at the
clock by itself as well, so an alarm that never rings (the computer's clock was changed, its thread died)
delays a strike by half a minute.

The loop alone talks to the engine.  A second loop keeps the process's lock: it must not wait for a database
that the engine waits for.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Event
from time import monotonic
from typing import Final

from apscheduler.schedulers.background import (  # type: ignore[import-untyped]  # it has no stubs
    BackgroundScheduler,
)
from apscheduler.triggers.date import DateTrigger  # type: ignore[import-untyped]  # it has no stubs

from config.settings import Settings
from gongyak.occurrences import Occurrence, OccurrenceState
from gongyak.store.occurrences import list_occurrences
from jobs import clock
from jobs.catalogue import CATALOGUE, Job
from jobs.desk import Desk
from scheduler import running, striking
from scheduler.engine import Engine, Patience
from scheduler.life import Life
from scheduler.loops import Loop, Timer
from scheduler.running import Bench
from scheduler.timetable import Line
from scheduler.watch import Watch

LOG: Final = logging.getLogger("gongyak.service")
_OPEN: Final = (OccurrenceState.WAITING, OccurrenceState.RUNNING)
_MOST_OPEN: Final = 1000
_PATIENCE_AT_END: Final = 10.0
_DAY: Final = 86_400.0

Timetable = Callable[[Settings], Sequence[Line]]
"""What the lines are, as the settings have them."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How often and how long, in seconds.

    The loop looks for work every ``beat``, at the clock every ``tick``, for the dead every ``sweep``; a
    process is dead after the ``grace``; the engine rests after it had nothing to do for ``linger``.  The lock
    is looked at every ``hold``, life is signed every ``sign``; after mistakes a loop waits up to ``backoff``.
    """

    beat: float = 1.0
    tick: float = 30.0
    sweep: float = 2.0
    grace: float = 6.0
    linger: float = 20.0
    hold: float = 2.0
    sign: float = 15.0
    backoff: float = 8.0


@dataclass(frozen=True, kw_only=True)
class Hearers:
    """Who hears of what became of runs; a letter is written in the transaction that they are told in."""

    on_failure: running.OnFailure = running.tell_nobody
    on_missed: striking.OnMissed = striking.tell_nobody
    on_success: running.OnSuccess = running.ignore


class Service:
    """A process with an engine, and with a clock where it has a *timetable*, asked anew at each look.

    *kind* is how it was started (serve, work, run).  The *desk*'s clock is the one that strikes.
    """

    def __init__(  # noqa: PLR0913 - each is a part that may be exchanged
        self,
        desk: Desk,
        kind: str,
        timetable: Timetable | None = None,
        *,
        catalogue: Mapping[str, Job] = CATALOGUE,
        hearers: Hearers | None = None,
        pace: Pace | None = None,
        patience: Patience | None = None,
    ) -> None:
        """Put the parts together; nothing is opened before `start`."""
        pace = pace or Pace()
        self._desk: Final = desk
        self._catalogue: Final = catalogue
        self._hearers: Final = hearers or Hearers()
        self._timetable: Final = timetable
        self._life: Final = Life(desk, kind, desk.settings.watch.heartbeat if timetable else None)
        self._engine: Final = Engine(self._bench(), desk.settings.database.url.get_secret_value(), patience)
        self._watch: Final = Watch(self._engine, self._life, pace.grace)
        self._linger: Final = pace.linger
        self._alarm: Final = BackgroundScheduler(timezone=desk.settings.zone)
        self._rung: Final = Event()
        self._tick, self._sweep = Timer(pace.tick), Timer(pace.sweep)
        self._sign, self._daily = Timer(pace.sign), Timer(_DAY)
        self._worked = monotonic()
        self._loop: Final = Loop("clock", self._beat, pace.beat, pace.backoff)
        self._keeper: Final = Loop("life", self._live, pace.hold, pace.backoff)

    @property
    def executor(self) -> str:
        """The executor id of this process."""
        return self._life.executor

    def start(self) -> None:
        """Take the lock and begin; raises `AnotherEngine` and the store's errors."""
        self._life.begin()
        if self._timetable:
            self._alarm.start()
        self._keeper.start()
        self._loop.start()
        names = ", ".join(line.name for line in self._lines())
        LOG.info("started %s: %s", self.executor, names or "no clock")

    def stop(self, seconds: float) -> bool:
        """Strike no more, let what runs end within *seconds*, and go; tell whether all of it ended."""
        if self._alarm.running:
            self._alarm.shutdown(wait=False)
        self._loop.stop(_PATIENCE_AT_END)
        is_drained = self._engine.drain(seconds)
        self._keeper.stop(_PATIENCE_AT_END)
        self._life.end()
        LOG.info("stopped %s%s", self.executor, "" if is_drained else ", what still ran is left to others")
        return is_drained

    def _bench(self) -> Bench:
        return Bench(
            desk=self._desk,
            executor=self._life.executor,
            catalogue=self._catalogue,
            on_failure=self._hearers.on_failure,
            on_success=self._hearers.on_success,
        )

    def _live(self) -> None:
        self._life.beat()
        if self._sign.is_due():
            self._life.sign()

    def _beat(self) -> None:
        """Look at the clock, start what waits, see after the dead; let the engine rest when all is done."""
        if self._timetable and (self._rung.is_set() or self._tick.is_due()):
            self._rung.clear()
            self._strike()
        with self._desk.database.read() as session:
            open_ = list_occurrences(session, states=_OPEN, limit=_MOST_OPEN)
        if open_:
            self._worked = monotonic()
            self._work(open_)
        elif self._engine.is_awake and monotonic() - self._worked > self._linger:
            self._rest()

    def _lines(self) -> tuple[Line, ...]:
        """Return the lines as the settings have them now."""
        lines = self._timetable(self._desk.settings) if self._timetable else ()
        return tuple(line for line in lines if line.job in self._catalogue)

    def _strike(self) -> None:
        self._desk.catch_up()
        lines = self._lines()
        striking.strike_now(self._desk, lines, self._catalogue, self._hearers.on_missed)
        due = striking.next_strike(self._desk, lines)
        if due is not None:
            at = clock.now() + (due - self._desk.now())
            self._alarm.add_job(
                self._ring, DateTrigger(at), id="due", replace_existing=True, misfire_grace_time=None
            )

    def _ring(self) -> None:
        self._rung.set()
        self._loop.wake()

    def _work(self, open_: Sequence[Occurrence]) -> None:
        self._engine.wake()
        for occurrence in reversed(open_):  # the longest due first
            if occurrence.state is OccurrenceState.WAITING:
                self._engine.enqueue(occurrence.request.id, occurrence.request.job)
        if self._sweep.is_due():
            running_ = [each.request.id for each in open_ if each.state is OccurrenceState.RUNNING]
            self._watch.look(running_)

    def _rest(self) -> None:
        if self._daily.is_due():
            self._engine.collect_garbage(self._desk.now())
            self._life.bury_the_unseen()
        self._engine.rest()
