"""Which letters about which events are to come: when, to whom, why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from gongyak.reminders.notice import about_event
from jobs.desk import Desk
from scheduler.simulation import event_plans

AHEAD: Final = timedelta(days=90)
"""How far ahead people see who will be told."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A letter to come: on which day (``label``: D-7), to whom (an official's id and name), and why."""

    day: date
    label: str
    recipient: str
    name: str
    why: str


def tellings(desk: Desk) -> dict[str, list[Telling]]:
    """Return what will be told of each event, by its id: only those of events on the page are shown."""
    found: dict[str, list[Telling]] = {}
    for plan in event_plans(desk, desk.today, desk.today + AHEAD):
        for digest in plan.letters:
            for notice in digest.notices:
                if notice.event is not None and notice.about == about_event(notice.event):
                    telling = Telling(
                        plan.day, notice.label, digest.recipient, digest.name, str(notice.reason)
                    )
                    found.setdefault(notice.event.id, []).append(telling)
    return found
