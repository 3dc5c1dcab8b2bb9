"""The job of editing: a part of a pledge's half-year is saved, and nothing that others saved is lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from gongyak.editing.merging import Conflict, Fields, merge
from gongyak.editing.section import Scene, Section
from gongyak.store.city import read_city
from gongyak.store.reading import read_pledges
from gongyak.store.writing import lock_pledge, write_pledge
from jobs.errors import UnknownPledge

if TYPE_CHECKING:
    from gongyak.halfyear import HalfYear
    from gongyak.pledges import Pledge
    from gongyak.store.session import Session
    from jobs.desk import Desk

CAUSE: Final = "공약 입력 화면"
"""What the history names as the cause of what was saved here; the half-year and the part follow."""
_NO_PICTURES: Final[Mapping[str, bytes]] = {}


class Conflicting(Exception):
    """Somebody else has changed the same fields since the form was shown; nothing was saved."""

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        """Keep the *conflicts*, at least one."""
        super().__init__(conflicts)
        self.conflicts: Final = conflicts


def save(  # noqa: PLR0913, PLR0917 - what a form is about, and what it holds
    desk: Desk,
    number: str,
    half_year: HalfYear,
    section: Section,
    base: Fields,
    typed: Fields,
    pictures: Mapping[str, bytes] = _NO_PICTURES,
) -> Pledge:
    """Save what was *typed* into a *section* of the pledge *number*; return the pledge as it is now.

    *base* is what the form was shown with: what others have changed since is kept.  *pictures* are the bytes
    of new photos by their checksums.  Raises `Conflicting`, `Mistaken`, `UnknownPledge` and the store's
    errors; then nothing is saved.
    """
    cause = f"{CAUSE}({half_year.name} {section.title})"
    with desk.database.begin(who=desk.who, at=desk.now(), cause=cause) as session:
        lock_pledge(session, number)
        pledge = _stored(session, number, half_year)
        scene = Scene(read_city(session), half_year)
        scene.city.term_named(pledge.term).require(half_year)
        merged = merge(base, typed, section.fields(pledge, scene))
        if merged.conflicts:
            raise Conflicting(merged.conflicts)
        edited = section.applied(pledge, scene, merged.fields)
        if edited != pledge:
            write_pledge(session, edited, pictures)
        return edited


def _stored(session: Session, number: str, half_year: HalfYear) -> Pledge:
    pledge = next(iter(read_pledges(session, [number])), None)
    if pledge is None:
        raise UnknownPledge(numbers=number, half_year=half_year)
    return pledge
