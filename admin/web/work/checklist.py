"""지난 계획 점검: the plans that were open, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from gongyak.editing.checklist import (
    FATES,
    ChecklistSection,
    OpenPlans,
    is_due,
    open_plans,
    read_done,
    read_postponed,
)
from gongyak.editing.merging import Fields
from gongyak.editing.section import tidy
from gongyak.errors import GongyakError
from gongyak.halfyear import HalfYear
from gongyak.lines import Fate, Line
from gongyak.periods import as_told
from gongyak.printing import write_line, write_when
from jobs.pledge_page import PledgePage

_WORDS: Final = {"fate": "결과", "when": "일자", "text": "실적 문장", "reason": "사유"}


@dataclass(frozen=True, slots=True)
class AskedPlan:
    """A plan as the report before printed it; ``understood`` is its date where that was typed otherwise.

    What is due has its time behind it; what is late, besides, nobody has said anything about.
    """

    id: str
    printed: str
    is_due: bool
    is_late: bool
    understood: str


@dataclass(frozen=True, slots=True)
class AskedTopic:
    """The plans of a topic, those first whose time is over."""

    text: str
    plans: tuple[AskedPlan, ...]


class ChecklistPart:
    """Each open plan with its fate."""

    section = ChecklistSection()
    template = "work-checklist.html"

    def context(self, told: PledgePage, fields: Fields) -> dict[str, object]:
        """Return the plans by topic, what may become of one, and how many are late."""
        open_before = open_plans(told.pledge, told.half_year)
        topics = _late_first(_asked(plans, told.half_year, fields) for plans in open_before)
        late = sum(plan.is_late for topic in topics for plan in topic.plans)
        return {
            "topics": topics,
            "fates": tuple(FATES.values()),
            "late": late,
            "labels": {name: label for plans in open_before for name, label in _labels(plans)},
        }


def _labels(plans: OpenPlans) -> Iterator[tuple[str, str]]:
    """Yield each field with what it is called, for those who compare two versions of it."""
    for line in plans.lines:
        for name, word in _WORDS.items():
            yield f"{name}.{line.id}", f"{write_line(line)} · {word}"


def _asked(plans: OpenPlans, half_year: HalfYear, fields: Fields) -> AskedTopic:
    asked = [_plan(line, half_year, fields) for line in plans.lines]
    return AskedTopic(plans.topic.text, tuple(sorted(asked, key=lambda plan: not plan.is_due)))


def _late_first(topics: Iterable[AskedTopic]) -> list[AskedTopic]:
    return sorted(topics, key=lambda topic: not topic.plans[0].is_due)


def _plan(line: Line, half_year: HalfYear, fields: Fields) -> AskedPlan:
    due = is_due(line, half_year)
    fate = fields.get(f"fate.{line.id}", "")
    printed = write_line(as_told(line, half_year.previous) or line)
    return AskedPlan(line.id, printed, due, due and not fate, _understood(line.id, fate, half_year, fields))


def _understood(key: str, fate: str, half_year: HalfYear, fields: Fields) -> str:
    """Return the date in the field as it was understood; nothing where it was typed just so, or is none."""
    text = tidy(fields.get(f"when.{key}", ""))
    try:
        how = read_postponed if fate == FATES[Fate.POSTPONED] else read_done
        when = how(text, half_year)
    except GongyakError:
        return ""
    written = write_when(when) if when else ""
    return written if written != text else ""
