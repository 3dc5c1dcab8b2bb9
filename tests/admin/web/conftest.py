"""Fixtures for the tests of pages."""

from __future__ import annotations

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from starlette.applications import Starlette

from admin.web.app import make_app
from jobs.desk import Desk


@pytest.fixture
def app(desk: Desk) -> Starlette:
    """Give the site at the desk of the test's own module."""
    return make_app(desk)


@pytest.fixture(autouse=True)
def quick_hashing(monkeypatch: pytest.MonkeyPatch) -> PasswordHash:
    """Hash passwords with argon2 at its quickest."""
    quick = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
    nobody = quick.hash("nobody's password")
    monkeypatch.setattr("jobs.passwords._hasher", lambda: quick)
    monkeypatch.setattr("jobs.passwords._hash_of_nobody", lambda: nobody)
    return quick
