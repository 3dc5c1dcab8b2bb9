"""The processes with an engine: which live, and which have not been seen for a while."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Final

from sqlalchemy import select, update

from gongyak.occurrences import Replica
from gongyak.store.statements import insert_new, table_of
from gongyak.store.tables import ReplicaRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

_TABLE: Final = table_of(ReplicaRow)


def register(session: Session, replica: Replica) -> None:
    """Keep that *replica* lives; one that begins again under the same id takes the place of the former."""
    values = {field.name: getattr(replica, field.name) for field in fields(replica)}
    if not insert_new(session, _TABLE, values):
        session.connection().execute(update(_TABLE).where(_TABLE.c.id == replica.id).values(values))


def seen(session: Session, replica: str, now: datetime) -> bool:
    """Keep that *replica* has been seen; False: it counts as ended, and must register again."""
    change = update(_TABLE).where(_TABLE.c.id == replica, _TABLE.c.ended_at.is_(None))
    return bool(session.connection().execute(change.values(seen_at=now)).rowcount)


def end_replica(session: Session, replica: str, now: datetime) -> bool:
    """Keep that *replica* has ended, by itself or found dead; False: it had before."""
    change = update(_TABLE).where(_TABLE.c.id == replica, _TABLE.c.ended_at.is_(None))
    return bool(session.connection().execute(change.values(ended_at=now)).rowcount)


def live_replicas(session: Session, *, unseen_since: datetime | None = None) -> tuple[Replica, ...]:
    """Return the replicas that have not ended, the oldest first.

    With *unseen_since* only those not seen since then: whether they are dead, their locks tell.
    """
    query = select(_TABLE).where(_TABLE.c.ended_at.is_(None)).order_by(_TABLE.c.started_at, _TABLE.c.id)
    if unseen_since is not None:
        query = query.where(_TABLE.c.seen_at < unseen_since)
    return tuple(Replica(**row) for row in session.connection().execute(query).mappings())
