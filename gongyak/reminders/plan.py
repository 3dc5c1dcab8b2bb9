"""The plan of a day, and of many: who is told what, and what is not sent and why.

Everything follows from the facts, the day, the policy, and what was told and answered before: asked again
after its letters were written, a day gives nothing more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import Final

from gongyak.events import PlannedEvent
from gongyak.pledges import Pledge
from gongyak.reminders.digests import digests_of
from gongyak.reminders.entries import EntryMatter
from gongyak.reminders.facts import Facts, History
from gongyak.reminders.leads import Agendas
from gongyak.reminders.ledger import Ledger
from gongyak.reminders.matters import Addressed, Day, Matter
from gongyak.reminders.notice import ALL_TOPICS, DayPlan, Digest, Hindrance, NoticeTopic, Unsent
from gongyak.reminders.open_days import OpenDays
from gongyak.reminders.planned_events import EventMatter
from gongyak.reminders.policy import Policy
from gongyak.reminders.recipients import Charge, Roster, Staff

NO_HISTORY: Final = History()
"""Nobody was told anything yet."""
_DAY: Final = timedelta(days=1)
_FOR_GOOD: Final = frozenset({Hindrance.DONE, Hindrance.PAUSED})


def plan_day(
    facts: Facts,
    today: date,
    policy: Policy,
    history: History = NO_HISTORY,
    topics: Collection[NoticeTopic] = ALL_TOPICS,
) -> DayPlan:
    """Return what is to be sent *today*, given all that was told and answered before.

    *topics* are those that are not paused; what is due of another is listed as unsent, and stays due.
    """
    return next(forecast(facts, (today,), policy, history, topics))


def forecast(
    facts: Facts,
    days: Iterable[date],
    policy: Policy,
    history: History = NO_HISTORY,
    topics: Collection[NoticeTopic] = ALL_TOPICS,
) -> Iterator[DayPlan]:
    """Yield the plans of *days*, in their order, as if every letter of the days before had been written.

    The facts are taken to stay as they are; so a matter is looked at only on days on which something about it
    is due, on which other people answer for it, or after one on which something hindered it.
    """
    ledger = Ledger(history.told, history.answers)
    agendas = Agendas(policy, OpenDays(facts.city, policy.shift))
    roster = Roster(facts.city, facts.pledges)
    diary = _Diary(_matters(facts, agendas))
    for today in days:
        rest = agendas.open_days.why_closed(today)
        if rest is not None:
            yield DayPlan(today, rest=rest)
            continue
        plan = _plan(Day(today, roster.on(today), ledger, topics), diary)
        ledger.add(row for digest in plan.letters for row in digest.told)
        yield plan


def _matters(facts: Facts, agendas: Agendas) -> tuple[Matter, ...]:
    """Return all that people may have to be reminded of."""
    owned = [(facts.city.events, None), *((pledge.events, pledge) for pledge in facts.pledges)]
    events = [matter for events, pledge in owned for matter in _event_matters(events, pledge, agendas)]
    entries = [
        EntryMatter(each, facts.city, pledge, agendas) for each in facts.rounds for pledge in facts.pledges
    ]
    return (*events, *entries)


def _event_matters(
    events: Iterable[PlannedEvent], pledge: Pledge | None, agendas: Agendas
) -> Iterator[EventMatter]:
    """Yield the matters of one owner's events; those of the same person share their charge."""
    charge = cache(lambda responsible: Charge(pledge, responsible))
    return (EventMatter(event, charge(event.responsible), agendas) for event in events)


class _Diary:
    """Which matters to look at on which day."""

    def __init__(self, matters: Collection[Matter]) -> None:
        self._matters = matters
        self._charges = {matter.charge.key: matter.charge for matter in matters}
        self._by_day: defaultdict[date, list[Matter]] = defaultdict(list)
        self._staff: Staff | None = None

    def matters(self, day: Day) -> Collection[Matter]:
        """Return the matters to look at: all on the first day, then those due and those in other hands."""
        before, self._staff = self._staff, day.staff
        if before is None:
            return self._matters
        moved: list[Matter] = []
        if before is not day.staff:
            charges = self._charges.items()
            keys = {key for key, charge in charges if before.view(charge) != day.staff.view(charge)}
            moved = [matter for matter in self._matters if matter.charge.key in keys]
        days = sorted(each for each in self._by_day if each <= day.today)
        due = [matter for each in days for matter in self._by_day.pop(each)]
        return list(dict.fromkeys([*due, *moved]))

    def look_again(self, matter: Matter, day: date | None) -> None:
        """Note to look at *matter* on *day*."""
        if day is not None:
            self._by_day[day].append(matter)


def _plan(day: Day, diary: _Diary) -> DayPlan:
    addressed: list[Addressed] = []
    unsent: list[Unsent] = []
    for matter in diary.matters(day):
        hindered = False
        for planned in matter.plan(day):
            if isinstance(planned, Unsent):
                unsent.append(planned)
                hindered = hindered or planned.hindrance not in _FOR_GOOD
            else:
                addressed.append(planned)
                hindered = hindered or not planned.receiver.email
        diary.look_again(matter, day.today + _DAY if hindered else matter.after(day.today))
    digests = digests_of(addressed)
    return DayPlan(day.today, digests, (*unsent, *_without_address(digests)))


def _without_address(digests: Iterable[Digest]) -> Iterator[Unsent]:
    """Yield what cannot be sent because nobody has entered the address."""
    for digest in digests:
        for notice in () if digest.address else digest.notices:
            name = notice.event.name if notice.event else str(notice.half_year)
            yield Unsent(notice.about, name, notice.pledge, digest.recipient, Hindrance.NO_ADDRESS)
