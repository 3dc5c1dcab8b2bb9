"""Which line stands in which period group of a report (❏ 추진실적 및 향후 추진계획).

The form has three groups: what was done before the reported half-year, what was done in it, and what is
planned.  The first report of a term has no group before; the last one's plans are those after the term.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from gongyak.halfyear import HalfYear
from gongyak.lines import Detail, Fate, Line, Outcome, Stand, Topic
from gongyak.pledges import Pledge, Status
from gongyak.printing import as_result, write_line, write_when
from gongyak.term import Term
from gongyak.when import Precision, When

_L = TypeVar("_L", bound=Line)
_FINISHED = frozenset({Status.COMPLETED, Status.ABANDONED})


class GroupKind(StrEnum):
    """The three groups of the form."""

    PAST = "past"
    CURRENT = "current"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Group:
    """One group: its kind, the time it covers (None: the plans' open future), and its topics in order.

    Each topic holds only the details that stand in the group, in the wording they have there.
    """

    kind: GroupKind
    when: When | None
    topics: tuple[Topic, ...]


def period_groups(pledge: Pledge, term: Term, half_year: HalfYear) -> tuple[Group, ...]:
    """Return the groups of the report of *half_year*, in the order of the form; raise `OutsideTerm`.

    Only what that report could tell is used: lines entered and outcomes reported by then.
    """
    term.require(half_year)
    kinds = _standing(pledge, term, half_year)
    groups = []
    if half_year > term.first_half:
        past = _months(term.first_day, half_year.previous.last_day)
        groups.append(Group(GroupKind.PAST, past, kinds[GroupKind.PAST]))
    current = _months(max(half_year.first_day, term.first_day), min(half_year.last_day, term.last_day))
    topics = in_stated_order(kinds[GroupKind.CURRENT], pledge, half_year)
    groups.append(Group(GroupKind.CURRENT, current, topics))
    if kinds[GroupKind.PLAN] or pledge.status_by(half_year) not in _FINISHED:
        groups.append(Group(GroupKind.PLAN, None, kinds[GroupKind.PLAN]))
    return tuple(groups)


def lines_of(topics: Iterable[Topic]) -> Iterator[Line]:
    """Yield every topic and every detail, in print order."""
    for topic in topics:
        yield topic
        yield from topic.details


def in_stated_order(topics: tuple[Topic, ...], pledge: Pledge, half_year: HalfYear) -> tuple[Topic, ...]:
    """Return *topics* in the order stated for the half-year; those it does not name follow in theirs."""
    stated = next((order.topics for order in pledge.orders if order.half_year == half_year), ())
    places = {topic: place for place, topic in enumerate(stated)}
    return tuple(sorted(topics, key=lambda topic: places.get(topic.id, len(places))))


def is_overdue(plan: Line, half_year: HalfYear) -> bool:
    """Tell whether the report of *half_year* must say what became of *plan*, and nobody has.

    The time of an undated plan ends with the half-year after its report, that of a postponed one anew.
    """
    outcome = plan.outcome_by(half_year)
    if outcome is None:
        return (plan.when.last if plan.when else plan.entered.next.last_day) <= half_year.last_day
    return outcome.is_open and outcome.when is not None and outcome.when.last <= half_year.last_day


def _months(first: date, last: date) -> When:
    return When(first, last, Precision.MONTH, Precision.MONTH)


def _standing(pledge: Pledge, term: Term, half_year: HalfYear) -> dict[GroupKind, tuple[Topic, ...]]:
    """Return the topics of each group: a topic stands in every group in which it has something."""
    groups: dict[GroupKind, list[Topic]] = {kind: [] for kind in GroupKind}
    for topic in pledge.topics:
        for kind, part in _split(topic, term, half_year).items():
            groups[kind].append(part)
    return {kind: tuple(topics) for kind, topics in groups.items()}


def _split(topic: Topic, term: Term, half_year: HalfYear) -> dict[GroupKind, Topic]:
    """Return *topic* as it stands in each group, with the details that stand there."""
    details: dict[GroupKind, list[Detail]] = {}
    for detail in topic.details:
        told = as_told(detail, half_year)
        if told is not None:
            details.setdefault(_kind(told, term, half_year), []).append(told)
    parts = {kind: replace(topic, details=tuple(lines)) for kind, lines in details.items()}
    own = as_told(topic, half_year) if topic.is_fact else None
    if own is not None:
        kind = _kind(own, term, half_year)
        parts[kind] = replace(own, details=tuple(details.get(kind, ())))
    return parts


def _kind(line: Line, term: Term, half_year: HalfYear) -> GroupKind:
    if line.stand is Stand.PLAN:
        return GroupKind.PLAN
    before = line.result_half < half_year and half_year > term.first_half
    return GroupKind.PAST if before else GroupKind.CURRENT


def as_told(line: _L, half_year: HalfYear) -> _L | None:
    """Return *line* as the report of *half_year* tells it, or None where it came later."""
    if line.entered > half_year:
        return None
    outcome = line.outcome_by(half_year) if line.stand is Stand.PLAN else None
    if outcome is None:
        return line
    return _AFTER[outcome.fate](line, outcome)


def _done(line: _L, outcome: Outcome) -> _L:
    text = outcome.text or as_result(line.text)
    return replace(line, stand=Stand.RESULT, entered=outcome.reported, when=outcome.when, text=text)


def _dropped(line: _L, outcome: Outcome) -> _L:
    text = f"{write_line(line)} → 취소{_because(outcome, '사유')}"
    return replace(line, stand=Stand.RESULT, entered=outcome.reported, when=None, text=text)


def _postponed(line: _L, outcome: Outcome) -> _L:
    first = f"당초 {write_when(line.when)}" if line.when else ""
    return replace(
        line, when=outcome.when, text=f"{line.text} {_because(outcome, '연기 사유', first)}".rstrip()
    )


def _because(outcome: Outcome, head: str, *before: str) -> str:
    parts = [*before, f"{head}: {outcome.reason}" if outcome.reason else ""]
    inside = ", ".join(part for part in parts if part)
    return f"({inside})" if inside else ""


_AFTER = {Fate.DONE: _done, Fate.DROPPED: _dropped, Fate.POSTPONED: _postponed}
