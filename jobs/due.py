"""The pledges that a half-year's reports are due for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongyak.city import City
from gongyak.halfyear import HalfYear
from gongyak.pledges import Pledge
from gongyak.store.city import read_city
from gongyak.store.reading import read_pledges
from jobs.errors import NoPledges, UnknownPledge

if TYPE_CHECKING:
    from gongyak.store.session import Session


@dataclass(frozen=True, slots=True)
class Due:
    """The city and the pledges of every term that *half_year* lies in, ordered by term and 관리번호."""

    city: City
    half_year: HalfYear
    pledges: tuple[Pledge, ...]

    def chosen(self, numbers: Iterable[str]) -> tuple[Pledge, ...]:
        """Return the pledges with these 관리번호, in their order here (none given: all).

        Raises `UnknownPledge` where no pledge that is due has one of them.
        """
        wanted = tuple(dict.fromkeys(numbers))
        known = {pledge.number for pledge in self.pledges}
        if unknown := [number for number in wanted if number not in known]:
            raise UnknownPledge(numbers=", ".join(unknown), half_year=self.half_year)
        return tuple(pledge for pledge in self.pledges if not wanted or pledge.number in wanted)


def read_due(session: Session, half_year: HalfYear) -> Due:
    """Return what is due for *half_year*; raise `NoTermFor`, `NoPledges` and the store's errors."""
    city = read_city(session)
    terms = [term.name for term in city.terms_of(half_year)]
    pledges = tuple(pledge for term in terms for pledge in read_pledges(session, term=term))
    if not pledges:
        raise NoPledges(half_year=half_year, terms=", ".join(terms))
    return Due(city, half_year, pledges)
