"""이번 반기 실적, 향후 계획: topics and their details, as they stand in the report of the half-year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from gongyak.editing.line_fields import TEXT, under, year_meant
from gongyak.editing.lines import LinesSection
from gongyak.editing.listing import Entry, list_lines
from gongyak.editing.merging import ORDER, Fields
from gongyak.editing.steps import stepped
from gongyak.lines import Side, Stand, Topic
from jobs.pledge_page import PledgePage

_NEW_TOPIC: Final = "NEWTOPIC"
_NEW_DETAIL: Final = "NEWDETAIL"
"""What stands for the ids in the pattern that a script makes new lines of; no id has capitals."""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line on the page; its fields hold what it says, unless it is ``fixed``: then that is printed there.

    ``year`` is meant by a date without one.  ``note`` says of a line that came earlier where it comes from.
    """

    id: str
    is_topic: bool
    year: int
    fixed: str | None = None
    has_date: bool = True
    is_removable: bool = True
    is_stored: bool = False
    has_slot: bool = False
    note: str = ""
    details: tuple[ShownLine, ...] = ()


class LinesPart:
    """The lines of a half-year that tell results, or plans."""

    template = "work-lines.html"

    def __init__(self, stand: Stand) -> None:
        """Show the lines of *stand*."""
        self.section: Final = LinesSection(stand)

    def context(self, told: PledgePage, fields: Fields) -> dict[str, object]:
        """Return the lines in their order, those of earlier reports, and what new ones are made of."""
        shower = _Shower(told, self.section.stand, fields)
        topics = shower.topics()
        listed = {topic.id for topic in topics}
        joinable = [each for each in reversed(told.pledge.topics) if each.entered <= told.half_year]
        return {
            "topics": topics,
            "past": shower.past(),
            "choices": [(each.id, each.text) for each in joinable if each.id not in listed],
            "pattern": shower.pattern(),
            "sides": ((Side.BEFORE, "앞"), (Side.AFTER, "뒤")),
            "is_plan": self.section.stand is Stand.PLAN,
        }

    def stepped(self, fields: Fields, step: str, new: str) -> tuple[Fields, str]:
        """Return *fields* after a *step*, and the field to look at next; *new* is the id of what is added."""
        changed, about = stepped(fields, step, new)
        return changed, f"{TEXT}.{about}"


class _Shower:
    """Makes the lines of a part from its fields, as stored or as just typed."""

    def __init__(self, told: PledgePage, stand: Stand, fields: Fields) -> None:
        self._told: Final = told
        self._stand: Final = stand
        self._fields: Final = fields
        self._listed: Final = list_lines(told.pledge, told.scene, stand)
        self._entries: Final = {entry.line.id: entry for entry in _all_entries(self._listed.topics)}
        self._stored: Final = {each.id: each for each in told.pledge.topics}
        self._printed: Final = _printed(told)
        self._elsewhere: Final = _results(told) if stand is Stand.PLAN else frozenset()

    def topics(self) -> list[ShownLine]:
        """Return the topics with their details, in the order of the fields."""
        return [self._topic(id_) for id_ in self._ids(ORDER)]

    def past(self) -> list[ShownLine]:
        """Return what earlier reports told."""
        return [self._past(topic) for topic in self._listed.past]

    def pattern(self) -> ShownLine:
        """Return a new topic with a new detail, under ids that stand for theirs."""
        return self._new(_NEW_TOPIC, is_topic=True, details=(self._new(_NEW_DETAIL),))

    def _ids(self, name: str) -> list[str]:
        return list(dict.fromkeys(self._fields.get(name, "").split()))

    def _topic(self, id_: str) -> ShownLine:
        details = tuple(map(self._detail, self._ids(under(id_))))
        if id_ in self._entries:
            return self._entered(self._entries[id_], details)
        if id_ in self._stored:  # a topic of earlier half-years, to which something is added
            return self._new(id_, is_topic=True, fixed=self._stored[id_].text, details=details)
        return self._new(id_, is_topic=True, details=details)

    def _detail(self, id_: str) -> ShownLine:
        return self._entered(self._entries[id_]) if id_ in self._entries else self._new(id_)

    def _new(
        self,
        id_: str,
        *,
        is_topic: bool = False,
        fixed: str | None = None,
        details: tuple[ShownLine, ...] = (),
    ) -> ShownLine:
        year = year_meant(self._stand, self._told.half_year)
        return ShownLine(id_, is_topic, year, fixed, has_date=fixed is None, details=details)

    def _entered(self, entry: Entry, details: tuple[ShownLine, ...] = ()) -> ShownLine:
        line = entry.line
        is_heading = isinstance(line, Topic) and not line.is_fact
        is_new = line.entered == self._told.half_year
        return ShownLine(
            line.id,
            isinstance(line, Topic),
            year_meant(self._stand, line.entered),
            fixed=None if entry.is_editable else self._printed.get(line.id, line.text),
            has_date=entry.has_date,
            is_removable=entry.is_removable,
            is_stored=True,
            has_slot=line.id not in self._elsewhere,
            note="" if is_new or is_heading else self._note(entry),
            details=details,
        )

    def _note(self, entry: Entry) -> str:
        """Return where a line of an earlier half-year comes from, and where else it can be changed."""
        if not entry.is_editable and entry.line.stand is Stand.RESULT:
            return "실적으로 적은 항목입니다. '이번 반기 실적'에서 고칩니다."
        if not entry.is_editable:
            return "지난 계획입니다. '지난 계획 점검'에서 고칩니다."
        if not entry.line.outcomes:
            return f"{entry.line.entered.name} 보고서에 적은 내용입니다."
        return f"연기된 계획입니다. 이번 보고서에는 '{self._printed.get(entry.line.id)}'(으)로 적힙니다."

    def _past(self, entry: Entry) -> ShownLine:
        details = tuple(replace(self._entered(each), is_removable=False, note="") for each in entry.details)
        own = self._entered(entry, details)
        fixed = None if entry.is_editable else entry.line.text
        has_slot = entry.line.id not in self._entries
        return replace(own, fixed=fixed, is_removable=False, note="", has_slot=has_slot)


def _all_entries(topics: Iterable[Entry]) -> Iterator[Entry]:
    for topic in topics:
        yield topic
        yield from topic.details


def _printed(told: PledgePage) -> dict[str, str]:
    """Return by id how the report prints each line; where it prints one twice, as in its last group."""
    topics = [topic for period in told.view.periods for topic in period.topics]
    details = (detail for topic in topics for detail in topic.details)
    return {topic.id: topic.text for topic in topics} | {detail.id: detail.text for detail in details}


def _results(told: PledgePage) -> frozenset[str]:
    """Return the ids of the lines that the part for results shows."""
    listed = list_lines(told.pledge, told.scene, Stand.RESULT)
    return frozenset(entry.line.id for entry in _all_entries((*listed.topics, *listed.past)))
