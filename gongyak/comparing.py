"""What changed between two reports of a pledge: facts added, changed, moved to another period, gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Final

from gongyak.printed import Fact, Plain, facts_of

_NEW_PICTURE: Final = "(사진 교체)"


class Kind(StrEnum):
    """What became of a fact."""

    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that differs: where the later report prints it (the earlier one, if it is gone), and its rows.

    ``before`` and ``after`` are its texts, empty where it is not printed.  ``moved_from`` is the earlier
    place of a line that stands in another period now; its words may have changed as well.  ``topic`` is the
    topic over a detail.
    """

    kind: Kind
    place: tuple[str, ...]
    rows: tuple[str, ...]
    before: str
    after: str
    topic: str = ""
    moved_from: tuple[str, ...] = ()


def compare(before: Plain, after: Plain) -> tuple[Difference, ...]:
    """Return what differs between the frozen views of two reports: what was added first, what is gone last.

    A fact is known by its rows, whatever half-year they are of.  A line moves when its period does: what was
    reported stands in the past half a year later, a plan becomes a result.  Another order is no difference,
    nor is a sum that follows from its parts.
    """
    old, new = facts_of(before), facts_of(after)
    found = chain(
        (_added(fact) for key, fact in new.items() if key not in old and not fact.is_computed),
        chain.from_iterable(_between(old[key], fact) for key, fact in new.items() if key in old),
        (_gone(fact) for key, fact in old.items() if key not in new and not fact.is_computed),
    )
    order = list(Kind)
    return tuple(sorted(found, key=lambda each: order.index(each.kind)))


def _added(fact: Fact) -> Difference:
    return Difference(Kind.ADDED, fact.place, fact.rows, "", fact.text, fact.topic)


def _gone(fact: Fact) -> Difference:
    return Difference(Kind.GONE, fact.place, fact.rows, fact.text, "", fact.topic)


def _between(old: Fact, new: Fact) -> Iterator[Difference]:
    """Yield the difference between a fact and what it was, if there is one."""
    if old.is_computed and new.is_computed:
        return
    text, rows = new.text, new.rows or old.rows
    if old.groups and new.groups and old.groups != new.groups:
        yield Difference(Kind.MOVED, new.place, rows, old.text, text, new.topic, old.place)
        return
    if old.picture != new.picture:
        text = f"{text} {_NEW_PICTURE}"
    if old.text != text:
        yield Difference(Kind.CHANGED, new.place, rows, old.text, text, new.topic)
