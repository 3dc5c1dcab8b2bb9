"""What changed between two reports of a pledge: facts added, changed, moved to another period, gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, starmap
from typing import Final

from gongyak.printed import Fact, Plain, Texts, facts_of
from gongyak.reports import TextPath

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
    topic over a detail.  ``paths`` lead to the texts of the later view that the earlier one did not print.
    """

    kind: Kind
    place: tuple[str, ...]
    rows: tuple[str, ...]
    before: str
    after: str
    topic: str = ""
    moved_from: tuple[str, ...] = ()
    paths: tuple[TextPath, ...] = ()


def compare(before: Plain, after: Plain, *, derived: bool = False) -> tuple[Difference, ...]:
    """Return what differs between the frozen views of two reports: what was added first, what is gone last.

    A fact is known by its rows, whatever half-year they are of.  A line moves when its period does: what was
    reported stands in the past half a year later, a plan becomes a result.  Another order is no difference,
    nor, unless *derived* ones are asked for, is a sum or a note that follows from its parts.
    """
    old, new = facts_of(before), facts_of(after)
    pairs = [(old.get(key), new.get(key)) for key in dict.fromkeys((*new, *old))]
    told = (pair for pair in pairs if derived or any(fact and not fact.is_computed for fact in pair))
    order = list(Kind)
    found = chain.from_iterable(starmap(_between, told))
    return tuple(sorted(found, key=lambda each: order.index(each.kind)))


def _between(old: Fact | None, new: Fact | None) -> Iterator[Difference]:
    """Yield the difference between a fact and what it was, if there is one; None is a fact not printed."""
    if new is None:
        if old:
            yield Difference(Kind.GONE, old.place, old.rows, old.text, "", old.topic)
    elif old is None:
        paths = _paths(new.texts, ())
        yield Difference(Kind.ADDED, new.place, new.rows, "", new.text, new.topic, paths=paths)
    else:
        yield from _altered(old, new)


def _altered(old: Fact, new: Fact) -> Iterator[Difference]:
    text, rows, paths = new.text, new.rows or old.rows, _paths(new.texts, old.texts)
    if old.groups and new.groups and old.groups != new.groups:
        yield Difference(Kind.MOVED, new.place, rows, old.text, text, new.topic, old.place, paths)
        return
    if old.picture != new.picture:
        text, paths = f"{text} {_NEW_PICTURE}", _paths(new.texts, ())
    if old.text != text:
        yield Difference(Kind.CHANGED, new.place, rows, old.text, text, new.topic, paths=paths)


def _paths(texts: Texts, told: Texts) -> tuple[TextPath, ...]:
    """Return the paths of those of *texts* that are none of the *told* ones."""
    known = {"", *(text for _, text in told)}
    return tuple(path for path, text in texts if text not in known)
