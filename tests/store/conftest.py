"""Fixtures of the store's tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gongyak.store.city import write_city
from tests.store.clerk import write
from tests.store.strategies import CITY

if TYPE_CHECKING:
    from gongyak.store.database import Database


@pytest.fixture
def city_database(database: Database) -> Database:
    """Give a database that holds the city and no pledge."""
    with write(database) as session:
        write_city(session, CITY)
    return database
