"""Loops that outlive what goes wrong in them, and timers that no change of the clock can stop."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event, Thread
from time import monotonic
from typing import Final

LOG: Final = logging.getLogger("gongyak.service")
_DOUBLINGS: Final = 6


class Timer:
    """Tells whether it is time again, counted in time that passes evenly."""

    def __init__(self, seconds: float) -> None:
        """Be due at once, then every so many *seconds*."""
        self._seconds: Final = seconds
        self._last: float | None = None

    def is_due(self) -> bool:
        """Tell whether the seconds have passed since it last told so."""
        now = monotonic()
        if self._last is not None and now - self._last < self._seconds:
            return False
        self._last = now
        return True


class Loop:
    """A thread that takes a step every so many seconds; after a mistake it waits longer, up to *backoff*."""

    def __init__(self, name: str, step: Callable[[], None], seconds: float, backoff: float) -> None:
        """Keep what is needed; `start` begins."""
        self._step: Final = step
        self._seconds: Final = seconds
        self._backoff: Final = max(backoff, seconds)
        self._woken: Final = Event()
        self._stopping: Final = Event()
        self._thread: Final = Thread(target=self._run, name=name, daemon=True)
        self._failures = 0

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wake(self) -> None:
        """Let the next step be taken now; not after a mistake, which needs its time."""
        if not self._failures:
            self._woken.set()

    def stop(self, patience: float) -> None:
        """Take no further step, and wait so many seconds for the one that is being taken."""
        self._stopping.set()
        self._woken.set()
        self._thread.join(patience)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._woken.clear()
            self._take()
            self._woken.wait(min(self._seconds * 2 ** min(self._failures, _DOUBLINGS), self._backoff))

    def _take(self) -> None:
        try:
            self._step()
        except Exception:
            self._failures += 1
            level = logging.ERROR if self._failures == 1 else logging.DEBUG
            LOG.log(level, "%s goes on after a mistake", self._thread.name, exc_info=True)
            return
        if self._failures:
            LOG.info("%s is well again after %d mistakes", self._thread.name, self._failures)
        self._failures = 0
