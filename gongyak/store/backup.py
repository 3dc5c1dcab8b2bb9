"""Backups of the whole database while it is in use: a copy of an SQLite file, a dump of PostgreSQL."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import URL, make_url

from gongyak.store.errors import BackupFailed, NoBackupTool

if TYPE_CHECKING:
    from collections.abc import Iterator

PG_DUMP: Final = "pg_dump"
_SECONDS_TO_WAIT: Final = 60
_WELL: Final = "ok"


def back_up(url: str, target: Path) -> None:
    """Write all of the database at *url* to *target*: whole, or not at all.

    SQLite gives another SQLite file, PostgreSQL an archive for ``pg_restore``.  Raises `BackupFailed`,
    `NoBackupTool`, and sqlite3's errors.
    """
    parsed = make_url(url)
    with _replacing(target) as temporary:
        if parsed.get_backend_name() == "sqlite":
            _copy(str(parsed.database), temporary)
        else:
            _dump(parsed, temporary)


def ending_of(url: str) -> str:
    """Return how the file of a backup is to end: ``sqlite3``, or ``dump``."""
    return "sqlite3" if make_url(url).get_backend_name() == "sqlite" else "dump"


@contextmanager
def _replacing(target: Path) -> Iterator[Path]:
    """Give a name beside *target* that takes its place when all went well."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
            temporary = Path(folder) / target.name
            yield temporary
            _flush(temporary)
            temporary.replace(target)
    except OSError as error:
        raise BackupFailed(file=target, reason=error.strerror or str(error)) from error


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _copy(database: str, target: Path) -> None:
    """Copy in one step: a copy by pages begins again whenever somebody writes, and may never end."""
    with closing(sqlite3.connect(database, timeout=_SECONDS_TO_WAIT)) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))
    with closing(sqlite3.connect(target)) as copy:
        (found,) = copy.execute("PRAGMA quick_check").fetchone()
    if found != _WELL:
        raise BackupFailed(file=target.name, reason=found)


def _dump(url: URL, target: Path) -> None:
    program = shutil.which(PG_DUMP)
    if program is None:
        raise NoBackupTool(program=PG_DUMP)
    query = {name: value for name, value in url.query.items() if name != "password"}
    password = url.password or url.query.get("password")
    # The password goes by the environment: arguments are seen by everybody on the computer.
    environment = dict(os.environ) | ({"PGPASSWORD": str(password)} if password else {})
    shown = url.set(drivername="postgresql", password=None, query=query).render_as_string()
    command = [program, "--format=custom", "--no-password", f"--file={target}", f"--dbname={shown}"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - pg_dump
    if done.returncode:
        raise BackupFailed(file=target.name, reason=_last_line(done.stderr))


def _last_line(text: str) -> str:
    return text.strip().rpartition("\n")[2] or "-"
