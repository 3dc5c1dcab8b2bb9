"""The lines of the timetable as they stand: how far each has struck, and which are paused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select, update

from gongyak.occurrences import LineState
from gongyak.store.statements import insert_new, table_of
from gongyak.store.tables import ScheduleRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

_TABLE: Final = table_of(ScheduleRow)


def read_schedule(session: Session) -> dict[str, LineState]:
    """Return the lines that have struck or were paused, by their ids."""
    return {row["line"]: LineState(**row) for row in session.connection().execute(select(_TABLE)).mappings()}


def pause(session: Session, line: str, who: str, now: datetime) -> bool:
    """Pause *line* in somebody's name; False: it is paused already, and stays so in the other's."""
    if insert_new(session, _TABLE, {"line": line, "spec": "", "paused_by": who, "paused_at": now}):
        return True
    change = update(_TABLE).where(_TABLE.c.line == line, _TABLE.c.paused_at.is_(None))
    return bool(session.connection().execute(change.values(paused_by=who, paused_at=now)).rowcount)


def resume(session: Session, line: str) -> bool:
    """Let *line* strike again; False: it is not paused.  What fell into the pause is the clock's to judge."""
    change = update(_TABLE).where(_TABLE.c.line == line, _TABLE.c.paused_at.is_not(None))
    return bool(session.connection().execute(change.values(paused_by=None, paused_at=None)).rowcount)
