"""Planned events by themselves: what a link in a letter is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from gongyak.store.assembly import event
from gongyak.store.queries import PARTS
from gongyak.store.tables import EventRow, PledgeRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from gongyak.events import PlannedEvent


def find_event(session: Session, key: str) -> tuple[PlannedEvent, str | None] | None:
    """Return the event with the id *key* and the 관리번호 of its pledge (None: the city's own), or None."""
    row = session.execute(PARTS["events"].where(EventRow.id == key)).one_or_none()
    return (event(row), row.pledge) if row else None


def find_pledge_name(session: Session, number: str) -> str | None:
    """Return the name of the pledge with the 관리번호 *number*, or None."""
    return session.scalar(select(PledgeRow.name).where(PledgeRow.number == number))


def read_events(session: Session) -> tuple[tuple[PlannedEvent, str | None], ...]:
    """Return every event with the 관리번호 of its pledge (None: the city's own).  One query."""
    return tuple((event(row), row.pledge) for row in session.execute(PARTS["events"]))
