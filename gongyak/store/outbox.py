"""The outbox: letters are put in with their cause, claimed, and moved on by conditional statements.

The row count is the lock: two processes never hold the same letter.  What happens to a claimed letter is told
to `sending`.
"""

from __future__ import annotations

from collections import defaultdict
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, insert, select, update

from gongyak.letters import Attachment, Letter, LetterState, Posted
from gongyak.store.errors import AddressSuppressed, NoSuchLetter
from gongyak.store.statements import insert_new_serial, table_of
from gongyak.store.tables import AttachmentRow, LetterRow, SuppressionRow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from sqlalchemy import RowMapping
    from sqlalchemy.orm import Session

_TABLE: Final = table_of(LetterRow)
_ATTACHMENTS: Final = table_of(AttachmentRow)
_SUPPRESSIONS: Final = table_of(SuppressionRow)
_LETTER: Final = (
    "key", "kind", "name", "address", "subject", "text", "html", "cause", "recipient", "thread",
)  # fmt: skip
_COURSE: Final = (
    "id", "message_id", "state", "queued_at", "due", "attempts", "holder", "changed_at", "error",
)  # fmt: skip
_DIGITS_OF_KEY: Final = 32


def add_letter(
    session: Session,
    letter: Letter,
    *,
    at: datetime,
    sender_domain: str,
    held: bool = False,
) -> Posted | None:
    """Put *letter* into the outbox; None: its key is there already, and nothing changes.

    A *held* one waits for a person.  Its Message-ID is fixed here, made from the key: whatever becomes of it,
    it is the same message.
    """
    state = LetterState.HELD if held else LetterState.QUEUED
    own = {name: getattr(letter, name) for name in _LETTER}
    course: dict[str, Any] = {
        "message_id": message_id_of(letter.key, sender_domain),
        "state": state,
        "queued_at": at,
        "due": at,
        "attempts": 0,
    }
    number = insert_new_serial(session, _TABLE, own | course | {"resent": False})
    if number is None:
        return None
    _attach(session, number, letter.attachments)
    return Posted(id=number, letter=letter, **course)


def message_id_of(key: str, sender_domain: str) -> str:
    """Return the Message-ID of the letter with this key: it tells nothing of what the key says."""
    return f"<{sha256(key.encode()).hexdigest()[:_DIGITS_OF_KEY]}@{sender_domain}>"


