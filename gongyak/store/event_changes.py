"""Changing a single planned event: what became of it, when it will be, whatever else is told of it."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select

from gongyak.store.assembly import event as event_of
from gongyak.store.order import GAP
from gongyak.store.queries import PARTS
from gongyak.store.rows import event_row
from gongyak.store.tables import CityRow, EventRow, PledgeRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from gongyak.events import PlannedEvent

_THE_CITY: Final = 1
_SHORT: Final = 16


def lock_event(session: Session, key: str) -> tuple[PlannedEvent, str | None] | None:
    """Return the event *key* with the 관리번호 of its pledge (None: the city's own); None: there is none.

    Until the transaction ends nobody else writes it, be it by itself or with its pledge.
    """
    found = session.execute(select(EventRow.pledge).where(EventRow.id == key)).one_or_none()
    if found is None:
        return None
    _lock_owner(session, found.pledge)
    row = session.execute(PARTS["events"].where(EventRow.id == key)).one_or_none()
    return (event_of(row), row.pledge) if row else None


def write_event(session: Session, event: PlannedEvent) -> None:
    """Make the stored event, which `lock_event` has locked, equal to *event*; audit what differs."""
    row = session.get_one(EventRow, event.id)
    values = event_row(event, row.pledge)
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    session.flush()


def add_event(session: Session, event: PlannedEvent, pledge: str | None) -> bool:
    """Add *event* as the last one of a *pledge* (None: of the city); False: its id is taken already."""
    _lock_owner(session, pledge)
    if session.get(EventRow, event.id) is not None:
        return False
    siblings = EventRow.pledge == pledge if pledge else EventRow.pledge.is_(None)
    last = session.scalar(select(func.max(EventRow.position)).where(siblings))
    session.add(EventRow(**event_row(event, pledge), position=(last or 0) + GAP))
    session.flush()
    return True


def version_of(event: PlannedEvent) -> str:
    """Return what tells a version of an event from all others of it."""
    return sha256(repr(event).encode()).hexdigest()[:_SHORT]


def _lock_owner(session: Session, pledge: str | None) -> None:
    """Let no other writer of the pledge (None: of the city) come between what is read and written."""
    if pledge is None:
        session.get(CityRow, _THE_CITY, with_for_update=True)
    else:
        session.get(PledgeRow, pledge, with_for_update=True)
