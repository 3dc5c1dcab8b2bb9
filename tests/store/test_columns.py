"""The facts' own types pass through their columns unchanged, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.dialects import sqlite

from gongyak.changes import Action
from gongyak.halfyear import HalfYear
from gongyak.money import Money
from gongyak.store.columns import HalfYearText, Instant, json_ready
from gongyak.store.drafts import add_draft, list_drafts
from gongyak.store.writing import write_pledge
from gongyak.when import When
from tests.store.clerk import write
from tests.store.facts import SMALL, draft

if TYPE_CHECKING:
    from gongyak.store.database import Database

SEOUL = timezone(timedelta(hours=9))


def test_an_instant_of_any_zone_comes_back_in_utc(city_database: Database) -> None:
    at = datetime(2025, 1, 2, 9, 0, 0, 123456, tzinfo=SEOUL)
    with write(city_database) as session:
        write_pledge(session, SMALL, {})
        add_draft(session, draft(made_at=at), b"")
    with city_database.read() as session:
        if session.get_bind().dialect.name == "postgresql":
            session.execute(text("SET LOCAL timezone TO 'Asia/Seoul'"))
        (kept,) = list_drafts(session)
    assert kept.made_at == at
    assert kept.made_at.tzinfo is UTC


def test_an_instant_without_a_zone_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="needs a zone"):
        Instant().process_bind_param(datetime(2025, 1, 2), sqlite.dialect())  # noqa: DTZ001 - the mistake itself


def test_half_years_sort_in_sql_as_in_time(city_database: Database) -> None:
    later = [HalfYear(2025, 1), HalfYear(2024, 2), HalfYear(2024, 1)]
    with write(city_database) as session:
        write_pledge(session, SMALL, {})
        for half_year in later:
            number = f"{half_year}_1-1_v1"
            add_draft(session, draft(number=number, half_year=half_year), b"")
        found = session.execute(
            text("SELECT half_year FROM drafts ORDER BY half_year DESC").columns(half_year=HalfYearText())
        )
        assert [row.half_year for row in found] == later


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (When.parse("2025-40"), "2025-40"),
        (HalfYear(2024, 2), "2024H2"),
        (datetime(2025, 1, 2, tzinfo=UTC).date(), "2025-01-02"),
        (Money(150000), 150000),
        (Action.ADDED, "added"),
        ("글", "글"),
        (True, True),
        (None, None),
    ],
)
def test_the_audit_writes_values_in_their_stored_form(value: object, expected: object) -> None:
    ready = json_ready(value)
    assert ready == expected
    assert type(ready) is type(expected)
