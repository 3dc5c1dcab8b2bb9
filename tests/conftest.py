"""Fixtures shared by all tests, and the rule that CI skips nothing."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Final
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

from gongyak.store.database import Database
from gongyak.store.tables import METADATA
from tests.needs import libpq, missing, postgresql_url

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

IN_CI: Final = os.environ.get("CI", "").lower() in {"1", "true"}


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker ``needs`` known."""
    config.addinivalue_line("markers", "needs(*names): skip where one of them is absent, see tests/needs.py")


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
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the file that every migrated SQLite database is a copy of."""
    file = tmp_path_factory.mktemp("migrated") / "gongyak.sqlite3"
    with Database(f"sqlite:///{file}") as database:
        database.migrate()
    return file


@pytest.fixture(scope="session")
def migrated_postgresql() -> Iterator[str]:
    """Make the migrated database on PostgreSQL that tests use in turn: making one for each takes too long."""
    if reason := missing("postgresql"):
        pytest.skip(reason)
    name = new_postgresql_database()
    url = postgresql_url().set(database=name).render_as_string(hide_password=False)
    with Database(url) as database:
        database.migrate()
    yield url
    drop_postgresql_database(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of a migrated, empty database, once on SQLite and once on PostgreSQL.

    A test that changes its tables takes ``database_url``.
    """
    if request.param == "sqlite":
        file = shutil.copy(request.getfixturevalue("migrated_sqlite"), tmp_path / "gongyak.sqlite3")
        yield f"sqlite:///{file}"
        return
    url = request.getfixturevalue("migrated_postgresql")
    yield url
    empty_postgresql_database(url)


@pytest.fixture
def database(migrated_url: str) -> Iterator[Database]:
    """Give a migrated, empty database, once on SQLite and once on PostgreSQL."""
    with Database(migrated_url) as opened:
        yield opened


def new_postgresql_database(template: str = "template1") -> str:
    """Create a database with a name nobody else has, as a copy of *template*, and return the name."""
    name = f"gongyak_test_{uuid4().hex[:16]}"
    _execute("CREATE DATABASE {} TEMPLATE {}", name, template)
    return name


def empty_postgresql_database(url: str) -> None:
    """Delete every row of gongyak's in the database at *url*, whoever is still connected to it."""
    tables = [sql.Identifier(table.name) for table in METADATA.sorted_tables]
    with psycopg.connect(libpq(make_url(url))) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        for table in tables:
            connection.execute(sql.SQL("DELETE FROM {}").format(table))


def drop_postgresql_database(name: str) -> None:
    """Drop the database *name*, whoever is still connected to it."""
    _execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _execute(statement: str, *names: str) -> None:
    with psycopg.connect(libpq(postgresql_url()), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
