"""Entering planned events: a new one of a pledge or of the city, and whatever is to be changed in one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from secrets import token_hex
from typing import TYPE_CHECKING, Final

from gongyak.editing.event import DATE, applied, fields_of
from gongyak.editing.merging import Fields, merge
from gongyak.events import PlannedEvent
from gongyak.permissions import Action, Subject, may
from gongyak.reminders.policy import read_kinds
from gongyak.store.city import read_city
from gongyak.store.event_changes import add_event, lock_event, write_event
from gongyak.store.events import find_event, read_events
from gongyak.store.holdings import holdings_of_pledges
from gongyak.store.names import PledgeName, names_of_pledges
from gongyak.when import When
from jobs.editing import Conflicting
from jobs.events import EventHasChanged, because, required

if TYPE_CHECKING:
    from gongyak.accounts import User
    from gongyak.city import City
    from gongyak.store.session import Session
    from jobs.desk import Desk

_ID_BYTES: Final = 8
_SOME_DAY: Final = When.unit(date.min)
"""Stands in a new event for the date that its form has to bring."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a form of an event offers: officials by department (ids and names), kinds used in the city."""

    officials: Mapping[str, tuple[tuple[str, str], ...]]
    kinds: tuple[str, ...]

    def knows(self, official: str) -> bool:
        """Tell whether *official* can be chosen."""
        return any(key == official for people in self.officials.values() for key, _ in people)


def new_id() -> str:
    """Return an id for an event whose form is shown: a form that comes twice makes one event."""
    return token_hex(_ID_BYTES)


def editable_pledges(desk: Desk, user: User) -> tuple[PledgeName, ...]:
    """Return the pledges of which *user* may plan events."""
    with desk.database.read() as session:
        holdings = holdings_of_pledges(session, desk.today)
        pledges = names_of_pledges(session)
    return tuple(each for each in pledges if may(user, Action.EDIT, Subject.PLEDGE, holdings[each.number]))


def choices(desk: Desk) -> Choices:
    """Return what may be chosen for an event today."""
    with desk.database.read() as session:
        city, events = read_city(session), read_events(session)
    used = {event.kind for event, _ in events if event.kind} | set(read_kinds(desk.settings.reminders.kinds))
    return Choices(_serving(city, desk.today), tuple(sorted(used)))


def stored_fields(desk: Desk, key: str) -> dict[str, str] | None:
    """Return the fields of the event *key* as it is stored; None: there is none."""
    with desk.database.read() as session:
        found = find_event(session, key)
    return fields_of(found[0]) if found else None


def add(desk: Desk, key: str, pledge: str | None, typed: Fields) -> bool:
    """Add the event that was *typed* to a *pledge* (None: to the city); False: it was added before.

    Raises `Mistaken`.
    """
    with because(desk, "") as session:
        blank = PlannedEvent(id=key, name="", when=_SOME_DAY)
        return add_event(session, applied(blank, typed, _ids(session, desk)), pledge)


def edit(desk: Desk, key: str, base: Fields, typed: Fields, reason: str) -> None:
    """Change the event *key* to what was *typed*; *base* is what the form was shown with.

    Another date needs a *reason*, which the history keeps.  Raises `Mistaken`, `Conflicting`, `ReasonWanted`,
    and `EventHasChanged` where the event is gone.
    """
    has_moved = base.get(DATE, "") != typed.get(DATE, "")
    with because(desk, required(reason) if has_moved else "") as session:
        found = lock_event(session, key)
        if found is None:
            raise EventHasChanged
        event, _ = found
        merged = merge(base, typed, fields_of(event))
        if merged.conflicts:
            raise Conflicting(merged.conflicts)
        write_event(session, applied(event, merged.fields, _ids(session, desk)))


def _ids(session: Session, desk: Desk) -> list[str]:
    serving = _serving(read_city(session), desk.today)
    return [key for people in serving.values() for key, _ in people]


def _serving(city: City, today: date) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return who holds a post today, by the departments in the city's order."""
    found: dict[str, dict[str, str]] = {department.name: {} for department in city.departments}
    for official in city.officials:
        for post in official.posts:
            if today in post.tenure:
                found[post.department][official.id] = official.name
    return {name: tuple(people.items()) for name, people in found.items() if people}
