"""Leads: on which days what is due, from a date of any precision.

An exact date has ``-7`` (D-7), ``0``, ``3`` (D+3).  One that is known only as a month or a half-year has
``start-7`` and ``end-7``: a week before its interval begins, and before it ends; then days counted from its
end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Final

from gongyak.reminders.notice import is_exact
from gongyak.reminders.open_days import OpenDays
from gongyak.reminders.policy import Policy
from gongyak.when import When

_FIRST: Final = date.min.toordinal() + 2000
_LAST: Final = date.max.toordinal() - 2000


@dataclass(frozen=True, slots=True)
class Due:
    """A lead, the day it falls on by the calendar, and the open day it is sent on."""

    lead: str
    day: date
    send: date


@dataclass(frozen=True)
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
        due = self.fixed[: bisect_right(self._sends, today)]
        times = self._times(today)
        return (*due, self._again(times)) if times else due

    def after(self, today: date) -> date | None:
        """Return the next sending day after *today*, or None."""
        place = bisect_right(self._sends, today)
        if place < len(self._sends):
            return self._sends[place]
        return self._again(self._times(today) + 1).send if self.fixed and self.every else None

    @cached_property
    def _sends(self) -> list[date]:
        return [due.send for due in self.fixed]

    def _times(self, today: date) -> int:
        """Return how often it was due again by *today*."""
        return max((today - self.last).days // self.every, 0) if self.every else 0

    def _again(self, times: int) -> Due:
        day = _day(self.last, times * self.every)
        return Due(f"{self.head}{(day - self.anchor).days}", day, self.open_days.after(day))


class Agendas:
    """The agendas of dates, each worked out once: a year has more events than days."""

    def __init__(self, policy: Policy, open_days: OpenDays) -> None:
        """Take the policy and the days on which letters go out."""
        self.policy = policy
        self.open_days = open_days
        self.of_event = cache(self._of_event)
        self.of_copy = cache(self._of_copy)

    def _of_event(self, when: When, leads: tuple[int, ...]) -> Agenda:
        """Return what is due about an event at *when*: on *leads* days from it, then again and again.

        Days ahead are counted to the first day, days over to the last.  No leads: nothing is ever due.
        """
        first, last, open_days = when.first, when.last, self.open_days
        leads = tuple(sorted(set(leads)))
        if is_exact(when):
            ahead = [_ahead(str(lead), first, lead, open_days) for lead in leads if lead <= 0]
        else:
            sides = (("start", first), ("end", last))
            ahead = [_ahead(f"{side}{n}", day, n, open_days) for side, day in sides for n in leads if n < 0]
        over = [over_due(lead, last, open_days) for lead in leads if lead > 0]
        again_from = _day(last, max(leads[-1], 0)) if leads else last
        every = self.policy.again_every if leads else 0
        return Agenda(in_order((*ahead, *over)), last, again_from, every, open_days)

    def _of_copy(self, head: str, after: int, anchor: date) -> Agenda:
        """Return when a superior hears of what is over since *anchor*: D+*after*, then again and again."""
        first = over_due(after, anchor, self.open_days, head)
        return Agenda((first,), anchor, first.day, self.policy.again_every, self.open_days, head)


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
