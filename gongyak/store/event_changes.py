"""Changing a single planned event: what became of it, or when it will be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongyak.store.tables import EventRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from gongyak.events import EventState
    from gongyak.when import When


def change_event(
    session: Session, key: str, seen: str, *, state: EventState | None = None, when: When | None = None
) -> bool:
    """Give the event *key* another *state* or date (None: as it is); audited like every fact.

    *seen* is the version that the change starts from, see `version_of`.  False: it is another one by now, or
    the event is gone, and nothing is changed.
    """
    row = session.get(EventRow, key, with_for_update=True)
    if row is None or row.when is None or version_of(row.state, row.when) != seen:
        return False
    if state is not None:
        row.state = state
    if when is not None:
        row.when, row.written = when.as_written(None), when.written
    session.flush()
    return True


def version_of(state: EventState, when: When) -> str:
    """Return what tells a version of an event from others: its state and its date in EDTF."""
    return f"{state} {when.edtf}"
