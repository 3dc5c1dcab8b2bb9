"""The lines of a half-year: what was done in it, and what is planned after it, as two parts of the form.

The field ``order`` holds the topics, ``<topic>.order`` its details; a line's fields are ``text.<id>``,
``when.<id>`` and ``side.<id>``.  What the form does not list stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from gongyak.editing.arranging import insert, permute
from gongyak.editing.forest import Forest, read_forest
from gongyak.editing.line_fields import LineReader, fields_of, under
from gongyak.editing.listing import Listed, list_lines
from gongyak.editing.merging import ORDER, Fields
from gongyak.editing.section import Mistaken, Scene
from gongyak.halfyear import HalfYear
from gongyak.lines import Detail, Stand, Topic
from gongyak.pledges import Pledge, TopicOrder

NAMES: Final = {Stand.RESULT: "results", Stand.PLAN: "plans"}
_TITLES: Final = {Stand.RESULT: "이번 반기 실적", Stand.PLAN: "향후 계획"}


class LinesSection:
    """The results of a half-year, or the plans that stand after it."""

    def __init__(self, stand: Stand) -> None:
        """Edit the lines of *stand*."""
        self.stand: Final = stand
        self.name: Final = NAMES[stand]
        self.title: Final = _TITLES[stand]

    def fields(self, pledge: Pledge, scene: Scene) -> dict[str, str]:
        """Return the order of what is listed, and the fields of each line that may be edited."""
        listed = list_lines(pledge, scene, self.stand)
        found = {ORDER: " ".join(topic.line.id for topic in listed.topics)}
        for topic in listed.topics:
            found[under(topic.line.id)] = " ".join(each.line.id for each in topic.details)
        for entry in listed.editable():
            found |= fields_of(entry)
        return found

    def applied(self, pledge: Pledge, scene: Scene, fields: Fields) -> Pledge:
        """Return *pledge* with its lines as *fields* say; raise `Mistaken`."""
        listed = list_lines(pledge, scene, self.stand)
        forest = read_forest(pledge, scene, listed, fields)
        reader = LineReader(scene, self.stand, fields)
        edit = _Edit(pledge, scene, self.stand, listed, forest)
        edited = edit.applied(reader)
        if reader.mistakes:
            raise Mistaken(reader.mistakes)
        return edited


@dataclass(frozen=True, slots=True)
class _Edit:
    """One form brought into a pledge."""

    pledge: Pledge
    scene: Scene
    stand: Stand
    listed: Listed
    forest: Forest

    def applied(self, reader: LineReader) -> Pledge:
        """Return the pledge with the lines that *reader* reads."""
        details = self._details(reader)
        topics = self._topics(reader, details)
        wanted = self._order(topics)
        filled = {each.id: replace(each, details=self._filed(each, details)) for each in topics.values()}
        edited = replace(self.pledge, topics=tuple(filled[each] for each in wanted))
        return self._stated(edited)

    def _details(self, reader: LineReader) -> dict[str, Detail]:
        """Return every detail by its id, as it is now."""
        shown = {entry.line.id: entry for entry in self.listed.editable()}
        stored = {each.id: each for topic in self.pledge.topics for each in topic.details}
        found = {
            id_: reader.edited(each, shown[id_]) if id_ in shown else each
            for id_, each in stored.items()
            if id_ not in self.forest.gone
        }
        for id_ in (each for ids in self.forest.details.values() for each in ids if each not in stored):
            new = reader.new(Detail, id_)
            if new is not None:
                found[id_] = new
        return found

    def _topics(self, reader: LineReader, details: Mapping[str, Detail]) -> dict[str, Topic]:
        """Return every topic by its id, as it is now, still with its stored details."""
        shown = {entry.line.id: entry for entry in self.listed.editable()}
        stored = {each.id: each for each in self.pledge.topics}
        found = {
            id_: reader.edited(each, shown[id_]) if id_ in shown else each
            for id_, each in stored.items()
            if id_ not in self.forest.gone
        }
        for id_ in (each for each in self.forest.topics if each not in stored):
            has_details = any(each in details for each in self.forest.details[id_])
            new = reader.new(Topic, id_, is_wanted=has_details)
            if new is not None:
                found[id_] = new
        return found

    def _filed(self, topic: Topic, details: Mapping[str, Detail]) -> tuple[Detail, ...]:
        """Return the details of *topic* in order: those that the form does not list keep their places."""
        wanted = [each for each in self.forest.details.get(topic.id, ()) if each in details]
        staying = [
            each.id
            for each in topic.details
            if each.id in details and self.forest.home(each.id, topic.id) == topic.id
        ]
        arranged = insert(permute(staying, wanted), wanted, self._end(staying, details))
        return tuple(details[each] for each in arranged)

    def _end(self, staying: list[str], details: Mapping[str, Detail]) -> int:
        """Return where new details go: results before the plans that nobody has told the outcome of yet."""
        if self.stand is Stand.PLAN:
            return len(staying)
        told = (details[each].stand is Stand.RESULT or bool(details[each].outcomes) for each in staying)
        return max((place + 1 for place, is_told in enumerate(told) if is_told), default=0)

    def _order(self, topics: Mapping[str, Topic]) -> list[str]:
        """Return the ids of all topics in their usual order.

        Plans stand in no other.  A result's topic moves only if no other report, and no plan, shows where it
        stands; else the half-year states an order of its own.
        """
        kept = [each.id for each in self.pledge.topics if each.id in topics]
        wanted = [each for each in self.forest.topics if each in topics]
        before = [topic.line.id for topic in self.listed.topics]
        if permute(before, wanted) != before:
            kept = permute(kept, [each for each in wanted if self._may_move(topics[each])])
        return insert(kept, wanted)

    def _may_move(self, topic: Topic) -> bool:
        if self.stand is Stand.PLAN:
            return True
        is_new = topic.entered == self.scene.half_year
        return is_new and all(each.stand is Stand.RESULT for each in topic.details)

    def _stated(self, edited: Pledge) -> Pledge:
        """Return *edited* with the results of the half-year in the order that people saw."""
        is_result = self.stand is Stand.RESULT
        wanted = self.forest.topics if is_result else _results(self.pledge, self.scene)
        known = {topic.id for topic in edited.topics}
        edited = replace(edited, orders=tuple(_without(edited.orders, known)))
        now = _results(edited, self.scene)
        target = permute(now, wanted)
        return edited if target == now else _with_order(edited, self.scene.half_year, target)


def _results(pledge: Pledge, scene: Scene) -> list[str]:
    return [topic.line.id for topic in list_lines(pledge, scene, Stand.RESULT).topics]


def _without(orders: Iterable[TopicOrder], known: set[str]) -> Iterator[TopicOrder]:
    """Yield *orders* with those topics only that are still *known*."""
    for order in orders:
        topics = tuple(each for each in order.topics if each in known)
        if topics:
            yield replace(order, topics=topics)


def _with_order(pledge: Pledge, half_year: HalfYear, topics: list[str]) -> Pledge:
    """Return *pledge* with *topics* in this order in the half-year; the usual one need not be stated."""
    others = [order for order in pledge.orders if order.half_year != half_year]
    if topics != [each.id for each in pledge.topics if each.id in set(topics)]:
        others.append(TopicOrder(half_year, tuple(topics)))
    return replace(pledge, orders=tuple(sorted(others, key=lambda order: order.half_year)))
