"""Lists of the letters in the outbox, without what is long."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

from sqlalchemy import ColumnElement, func, or_, select

from gongyak.letters import LetterKind, LetterState
from gongyak.store.statements import table_of
from gongyak.store.tables import LetterRow

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy.orm import Session

_TABLE: Final = table_of(LetterRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSummary:
    """A letter without its texts and attachments, for lists; see `gongyak.letters.Posted`."""

    id: int
    key: str
    kind: LetterKind
    recipient: str | None
    name: str
    address: str
    subject: str
    cause: str
    message_id: str
    state: LetterState
    queued_at: datetime
    due: datetime
    attempts: int
    holder: str | None
    changed_at: datetime | None
    error: str | None


_COLUMNS: Final = [_TABLE.c[field.name] for field in fields(LetterSummary)]


def list_letters(  # noqa: PLR0913 - each is one word of what is wanted
    session: Session,
    *,
    states: Collection[LetterState] = (),
    recipient: str | None = None,
    cause: str | None = None,
    words: str = "",
    limit: int = 100,
    offset: int = 0,
) -> tuple[LetterSummary, ...]:
    """Return the newest letters of *states* (none: any), to an official, of a *cause* (None: any).

    *words* stand in the recipient's name or address, or in the subject; *offset* letters are passed over.
    """
    query = select(*_COLUMNS).where(*_wanted(recipient, words))
    query = query.order_by(_TABLE.c.queued_at.desc(), _TABLE.c.id.desc()).limit(limit).offset(offset)
    if states:
        query = query.where(_TABLE.c.state.in_(states))
    if cause is not None:
        query = query.where(_TABLE.c.cause == cause)
    return tuple(LetterSummary(**row) for row in session.connection().execute(query).mappings())


def count_letters(
    session: Session, *, since: datetime | None = None, recipient: str | None = None, words: str = ""
) -> dict[LetterState, int]:
    """Return how many letters are in each state that any is in, or has come to *since* an instant.

    Those to *recipient* and with *words* alone, as `list_letters` has it.
    """
    query = select(_TABLE.c.state, func.count()).where(*_wanted(recipient, words)).group_by(_TABLE.c.state)
    if since is not None:
        query = query.where(_TABLE.c.changed_at >= since)
    return {state: count for state, count in session.connection().execute(query)}  # noqa: C416 - rows are no pairs to dict() for mypy


def _wanted(recipient: str | None, words: str) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if recipient is not None:
        wanted.append(_TABLE.c.recipient == recipient)
    if words:
        columns = (_TABLE.c.name, _TABLE.c.address, _TABLE.c.subject)
        wanted.append(or_(*(column.icontains(words, autoescape=True) for column in columns)))
    return wanted
