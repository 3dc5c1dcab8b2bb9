"""What is planned from: the city, its pledges, and the half-years whose entries are collected."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from gongyak.city import City
from gongyak.halfyear import HalfYear
from gongyak.notices import Answer, Told
from gongyak.pledges import Pledge


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


@dataclass(frozen=True, slots=True)
class History:
    """All that people were told before, and what they answered, in any order."""

    told: Collection[Told] = ()
    answers: Collection[Answer] = ()
