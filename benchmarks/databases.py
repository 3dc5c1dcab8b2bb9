"""Databases of the benchmarks' own: an SQLite file, or one of the server that the tests use too."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final
from uuid import uuid4

import psycopg
from psycopg import sql

from gongyak.store.database import Database
from tests.needs import libpq, postgresql_url

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SQLITE: Final = "SQLite"
POSTGRESQL: Final = "PostgreSQL"


@contextmanager
def new_database(kind: str, folder: Path) -> Iterator[str]:
    """Give the address of a new database with gongyak's tables; it is dropped at the end.

    *kind* is `SQLITE` (a file in *folder*) or `POSTGRESQL`.  Raises psycopg's errors where no server answers.
    """
    name = f"gongyak_bench_{uuid4().hex[:12]}"
    if kind == SQLITE:
        yield _migrated(f"sqlite:///{folder / name}.sqlite3")
        return
    _execute("CREATE DATABASE {}", name)
    try:
        yield _migrated(postgresql_url().set(database=name).render_as_string(hide_password=False))
    finally:
        _execute("DROP DATABASE {} WITH (FORCE)", name)


def _migrated(url: str) -> str:
    with Database(url) as database:
        database.migrate()
    return url


def _execute(statement: str, name: str) -> None:
    with psycopg.connect(libpq(postgresql_url()), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))
