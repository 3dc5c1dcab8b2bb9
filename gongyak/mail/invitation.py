"""A planned event as a file for the recipient's calendar (iCalendar, RFC 5545).

The method is PUBLISH, not REQUEST.  A REQUEST asks each recipient for an answer: Outlook makes it a meeting
to accept or decline, wants the recipient among its attendees, and mails the answer to an address that nobody
reads.  PUBLISH (RFC 5546, 3.2.1) informs: people put the file into their calendar, in Outlook or a webmail;
the same UID with a higher SEQUENCE replaces what they have put there, and CANCEL takes it out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from gongyak.events import PlannedEvent
from gongyak.letters import Attachment
from gongyak.mail.addresses import Sender, mailbox, one_line
from gongyak.when import Precision

if TYPE_CHECKING:
    from icalendar import Calendar, Event

_PRODUCT: Final = "-//gongyak//gongyak//KO"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """What calendars are told of an event.

    ``sequence`` grows with every change of what was told (0 at first), ``stamp`` is the instant of writing,
    with its zone.  ``domain`` is the site's, and must stay: the UID is made of it and of the event's id.
    ``cancelled`` takes the event out of calendars again; where its date is no longer exact, give it with the
    one that was told.
    """

    event: PlannedEvent
    sequence: int
    stamp: datetime
    domain: str
    description: str | None = None
    url: str | None = None
    cancelled: bool = False


def invitation(entry: CalendarEntry, sender: Sender) -> Attachment | None:
    """Return *entry* as an ``.ics`` file from *sender*, or None where the date is not exact to the day."""
    if entry.event.when.precision is not Precision.DAY:
        return None
    method = "CANCEL" if entry.cancelled else "PUBLISH"
    calendar = new_calendar()
    calendar.add("method", method)
    calendar.add_component(component_of(entry, sender))
    media_type = f"text/calendar; charset=utf-8; method={method}"
    return Attachment(f"{entry.event.name}.ics", media_type, calendar.to_ical())


def new_calendar() -> Calendar:
    """Return a calendar without entries."""
    from icalendar import Calendar  # noqa: PLC0415 - heavy: loaded when a calendar is written

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", _PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    return calendar


def component_of(entry: CalendarEntry, sender: Sender) -> Event:
    """Return *entry* from *sender* as calendars read it; its date is exact to the day."""
    component = _what(entry)
    component.add("uid", f"event-{quote(entry.event.id, safe='')}@{entry.domain}")
    component.add("sequence", entry.sequence)
    component.add("dtstamp", entry.stamp)
    component.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    organizer = f"mailto:{quote(mailbox(sender.address), safe='@+')}"
    component.add("organizer", organizer, parameters={"CN": one_line(sender.name).replace('"', "'")})
    return component


def _what(entry: CalendarEntry) -> Event:
    """Return what the calendar shows; the end of days is exclusive (RFC 5545, 3.6.1), and nobody is busy."""
    from icalendar import Event  # noqa: PLC0415 - as above

    event, shown = entry.event, Event()
    shown.add("summary", one_line(event.name))
    shown.add("dtstart", event.when.first)
    shown.add("dtend", event.when.last + timedelta(days=1))
    shown.add("transp", "TRANSPARENT")
    if event.place:
        shown.add("location", one_line(event.place))
    if entry.description:
        shown.add("description", entry.description)
    if entry.url:
        shown.add("url", entry.url)
    return shown
