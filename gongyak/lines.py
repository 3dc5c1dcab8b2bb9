"""The lines of a report: topics (❍) and their details (-), as results or plans, and what became of a plan."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gongyak.halfyear import HalfYear
from gongyak.when import When


class Stand(StrEnum):
    """Whether a line tells what was done or what is planned."""

    RESULT = "result"
    PLAN = "plan"


class Side(StrEnum):
    """On which side of its text a line prints its date."""

    BEFORE = "before"
    AFTER = "after"


class Fate(StrEnum):
    """What became of a plan."""

    DONE = "done"
    POSTPONED = "postponed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a plan, as told in the report of ``reported``; at most one a report.

    ``when`` is the day it was done, or the new time it was postponed to.  ``text`` is how the line reads as a
    result (None: as the plan read).  ``reason`` says why it was postponed or dropped.
    """

    reported: HalfYear
    fate: Fate
    when: When | None = None
    text: str | None = None
    reason: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether the plan still stands: it was only postponed."""
        return self.fate is Fate.POSTPONED


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: its text, its date if it has one, and the report it was entered for.

    ``id`` is unique in the city, up to 32 characters of ``a-z0-9_``: it becomes the bookmark ``gy_<id>``.
    ``entered`` is the half-year of the report that first tells it: a result of that half-year, or a plan for
    the time after it.  ``outcomes`` belong to plans only, in the order of their reports.
    """

    id: str
    text: str
    entered: HalfYear
    stand: Stand = Stand.RESULT
    when: When | None = None
    side: Side = Side.BEFORE
    outcomes: tuple[Outcome, ...] = ()

    @property
    def result_half(self) -> HalfYear:
        """The half-year a result stands under.

        An undated result stands where it was entered; so does a dated one whose time touches that half-year;
        any other stands where its time ends.
        """
        if self.when is None or self.when.touches(self.entered.first_day, self.entered.last_day):
            return self.entered
        return HalfYear.containing(self.when.last)

    def outcome_by(self, half_year: HalfYear) -> Outcome | None:
        """Return what had become of this plan by the report of *half_year*, or None while it was open."""
        told = [outcome for outcome in self.outcomes if outcome.reported <= half_year]
        return told[-1] if told else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail(Line):
    """A detail (-) under a topic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(Line):
    """A topic (❍) with its details in order; without details, or with a date, it is a fact of its own."""

    side: Side = Side.AFTER
    details: tuple[Detail, ...] = ()

    @property
    def is_fact(self) -> bool:
        """Whether the topic stands in a period by itself, not only through its details."""
        return self.when is not None or not self.details