def claim(session: Session, holder: str, limit: int, now: datetime) -> tuple[Posted, ...]:
    """Claim up to *limit* letters that are due, the oldest first, for the process *holder*.

    Letters to suppressed addresses fail instead, with that reason.  *holder* must be registered among the
    replicas: else `release_dead` takes it for dead.
    """
    _fail_suppressed(session, now)
    due = (
        select(_TABLE.c.id)
        .where(_TABLE.c.state == LetterState.QUEUED, _TABLE.c.due <= now)
        .order_by(_TABLE.c.due, _TABLE.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    change = (
        update(_TABLE)
        .where(_TABLE.c.id.in_(select(due.c.id)), _TABLE.c.state == LetterState.QUEUED)
        .values(state=LetterState.CLAIMED, holder=holder, changed_at=now)
        .returning(*_columns())
    )
    rows = session.connection().execute(change).mappings().all()
    return _posted(session, sorted(rows, key=lambda row: (row["due"], row["id"])))


def has_letters_to_send(session: Session, now: datetime) -> bool:
    """Tell whether a run has something to do: a letter is due, or one is held by some other run."""
    is_due = (_TABLE.c.state == LetterState.QUEUED) & (_TABLE.c.due <= now)
    is_held = _TABLE.c.state.in_((LetterState.CLAIMED, LetterState.SENDING))
    query = select(_TABLE.c.id).where(is_due | is_held).limit(1)
    return session.connection().execute(query).first() is not None


def give_back(session: Session, holder: str, numbers: Collection[int], now: datetime) -> int:
    """Put letters that *holder* has claimed and not begun back into the queue; return how many."""
    ours = (_TABLE.c.holder == holder, _TABLE.c.state == LetterState.CLAIMED, _TABLE.c.id.in_(numbers))
    change = update(_TABLE).where(*ours)
    return (
        session.connection()
        .execute(change.values(state=LetterState.QUEUED, holder=None, changed_at=now))
        .rowcount
    )


def hold(session: Session, number: int, now: datetime) -> bool:
    """Keep a queued letter back for a person; False: it is not queued (any more)."""
    return _move(session, number, [LetterState.QUEUED], LetterState.HELD, now)


def release(session: Session, number: int, now: datetime) -> bool:
    """Put a held letter into the queue; False: it is not held."""
    return _move(session, number, [LetterState.HELD], LetterState.QUEUED, now, due=now)


def retry(session: Session, number: int, now: datetime) -> bool:
    """Put a failed, unknown or held letter into the queue anew; its address is no longer suppressed.

    False: it is in another state.  Raises `NoSuchLetter`.
    """
    again = [LetterState.FAILED, LetterState.UNKNOWN, LetterState.HELD]
    if not _move(session, number, again, LetterState.QUEUED, now, due=now, attempts=0, error=None):
        return False
    address = select(_TABLE.c.address).where(_TABLE.c.id == number).scalar_subquery()
    lift = _SUPPRESSIONS.delete().where(_SUPPRESSIONS.c.address == address)
    session.connection().execute(lift)
    return True


def read_letter(session: Session, number: int) -> Posted:
    """Return a letter with its attachments; raises `NoSuchLetter`."""
    rows = session.connection().execute(select(*_columns()).where(_TABLE.c.id == number)).mappings().all()
    if not rows:
        raise NoSuchLetter(number=number)
    return _posted(session, rows)[0]


def _attach(session: Session, number: int, attachments: Iterable[Attachment]) -> None:
    rows = [
        {
            "letter": number,
            "position": position,
            "name": each.name,
            "media_type": each.media_type,
            "content": each.content,
            "draft": each.draft,
        }
        for position, each in enumerate(attachments)
    ]
    if rows:
        session.connection().execute(insert(_ATTACHMENTS), rows)


def _fail_suppressed(session: Session, now: datetime) -> None:
    """Let the letters that are due to addresses that get none fail."""
    query = (
        select(_TABLE.c.id, _TABLE.c.address, _SUPPRESSIONS.c.reason)
        .join(_SUPPRESSIONS, _SUPPRESSIONS.c.address == _TABLE.c.address)
        .where(_TABLE.c.state == LetterState.QUEUED, _TABLE.c.due <= now, _SUPPRESSIONS.c.since.is_not(None))
    )
    for number, address, reason in session.connection().execute(query).all():
        told = str(AddressSuppressed(address=address, reason=reason))
        _move(session, number, [LetterState.QUEUED], LetterState.FAILED, now, error=told)


def _move(
    session: Session,
    number: int,
    before: Collection[LetterState],
    after: LetterState,
    now: datetime,
    **more: object,
) -> bool:
    """Move a letter that no process holds from one of some states to another; raises `NoSuchLetter`."""
    change = update(_TABLE).where(_TABLE.c.id == number, _TABLE.c.state.in_(before))
    if session.connection().execute(change.values(state=after, changed_at=now, **more)).rowcount:
        return True
    found = select(func.count()).select_from(_TABLE).where(_TABLE.c.id == number)
    if not session.connection().execute(found).scalar():
        raise NoSuchLetter(number=number)
    return False


def _columns() -> list[Any]:
    return [_TABLE.c[name] for name in (*_COURSE, *_LETTER)]


def _posted(session: Session, rows: Iterable[RowMapping]) -> tuple[Posted, ...]:
    """Return the letters of *rows* with their attachments: one query more, however many."""
    rows = list(rows)
    files = _attachments(session, [row["id"] for row in rows]) if rows else {}
    return tuple(_letter(row, tuple(files.get(row["id"], ()))) for row in rows)


def _attachments(session: Session, numbers: Collection[int]) -> Mapping[int, list[Attachment]]:
    columns = ("letter", "name", "media_type", "content", "draft")
    query = select(*(_ATTACHMENTS.c[name] for name in columns)).where(_ATTACHMENTS.c.letter.in_(numbers))
    files: defaultdict[int, list[Attachment]] = defaultdict(list)
    for number, *values in session.connection().execute(query.order_by(_ATTACHMENTS.c.position)):
        files[number].append(Attachment(*values))
    return files


def _letter(row: RowMapping, attachments: tuple[Attachment, ...]) -> Posted:
    letter = Letter(**{name: row[name] for name in _LETTER}, attachments=attachments)
    return Posted(letter=letter, **{name: row[name] for name in _COURSE})
