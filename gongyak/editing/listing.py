"""Which lines of a pledge a part of the form lists, and what may be done with each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from gongyak.editing.section import Scene
from gongyak.lines import Detail, Fate, Line, Outcome, Stand, Topic
from gongyak.periods import GroupKind, in_stated_order, lines_of, period_groups
from gongyak.pledges import Pledge
from gongyak.printing import as_result

_KINDS: Final = {Stand.RESULT: GroupKind.CURRENT, Stand.PLAN: GroupKind.PLAN}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line as the form shows it; a plan that was done reads as the result that became of it.

    What is not editable has no fields, only its place.  What is removable came with this half-year, and
    nothing hangs on it.  ``details`` are those of a topic that are listed with it.
    """

    line: Line
    is_editable: bool
    has_date: bool
    is_removable: bool = False
    details: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """The ``topics`` of the half-year, as in its report; and what earlier reports told (``past``)."""

    topics: tuple[Entry, ...]
    past: tuple[Entry, ...] = ()

    def editable(self) -> Iterator[Entry]:
        """Yield every entry that has fields."""
        for topic in (*self.topics, *self.past):
            yield from (each for each in (topic, *topic.details) if each.is_editable)


def list_lines(pledge: Pledge, scene: Scene, stand: Stand) -> Listed:
    """Return what the part for results, or for plans, lists in the report of the scene's half-year."""
    term, half_year = scene.city.term_named(pledge.term), scene.half_year
    groups = {group.kind: group.topics for group in period_groups(pledge, term, half_year)}
    printed = {line.id for line in lines_of(groups.get(_KINDS[stand], ()))}
    lister = _Lister(pledge, scene, stand, frozenset(printed))
    topics = tuple(topic for topic in pledge.topics if lister.lists(topic))
    if stand is Stand.PLAN:
        return Listed(tuple(map(lister.listed, topics)))
    ordered = in_stated_order(topics, pledge, half_year)
    return Listed(tuple(map(lister.listed, ordered)), tuple(lister.past()))


@dataclass(frozen=True, slots=True)
class _Lister:
    """Makes the entries of one part; ``printed`` are the ids that stand in its group of the report."""

    pledge: Pledge
    scene: Scene
    stand: Stand
    printed: frozenset[str]

    def lists(self, topic: Topic) -> bool:
        """Tell whether *topic*, or a detail of it, is printed in the group or was entered for it."""
        is_own = topic.is_fact and self._is_own(topic)
        return is_own or topic.id in self.printed or any(map(self._lists_detail, topic.details))

    def listed(self, topic: Topic) -> Entry:
        """Return *topic* with the details that are listed."""
        details = tuple(map(self._detail, filter(self._lists_detail, topic.details)))
        is_editable = topic.stand is self.stand or not topic.is_fact
        has_date = topic.stand is self.stand and (self._is_new(topic) or topic.when is not None)
        goes_along = sum(detail.is_removable for detail in details) == len(topic.details)
        return Entry(topic, is_editable, has_date, goes_along and self._is_removable(topic), details)

    def past(self) -> Iterator[Entry]:
        """Yield what earlier reports told as results, and this one's group does not print."""
        for topic in self.pledge.topics:
            told = (self._told(each) for each in topic.details if not self._lists_detail(each))
            details = tuple(Entry(each, is_editable=True, has_date=True) for each in told if each)
            own = self._told(topic) if topic.is_fact else None
            if self.lists(topic):
                own = None
            if own or details:
                is_editable = not self.lists(topic) and (own is not None or not topic.is_fact)
                yield Entry(own or topic, is_editable, own is not None, details=details)

    def _detail(self, detail: Detail) -> Entry:
        is_own = detail.stand is self.stand
        return Entry(detail, is_own, is_own, is_own and self._is_removable(detail))

    def _lists_detail(self, detail: Detail) -> bool:
        return detail.id in self.printed or self._is_own(detail)

    def _is_new(self, line: Line) -> bool:
        return line.entered == self.scene.half_year

    def _is_own(self, line: Line) -> bool:
        is_open = line.stand is Stand.RESULT or line.outcome_by(self.scene.half_year) is None
        return self._is_new(line) and line.stand is self.stand and is_open

    def _is_removable(self, line: Line) -> bool:
        named = {event.line for event in self.pledge.events}
        return self._is_new(line) and not line.outcomes and line.id not in named

    def _told(self, line: Line) -> Line | None:
        """Return *line* as an earlier report told it as a result; None where none did."""
        if line.entered >= self.scene.half_year:
            return None
        if line.stand is Stand.RESULT:
            return line
        outcome = done_before(line, self.scene)
        if outcome is None:
            return None
        text = outcome.text or as_result(line.text)
        return replace(line, entered=outcome.reported, text=text, when=outcome.when)


def done_before(plan: Line, scene: Scene) -> Outcome | None:
    """Return how an earlier report told that *plan* was done; None: it did not."""
    outcome = plan.outcome_by(scene.half_year.previous)
    return outcome if outcome and outcome.fate is Fate.DONE else None
