"""The history of facts as people read it: who changed what, when, from what to what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from gongyak.changes import Action, Change
from gongyak.halfyear import HalfYear, NotAHalfYear
from gongyak.printing import write_day, write_instant, write_when
from gongyak.store.changes import Wanted, read_changes_before
from gongyak.store.names import names_of_officials, names_of_pledges
from gongyak.when import EndsBeforeItBegins, NotAnEdtfDate, When
from jobs.history_words import COLUMNS, TABLES, VALUES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jobs.desk import Desk

PAGE: Final = 50
_DAY: Final = timedelta(days=1)
_MONEY: Final = frozenset({"planned", "secured", "executed"})
_PEOPLE: Final = frozenset({"official", "responsible", "deputy"})
_INSTANTS: Final = frozenset({"at", "set_at"})
_SILENT: Final = frozenset({"id", "pledge"})
"""Columns that tell people nothing: the row and its pledge are named beside the change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which changes are asked for: of a ``pledge``, by an official, on the days ``first`` to ``last``."""

    pledge: str | None = None
    who: str | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class ToldValue:
    """One column of a change: what it is called, and what it held before and after (empty: nothing)."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldChange:
    """A change as people read it; ``at`` is in the city's zone, ``table`` what the row is called."""

    at: datetime
    who: str
    action: Action
    table: str
    key: str
    pledge: str | None
    values: tuple[ToldValue, ...]
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A page of the history, the newest first; ``onward`` is where the next one begins (None: no more).

    ``officials`` and ``pledges`` are names by id and 관리번호, for the choices of a filter.
    """

    changes: tuple[ToldChange, ...]
    onward: int | None
    officials: Mapping[str, str]
    pledges: Mapping[str, str]


def read_history(desk: Desk, asked: Asked, before: int | None = None) -> History:
    """Return the newest changes that are *asked* for, only those before the one numbered *before*."""
    wanted = Wanted(
        pledge=asked.pledge,
        who=asked.who,
        since=_midnight(desk, asked.first) if asked.first else None,
        until=_midnight(desk, asked.last + _DAY) if asked.last and asked.last < date.max else None,
    )
    with desk.database.read() as session:
        found = read_changes_before(session, wanted, before, PAGE + 1)
        officials = names_of_officials(session)
        pledges = {each.number: each.name for each in names_of_pledges(session)}
    shown = found[:PAGE]
    return History(
        changes=tuple(tell(desk, change, officials) for _, change in shown),
        onward=shown[-1][0] if len(found) > PAGE else None,
        officials=officials,
        pledges=pledges,
    )


def _midnight(desk: Desk, day: date) -> datetime:
    return datetime.combine(day, time(), desk.settings.zone)


def tell(desk: Desk, change: Change, officials: Mapping[str, str]) -> ToldChange:
    """Return *change* as people read it; *officials* are names by id."""
    names = [name for name in dict.fromkeys((*change.before, *change.after)) if _is_told(change, name)]
    return ToldChange(
        at=desk.in_zone(change.at),
        who=officials.get(change.who, change.who),
        action=change.action,
        table=TABLES.get(change.table, change.table),
        key=change.key,
        pledge=change.pledge,
        values=tuple(
            ToldValue(
                COLUMNS.get(name, name),
                _written(desk, name, change.before.get(name), officials),
                _written(desk, name, change.after.get(name), officials),
            )
            for name in names
        ),
        cause=change.cause,
    )


def _is_told(change: Change, name: str) -> bool:
    """Tell whether a column says something: an order or a date as typed only where nothing else does."""
    names = {*change.before, *change.after}
    if name == "position":
        return names == {"position"}
    if name == "checksum":
        return change.action is Action.CHANGED
    return name not in _SILENT and not (name == "written" and "when" in names)


def _written(desk: Desk, name: str, value: object, officials: Mapping[str, str]) -> str:
    """Return a column's stored *value* as people write it; empty for none."""
    if value is None:
        return ""
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    if name in _MONEY and isinstance(value, int):
        return f"{value:,}천원"
    if name in _INSTANTS:
        return write_instant(desk.in_zone(datetime.fromisoformat(text)))
    if name in _PEOPLE:
        return officials.get(text, text)
    if name in _WRITERS:
        return _WRITERS[name](text)
    return VALUES.get((name, text), text)


def _date(text: str) -> str:
    try:
        return write_day(date.fromisoformat(text))
    except ValueError:
        pass
    try:
        return write_when(When.parse(text))
    except (NotAnEdtfDate, EndsBeforeItBegins):
        return text


def _half_year(text: str) -> str:
    try:
        return HalfYear.parse(text).name
    except NotAHalfYear:
        return text


def _digits(checksum: str) -> str:
    """Return enough of a *checksum* to tell one file from another."""
    return checksum[:12]


_WRITERS: Final[Mapping[str, Callable[[str], str]]] = {
    **dict.fromkeys(("when", "since", "until", "first_day", "last_day", "day"), _date),
    **dict.fromkeys(("entered", "reported", "retired", "half_year", "as_of"), _half_year),
    "checksum": _digits,
}
