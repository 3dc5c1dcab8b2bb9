"""Bringing stored rows to the facts given: only what differs is added, changed or removed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from gongyak.store.base import Fact, Placed
from gongyak.store.errors import TwiceTheSame
from gongyak.store.order import positions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

Values = dict[str, Any]
_Pair = tuple[Values, Fact | None]


def bring(session: Session, kind: type[Fact], stored: Iterable[Fact], wanted: Sequence[Values]) -> None:
    """Make the rows of *kind* those that are *wanted*, given as values by attribute, in their order.

    *stored* are all the rows of the same owner.  Raises `TwiceTheSame`.
    """
    left = {tuple(getattr(row, name) for name in kind.identity): row for row in stored}
    seen = set()
    pairs: list[_Pair] = []
    for values in wanted:
        key = tuple(values[name] for name in kind.identity)
        if key in seen:
            raise TwiceTheSame(kind=kind.kind, key=kind.key_form.format_map(values))
        seen.add(key)
        pairs.append((values, left.pop(key, None)))
    if issubclass(kind, Placed):
        _place(kind, pairs)
    for values, row in pairs:
        _write(session, kind, values, row)
    for row in left.values():
        session.delete(row)


def _write(session: Session, kind: type[Fact], values: Values, row: Fact | None) -> None:
    if row is None:
        session.add(kind(**values))
        return
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _place(kind: type[Fact], pairs: Iterable[_Pair]) -> None:
    """Give every wanted row its position among its siblings."""
    families: defaultdict[tuple[object, ...], list[_Pair]] = defaultdict(list)
    for pair in pairs:
        families[tuple(pair[0][name] for name in kind.siblings)].append(pair)
    for family, members in families.items():
        stored = [_stored_position(kind, family, row) for _, row in members]
        for (values, _), position in zip(members, positions(stored), strict=True):
            values["position"] = position


def _stored_position(kind: type[Fact], family: tuple[object, ...], row: Fact | None) -> int | None:
    """Return the row's position, or None where it is new in the family."""
    if row is None or tuple(getattr(row, name) for name in kind.siblings) != family:
        return None
    position: int = getattr(row, "position")  # noqa: B009 - only a Placed kind comes here, which mypy cannot see
    return position
