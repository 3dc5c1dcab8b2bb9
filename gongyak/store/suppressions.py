"""Addresses that refuse letters for good: counted, suppressed after several in a row, and lifted again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, select, update

from gongyak.letters import Suppression
from gongyak.store.statements import insert_new, table_of
from gongyak.store.tables import SuppressionRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

_TABLE: Final = table_of(SuppressionRow)


def count_failure(session: Session, address: str, reason: str, now: datetime, after: int) -> bool:
    """Count that *address* has refused a letter for good; True: it gets none from now on.

    That comes with the refusal number *after* in a row, once: so the administrator is told once.
    """
    row = {"address": address, "failures": 1, "reason": reason}
    if not insert_new(session, _TABLE, row):
        more = update(_TABLE).where(_TABLE.c.address == address)
        session.connection().execute(more.values(failures=_TABLE.c.failures + 1, reason=reason))
    enough = (_TABLE.c.address == address, _TABLE.c.failures >= after, _TABLE.c.since.is_(None))
    return bool(session.connection().execute(update(_TABLE).where(*enough).values(since=now)).rowcount)


def clear_failures(session: Session, address: str) -> None:
    """Forget the refusals of *address*, which has taken a letter."""
    session.connection().execute(delete(_TABLE).where(_TABLE.c.address == address))


def read_suppressions(session: Session) -> tuple[Suppression, ...]:
    """Return the addresses that get no letters, by address."""
    query = select(_TABLE.c.address, _TABLE.c.failures, _TABLE.c.reason, _TABLE.c.since)
    rows = session.connection().execute(query.where(_TABLE.c.since.is_not(None)).order_by(_TABLE.c.address))
    return tuple(Suppression(*row) for row in rows)


def lift_suppression(session: Session, address: str) -> bool:
    """Let *address* get letters again; False: it does already."""
    suppressed = (_TABLE.c.address == address, _TABLE.c.since.is_not(None))
    return bool(session.connection().execute(delete(_TABLE).where(*suppressed)).rowcount)
