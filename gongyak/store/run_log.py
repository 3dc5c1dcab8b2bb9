"""The logs of runs: what was done when, by which process, and what went wrong; the same for all replicas."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, func, insert, select

from gongyak.occurrences import LogLine
from gongyak.store.statements import table_of
from gongyak.store.tables import RunLogRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

MOST: Final = 500
"""So many lines of a run are kept; what ends it is kept in any case."""
_LOG: Final = table_of(RunLogRow)
_COLUMNS: Final = tuple(_LOG.c[field.name] for field in fields(LogLine))


def add_lines(session: Session, occurrence: str, lines: Sequence[LogLine], most: int | None = MOST) -> None:
    """Add *lines* to the log of a run; what would make it longer than *most* (None: anything) is left out."""
    if not lines:
        return
    kept = lines if most is None else lines[: max(most - _count(session, occurrence), 0)]
    if kept:
        rows = [asdict(line) | {"occurrence": occurrence} for line in kept]
        session.connection().execute(insert(_LOG), rows)


def read_lines(session: Session, occurrence: str) -> tuple[LogLine, ...]:
    """Return the log of a run in the order of time; within an instant, as the lines were written."""
    query = select(*_COLUMNS).where(_LOG.c.occurrence == occurrence).order_by(_LOG.c.at, _LOG.c.id)
    return tuple(LogLine(**row) for row in session.connection().execute(query).mappings())


def forget_lines(session: Session, before: datetime) -> int:
    """Forget what was done *before* an instant; return how many lines that were."""
    return session.connection().execute(delete(_LOG).where(_LOG.c.at < before)).rowcount


def _count(session: Session, occurrence: str) -> int:
    query = select(func.count()).select_from(_LOG).where(_LOG.c.occurrence == occurrence)
    return session.connection().execute(query).scalar_one()
