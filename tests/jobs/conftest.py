"""Fixtures for the jobs' tests: desks on migrated databases, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jobs.desk import Desk
from tests.jobs.world import desk_at

Opened = Callable[[Desk], Desk]


@pytest.fixture
def opened() -> Iterator[Opened]:
    """Give a function that closes the desk it is given when the test ends."""
    desks: list[Desk] = []

    def keep(desk: Desk) -> Desk:
        desks.append(desk)
        return desk

    yield keep
    for desk in desks:
        desk.close()


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path, opened: Opened) -> Desk:
    """Give a desk on a migrated, empty database of the test's own, its folders below ``tmp_path``."""
    return opened(desk_at(migrated_url, tmp_path))
