"""Fixtures for the tests of pages."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette

from admin.web.app import make_app
from jobs.desk import Desk


@pytest.fixture
def migrated_url(sqlite_url: str) -> str:
    """Give the address of a migrated, empty database on SQLite.

    What pages ask of PostgreSQL is proven by walking all of them (test_reading.py) and by the floors below.
    """
    return sqlite_url


@pytest.fixture
def app(desk: Desk) -> Starlette:
    """Give the site at the desk of the test's own module."""
    return make_app(desk)
