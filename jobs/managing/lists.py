"""Editing lists of names in their order: departments and teams, fields, sources of money."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

from gongyak.people import Department
from gongyak.store.city import read_city, write_city
from gongyak.store.renaming import Renamed, rename
from jobs.managing.city import changing, removing
from jobs.managing.errors import NameTaken, NoSuchThing
from jobs.managing.fields import NAME, optional_in, require_seen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongyak.store.session import Session
    from jobs.desk import Desk

    Given = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row of a list's form: the name it was shown with (empty: a new row), and the one it shall have."""

    was: str
    name: str


def save_fields(desk: Desk, given: Given) -> bool:
    """Make the city's fields those of a form; tell whether one was renamed.  Raises as `save_departments`."""
    rows = rows_in(given)
    with _removing(rows), changing(desk, "분야") as session:
        require_seen(read_city(session).fields, given.get("seen", ""))
        is_renamed = _rename(session, Renamed.FIELD, rows)
        write_city(session, replace(read_city(session), fields=names_of(rows)))
    return is_renamed


def save_sources(desk: Desk, given: Given) -> None:
    """Make the city's sources of money those of a form: one that figures refer to keeps its name."""
    rows = rows_in(given)
    with _removing(rows, are_renamed_too=True), changing(desk, "재원") as session:
        city = read_city(session)
        require_seen(city.sources, given.get("seen", ""))
        write_city(session, replace(city, sources=names_of(rows)))


def save_departments(desk: Desk, given: Given) -> bool:
    """Make the city's departments those of a form, with their teams; tell whether one was renamed.

    What refers to a renamed one follows.  Raises `ChangedBefore`, `NameTaken`, `StillUsed`.
    """
    rows = rows_in(given)
    with _removing(rows), changing(desk, "부서") as session:
        before = read_city(session).departments
        require_seen(tuple(each.name for each in before), given.get("seen", ""))
        is_renamed = _rename(session, Renamed.DEPARTMENT, rows)
        city = read_city(session)
        known = {each.name: each for each in city.departments}
        departments = tuple(known.get(name) or Department(name) for name in names_of(rows))
        write_city(session, replace(city, departments=departments))
    return is_renamed


def save_teams(desk: Desk, given: Given) -> bool:
    """Make the teams of ``department`` those of a form; tell whether one was renamed.  Raises alike."""
    rows, name = rows_in(given), given.get("department", "")
    with _removing(rows), changing(desk, f"{name} 팀") as session:
        before = next((each for each in read_city(session).departments if each.name == name), None)
        if before is None:
            raise NoSuchThing(name=name)
        require_seen(before.teams, given.get("seen", ""))
        is_renamed = _rename(session, Renamed.TEAM, rows, name)
        city, after = read_city(session), Department(name, names_of(rows))
        others = tuple(after if each.name == name else each for each in city.departments)
        write_city(session, replace(city, departments=others))
    return is_renamed


def rows_in(given: Given) -> tuple[NamedRow, ...]:
    """Return the rows of a list's form (``was-0``, ``name-0``, ``place-0`` …) in the order of their places.

    Raises `NameTaken` for a name that two of them have.
    """
    found: list[tuple[float, NamedRow]] = []
    for number in count():
        if f"was-{number}" not in given:
            break
        row = NamedRow(given[f"was-{number}"], optional_in(given, f"name-{number}", NAME) or "")
        found.append((_place(given.get(f"place-{number}", ""), number), row))
    rows = tuple(row for _, row in sorted(found, key=lambda each: each[0]))
    names = [row.name for row in rows if row.name]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise NameTaken(name=twice)
    return rows


def names_of(rows: Sequence[NamedRow]) -> tuple[str, ...]:
    """Return the names of those *rows* that have one; one without is removed."""
    return tuple(row.name for row in rows if row.name)


def _place(text: str, number: int) -> float:
    """Return the place that was typed, 1 for the first; without a number, a row stays where it is."""
    text = text.strip()
    return float(text) if text.isascii() and text.isdigit() else number + 1


def _rename(session: Session, what: Renamed, rows: Sequence[NamedRow], *above: str) -> bool:
    """Rename what *rows* rename; raise `NameTaken` for the name of another, even one that is renamed, too."""
    known = {row.was for row in rows}
    changed = [row for row in rows if row.was and row.name and row.was != row.name]
    for row in changed:
        if row.name in known:
            raise NameTaken(name=row.name)
        if not rename(session, what, *above, row.was, name=row.name):
            raise NoSuchThing(name=row.was)
    return bool(changed)


def _removing(rows: Sequence[NamedRow], *, are_renamed_too: bool = False) -> AbstractContextManager[None]:
    gone = [
        row.was for row in rows if row.was and (not row.name or (are_renamed_too and row.name != row.was))
    ]
    return removing(", ".join(gone))
