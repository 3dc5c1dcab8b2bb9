"""Transactions: the only module in which one begins and ends."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from gongyak.store.audit import AuditedSession, Author, sign

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
        session.commit()


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """Give a session that sees one state of the database however many queries it asks, and writes nothing."""
    with AuditedSession(engine) as session:
        yield session


@contextmanager
def attempt(session: Session) -> Iterator[None]:
    """Undo what is written inside if it is refused, and only that: the session's transaction goes on."""
    with session.begin_nested():
        yield
