"""The log of who came in, who was refused, and who took documents along."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, func, insert, select

from gongyak.store.statements import table_of
from gongyak.store.tables import AccessRow

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy.orm import Session

    from gongyak.accounts import AccessKind

_LOG: Final = table_of(AccessRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What happened at an instant: by which official (None: an id that there is not), from which address.

    ``detail`` names what was taken along.
    """

    at: datetime
    kind: AccessKind
    official: str | None
    address: str
    detail: str | None = None


_COLUMNS: Final = tuple(_LOG.c[field.name] for field in fields(Access))


def add_access(session: Session, access: Access) -> None:
    """Keep *access*."""
    values = {field.name: getattr(access, field.name) for field in fields(Access)}
    session.connection().execute(insert(_LOG).values(values))


def count_access(session: Session, kinds: Collection[AccessKind], official: str | None = None) -> int:
    """Return how many entries are of these *kinds*, of one *official* or (None) of anybody."""
    query = select(func.count()).select_from(_LOG).where(_LOG.c.kind.in_(kinds))
    if official is not None:
        query = query.where(_LOG.c.official == official)
    return session.connection().execute(query).scalar_one()


def read_access(
    session: Session,
    kinds: Collection[AccessKind],
    official: str | None = None,
    *,
    limit: int,
    offset: int = 0,
) -> tuple[Access, ...]:
    """Return entries of these *kinds*, the newest first."""
    query = select(*_COLUMNS).where(_LOG.c.kind.in_(kinds)).order_by(_LOG.c.id.desc())
    if official is not None:
        query = query.where(_LOG.c.official == official)
    rows = session.connection().execute(query.limit(limit).offset(offset)).mappings()
    return tuple(Access(**row) for row in rows)


def forget_access(session: Session, before: datetime) -> None:
    """Forget what happened before."""
    session.connection().execute(delete(_LOG).where(_LOG.c.at < before))
