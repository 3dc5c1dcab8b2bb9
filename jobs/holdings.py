"""Whose the thing is that a page's address names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongyak.permissions import Holding, Subject
from gongyak.store.holdings import (
    holding_of_draft,
    holding_of_event,
    holding_of_letter,
    holding_of_pledge,
    holding_of_run,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from gongyak.store.session import Session
    from jobs.desk import Desk

_LARGEST: Final = 2**63 - 1
_DIGITS: Final = 20


def find_holding(desk: Desk, subject: Subject, key: str) -> Holding | None:
    """Return whose the thing *key* is today; None: there is none.

    What belongs to nobody in particular (a line of the timetable, an account) is the same for all keys:
    whether there is such a one, its page tells those who may know.
    """
    if not key.isprintable():
        return None
    today = desk.today
    with desk.database.read() as session:
        return _found(session, subject, key, today)


def _found(session: Session, subject: Subject, key: str, today: date) -> Holding | None:
    find: Mapping[Subject, Callable[[], Holding | None]] = {
        Subject.PLEDGE: lambda: holding_of_pledge(session, key, today),
        Subject.DRAFT: lambda: holding_of_draft(session, key, today),
        Subject.EVENT: lambda: holding_of_event(session, key, today),
        Subject.LETTER: lambda: holding_of_letter(session, int(key)) if _is_number(key) else None,
        Subject.RUN: lambda: holding_of_run(session, key),
    }
    return find.get(subject, Holding)()


def _is_number(key: str) -> bool:
    return key.isascii() and key.isdigit() and len(key) < _DIGITS and int(key) <= _LARGEST
