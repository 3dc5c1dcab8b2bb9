"""Whose the thing is that a page's address names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongyak.permissions import Holding, Subject
from gongyak.store.holdings import (
    holding_of_draft,
    holding_of_event,
    holding_of_letter,
    holding_of_pledge,
)

if TYPE_CHECKING:
    from jobs.desk import Desk

_LARGEST: int = 2**63 - 1


def find_holding(desk: Desk, subject: Subject, key: str) -> Holding | None:
    """Return whose the thing *key* is today; None: there is none.

    What belongs to nobody in particular (a line of the timetable, an account) is the same for all keys:
    whether there is such a one, its page tells those who may know.
    """
    if not key.isprintable():
        return None
    today = desk.today
    with desk.database.read() as session:
        match subject:
            case Subject.PLEDGE:
                return holding_of_pledge(session, key, today)
            case Subject.DRAFT:
                return holding_of_draft(session, key, today)
            case Subject.EVENT:
                return holding_of_event(session, key, today)
            case Subject.LETTER:
                return holding_of_letter(session, int(key)) if _is_number(key) else None
            case _:
                return Holding()


def _is_number(key: str) -> bool:
    return key.isascii() and key.isdigit() and int(key) <= _LARGEST
