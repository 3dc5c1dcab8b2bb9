"""Planned events as a calendar that people subscribe to (iCalendar, RFC 5545).

Entries bear the UIDs of the invitations in letters, so that a program that has both shows one event.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from gongyak.mail.addresses import Sender
from gongyak.mail.invitation import CalendarEntry, component_of, new_calendar

MEDIA_TYPE: Final = "text/calendar; charset=utf-8"
EVERY: Final = timedelta(hours=6)
"""How often programs are asked to look for changes (RFC 7986, 5.7)."""


def feed(entries: Iterable[CalendarEntry], name: str, zone: str, sender: Sender) -> bytes:
    """Return the calendar *name* with *entries*, whose dates are exact: the same ones give the same bytes."""
    calendar = new_calendar()
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", zone)
    calendar.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for entry in entries:
        calendar.add_component(component_of(entry, sender))
    return bytes(calendar.to_ical())
