"""What people were told, each once, and what they answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import insert, select

from gongyak.notices import Answer, Told
from gongyak.store.errors import AlreadyTold
from gongyak.store.outbox import add_letter
from gongyak.store.statements import insert_new, table_of
from gongyak.store.tables import AnswerRow, ToldRow
from gongyak.store.unit_of_work import attempt

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from gongyak.letters import Letter, Posted

_TOLD: Final = table_of(ToldRow)
_ANSWERS: Final = table_of(AnswerRow)
_KEY: Final = ("about", "version", "lead", "recipient", "day")


def tell(
    session: Session, letter: Letter, told: Iterable[Told], *, at: datetime, sender_domain: str
) -> Posted | None:
    """Put *letter* into the outbox with all that it tells, or neither.

    None: a letter with this key is there already.  Raises `AlreadyTold` where anything in it has been told
    before: then nothing of it is kept, and the session's transaction may go on.
    """
    with attempt(session):
        posted = add_letter(session, letter, at=at, sender_domain=sender_domain)
        if posted is not None:
            add_told(session, told, posted.id)
    return posted


def add_told(session: Session, told: Iterable[Told], letter: int | None) -> None:
    """Keep what *letter* (None: none) tells; raises `AlreadyTold` at the first that was told before."""
    for each in told:
        own = {name: getattr(each, name) for name in _KEY}
        if not insert_new(session, _TOLD, own | {"letter": letter}):
            raise AlreadyTold(key=each.key)


def read_told(session: Session, *, since: date | None = None) -> tuple[Told, ...]:
    """Return what was told from the day *since* on (None: ever), by day."""
    query = select(*(_TOLD.c[name] for name in _KEY)).order_by(_TOLD.c.day, *_TOLD.primary_key)
    if since is not None:
        query = query.where(_TOLD.c.day >= since)
    return tuple(Told(*row) for row in session.connection().execute(query))


def add_answer(session: Session, answer: Answer) -> bool:
    """Keep what somebody answered; False: the last answer to the same says so already."""
    same = (_ANSWERS.c.about == answer.about, _ANSWERS.c.official == answer.official)
    query = select(_ANSWERS.c.version, _ANSWERS.c.answer_kind, _ANSWERS.c.until).where(*same)
    last = session.connection().execute(query.order_by(_ANSWERS.c.id.desc()).limit(1)).first()
    if last is not None and tuple(last) == (answer.version, answer.kind, answer.until):
        return False
    values = {
        "about": answer.about,
        "version": answer.version,
        "official": answer.official,
        "answer_kind": answer.kind,
        "at": answer.at,
        "until": answer.until,
    }
    session.connection().execute(insert(_ANSWERS).values(values))
    return True


def read_answers(session: Session, about: str | None = None) -> tuple[Answer, ...]:
    """Return the answers *about* something (None: all), in the order in which they came."""
    names = ("about", "version", "official", "answer_kind", "at", "until")
    query = select(*(_ANSWERS.c[name] for name in names)).order_by(_ANSWERS.c.id)
    if about is not None:
        query = query.where(_ANSWERS.c.about == about)
    return tuple(Answer(*row) for row in session.connection().execute(query))
