"""The plan of a day, and of many: who is told what, and what is not sent and why.

Everything follows from the facts, the day, the policy, and what was told and answered before: asked again
after its letters were written, a day gives nothing more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from gongyak.city import City
from gongyak.pledges import Pledge
from gongyak.reminders.digests import digests_of
from gongyak.reminders.entries import EntryMatter
from gongyak.reminders.facts import Facts, History
from gongyak.reminders.ledger import Ledger
from gongyak.reminders.matters import Addressed, Day, Matter
from gongyak.reminders.notice import ALL_TOPICS, DayPlan, Digest, Hindrance, NoticeTopic, Unsent
from gongyak.reminders.open_days import OpenDays
from gongyak.reminders.planned_events import EventMatter
from gongyak.reminders.policy import Policy
from gongyak.reminders.recipients import Staff

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
    is due, on which people change posts, or after one on which something hindered it.
    """
    ledger = Ledger(history.told, history.answers)
    open_days = OpenDays(facts.city, policy.shift)
    diary = _Diary(facts, _matters(facts, policy, open_days))
    for today in days:
        rest = open_days.why_closed(today)
        if rest is not None:
            yield DayPlan(today, rest=rest)
            continue
        plan = _plan(Day(today, Staff(facts.city, today), ledger, topics), diary)
        ledger.add(row for digest in plan.letters for row in digest.told)
        yield plan


def _matters(facts: Facts, policy: Policy, open_days: OpenDays) -> tuple[Matter, ...]:
    """Return all that people may have to be reminded of."""
    owned: list[tuple[City | Pledge, Pledge | None]] = [(facts.city, None), *((p, p) for p in facts.pledges)]
    events = [
        EventMatter(event, pledge, policy, open_days) for owner, pledge in owned for event in owner.events
    ]
    entries = [
        EntryMatter(each, facts.city, pledge, policy, open_days)
        for each in facts.rounds
        for pledge in facts.pledges
    ]
    return (*events, *entries)


class _Diary:
    """Which matters to look at on which day."""

    def __init__(self, facts: Facts, matters: Collection[Matter]) -> None:
        self._matters = matters
        self._moves = sorted(_days_of_moves(facts))
        self._by_day: defaultdict[date, list[Matter]] = defaultdict(list)
        self._last: date | None = None

    def matters(self, today: date) -> Collection[Matter]:
        """Return the matters to look at; all on the first day, and when somebody has moved since the last."""
        last, self._last = self._last, today
        if last is None or any(last < day <= today for day in self._moves):
            self._by_day.clear()
            return self._matters
        due = sorted(day for day in self._by_day if day <= today)
        return list(dict.fromkeys(matter for day in due for matter in self._by_day.pop(day)))

    def look_again(self, matter: Matter, day: date | None) -> None:
        """Note to look at *matter* on *day*."""
        if day is not None:
            self._by_day[day].append(matter)


def _days_of_moves(facts: Facts) -> set[date]:
    """Return the days on which somebody has a new post or charge, or one no longer."""
    posts = (post.tenure for official in facts.city.officials for post in official.posts)
    charges = (officer.tenure for pledge in facts.pledges for officer in pledge.officers)
    tenures = [*posts, *charges]
    ends = {tenure.until + _DAY for tenure in tenures if tenure.until and tenure.until < date.max}
    return {tenure.since for tenure in tenures} | ends


def _plan(day: Day, diary: _Diary) -> DayPlan:
    addressed: list[Addressed] = []
    unsent: list[Unsent] = []
    for matter in diary.matters(day.today):
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
