"""Fixtures for the tests of the page on which a half-year is filled in."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette

from jobs.desk import Desk
from tests.admin.web.browser import Browser
from tests.admin.web.people import browser_of


@pytest.fixture
def web(desk: Desk, app: Starlette) -> Browser:
    """Give the browser of the official in charge."""
    return browser_of(desk, app, "officer")
