"""Editing the city: read, edited as a frozen value, and written back in one transaction."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from gongyak.people import Role
from gongyak.store.accounts import read_accounts
from gongyak.store.city import lock_city, read_city, write_city
from gongyak.store.errors import Refused
from jobs.managing.errors import LastAdministrator, StillUsed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from gongyak.city import City
    from gongyak.store.session import Session
    from jobs.desk import Desk

CAUSE: Final = "관리 화면"
"""What the history names as the cause of what was changed here; what was done follows."""


def show_city(desk: Desk) -> City:
    """Return the city; raise `NoCity`."""
    with desk.database.read() as session:
        return read_city(session)


def edit_city(desk: Desk, done: str, edit: Callable[[City], City]) -> City:
    """Have *edit* make another city of the one stored, and write it; *done* is told in the history.

    What *edit* raises, and the store's errors, leave everything as it was.  Raises `LastAdministrator`.
    """
    with changing(desk, done) as session:
        return _edited(session, desk.today, edit)


@contextmanager
def changing(desk: Desk, done: str) -> Iterator[Session]:
    """Give a session for a change of reference data, in which no other writer of the city comes between."""
    with desk.database.begin(who=desk.who, at=desk.now(), cause=f"{CAUSE}: {done}") as session:
        lock_city(session)
        yield session


@contextmanager
def removing(name: str) -> Iterator[None]:
    """Say of what the database refuses to remove that it is used: raise `StillUsed`."""
    try:
        yield
    except Refused as error:
        raise StillUsed(name=name) from error


def _edited(session: Session, today: date, edit: Callable[[City], City]) -> City:
    before = read_city(session)
    after = edit(before)
    if after != before:
        _require_administrator(session, before, after, today)
        write_city(session, after)
    return after


def _require_administrator(session: Session, before: City, after: City, today: date) -> None:
    """Raise `LastAdministrator` where *before* somebody could look after gongyak, and *after* it nobody."""
    usable = {account.official for account in read_accounts(session) if account.is_active}
    if administrators_of(before, today) & usable and not administrators_of(after, today) & usable:
        raise LastAdministrator


def administrators_of(city: City, day: date) -> set[str]:
    """Return the ids of those who hold a post as 관리자 on *day*."""
    return {
        official.id
        for official in city.officials
        if any(post.role is Role.ADMINISTRATOR and day in post.tenure for post in official.posts)
    }
