"""Turning changes of a pledge back, row by row, from what the audit kept of them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, cast

from sqlalchemy import inspect, select

from gongyak.changes import Action
from gongyak.store.base import Fact, Placed
from gongyak.store.changes import read_changes_of
from gongyak.store.columns import from_json, json_ready
from gongyak.store.order import positions
from gongyak.store.rows import ROWS_OF_A_PLEDGE
from gongyak.store.tables import PledgeRow
from gongyak.store.tables_budget import Cell, place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

    from gongyak.changes import Change

_KINDS: Final[dict[str, type[Fact]]] = {
    PledgeRow.__tablename__: PledgeRow,
    **{kind.__tablename__: kind for kind in ROWS_OF_A_PLEDGE},
}


class ChangedSince(Exception):
    """Rows that no longer hold what the changes left in them; nothing was turned back."""

    def __init__(self, newest: tuple[Change, ...]) -> None:
        """Keep the *newest* change of each."""
        super().__init__(newest)
        self.newest: Final = newest


def turn_back(session: Session, pledge: str, changes: Sequence[Change]) -> None:
    """Give the rows of *pledge* what they held before *changes* (the newest first); audited like any change.

    Raises `ChangedSince` unless every row still holds what they left in it.
    """
    rows = _Rows(session, pledge)
    newest = {(change.table, change.key): change for change in reversed(changes)}
    if others := [change for change in newest.values() if not rows.hold(change)]:
        references = [f"{_KINDS[change.table].kind}:{change.key}" for change in others]
        found = read_changes_of(session, pledge, references)
        raise ChangedSince(tuple(of_row[0] for of_row in found.values()))
    for change in changes:
        rows.turn_back(change)
        session.flush()  # a row that was changed twice is turned back twice
    for table in dict.fromkeys(change.table for change in changes):
        rows.part(table)
    session.flush()


class _Rows:
    """The rows of one pledge, by their tables and keys."""

    def __init__(self, session: Session, pledge: str) -> None:
        self._session: Final = session
        self._pledge: Final = pledge
        self._found: Final[dict[str, dict[str, Fact]]] = {}

    def hold(self, change: Change) -> bool:
        """Tell whether the row holds what *change* left in it."""
        row = self._of(change.table).get(change.key)
        match change.action:
            case Action.ADDED:
                return row is not None and row.audited() == change.after
            case Action.CHANGED:
                left = change.after
                return row is not None and {name: json_ready(getattr(row, name)) for name in left} == left
            case Action.REMOVED:
                return row is None

    def turn_back(self, change: Change) -> None:
        """Give the row of *change* what it held before."""
        rows, kind = self._of(change.table), _KINDS[change.table]
        match change.action:
            case Action.ADDED:
                self._session.delete(rows.pop(change.key))
            case Action.CHANGED:
                for name, value in _typed(kind, change.before).items():
                    setattr(rows[change.key], name, value)
            case Action.REMOVED:
                rows[change.key] = _whole(kind, change.before)
                self._session.add(rows[change.key])

    def part(self, table: str) -> None:
        """Part rows that have come to stand at the same position."""
        families: defaultdict[tuple[object, ...], list[Any]] = defaultdict(list)
        kind = _KINDS[table]
        if issubclass(kind, Placed):
            for row in self._of(table).values():
                families[tuple(getattr(row, name) for name in kind.siblings)].append(row)
        for members in families.values():
            ordered = sorted(members, key=lambda row: (row.position, row.key))
            for row, position in zip(ordered, positions([row.position for row in ordered]), strict=True):
                row.position = position

    def _of(self, table: str) -> dict[str, Fact]:
        if table not in self._found:
            self._found[table] = {row.key: row for row in self._read(_KINDS[table])}
        return self._found[table]

    def _read(self, kind: type[Fact]) -> Iterable[Fact]:
        owner = PledgeRow.number if kind is PledgeRow else cast("Any", kind).pledge
        return self._session.scalars(select(kind).where(owner == self._pledge)).all()


def _typed(kind: type[Fact], kept: dict[str, object]) -> dict[str, Any]:
    """Return what the audit *kept* of a row of *kind* as its attributes."""
    columns = inspect(kind).column_attrs
    return {name: from_json(columns[name].columns[0].type, value) for name, value in kept.items()}


def _whole(kind: type[Fact], kept: dict[str, object]) -> Fact:
    """Return a row of *kind* of what the audit *kept* of one, with the columns that follow from others."""
    values = _typed(kind, kept)
    if issubclass(kind, Cell):
        values["place"] = place_of(values.get("source"), values.get("column_key"))
    return kind(**values)
