"""Two people in one form: what one typed is brought together with what the other has saved meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

Fields = Mapping[str, str]
"""The fields of a form by name; a field that is not there differs from an empty one."""
ORDER: Final = "order"
"""A field of this name, or that ends so after a point, holds ids in their order, with blanks between."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both have changed, each in another way; None: the field was removed."""

    field: str
    base: str | None
    mine: str | None
    theirs: str | None


@dataclass(frozen=True, slots=True)
class Merged:
    """The fields brought together; where there are conflicts, ``fields`` holds mine."""

    fields: Fields
    conflicts: tuple[Conflict, ...] = ()


def merge(base: Fields, mine: Fields, theirs: Fields) -> Merged:
    """Bring together what was typed (*mine*) and what is stored now (*theirs*).

    *base* is what the form was shown with.  What only one of the two has changed is taken over.
    """
    names = dict.fromkeys((*theirs, *mine, *base))
    merged: dict[str, str] = {}
    conflicts: list[Conflict] = []
    for name in names:
        value, is_conflict = _merge_field(name, base.get(name), mine.get(name), theirs.get(name))
        if is_conflict:
            conflicts.append(Conflict(name, base.get(name), mine.get(name), theirs.get(name)))
        if value is not None:
            merged[name] = value
    return Merged(merged, tuple(conflicts))


def agreed(base: Fields, theirs: Fields, conflicts: Iterable[Conflict]) -> dict[str, str]:
    """Return *base* as of now: whoever saves again has seen what the other one had saved.

    A row that the other one removed, and whose fields are in conflict, comes back as a whole if it is sent
    again, with the rows that stood below it, and below what it stood.
    """
    gone = _gone(base, theirs, conflicts)
    known = {name: value for name, value in base.items() if name in theirs or _row(name) not in gone}
    for name in filter(_is_order, known):
        known[name] = " ".join(row for row in known[name].split() if row not in gone)
    for each in conflicts:
        known.pop(each.field, None)
        if each.theirs is not None:
            known[each.field] = each.theirs
    return known


def _gone(base: Fields, theirs: Fields, conflicts: Iterable[Conflict]) -> set[str]:
    """Return the rows that are no longer there, of those in conflict, below them and above them."""
    orders = {_row(name): set(value.split()) for name, value in base.items() if _is_order(name)}
    removed = {_row(each.field) for each in conflicts if each.theirs is None}
    removed |= {row for above in removed for row in orders.get(above, ())}
    above = {row for row, rows in orders.items() if rows & removed}
    standing = {row for name, value in theirs.items() if _is_order(name) for row in value.split()}
    return (removed | above) - standing


def _is_order(name: str) -> bool:
    return name.rpartition(".")[2] == ORDER


def _row(name: str) -> str:
    """Return the id of the row that a field is about: that of ``text.ab12`` and of ``ab12.order``."""
    return name.removesuffix(f".{ORDER}").rpartition(".")[2]


def _merge_field(
    name: str, base: str | None, mine: str | None, theirs: str | None
) -> tuple[str | None, bool]:
    """Return the field's value, and whether it is only mine of two."""
    if mine in {base, theirs}:
        return theirs, False
    if theirs == base:
        return mine, False
    if _is_order(name) and None not in {mine, theirs}:
        both = merge_order((base or "").split(), (mine or "").split(), (theirs or "").split())
        if both is not None:
            return " ".join(both), False
    return mine, True


def merge_order(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[str] | None:
    """Bring together two orders that came of *base*; None: both have moved what was there, differently.

    What either removed is gone.  What I added follows what it followed in mine.
    """
    kept = [each for each in base if each in mine and each in theirs]
    in_mine = [each for each in mine if each in kept]
    in_theirs = [each for each in theirs if each in kept]
    if in_mine != in_theirs and kept not in (in_mine, in_theirs):  # both have moved something
        return None
    leading, other = (mine, theirs) if in_theirs == kept else (theirs, mine)
    gone = set(base) - set(kept)
    merged = [each for each in leading if each not in gone]
    for place, each in enumerate(other):
        if each not in base and each not in merged:
            before = next((known for known in reversed(other[:place]) if known in merged), None)
            merged.insert(merged.index(before) + 1 if before else 0, each)
    return merged
