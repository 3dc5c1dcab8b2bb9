"""Fixtures for the tests of pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette

from admin.web.app import make_app
from jobs.desk import Desk
from tests.conftest import empty


@pytest.fixture
def migrated_url(migrated_sqlite: str) -> Iterator[str]:
    """Give the address of a migrated, empty database on SQLite.

    What pages ask of PostgreSQL is proven by walking all of them (test_access.py) and by the floors below.
    """
    yield migrated_sqlite
    empty(migrated_sqlite)


@pytest.fixture
def app(desk: Desk) -> Starlette:
    """Give the site at the desk of the test's own module."""
    return make_app(desk)
