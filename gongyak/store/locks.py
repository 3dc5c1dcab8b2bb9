"""The lock by which a process shows that it lives: gone with the process, however that ends.

On PostgreSQL an advisory lock of the session, on a connection of its own; on SQLite a lock of the operating
system on a file beside the database.
"""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, Protocol, Self
from weakref import WeakSet

from sqlalchemy import NullPool, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from gongyak.store.engines import SECONDS_TO_CONNECT, without_secrets
from gongyak.store.errors import CannotReach
from gongyak.store.failures import translated

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

_DIGITS: Final = 16
_SCOPE: Final = "gongyak.executor"
# A connection whose other end is gone is given up within some 5 s, by us and by the server: the server frees
# the lock of a computer that has lost its power no sooner.
_KEEPALIVES: Final = {
    "keepalives": 1,
    "keepalives_idle": 2,
    "keepalives_interval": 1,
    "keepalives_count": 3,
    "tcp_user_timeout": 5000,
    "options": (
        "-c tcp_keepalives_idle=2 -c tcp_keepalives_interval=1 -c tcp_keepalives_count=3"
        " -c tcp_user_timeout=5000 -c idle_session_timeout=0"
    ),
}


class ExecutorLock(Protocol):
    """A lock that one process holds at a time; whoever can take another's knows that it is dead."""

    def take(self) -> bool:
        """Take it without waiting; False: somebody else holds it, and True again where we do already."""
        ...

    def is_held(self) -> bool:
        """Tell whether we hold it, still: a lost connection has lost it."""
        ...

    def release(self) -> None:
        """Let it go, if it is held."""
        ...

    def __enter__(self) -> Self:
        """Return itself; leaving the block releases it."""
        ...

    def __exit__(self, *_: object) -> None:
        """Release it."""
        ...


class _Held:
    """What both kinds have in common."""

    def release(self) -> None:
        raise NotImplementedError

    def forget(self) -> None:
        """Let go of what a copy of this process (fork) has of the lock, which stays with the original."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


_LOCKS: Final[WeakSet[_Held]] = WeakSet()


def _forget_all() -> None:
    for lock in _LOCKS:
        lock.forget()


if hasattr(os, "register_at_fork"):  # not on Windows, which has no fork
    os.register_at_fork(after_in_child=_forget_all)


class AdvisoryLock(_Held):
    """A lock of a PostgreSQL session; not through a pooler that shares sessions between transactions."""

    def __init__(self, url: str, executor: str) -> None:
        """Make the lock of *executor* on the server of *url*, without taking it."""
        self._shown = without_secrets(url)
        digest = sha256(f"{_SCOPE}:{executor}".encode()).digest()
        self._key = int.from_bytes(digest[:8], signed=True)
        arguments = {"application_name": "gongyak-lock", "connect_timeout": SECONDS_TO_CONNECT}
        self._engine = create_engine(
            make_url(url),
            poolclass=NullPool,
            isolation_level="AUTOCOMMIT",
            connect_args=arguments | _KEEPALIVES,
            hide_parameters=True,
        )
        self._connection: Connection | None = None
        _LOCKS.add(self)

    def take(self) -> bool:
        """Take it; raises `CannotReach`."""
        if self.is_held():
            return True
        self.release()
        with translated(self._shown):
            self._connection = self._engine.connect()
            taken = self._connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": self._key})
        if not taken:
            self.release()
        return bool(taken)

    def is_held(self) -> bool:
        """Ask the server whether this session has it: through a pooler another one may answer."""
        query = text(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
            " AND granted AND ((classid::bigint << 32) | objid::bigint) = :key"
        )
        try:
            return bool(self._connection and self._connection.scalar(query, {"key": self._key}))
        except DBAPIError:  # the connection is lost; another one must not be opened in its place unnoticed
            self.release()
            return False

    def forget(self) -> None:
        """Put nothing in the place of the connection: closing it would tell the server goodbye."""
        connection, self._connection = self._connection, None
        driver: Any = connection.connection.dbapi_connection if connection else None
        if driver is not None:
            with open(os.devnull, "rb") as nothing:  # noqa: PTH123 - a device, for its number
                os.dup2(nothing.fileno(), driver.fileno())

    def release(self) -> None:
        """Close the connection, and the lock with it."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()  # closes it without asking a server that may be gone
            connection.close()


class FileLock(_Held):
    """A lock on a file, which the operating system frees when its holder ends."""

    def __init__(self, beside: Path, executor: str) -> None:
        """Make the lock of *executor* at the database *beside*, without taking it."""
        digest = sha256(f"{_SCOPE}:{executor}".encode()).hexdigest()[:_DIGITS]
        self._path = beside.with_name(f"{beside.name}.{digest}.lock")
        self._handle: int | None = None
        _LOCKS.add(self)

    def take(self) -> bool:
        """Take it; raises `CannotReach` where the file cannot be made."""
        import fcntl  # noqa: PLC0415 - not on Windows, where all else shall work

        if self._handle is not None:
            return True
        handle = self._open()
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return False
        if not self._is_at_path(handle):  # its last holder has just removed it
            os.close(handle)
            return self.take()
        self._handle = handle
        return True

    def _open(self) -> int:
        try:
            return os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise CannotReach(url=self._path, reason=error.strerror) from error

    def is_held(self) -> bool:
        """Tell whether it is taken: only we can let it go, unless somebody removes the file."""
        return self._handle is not None and self._is_at_path(self._handle)

    def forget(self) -> None:
        """Close the file, which is the original's too: only when all have closed it the lock is free."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)

    def release(self) -> None:
        """Remove the file, then let it go."""
        handle, self._handle = self._handle, None
        if handle is not None:
            if self._is_at_path(handle):
                self._path.unlink()
            os.close(handle)

    def _is_at_path(self, handle: int) -> bool:
        try:
            return os.path.samestat(os.fstat(handle), self._path.stat())
        except FileNotFoundError:
            return False
