"""The one place where the database's own exceptions become mistakes that a person can read."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, StatementError
from sqlalchemy.orm.exc import StaleDataError

from gongyak.errors import GongyakError
from gongyak.store.errors import (
    CannotReach,
    ChangedMeanwhile,
    DatabaseFull,
    DatabaseLocked,
    NotADatabase,
    ReadOnlyDatabase,
    Refused,
    StoreError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

# SQLite's primary result codes (the low byte of the extended ones).
_SQLITE: Final[dict[int, type[StoreError]]] = {
    sqlite3.SQLITE_PERM: CannotReach,
    sqlite3.SQLITE_BUSY: DatabaseLocked,
    sqlite3.SQLITE_LOCKED: DatabaseLocked,
    sqlite3.SQLITE_READONLY: ReadOnlyDatabase,
    sqlite3.SQLITE_IOERR: CannotReach,
    sqlite3.SQLITE_CORRUPT: NotADatabase,
    sqlite3.SQLITE_FULL: DatabaseFull,
    sqlite3.SQLITE_CANTOPEN: CannotReach,
    sqlite3.SQLITE_AUTH: CannotReach,
    sqlite3.SQLITE_TOOBIG: Refused,
    sqlite3.SQLITE_CONSTRAINT: Refused,
    sqlite3.SQLITE_MISMATCH: Refused,
    sqlite3.SQLITE_NOTADB: NotADatabase,
}
# PostgreSQL's SQLSTATE, by whole code or by class (its first two characters).
_POSTGRESQL: Final[dict[str, type[StoreError]]] = {
    "08": CannotReach,
    "22": Refused,
    "23": Refused,
    "28": CannotReach,
    "3D": CannotReach,
    "53": CannotReach,
    "57": CannotReach,
    "25006": ReadOnlyDatabase,
    "40001": DatabaseLocked,
    "40P01": DatabaseLocked,
    "42501": ReadOnlyDatabase,
    "53100": DatabaseFull,
    "55P03": DatabaseLocked,
}


@contextmanager
def translated(url: str) -> Iterator[None]:
    """Turn what the database raises inside into a `StoreError` about *url* (without its password).

    What is not listed here is a mistake of the program and goes through as it is.
    """
    try:
        yield
    except StaleDataError as error:
        raise ChangedMeanwhile from error
    except (StatementError, sqlite3.Error) as error:
        mistake = _mistake(error, url)
        if mistake is None:
            raise
        raise mistake from error


def _mistake(error: StatementError | sqlite3.Error, url: str) -> GongyakError | None:
    cause = error.orig if isinstance(error, StatementError) else error
    if isinstance(cause, GongyakError):
        return cause
    kind = _kind(error, cause)
    if kind is Refused:
        return Refused(rule=_rule(cause))
    return kind(url=url, reason=_first_line(cause)) if kind else None


def _kind(error: BaseException, cause: object) -> type[StoreError] | None:
    """Return which mistake it is, by the code the driver gives it."""
    if isinstance(cause, sqlite3.Error):
        return _SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
    state = getattr(cause, "sqlstate", None)
    if state:
        return _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2])
    # A connection that was refused or lost never came to have a state.
    unreached = isinstance(error, OperationalError | InterfaceError)
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    return CannotReach if unreached or lost else None


def _rule(cause: object) -> str:
    """Return the broken rule: the constraint's name where the driver tells it, else the driver's words.

    On SQLite a note names the two tables of a broken reference, see `engines`.
    """
    name = getattr(getattr(cause, "diag", None), "constraint_name", None)
    return str(name) if name else "; ".join([_first_line(cause), *getattr(cause, "__notes__", ())])


def _first_line(cause: object) -> str:
    """Return the driver's words up to the end of their first line; none of them holds a password."""
    return str(cause).strip().partition("\n")[0]
