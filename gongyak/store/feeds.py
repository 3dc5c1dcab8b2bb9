"""The calendars that people subscribe to: one an account, by the digest of its address's token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, func, insert, select

from gongyak.store.statements import table_of
from gongyak.store.tables import ChangeRow, EventRow, FeedRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

_TABLE: Final = table_of(FeedRow)


def keep_feed(session: Session, digest: str, official: str, now: datetime) -> None:
    """Keep the calendar of *official* in place of an earlier one, whose address leads nowhere then."""
    drop_feed(session, official)
    values = {"digest": digest, "official": official, "made_at": now}
    session.connection().execute(insert(_TABLE).values(values))


def find_feed(session: Session, digest: str) -> str | None:
    """Return whose calendar has this digest, or None."""
    query = select(_TABLE.c.official).where(_TABLE.c.digest == digest)
    return session.connection().execute(query).scalar_one_or_none()


def feed_made_at(session: Session, official: str) -> datetime | None:
    """Return when *official* made the calendar, or None where there is none."""
    query = select(_TABLE.c.made_at).where(_TABLE.c.official == official)
    return session.connection().execute(query).scalar_one_or_none()


def drop_feed(session: Session, official: str) -> bool:
    """Forget the calendar of *official*; False: there is none."""
    gone = delete(_TABLE).where(_TABLE.c.official == official)
    return bool(session.connection().execute(gone).rowcount)


def events_changed_at(session: Session) -> dict[str, datetime]:
    """Return when each planned event was changed last, by its id.  One query."""
    of_events = ChangeRow.table_name == EventRow.__tablename__
    query = select(ChangeRow.row_key, func.max(ChangeRow.at)).where(of_events).group_by(ChangeRow.row_key)
    return {key: at for key, at in session.execute(query)}  # noqa: C416 - rows are no pairs to dict() for mypy
