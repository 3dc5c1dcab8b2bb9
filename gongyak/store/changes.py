"""Reading the audit: who entered or changed a row, when, and because of what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from gongyak.changes import Change
from gongyak.store.queries import AnySelect
from gongyak.store.tables import TABLE_OF_KIND, ChangeRow
from gongyak.store.texts import each

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which changes: of ``pledge``, by ``who``, from ``since`` to before ``until`` (instants); None: any."""

    pledge: str | None = None
    who: str | None = None
    since: datetime | None = None
    until: datetime | None = None


_COLUMNS = (
    ChangeRow.at,
    ChangeRow.who,
    ChangeRow.action,
    ChangeRow.table_name,
    ChangeRow.row_key,
    ChangeRow.pledge,
    ChangeRow.before,
    ChangeRow.after,
    ChangeRow.cause,
)


def read_changes(session: Session, pledge: str | None = None, limit: int | None = None) -> tuple[Change, ...]:
    """Return the changes of a pledge's rows (None: of all rows), the newest first, at most *limit*."""
    query = _newest_first()
    if pledge is not None:
        query = query.where(ChangeRow.pledge == pledge)
    return tuple(Change(*row) for row in session.execute(query.limit(limit)))


def read_changes_before(
    session: Session, wanted: Wanted, before: int | None = None, limit: int = 100
) -> tuple[tuple[int, Change], ...]:
    """Return the newest changes that are *wanted* with their numbers, at most *limit*.

    Only those before the one numbered *before*: so a list goes on where it ended, whatever came meanwhile.
    """
    query = _newest_first().add_columns(ChangeRow.id).limit(limit)
    if wanted.pledge is not None:
        query = query.where(ChangeRow.pledge == wanted.pledge)
    if wanted.who is not None:
        query = query.where(ChangeRow.who == wanted.who)
    if wanted.since is not None:
        query = query.where(ChangeRow.at >= wanted.since)
    if wanted.until is not None:
        query = query.where(ChangeRow.at < wanted.until)
    if before is not None:
        query = query.where(ChangeRow.id < before)
    return tuple((row[-1], Change(*row[:-1])) for row in session.execute(query))


def read_last_together(
    session: Session, pledge: str, who: str, cause: str
) -> tuple[int, tuple[Change, ...]] | None:
    """Return what *who* last changed in a pledge in one go, the newest first, with the newest one's number.

    Only where the cause begins with *cause*.  None: there is no such change.
    """
    own = _newest_first().where(ChangeRow.pledge == pledge, ChangeRow.who == who)
    query = own.add_columns(ChangeRow.id).where(ChangeRow.cause.startswith(cause, autoescape=True))
    newest = session.execute(query.limit(1)).first()
    if newest is None:
        return None
    together = own.where(ChangeRow.at == newest.at, ChangeRow.cause == newest.cause)
    return newest.id, tuple(Change(*row) for row in session.execute(together))


def read_changes_of(session: Session, pledge: str, references: Iterable[str]) -> dict[str, list[Change]]:
    """Return the changes of single rows by their references (``line:ab12``), each list the newest first.

    References are those that `gongyak.references` writes, of the pledge's own rows or of the city's
    (``official:…``); a row nobody has entered has an empty list.
    """
    found: dict[str, list[Change]] = {reference: [] for reference in references}
    by_row = {_row_of(reference): reference for reference in found}
    query = _newest_first().where(
        ChangeRow.row_key.in_(each(key for _, key in by_row)),
        or_(ChangeRow.pledge == pledge, ChangeRow.pledge.is_(None)),
    )
    for change in (Change(*row) for row in session.execute(query)):
        reference = by_row.get((change.table, change.key))
        if reference is not None:
            found[reference].append(change)
    return found


def _newest_first() -> AnySelect:
    return select(*_COLUMNS).order_by(ChangeRow.id.desc())


def _row_of(reference: str) -> tuple[str | None, str]:
    """Return the table and the key that a reference names."""
    kind, _, key = reference.partition(":")
    return TABLE_OF_KIND.get(kind), key
