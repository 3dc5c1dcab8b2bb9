"""Which pages of planned events there are, and what each needs."""

from __future__ import annotations

from dataclasses import replace

from admin.web.access import Everyone, Known, Needs, Page
from admin.web.event import EventPage
from admin.web.event_entry import EventEntry
from admin.web.event_letters import EventLetters
from admin.web.events import Events
from admin.web.feeds import Feeds
from admin.web.pages import Pages
from gongyak.permissions import Action, Subject
from jobs.desk import Desk
from jobs.feeds import PATH


def event_pages(desk: Desk, pages: Pages) -> list[Page]:
    """Return the pages of planned events.

    An event is never called new-event: its key has no hyphen.
    """
    events, entry, one = Events(desk, pages), EventEntry(desk, pages), EventPage(desk, pages)
    read, edit, make = (Needs(each, Subject.EVENT) for each in (Action.READ, Action.EDIT, Action.MAKE))
    pledge = Needs(Action.EDIT, Subject.PLEDGE)
    return [
        Page("/events", events.listed, needs=read),
        Page("/events/new-event", entry.choose, needs=edit),
        Page("/events/new-city-event", entry.ask, needs=make),
        Page("/events/new-city-event", entry.add, needs=make, method="POST"),
        Page("/pledges/{number}/events/new", entry.ask, needs=pledge),
        Page("/pledges/{number}/events/new", entry.add, needs=pledge, method="POST"),
        Page(
            "/pledges/{number}/events/{event}/result",
            one.with_result,
            needs=replace(pledge, free=("event",)),
            method="POST",
        ),
        Page("/events/{event}", one.shown, needs=read),
        Page("/events/{event}/edit", entry.shown, needs=edit),
        Page("/events/{event}/edit", entry.save, needs=edit, method="POST"),
        Page("/events/{event}/happened", one.happened, needs=edit, method="POST"),
        Page("/events/{event}/dropped", one.dropped, needs=edit, method="POST"),
        Page("/events/{event}/planned", one.planned, needs=edit, method="POST"),
        Page("/events/{event}/date", one.moved, needs=edit, method="POST"),
        *_reminder_pages(one, EventLetters(desk, pages)),
        *_feed_pages(Feeds(desk, pages)),
    ]


def _feed_pages(feeds: Feeds) -> list[Page]:
    """Return the pages of the calendars that people subscribe to: a program brings but the secret address."""
    return [
        Page("/calendar-feed", feeds.shown, needs=Known()),
        Page("/calendar-feed", feeds.made, needs=Known(), method="POST"),
        Page("/calendar-feed/revoke", feeds.revoked, needs=Known(), method="POST"),
        Page(f"/{PATH}/{{token}}.ics", feeds.fetched, needs=Everyone(is_bare=True)),
    ]


def _reminder_pages(one: EventPage, letters: EventLetters) -> list[Page]:
    """Return what people do with the letters about an event that are to come."""
    read, edit = (Needs(action, Subject.EVENT) for action in (Action.READ, Action.EDIT))
    letter, free = "/events/{event}/letters/{day}/{recipient}", ("day", "recipient")
    return [
        Page("/events/{event}/snooze", one.snoozed, needs=edit, method="POST"),
        Page("/events/{event}/wake", one.woken, needs=edit, method="POST"),
        Page(letter, letters.shown, needs=replace(read, free=free)),
        Page(f"{letter}/html", letters.html, needs=replace(read, free=free)),
        Page(f"{letter}/test", letters.tried, needs=replace(read, free=free), method="POST"),
    ]
