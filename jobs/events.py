"""Planned events as people look them over, and what they record of them: happened, called off, put off."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from gongyak.errors import GongyakError, Words
from gongyak.events import EventState, PlannedEvent
from gongyak.notation import read_when
from gongyak.permissions import Action, Holding, Subject, may
from gongyak.reminders.overview import days_left
from gongyak.store.city import find_city
from gongyak.store.event_changes import lock_event, version_of, write_event
from gongyak.store.events import read_events
from gongyak.store.holdings import holdings_of_pledges
from gongyak.store.names import PledgeName, names_of_officials, names_of_pledges
from gongyak.workdays import Calendar

if TYPE_CHECKING:
    from gongyak.accounts import User
    from gongyak.store.session import Session
    from jobs.desk import Desk

_CAUSE: Final = "행사·알림 화면"
_LONGEST: Final = 500


class EventHasChanged(GongyakError):
    """Somebody else has changed the event since its page was opened; no values."""

    text = Words(
        "그사이 다른 사람이 이 일정을 바꾸어 처리하지 않았습니다.",
        "Somebody else has changed this event meanwhile; nothing was done.",
    )
    remedy = Words(
        "바뀐 내용을 확인한 뒤 다시 시도하여 주시기 바랍니다.",
        "Look at what it is now, and try again.",
    )
    exit_code = 4


class ReasonWanted(GongyakError):
    """A date was changed, or an event called off, without a reason; no values."""

    text = Words("사유를 입력하지 않았습니다.", "The reason is missing.")
    remedy = Words(
        "이력에 남길 사유를 입력하여 주시기 바랍니다.", "Write the reason, which the history keeps."
    )
    exit_code = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedEvent:
    """An event in the list: its pledge (None: the city's own), who answers for it, by name.

    ``days`` are left to its first day, negative once it is over, None where no exact day is known or nothing
    is asked any more.  ``version`` is what a change of it starts from.
    """

    event: PlannedEvent
    pledge: PledgeName | None
    in_charge: tuple[str, ...]
    days: int | None
    may_edit: bool
    version: str


def list_events(desk: Desk, user: User) -> tuple[ListedEvent, ...]:
    """Return the events that *user* may read, by date.

    The number of queries does not depend on the number of events.
    """
    with desk.database.read() as session:
        events, names = read_events(session), names_of_officials(session)
        pledges = {pledge.number: pledge for pledge in names_of_pledges(session)}
        holdings = holdings_of_pledges(session, desk.today)
    owned = (
        (event, number, with_responsible(holdings[number] if number else Holding(), event.responsible))
        for event, number in events
    )
    found = (
        _listed(desk, user, event, pledges[number] if number else None, holding, names)
        for event, number, holding in owned
        if may(user, Action.READ, Subject.EVENT, holding)
    )
    return tuple(sorted(found, key=lambda each: (each.event.when.first, each.event.when.last)))


def find_listed(desk: Desk, user: User, key: str) -> ListedEvent | None:
    """Return the event *key* as `list_events` does; None: there is none that *user* may read."""
    return next((each for each in list_events(desk, user) if each.event.id == key), None)


def working_days(desk: Desk) -> Calendar:
    """Return on which days the city works."""
    with desk.database.read() as session:
        city = find_city(session)
    return Calendar(city.days if city else ())


def record(desk: Desk, key: str, seen: str, state: EventState, reason: str = "") -> None:
    """Record what became of the event *key* in the name of who sits at the desk.

    *seen* is the version of its page.  Raises `EventHasChanged`, and `ReasonWanted` for one called off.
    """
    told = required(reason) if state is EventState.DROPPED else ""
    with because(desk, told) as session:
        write_event(session, replace(locked(session, key, seen)[0], state=state))


def move(desk: Desk, key: str, seen: str, text: str, reason: str) -> None:
    """Give the event *key* the date that *text* writes, for a *reason* that the history keeps.

    Raises `NotADate`, `ImpossibleDate`, `ReasonWanted` and `EventHasChanged`.
    """
    text = text.strip()
    when = read_when(text).as_written(text)
    with because(desk, required(reason)) as session:
        write_event(session, replace(locked(session, key, seen)[0], when=when))


def because(desk: Desk, reason: str) -> AbstractContextManager[Session]:
    """Give a session that writes in the name of who sits at the desk, for a *reason* (empty: none)."""
    cause = f"{_CAUSE}: {reason}" if reason else _CAUSE
    return desk.database.begin(who=desk.who, at=desk.now(), cause=cause)


def locked(session: Session, key: str, seen: str) -> tuple[PlannedEvent, str | None]:
    """Return the event *key*, locked, with its pledge's number; raise `EventHasChanged` unless as *seen*."""
    found = lock_event(session, key)
    if found is None or version_of(found[0]) != seen:
        raise EventHasChanged
    return found


def required(text: str) -> str:
    """Return the reason in *text* as one line; raise `ReasonWanted` where there is none."""
    reason = " ".join(text.split())[:_LONGEST]
    if not reason:
        raise ReasonWanted
    return reason


def with_responsible(holding: Holding, official: str | None) -> Holding:
    """Return whose an event is: whose its pledge is (*holding*), and *official*, who answers for it."""
    return replace(holding, officials=holding.officials | {official}) if official else holding


def _listed(  # noqa: PLR0913, PLR0917 - what a line of the list is made of
    desk: Desk,
    user: User,
    event: PlannedEvent,
    pledge: PledgeName | None,
    holding: Holding,
    names: Mapping[str, str],
) -> ListedEvent:
    return ListedEvent(
        event=event,
        pledge=pledge,
        in_charge=tuple(sorted(names.get(official, official) for official in holding.officials)),
        days=days_left(event, desk.today) if event.state is EventState.PLANNED else None,
        may_edit=may(user, Action.EDIT, Subject.EVENT, holding),
        version=version_of(event),
    )
