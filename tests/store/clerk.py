"""Short ways to write in somebody's name, and to see what the database was asked."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import Engine, event, select, text

from gongyak.store.tables import ChangeRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from gongyak.store.database import Database

NOW: Final = datetime(2025, 1, 2, 9, 0, tzinfo=UTC)


@contextmanager
def write(database: Database, who: str = "담당", minutes: int = 0) -> Iterator[Session]:
    """Give a session that writes in the name of *who*, so many minutes after `NOW`."""
    with database.begin(who=who, at=NOW + timedelta(minutes=minutes), cause="test") as session:
        yield session


@contextmanager
def statements() -> Iterator[list[str]]:
    """Give a list that fills with every statement sent to any database meanwhile."""
    sent: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def is_sqlite(session: Session) -> bool:
    """Tell which of the two databases it is."""
    return session.get_bind().dialect.name == "sqlite"


def changes(session: Session) -> int:
    """Return how many rows the audit has."""
    return len(session.scalars(select(ChangeRow.id)).all())


def execute(session: Session, statement: str) -> None:
    """Run a statement as people do who go past the program."""
    session.execute(text(statement))
