"""What is planned from: the city, its pledges, and the half-years whose entries are collected."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Self

from gongyak.city import City
from gongyak.halfyear import HalfYear
from gongyak.notices import Answer, Told
from gongyak.pledges import Pledge

AFTERMATH: Final = timedelta(days=60)
"""How long after a term its last reports are worked on: they are published some 60 days after it."""


@dataclass(frozen=True, slots=True)
class Round:
    """The collection of a half-year's entries: the days of request and deadline, as the timetable has them.

    Both are working days.  ``request`` None: nobody is asked beforehand, only reminded.  ``settled`` are the
    관리번호 of pledges asked after no more, because somebody has confirmed their drafts.
    """

    half_year: HalfYear
    request: date | None
    deadline: date
    settled: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Facts:
    """All that reminders follow from."""

    city: City
    pledges: tuple[Pledge, ...] = ()
    rounds: tuple[Round, ...] = ()

    def on(self, day: date) -> Self:
        """Return what people work on on *day*: the pledges of its term, and of a term just over.

        After a term its pledges are asked after until the last reports are published: then its events are
        history, reported on or not.  Only events planned beyond that are still asked after, as long after
        their own day.
        """
        return replace(self, pledges=tuple(self._worked_on(day)))

    def _worked_on(self, day: date) -> Iterator[Pledge]:
        for pledge in self.pledges:
            term = self.city.term_named(pledge.term)
            if day - AFTERMATH <= term.last_day:
                if term.first_day <= day:
                    yield pledge
            elif ahead := tuple(event for event in pledge.events if day - AFTERMATH <= event.when.last):
                yield pledge if ahead == pledge.events else replace(pledge, events=ahead)


@dataclass(frozen=True, slots=True)
class History:
    """All that people were told before, and what they answered, in any order."""

    told: Collection[Told] = ()
    answers: Collection[Answer] = ()
