"""The watch: whose work nobody does any more is found, and resumed.

A process is dead when its lock is free, and has been for the grace: a process that had lost its connection
takes the lock again meanwhile.  How long a process has not been heard of says nothing, for long jobs are
silent.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from time import monotonic
from typing import Final

from scheduler.engine import Engine
from scheduler.life import Life

LOG: Final = logging.getLogger("gongyak.watch")
_ABANDONED: Final = "작업 기록이 남아 있지 않아 이어서 할 수 없습니다. 다시 실행하여 주시기 바랍니다."


class Watch:
    """Looks after workflows of dead processes, those this process has lost, and occurrences without any."""

    def __init__(self, engine: Engine, life: Life, grace: float) -> None:
        """Keep what is looked at; *grace* is in seconds."""
        self._engine: Final = engine
        self._life: Final = life
        self._grace: Final = grace
        self._doubtful: dict[str, float] = {}

    def look(self, running: Collection[str]) -> None:
        """Look once; *running* are the occurrences whose rows say that they are running."""
        suspects: set[str] = set()
        unfinished = self._engine.executors()
        lost = self._engine.lost(unfinished.pop(self._engine.executor, ()))
        for executor in unfinished:
            suspects.add(self._look_at(executor))
        suspects |= lost
        if ripe := [id_ for id_ in lost if self._is_ripe(id_)]:
            LOG.warning("lost in this process: %s", ", ".join(ripe))
            self._engine.resume(ripe)
        abandoned = self._engine.abandoned(running)
        suspects.update(abandoned)
        for id_ in abandoned:
            if self._is_ripe(id_):
                self._engine.give_up(id_, _ABANDONED)
        self._doubtful = {name: since for name, since in self._doubtful.items() if name in suspects}

    def _look_at(self, executor: str) -> str:
        """Resume what a dead process had begun; return its id if it seems dead, else nothing."""
        with self._life.dead(executor) as is_dead:
            if not is_dead:
                return ""
            if self._life.is_alone or self._is_ripe(executor) or executor not in self._life.living():
                LOG.warning("found dead: %s", executor)
                self._engine.resume_of([executor])
                self._life.bury(executor)
        return executor

    def _is_ripe(self, suspect: str) -> bool:
        """Tell whether *suspect* has been one for the grace."""
        return monotonic() - self._doubtful.setdefault(suspect, monotonic()) >= self._grace
