"""The calendar that a person subscribes to: made, revoked, and given to whoever has its secret address."""

from __future__ import annotations

from datetime import timedelta
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Final

from gongyak.accounts import digest_of, user_on
from gongyak.events import EventState
from gongyak.mail.feed import feed
from gongyak.mail.invitation import CalendarEntry
from gongyak.reminders.ledger import Ledger
from gongyak.reminders.notice import about_event
from gongyak.store.accounts import find_account
from gongyak.store.city import find_official
from gongyak.store.feeds import drop_feed, events_changed_at, feed_made_at, find_feed, keep_feed
from gongyak.store.notices import read_told
from gongyak.when import Precision
from jobs.entering import TOKEN_BYTES
from jobs.events import list_events
from jobs.mailbox import domain_of_site, sender_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from gongyak.accounts import User
    from jobs.desk import Desk
    from jobs.events import ListedEvent

PATH: Final = "feeds"
"""Below the site's address, the folder of the calendars: ``/feeds/<token>.ics``."""
NAME: Final = "공약 행사·일정"
_CAUSE: Final = "내 달력"
_BACK: Final = timedelta(days=400)
"""How long ago an event may be over that the calendar still has."""


def make_feed(desk: Desk) -> str:
    """Return the token of a new calendar for who sits at the desk; that of an earlier one is void.

    It is kept nowhere: whoever loses it makes another.
    """
    token, now = token_urlsafe(TOKEN_BYTES), desk.now()
    with desk.database.begin(who=desk.who, at=now, cause=_CAUSE) as session:
        keep_feed(session, digest_of(token), desk.who, now)
    return token


def revoke_feed(desk: Desk) -> bool:
    """Make the calendar of who sits at the desk lead nowhere; False: there is none."""
    with desk.database.begin(who=desk.who, at=desk.now(), cause=_CAUSE) as session:
        return drop_feed(session, desk.who)


def made_at(desk: Desk, official: str) -> datetime | None:
    """Return when *official* made the calendar, or None where there is none."""
    with desk.database.read() as session:
        return feed_made_at(session, official)


def feed_of(desk: Desk, token: str) -> bytes | None:
    """Return the calendar of *token*; None: there is none, or nobody who may come in any more."""
    user = _reader(desk, token)
    if user is None:
        return None
    with desk.database.read() as session:
        ledger, changed = Ledger(read_told(session)), events_changed_at(session)
    since = desk.today - _BACK
    entries = (
        _entry(desk, each, ledger, changed)
        for each in list_events(desk, user)
        if each.event.when.precision is Precision.DAY and each.event.when.last >= since
    )
    return feed(entries, NAME, desk.settings.zone.key, sender_of(desk.settings.mail))


def _reader(desk: Desk, token: str) -> User | None:
    with desk.database.read() as session:
        key = find_feed(session, digest_of(token))
        account = find_account(session, key) if key else None
        official = find_official(session, key) if key else None
    if account is None or official is None or not account.is_active:
        return None
    user = user_on(official, desk.today)
    return user if user.roles else None


def _entry(desk: Desk, listed: ListedEvent, ledger: Ledger, changed: Mapping[str, datetime]) -> CalendarEntry:
    event, site = listed.event, desk.settings.site.address
    is_off = event.state is EventState.DROPPED
    return CalendarEntry(
        event=event,
        sequence=ledger.sequence(about_event(event), event.when.edtf, dropped=is_off),
        stamp=changed[event.id],
        domain=domain_of_site(desk.settings.mail),
        description=f"{listed.pledge.number} {listed.pledge.name}" if listed.pledge else None,
        url=f"{site.rstrip('/')}/events/{event.id}" if site else None,
        cancelled=is_off,
    )
