"""The log of comings and goings: what is kept of downloads, and what is shown of all of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongyak.accounts import AccessKind
from gongyak.store.access_log import Access, add_access, count_access, read_access
from gongyak.store.names import names_of_officials

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from jobs.desk import Desk


@dataclass(frozen=True, slots=True)
class AccessPage:
    """A page of the log, the newest first, with what officials are called by id."""

    entries: tuple[Access, ...]
    names: Mapping[str, str]


def note_download(desk: Desk, address: str, what: str) -> None:
    """Keep that who sits at the desk took a document along."""
    now = desk.now()
    taken = Access(at=now, kind=AccessKind.DOWNLOAD, official=desk.who, address=address, detail=what)
    with desk.database.begin(who=desk.who, at=now, cause="내려받기") as session:
        add_access(session, taken)


def count_log(desk: Desk, kinds: Collection[AccessKind], official: str | None) -> int:
    """Return how many entries there are of these *kinds*, of one *official* or of anybody."""
    with desk.database.read() as session:
        return count_access(session, kinds, official)


def read_log(
    desk: Desk, kinds: Collection[AccessKind], official: str | None, limit: int, offset: int
) -> AccessPage:
    """Return a page of the log."""
    with desk.database.read() as session:
        entries = read_access(session, kinds, official, limit=limit, offset=offset)
        return AccessPage(entries, names_of_officials(session))
