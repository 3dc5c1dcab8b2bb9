"""Transactions: the only module in which one begins and ends."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from gongyak.store.audit import AuditedSession, Author, has_written_facts, sign
from gongyak.store.keeping import Shelf, lend, renew_mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session


@contextmanager
def writing(engine: Engine, author: Author) -> Iterator[Session]:
    """Give a session whose writes are all kept, in the name of *author*, or all undone by an exception."""
    with AuditedSession(engine) as session:
        sign(session, author)
        yield session
        session.flush()
        if has_written_facts(session):
            renew_mark(session)
        session.commit()


@contextmanager
def reading(engine: Engine, shelf: Shelf) -> Iterator[Session]:
    """Give a session that sees one state of the database however many queries it asks, and writes nothing.

    What it makes of the facts is kept on the *shelf*.
    """
    with AuditedSession(engine) as session:
        lend(session, shelf)
        yield session


@contextmanager
def attempt(session: Session) -> Iterator[None]:
    """Undo what is written inside if it is refused, and only that: the session's transaction goes on."""
    with session.begin_nested():
        yield
