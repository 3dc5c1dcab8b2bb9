"""Where a form puts the lines: the topics in their order, and under each its details in theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongyak.editing.line_fields import under
from gongyak.editing.listing import Listed
from gongyak.editing.merging import ORDER, Fields
from gongyak.editing.section import Mistaken, NoSuchId, Scene, ids_in
from gongyak.pledges import Pledge


@dataclass(frozen=True, slots=True)
class Forest:
    """The ids of topics in order, each with those of its details.

    ``gone`` are those of stored lines that the form has removed.
    """

    details: Mapping[str, tuple[str, ...]]
    gone: frozenset[str]

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics, in order."""
        return tuple(self.details)

    def home(self, detail: str, now: str) -> str:
        """Return the topic that *detail*, which stands under *now*, belongs to."""
        return next((topic for topic, details in self.details.items() if detail in details), now)


def read_forest(pledge: Pledge, scene: Scene, listed: Listed, fields: Fields) -> Forest:
    """Return where *fields* put the lines; raise `Mistaken` for ids that are none of this form's.

    What must not be removed and stands nowhere is where it was.
    """
    kept = [topic.line.id for topic in listed.topics if not topic.is_removable]
    topics = list(dict.fromkeys((*_topics(pledge, scene, fields), *kept)))
    details = _details(pledge, listed, fields, topics)
    removable = {
        entry.line.id for topic in listed.topics for entry in (topic, *topic.details) if entry.is_removable
    }
    placed = {*topics, *(each for ids in details.values() for each in ids)}
    return Forest(details, frozenset(removable - placed))


def _topics(pledge: Pledge, scene: Scene, fields: Fields) -> list[str]:
    """Return the ids in the order: topics that were there by this half-year, and new ones."""
    known = {topic.id for topic in pledge.topics if topic.entered <= scene.half_year}
    taken = _all_ids(pledge) - known
    return _allowed(ids_in(fields, ORDER), taken, ORDER)


def _details(pledge: Pledge, listed: Listed, fields: Fields, topics: list[str]) -> dict[str, tuple[str, ...]]:
    """Return by topic its details: those that are listed, and new ones; each stands where it is first."""
    known = {detail.line.id for topic in listed.topics for detail in topic.details}
    taken = (_all_ids(pledge) | set(topics)) - known
    found: dict[str, tuple[str, ...]] = {}
    seen: set[str] = set()
    for topic in topics:
        name = under(topic)
        ids = [each for each in _allowed(ids_in(fields, name), taken, name) if each not in seen]
        seen.update(ids)
        found[topic] = tuple(ids)
    return found


def _allowed(ids: list[str], taken: set[str], name: str) -> list[str]:
    wrong = next((each for each in ids if each in taken), None)
    if wrong is not None:
        raise Mistaken({name: NoSuchId(id=wrong)})
    return ids


def _all_ids(pledge: Pledge) -> set[str]:
    return {line.id for topic in pledge.topics for line in (topic, *topic.details)}
