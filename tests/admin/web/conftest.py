"""Fixtures for the tests of pages."""

from __future__ import annotations

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher


@pytest.fixture
def honest_hashing() -> None:
    """Have passwords hashed as slowly as they are in earnest."""


@pytest.fixture(autouse=True)
def quick_hashing(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash passwords with argon2 at its quickest, but where a test asks for `honest_hashing`."""
    if "honest_hashing" in request.fixturenames:
        return
    quick = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
    nobody = quick.hash("nobody's password")
    monkeypatch.setattr("jobs.passwords._hasher", lambda: quick)
    monkeypatch.setattr("jobs.passwords._hash_of_nobody", lambda: nobody)
