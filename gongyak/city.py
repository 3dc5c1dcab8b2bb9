"""The city itself: its terms, departments, officials, sources of money and working-day exceptions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongyak.errors import GongyakError, Words
from gongyak.events import PlannedEvent
from gongyak.halfyear import HalfYear
from gongyak.people import Department, Official
from gongyak.term import Term


class NoTermFor(GongyakError):
    """A half-year in no term of the city; values: ``half_year``, ``terms``."""

    text = Words(
        "{half_year}{half_year:이/가} 속한 임기가 없습니다(등록된 임기: {terms}).",
        "No term holds {half_year} (terms known: {terms}).",
    )
    remedy = Words(
        "임기를 등록하거나 다른 반기를 입력하여 주시기 바랍니다.",
        "Enter the term or name another half-year.",
    )
    exit_code = 4


@dataclass(frozen=True, slots=True)
class DayException:
    """A day the city works or rests against the calendar, with the source of the decision."""

    day: date
    works: bool
    source: str


@dataclass(frozen=True, slots=True)
class QuietDays:
    """Days from ``first`` to ``last`` on which the city wants no letters, though it works; and why."""

    first: date
    last: date
    reason: str

    def __contains__(self, day: date) -> bool:
        """Tell whether *day* is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class City:
    """A local government.

    ``sources`` are its 재원 in the order of the form, ``fields`` its 분야, ``events`` those of no one pledge.
    """

    name: str
    sources: tuple[str, ...] = ("국비", "도비", "시비", "기타")
    fields: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    departments: tuple[Department, ...] = ()
    officials: tuple[Official, ...] = ()
    days: tuple[DayException, ...] = ()
    events: tuple[PlannedEvent, ...] = ()
    quiet: tuple[QuietDays, ...] = ()

    def term_named(self, name: str) -> Term:
        """Return the term called *name*; the store keeps the reference whole, so it is there."""
        return next(term for term in self.terms if term.name == name)

    def terms_of(self, half_year: HalfYear) -> tuple[Term, ...]:
        """Return the terms in which a report of *half_year* is due; raise `NoTermFor` where there is none.

        A by-election may end one term and begin the next within a half-year: then both are returned.
        """
        found = tuple(term for term in self.terms if half_year in term)
        if not found:
            names = ", ".join(term.name for term in self.terms) or "-"
            raise NoTermFor(half_year=half_year, terms=names)
        return found
