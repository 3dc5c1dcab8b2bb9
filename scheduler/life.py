"""The life of a process with an engine: its lock, its row among the replicas, its heartbeat."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Final
from uuid import uuid4

from gongyak.occurrences import Replica
from gongyak.store.replicas import end_replica, live_replicas, register, seen
from jobs.desk import Desk
from scheduler.errors import AnotherEngine

LOG: Final = logging.getLogger("gongyak.life")
_UNSEEN: Final = timedelta(minutes=2)
_CAUSE: Final = "replicas"
_THE_ONE: Final = "engine"
"""The name of the one lock on SQLite."""


def is_embedded(desk: Desk) -> bool:
    """Tell whether the database is an SQLite file, at which one process only may have an engine."""
    return desk.settings.database.url.get_secret_value().startswith("sqlite")


def somebody_lives(desk: Desk) -> bool:
    """Tell whether a process with an engine works on the database."""
    if is_embedded(desk):
        return not _is_free(desk, _THE_ONE)
    with desk.database.read() as session:
        replicas = live_replicas(session)
    return any(not _is_free(desk, replica.id) for replica in replicas)


def _is_free(desk: Desk, name: str) -> bool:
    with desk.database.executor_lock(name) as lock:
        return lock.take()


class Life:
    """One process's: ``executor`` is the id that its lock, its row and its workflows bear."""

    def __init__(self, desk: Desk, kind: str, heartbeat: Path | None = None) -> None:
        """Keep what is needed; *kind* is how the process was started (serve, work, run)."""
        self.executor: Final = f"{kind}-{socket.gethostname()}-{os.getpid()}-{uuid4().hex[:8]}"
        self._desk: Final = desk
        self._kind: Final = kind
        self._heartbeat: Final = heartbeat
        self.is_alone: Final = is_embedded(desk)
        self._lock: Final = desk.database.executor_lock(_THE_ONE if self.is_alone else self.executor)

    def begin(self) -> None:
        """Take the lock and enter the row; raises `AnotherEngine` and the store's errors."""
        if not self._lock.take():
            raise AnotherEngine(url=self._desk.database.shown)
        self._register()
        self.bury_the_unseen()

    def beat(self) -> None:
        """Hold the lock: take it anew where the database had dropped it."""
        if not self._lock.take():
            LOG.warning("the lock of %s is taken: somebody takes this process for dead", self.executor)

    def sign(self) -> None:
        """Note that the process lives, in its row and its heartbeat file."""
        now = self._desk.now()
        with self._desk.database.begin(who=self._desk.who, at=now, cause=_CAUSE) as session:
            is_known = seen(session, self.executor, now)
        if not is_known:
            self._register()
        self._touch()

    def end(self) -> None:
        """End the row, let the lock go."""
        with suppress(Exception):  # whoever finds the lock free ends the row as well
            self.bury(self.executor)
        self._lock.release()

    @contextmanager
    def dead(self, executor: str) -> Iterator[bool]:
        """Give whether another executor's process is dead; nobody else finds it so within the block."""
        if self.is_alone:
            yield True  # who holds the one lock there is knows that no other lives
            return
        with self._desk.database.executor_lock(executor) as lock:
            yield lock.take()

    def living(self) -> frozenset[str]:
        """Return the executor ids whose rows have not ended, whether their processes live or not."""
        with self._desk.database.read() as session:
            return frozenset(replica.id for replica in live_replicas(session))

    def bury(self, executor: str) -> None:
        """End the row of *executor*."""
        now = self._desk.now()
        with self._desk.database.begin(who=self._desk.who, at=now, cause=_CAUSE) as session:
            end_replica(session, executor, now)

    def bury_the_unseen(self) -> None:
        """End the rows of processes that have long not been seen and are dead."""
        since = self._desk.now() - _UNSEEN
        with self._desk.database.read() as session:
            unseen = live_replicas(session, unseen_since=None if self.is_alone else since)
        for replica in unseen:
            if replica.id != self.executor:
                with self.dead(replica.id) as is_dead:
                    if is_dead:
                        self.bury(replica.id)

    def _register(self) -> None:
        now = self._desk.now()
        row = Replica(
            id=self.executor,
            kind=self._kind,
            host=socket.gethostname(),
            pid=os.getpid(),
            started_at=now,
            seen_at=now,
        )
        with self._desk.database.begin(who=self._desk.who, at=now, cause=_CAUSE) as session:
            register(session, row)
        self._touch()

    def _touch(self) -> None:
        if self._heartbeat is None:
            return
        try:
            self._heartbeat.parent.mkdir(parents=True, exist_ok=True)
            self._heartbeat.touch()
        except OSError as error:
            LOG.warning("no heartbeat: %s", error)
