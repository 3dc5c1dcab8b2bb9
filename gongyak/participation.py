"""Citizens' participation (시민참여 실적): counts by category and label, and the totals people stated."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gongyak.halfyear import HalfYear


class Category(StrEnum):
    """The five columns of the form, in its order; the value is the stored name."""

    MEETING = "meeting"
    BRIEFING = "briefing"
    ADVICE = "advice"
    PRESS = "press"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Count:
    """How often something took place in a half-year: ``이름(n)``."""

    category: Category
    label: str
    half_year: HalfYear
    number: int


@dataclass(frozen=True, slots=True)
class StatedCount:
    """What people stated for a category in the report of ``half_year``: the total since the term began.

    ``note`` is the note under the table as they wrote it, where they did; without one it is composed from
    the counts.  ``total`` is None where only the note was stated.
    """

    category: Category
    half_year: HalfYear
    total: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Participation:
    """All counts of a pledge, in the order of their labels, and what was stated."""

    counts: tuple[Count, ...] = ()
    stated: tuple[StatedCount, ...] = ()
