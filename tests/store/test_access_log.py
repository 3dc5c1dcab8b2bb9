"""The log of comings and goings: the newest first, of one person or kind, forgotten in time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from gongyak.accounts import AccessKind
from gongyak.store.access_log import Access, add_access, count_access, forget_access, read_access
from tests.store.post import NOON

if TYPE_CHECKING:
    from gongyak.store.database import Database


def access(days: int, kind: AccessKind, official: str | None) -> Access:
    return Access(at=NOON + timedelta(days=days), kind=kind, official=official, address="192.0.2.1")


FIRST, SECOND, THIRD = (
    access(0, AccessKind.LOGIN, "kim"),
    access(1, AccessKind.REFUSED, None),
    access(2, AccessKind.DOWNLOAD, "kim"),
)


def test_the_newest_come_first_and_old_ones_are_forgotten(database: Database) -> None:
    with database.begin(who="tester", at=NOON, cause="test") as session:
        for each in (FIRST, SECOND, THIRD):
            add_access(session, each)
        assert read_access(session, list(AccessKind), limit=9) == (THIRD, SECOND, FIRST)
        assert read_access(session, list(AccessKind), limit=1, offset=1) == (SECOND,)
        assert read_access(session, [AccessKind.LOGIN], limit=9) == (FIRST,)
        assert read_access(session, list(AccessKind), "kim", limit=9) == (THIRD, FIRST)
        assert count_access(session, list(AccessKind), "kim") == 2
        forget_access(session, SECOND.at)
        assert count_access(session, list(AccessKind)) == 2
