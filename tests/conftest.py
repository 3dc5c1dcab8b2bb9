"""Fixtures shared by all tests, and the rule that CI skips nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

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


def new_postgresql_database(template: str = "template1") -> str:
    """Create a database with a name nobody else has, as a copy of *template*, and return the name."""
    name = f"gongyak_test_{uuid4().hex[:16]}"
    _execute("CREATE DATABASE {} TEMPLATE {}", name, template)
    return name


def drop_postgresql_database(name: str) -> None:
    """Drop the database *name*, whoever is still connected to it."""
    _execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _execute(statement: str, *names: str) -> None:
    with psycopg.connect(libpq(postgresql_url()), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
