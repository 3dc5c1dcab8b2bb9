"""Statements on rows of work and records: they pass the session by, which would load what they touch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from gongyak.store.base import Base

Values = dict[str, Any]


def table_of(kind: type[Base]) -> Table:
    """Return the table of a kind of rows."""
    return cast("Table", kind.__table__)


def insert_new(session: Session, table: Table, values: Values) -> bool:
    """Insert a row and tell whether it was new: one with the same unique key is left as it is."""
    statement = _insert_new(session, table, values).execution_options(preserve_rowcount=True)
    return session.connection().execute(statement).rowcount == 1


def insert_new_serial(session: Session, table: Table, values: Values) -> int | None:
    """Insert a row whose ``id`` the database gives, and return that; None where the key is there already."""
    statement = _insert_new(session, table, values).returning(table.c.id)
    return session.connection().execute(statement).scalar()


def put(session: Session, table: Table, values: Values) -> None:
    """Insert a row, or give the one with the same primary key the other *values*."""
    keys = [column.name for column in table.primary_key]
    others = {name: value for name, value in values.items() if name not in keys}
    statement = _insert(session)(table).values(values)
    session.connection().execute(statement.on_conflict_do_update(index_elements=keys, set_=others))


def _insert_new(session: Session, table: Table, values: Values) -> postgresql.Insert | sqlite.Insert:
    return _insert(session)(table).values(values).on_conflict_do_nothing()


def _insert(session: Session) -> Callable[[Table], postgresql.Insert | sqlite.Insert]:
    """Return the statement that both databases have under the same name, in the session's dialect."""
    return sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
