"""The database: opened by its address, asked and written in transactions, migrated, and checked."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from sqlalchemy import make_url

from gongyak.store import migration
from gongyak.store.audit import Author
from gongyak.store.backup import back_up, ending_of
from gongyak.store.engines import for_reading, for_writing, make_engine, without_secrets
from gongyak.store.errors import CannotReach, NewerSchema, NotInitialised, OlderSchema, StoreError
from gongyak.store.failures import translated
from gongyak.store.keeping import Shelf
from gongyak.store.locks import AdvisoryLock, ExecutorLock, FileLock
from gongyak.store.migration import Age, Schema
from gongyak.store.unit_of_work import reading, writing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy.orm import Session

PATIENCE: Final = 10.0
_WRONG: Final[dict[Age, type[StoreError]]] = {
    Age.MISSING: NotInitialised,
    Age.OLDER: OlderSchema,
    Age.NEWER: NewerSchema,
}


class Database:
    """One database of gongyak's.

    Opening it reaches for nothing; the first use does, and raises a `StoreError` where it cannot be used.
    ``shown`` is the address without its password.
    """

    def __init__(self, url: str, patience: float = PATIENCE) -> None:
        """Open the database at *url*: ``sqlite:///FILE`` or ``postgresql+psycopg://…``.

        *patience* is how many seconds to wait for somebody else's lock.  Raises `NoDriver`.
        """
        self.shown: Final = without_secrets(url)
        self._url: Final = url
        self._file: Final = _file_of(url)
        self._engine: Final = make_engine(url, patience)
        self._shelf: Final = Shelf()
        self._is_current = False

    @contextmanager
    def begin(self, *, who: str, at: datetime, cause: str) -> Iterator[Session]:
        """Give a session for one unit of work: its writes are all kept, or none after an exception.

        *who* (an official's id, or the name of a job), *at* (an instant) and *cause* go into the audit.
        """
        with translated(self.shown):
            self._require_current()
            with writing(for_writing(self._engine), Author(who, at, cause)) as session:
                yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that only reads, and sees one state of the database throughout."""
        with translated(self.shown):
            self._require_current()
            with reading(for_reading(self._engine), self._shelf) as session:
                yield session

    def check(self) -> Schema:
        """Return the revision of the tables beside the one needed; raises `CannotReach` and its like."""
        if self._file is not None and not self._file.exists():
            return Schema(None)  # connecting would make an empty file
        with translated(self.shown), self._engine.connect() as connection:
            return migration.current(connection)

    def migrate(self) -> Schema:
        """Make the tables, or bring them up to date; return what was found before.  Raises `NewerSchema`."""
        found = self.check()
        if found.age is Age.NEWER:
            raise self._wrong(found)
        if found.age is not Age.CURRENT:
            self._make_folder()
            with translated(self.shown):
                migration.migrate(for_writing(self._engine))
        return found

    def executor_lock(self, executor: str) -> ExecutorLock:
        """Return the lock of the process with this executor id, not yet taken.

        Raises `CannotReach` for an SQLite database without a file of its own.
        """
        if self._engine.dialect.name != "sqlite":
            return AdvisoryLock(self._url, executor)
        if self._file is None:
            raise CannotReach(url=self.shown, reason="no file to lock")
        return FileLock(self._file, executor)

    def back_up(self, folder: Path, name: str) -> Path:
        """Write all that is stored into *folder* as *name* with an ending of its own, and return the file.

        It may be in use meanwhile.  Raises `BackupFailed`, `NoBackupTool`.
        """
        target = folder / f"{name}.{ending_of(self._url)}"
        with translated(self.shown):
            self._require_current()
            back_up(self._url, target)
        return target

    def close(self) -> None:
        """Close the connections that wait for their next use."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        """Return itself; leaving the block closes it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def _require_current(self) -> None:
        if self._is_current:
            return
        found = self.check()
        if found.age is not Age.CURRENT:
            raise self._wrong(found)
        self._is_current = True

    def _wrong(self, schema: Schema) -> StoreError:
        return _WRONG[schema.age](url=self.shown, found=schema.found, needed=schema.needed)

    def _make_folder(self) -> None:
        if self._file is None:
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CannotReach(url=self.shown, reason=error.strerror) from error


def _file_of(url: str) -> Path | None:
    """Return the file of an SQLite database, or None where there is none of its own."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or parsed.database in {None, "", ":memory:"}:
        return None
    return None if "uri" in parsed.query else Path(str(parsed.database))
