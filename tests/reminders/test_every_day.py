"""Two years, day by day, against a plain reading of the rules that shares no code with the planner."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings

from gongyak.events import EventState, PlannedEvent
from gongyak.reminders.facts import History
from gongyak.reminders.notice import DayPlan, Digest, Notice, NoticeTopic
from gongyak.reminders.plan import forecast, plan_day
from gongyak.reminders.policy import Policy, Shift
from gongyak.when import Precision
from gongyak.workdays import Calendar
from tests.reminders.scripts import DAYS, FIRST, SCRIPTS, Script

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongyak.city import City
    from gongyak.notices import Told

LEAD = re.compile(r"(start|end)?-?\d+\Z")
CHANGES = {NoticeTopic.DATE_CHANGED, NoticeTopic.DROPPED}


def closed(city: City, day: date) -> bool:
    return Calendar(city.days).is_off(day) or any(day in quiet for quiet in city.quiet)


def nearest(city: City, day: date, step: int) -> date:
    while closed(city, day):
        day += timedelta(step)
    return day


def moved_ahead(city: City, policy: Policy, day: date, anchor: date) -> date:
    calendar = Calendar(city.days)
    if policy.shift is Shift.AFTER and calendar.is_off(day):
        after = day
        while calendar.is_off(after):
            after += timedelta(1)
        if after <= anchor and not closed(city, after):
            return after
    return nearest(city, day, -1)


def due(city: City, policy: Policy, event: PlannedEvent, today: date) -> list[str]:
    """Return the leads due by *today*, the latest last."""
    leads = sorted(set(policy.leads if event.leads is None else event.leads))
    exact, when = event.when.begins is Precision.DAY, event.when
    sends: list[tuple[date, date, str]] = []
    for lead in leads:
        if lead > 0:
            day = when.last + timedelta(lead)
            sends.append((nearest(city, day, 1), day, str(lead)))
        elif exact or lead < 0:
            for side, anchor in [("", when.first)] if exact else [("start", when.first), ("end", when.last)]:
                day = anchor + timedelta(lead)
                sends.append((moved_ahead(city, policy, day, anchor), day, f"{side}{lead}"))
    found = [lead for sent, _, lead in sorted(sends) if sent <= today]
    return found + [str(days) for days in again_days(policy, max([*leads, 0]), event, today) if leads]


def again_days(policy: Policy, start: int, event: PlannedEvent, today: date) -> range:
    """Return on which days after its end it is asked after again, by *today*, which is an open day."""
    over = (today - event.when.last).days
    return range(start + policy.again_every, over + 1, policy.again_every) if policy.again_every else range(0)


class Play:
    """Plays a script and watches every day of it."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.told: list[Told] = []

    def run(self) -> None:
        for today in self.script.days():
            facts = self.script.on(today)
            before = {row.key for row in self.told}
            latest = self._latest()
            plan = plan_day(facts, today, self.script.policy, History(self.told))
            rows = [row for digest in plan.digests for row in digest.told]
            assert len({row.key for row in rows} | before) == len(rows) + len(before), "told twice"
            self.told += rows
            if closed(facts.city, today):
                assert not plan.digests
                continue
            events = {f"event:{event.id}": event for event in facts.pledges[0].events}
            for digest, notice in self._notices(plan):
                self._look_at(digest, notice, events[notice.about], latest)
            for event in events.values():
                self._nothing_is_forgotten(facts.city, event, today)

    def _latest(self) -> dict[tuple[str, str], Told]:
        return {(row.about, row.recipient): row for row in self.told}

    @staticmethod
    def _notices(plan: DayPlan) -> Iterator[tuple[Digest, Notice]]:
        for digest in plan.digests:
            abouts = [notice.about for notice in digest.notices]
            assert len(abouts) == len(set(abouts)), "an event twice in a letter"
            for notice in digest.notices:
                yield digest, notice

    def _look_at(
        self,
        digest: Digest,
        notice: Notice,
        event: PlannedEvent,
        latest: dict[tuple[str, str], Told],
    ) -> None:
        today, when = notice.day, event.when
        assert notice.event == event
        assert event.state is not EventState.HAPPENED
        assert (event.state is EventState.DROPPED) == (notice.topic is NoticeTopic.DROPPED)
        exact = when.begins is Precision.DAY
        if notice.topic is NoticeTopic.EVENT:
            assert exact
            assert today <= when.last
        if notice.topic is NoticeTopic.DATE_WANTED:
            assert not exact
            assert today <= when.last
        if notice.topic in {NoticeTopic.OVERDUE, NoticeTopic.ESCALATION}:
            assert today > when.last
        self._label_is_true(notice, event)
        if notice.topic in CHANGES:
            tellers = {row.recipient for row in notice.told if row.lead.startswith(("changed", "dropped"))}
            olds = {latest[notice.about, who].version for who in tellers if (notice.about, who) in latest}
            assert notice.before is not None
            assert notice.before.edtf in olds
            assert notice.topic is NoticeTopic.DROPPED or notice.before.edtf != when.edtf
        assert digest.recipient in {row.recipient for row in notice.told}
        assert all(row.version == when.edtf and row.day == today for row in notice.told)

    @staticmethod
    def _label_is_true(notice: Notice, event: PlannedEvent) -> None:
        today, when = notice.day, event.when
        if event.state is EventState.DROPPED:
            assert notice.label == ""
        elif today > when.last:
            assert notice.label == f"D+{(today - when.last).days}"
        elif when.begins is not Precision.DAY:
            assert notice.label == ""
        elif today < when.first:
            assert notice.label == f"D-{(when.first - today).days}"
        else:
            assert notice.label == ("D-Day" if today == when.first else "진행 중")

    def _nothing_is_forgotten(self, city: City, event: PlannedEvent, today: date) -> None:
        about, version = f"event:{event.id}", event.when.edtf
        keys = {
            (row.lead, row.recipient) for row in self.told if (row.about, row.version) == (about, version)
        }
        if event.state is not EventState.PLANNED:
            return
        absent = {official.id for official in city.officials if official.absence_on(today)}
        officer = "new" if today >= self.script.handover else "old"
        leads = due(city, self.script.policy, event, today)
        early = {lead for lead, _ in keys if LEAD.match(lead)} - set(leads)
        assert all(self._was_due(event, lead, today) for lead in early), "told before it was due"
        if leads and officer not in absent:
            assert (leads[-1], officer) in keys, "forgotten"
        if leads and officer not in absent:
            for who in {"lead", "head"} - absent:
                self._superior_has_heard(city, event, today, keys, who)
        for (topic, who), row in self._latest().items():
            if topic == about and who not in absent and (who != "old" or officer == "old"):
                assert row.version == version, "not told of the change"

    def _was_due(self, event: PlannedEvent, lead: str, today: date) -> bool:
        """Tell whether *lead* was due when it was told, by the calendar as it was known then."""
        rows = [row for row in self.told if row.about == f"event:{event.id}" and row.lead == lead]
        rows = [row for row in rows if row.version == event.when.edtf and row.day < today]
        cities = [(row.day, self.script.on(row.day).city) for row in rows]
        return any(lead in due(city, self.script.policy, event, day) for day, city in cities)

    def _superior_has_heard(
        self, city: City, event: PlannedEvent, today: date, keys: set[tuple[str, str]], who: str
    ) -> None:
        policy = self.script.policy
        start, head = (
            (policy.team_lead_after, "team-lead+") if who == "lead" else (policy.head_after, "head+")
        )
        if today >= nearest(city, event.when.last + timedelta(start), 1):
            days = max([start, *again_days(policy, start, event, today)])
            assert (f"{head}{days}", who) in keys, "not escalated"


@settings(max_examples=40)
@given(SCRIPTS)
def test_every_due_lead_is_told_once_and_truly_and_none_on_a_day_off(script: Script) -> None:
    Play(script).run()


@settings(max_examples=15)
@given(SCRIPTS)
def test_a_forecast_is_what_planning_each_day_anew_gives(script: Script) -> None:
    facts = script.on(FIRST + timedelta(DAYS // 3))
    days = [FIRST + timedelta(number) for number in range(DAYS // 3, DAYS // 2)]
    told: list[Told] = []
    for plan in forecast(facts, days, script.policy):
        anew = plan_day(facts, plan.day, script.policy, History(told))
        assert (plan.digests, plan.rest) == (anew.digests, anew.rest)
        told += [row for digest in plan.digests for row in digest.told]
