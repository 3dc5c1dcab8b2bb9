"""Leads: on which days what is due, from a date of any precision.

An exact date has ``-7`` (D-7), ``0``, ``3`` (D+3).  One that is known only as a month or a half-year has
``start-7`` and ``end-7``: a week before its interval begins, and before it ends; then days counted from its
end.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from gongyak.reminders.notice import is_exact
from gongyak.reminders.open_days import OpenDays
from gongyak.when import When

_FIRST: Final = date.min.toordinal() + 2000
_LAST: Final = date.max.toordinal() - 2000


@dataclass(frozen=True, slots=True)
class Due:
    """A lead, the day it falls on by the calendar, and the open day it is sent on."""

    lead: str
    day: date
    send: date


@dataclass(frozen=True, slots=True)
class Agenda:
    """Everything due about one version of a date: ``fixed`` leads in the order of their sending days.

    After them it is due again ``every`` so many days (0: never) from ``last`` on.  Such a lead is ``head``
    with the days from ``anchor``.
    """

    fixed: tuple[Due, ...]
    anchor: date
    last: date
    every: int
    open_days: OpenDays
    head: str = ""

    def by(self, today: date) -> tuple[Due, ...]:
        """Return what has been due by *today*, an open day: the latest is the last."""
        due = tuple(each for each in self.fixed if each.send <= today)
        times = self._times(today)
        return (*due, self._again(times)) if times else due

    def after(self, today: date) -> date | None:
        """Return the next sending day after *today*, or None."""
        coming = next((each.send for each in self.fixed if each.send > today), None)
        if coming is not None or not self.fixed or not self.every:
            return coming
        return self._again(self._times(today) + 1).send

    def _times(self, today: date) -> int:
        """Return how often it was due again by *today*."""
        return max((today - self.last).days // self.every, 0) if self.every else 0

    def _again(self, times: int) -> Due:
        day = _day(self.last, times * self.every)
        return Due(f"{self.head}{(day - self.anchor).days}", day, self.open_days.after(day))


def event_agenda(when: When, leads: Iterable[int], every: int, open_days: OpenDays) -> Agenda:
    """Return what is due about an event at *when*: on *leads* days from it, then again *every* so many days.

    Days ahead are counted to the first day, days over to the last.  No leads: nothing is ever due.
    """
    leads = sorted(set(leads))
    if is_exact(when):
        ahead = [_ahead(str(lead), when.first, lead, open_days) for lead in leads if lead <= 0]
    else:
        sides = (("start", when.first), ("end", when.last))
        ahead = [_ahead(f"{side}{n}", day, n, open_days) for side, day in sides for n in leads if n < 0]
    over = [over_due(lead, when.last, open_days) for lead in leads if lead > 0]
    last = _day(when.last, max(leads[-1], 0)) if leads else when.last
    return Agenda(in_order((*ahead, *over)), when.last, last, every if leads else 0, open_days)


def copy_agenda(head: str, anchor: date, after: int, every: int, open_days: OpenDays) -> Agenda:
    """Return when a superior hears of what is over since *anchor*: D+*after*, then *every* so many days."""
    first = over_due(after, anchor, open_days, head)
    return Agenda((first,), anchor, first.day, every, open_days, head)


def over_due(lead: int, anchor: date, open_days: OpenDays, head: str = "") -> Due:
    """Return what is due *lead* days after *anchor*; as a deadline it moves behind days off."""
    day = _day(anchor, lead)
    return Due(f"{head}{lead}", day, open_days.after(day))


def in_order(dues: Iterable[Due]) -> tuple[Due, ...]:
    """Return *dues* by their sending days, those of one day by the calendar's."""
    return tuple(sorted(dues, key=lambda due: (due.send, due.day)))


def _ahead(name: str, anchor: date, lead: int, open_days: OpenDays) -> Due:
    day = _day(anchor, lead)
    return Due(name, day, open_days.ahead(day, anchor))


def _day(anchor: date, days: int) -> date:
    """Return the day *days* after *anchor*, kept within what a date can be."""
    return date.fromordinal(min(max(anchor.toordinal() + days, _FIRST), _LAST))
