"""Connections to PostgreSQL are tried before use when they have rested, and made anew where they are gone."""

from __future__ import annotations

import psycopg
import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from gongyak.store import engines
from gongyak.store.engines import make_engine
from tests.needs import libpq, postgresql_url

pytestmark = pytest.mark.needs("postgresql")


def process_of_one_that_is_killed(engine: Engine) -> int:
    """Use a connection, put it back, and have the server end it."""
    with engine.connect() as connection:
        process: int = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
    with psycopg.connect(libpq(postgresql_url()), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [process])
    return process


@pytest.fixture
def engine(migrated_postgresql: str) -> Engine:
    return make_engine(migrated_postgresql, patience=5)


def test_a_rested_connection_that_is_gone_is_made_anew(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "_RESTED", 0)
    gone = process_of_one_that_is_killed(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT pg_backend_pid()")).scalar_one() != gone
    engine.dispose()


def test_one_used_a_moment_ago_is_not_tried_and_replaced_after_its_error(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "_RESTED", 1000)
    gone = process_of_one_that_is_killed(engine)
    with pytest.raises(OperationalError), engine.connect() as connection:
        connection.execute(text("SELECT 1"))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT pg_backend_pid()")).scalar_one() != gone
    engine.dispose()
