"""Fixtures for the clock's and the engine's tests: desks with a clock that the test moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from jobs.desk import Desk
from tests.jobs.world import desk_at, stock

MORNING = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
"""08:00 in Seoul on a Monday."""


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime = MORNING

    def __call__(self) -> datetime:
        return self.now

    def move(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    """Give a clock that shows 08:00 on a Monday."""
    return Clock()


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """Give a desk on a migrated, empty database."""
    with desk_at(migrated_url, tmp_path, clock) as desk:
        stock(desk.database, ())
        yield desk


@pytest.fixture
def own_desk(database_url: str, tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """Give a desk on a migrated database of the test's own: the engine leaves its rows in it."""
    with desk_at(database_url, tmp_path, clock) as desk:
        desk.database.migrate()
        stock(desk.database, ())
        yield desk
