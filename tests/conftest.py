"""Fixtures shared by all tests, and the rule that CI skips nothing."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final
from uuid import uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from psycopg import sql
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import delete, make_url

from gongyak.store.database import Database
from gongyak.store.tables import METADATA
from tests.needs import libpq, missing, postgresql_url

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

MEMORY: Final = Path("/dev/shm")  # noqa: S108 - a folder with a name of its own is made in it
IN_CI: Final = os.environ.get("CI", "").lower() in {"1", "true"}


# A busy machine is slow, not wrong.  In CI hypothesis tries the same examples each time.
settings.register_profile(
    "gongyak",
    settings.get_profile("ci" if IN_CI else "default"),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("gongyak")


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker ``needs`` known."""
    config.addinivalue_line("markers", "needs(*names): skip where one of them is absent, see tests/needs.py")
    config.addinivalue_line("markers", "trials: a long run of crash trials, only by `make trials`")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test that needs what is not here."""
    for marker in item.iter_markers("needs"):
        for need in marker.args:
            if reason := missing(need):
                pytest.skip(reason)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skipped test into a failed one in CI; an expected failure stays what it is."""
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid}: skipped, which CI does not allow: {_reason(report)}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn a module that skips itself into a failure in CI."""
    report = yield
    if IN_CI and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid}: skipped, which CI does not allow: {_reason(report)}"
    return report


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    return report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)


@pytest.fixture(autouse=True)
def quick_hashing(monkeypatch: pytest.MonkeyPatch) -> PasswordHash:
    """Hash passwords with argon2 at its quickest."""
    monkeypatch.setattr("jobs.passwords._hasher", _quick_hasher)
    monkeypatch.setattr("jobs.passwords._hash_of_nobody", _quick_hash_of_nobody)
    return _quick_hasher()


@cache
def _quick_hasher() -> PasswordHash:
    return PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))


@cache
def _quick_hash_of_nobody() -> str:
    return _quick_hasher().hash("nobody's password")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of an empty database of the test's own, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'gongyak.sqlite3'}"
        return
    if reason := missing("postgresql"):
        pytest.skip(reason)
    name = new_postgresql_database()
    yield postgresql_url().set(database=name).render_as_string(hide_password=False)
    drop_postgresql_database(name)


@pytest.fixture(scope="session")
def opened() -> Iterator[dict[str, Database]]:
    """Keep databases open from test to test: each compiles its statements anew."""
    databases: dict[str, Database] = {}
    yield databases
    for database in databases.values():
        database.close()


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Make the migrated database on SQLite that tests use in turn: in memory where files may lie there."""
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else tmp_path_factory.getbasetemp()) as folder:
        url = f"sqlite:///{folder}/gongyak.sqlite3"
        with Database(url) as database:
            database.migrate()
        yield url


@pytest.fixture(scope="session")
def migrated_postgresql() -> Iterator[str]:
    """Make the migrated database on PostgreSQL that tests use in turn."""
    if reason := missing("postgresql"):
        pytest.skip(reason)
    name = new_postgresql_database()
    url = postgresql_url().set(database=name).render_as_string(hide_password=False)
    with Database(url) as database:
        database.migrate()
    yield url
    drop_postgresql_database(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def either_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Give the address of a migrated, empty database, once on SQLite and once on PostgreSQL.

    It is emptied after each test, not made anew; a test that changes its tables takes ``database_url``.
    """
    url = request.getfixturevalue(f"migrated_{request.param}")
    yield url
    empty(url)


@pytest.fixture
def sqlite_url(migrated_sqlite: str) -> Iterator[str]:
    """Give the address of a migrated, empty database on SQLite."""
    yield migrated_sqlite
    empty(migrated_sqlite)


@pytest.fixture
def migrated_url(either_url: str) -> str:
    """Give the address of a migrated, empty database: on both, but where a folder is content with one."""
    return either_url


@pytest.fixture
def database(migrated_url: str, opened: dict[str, Database]) -> Database:
    """Give a migrated, empty database, once on SQLite and once on PostgreSQL."""
    return opened.setdefault(migrated_url, Database(migrated_url))


def empty(url: str) -> None:
    """Delete every row of gongyak's; a test that has left a transaction open fails here."""
    statements = [str(delete(table)) for table in reversed(METADATA.sorted_tables)]
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        with closing(sqlite3.connect(str(parsed.database), timeout=5)) as connection, connection:
            for statement in statements:
                connection.execute(statement)
        return
    with _kept_open(libpq(parsed)).transaction() as transaction:
        transaction.connection.execute("; ".join(statements).encode())  # each way to the server costs


@cache
def _kept_open(url: str) -> psycopg.Connection:
    """Return a connection that goes when its database is dropped."""
    return psycopg.connect(url, options="-c lock_timeout=5000", autocommit=True)


def new_postgresql_database(template: str = "template1") -> str:
    """Create a database with a name nobody else has, as a copy of *template*, and return the name."""
    name = f"gongyak_test_{uuid4().hex[:16]}"
    _execute("CREATE DATABASE {} TEMPLATE {}", name, template)
    # No test pulls the server's plug, so none has to wait until its disk has everything.
    _execute("ALTER DATABASE {} SET synchronous_commit = off", name)
    return name


def drop_postgresql_database(name: str) -> None:
    """Drop the database *name*, whoever is still connected to it."""
    _execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _execute(statement: str, *names: str) -> None:
    with psycopg.connect(libpq(postgresql_url()), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
