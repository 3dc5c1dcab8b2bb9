"""A small office for the tests of reminders: who sits where, one event, and the plan of days."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from gongyak.events import PlannedEvent
from gongyak.notices import Answer, AnswerKind, Told
from gongyak.people import Absence, Assignment, Official, Post, Role, Tenure
from gongyak.reminders.facts import Facts, History
from gongyak.reminders.notice import DayPlan, Digest, Notice
from gongyak.reminders.plan import plan_day
from gongyak.reminders.policy import Policy
from gongyak.when import When
from tests.cast import CITY, DEPARTMENT, HEAD, LEAD, NEW_HEAD, OFFICER, pledge

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongyak.city import City
    from gongyak.pledges import Pledge

POLICY: Final = Policy()
COORDINATOR: Final = Official(
    "총괄",
    "김총괄",
    "coordinator@example.kr",
    None,
    (Post(Role.COORDINATOR, "기획예산과", "공약관리팀", Tenure(date(2022, 7, 1))),),
)
COLLEAGUE: Final = Official(
    "동료",
    "이동료",
    "colleague@example.kr",
    None,
    (Post(Role.OFFICER, DEPARTMENT, "전략산업팀", Tenure(date(2022, 7, 1))),),
)
OFFICE: Final = replace(CITY, officials=(*CITY.officials, COORDINATOR, COLLEAGUE))
__all__ = ["COLLEAGUE", "COORDINATOR", "HEAD", "LEAD", "NEW_HEAD", "OFFICE", "OFFICER"]


def day(text: str) -> date:
    """Return the day of an ISO text."""
    return date.fromisoformat(text)


def event(edtf: str, key: str = "lih-g", **more: Any) -> PlannedEvent:
    """Return a planned event."""
    return PlannedEvent(id=key, name="LIH-G 개소식", when=When.parse(edtf), **more)


def facts(*events: PlannedEvent, city: City = OFFICE, **more: Any) -> Facts:
    """Return the facts of one pledge with these events."""
    return Facts(city, (pledge(events=events, **more),))


def swap(city: City, *officials: Official) -> City:
    """Return the city with these officials in the place of those with their ids."""
    changed = {official.id: official for official in officials}
    return replace(city, officials=tuple(changed.get(each.id, each) for each in city.officials))


def away(official: Official, first: str, last: str, deputy: Official | None = None) -> Official:
    """Return *official* with an absence."""
    absence = Absence(Tenure(day(first), day(last)), deputy.id if deputy else None)
    return replace(official, absences=(*official.absences, absence))


def in_charge(*officials: Official, since: str = "2023-01-01") -> tuple[Assignment, ...]:
    """Return the assignments of a pledge to *officials*."""
    return tuple(Assignment(official.id, Tenure(day(since))) for official in officials)


def answer(kind: AnswerKind, version: str, official: Official, until: str | None = None) -> Answer:
    """Return an answer about the event."""
    at = datetime(2025, 1, 1, tzinfo=UTC)
    return Answer("event:lih-g", version, official.id, kind, at, day(until) if until else None)


class Diary:
    """Plays days one after another as the job does: each day planned anew, its letters written down."""

    def __init__(self, world: Facts, policy: Policy = POLICY) -> None:
        self.facts = world
        self.policy = policy
        self.told: list[Told] = []
        self.answers: list[Answer] = []
        self.plans: list[DayPlan] = []

    def on(self, text: str) -> DayPlan:
        """Plan one day and send its letters."""
        return self._play(day(text))

    def through(self, first: str, last: str) -> Diary:
        """Play every day from *first* to *last*."""
        for number in range((day(last) - day(first)).days + 1):
            self._play(day(first) + timedelta(number))
        return self

    def change(self, *events: PlannedEvent) -> None:
        """Replace the events of the one pledge."""
        one: Pledge = replace(self.facts.pledges[0], events=events)
        self.facts = replace(self.facts, pledges=(one,))

    @property
    def lines(self) -> list[str]:
        """What was told, a line a notice: ``2025-05-13 담당 event D-7``."""
        return [line for plan in self.plans for line in lines_of(plan)]

    def _play(self, today: date) -> DayPlan:
        plan = plan_day(self.facts, today, self.policy, History(self.told, self.answers))
        self.plans.append(plan)
        self.told += [row for digest in plan.letters for row in digest.told]
        return plan


def lines_of(plan: DayPlan) -> list[str]:
    """Return what a day's plan tells, a line a notice."""
    return [
        f"{plan.day} {digest.recipient} {notice.topic} {notice.label}".rstrip()
        for digest in plan.digests
        for notice in digest.notices
    ]


def notices(plan: DayPlan) -> Iterator[tuple[Digest, Notice]]:
    """Yield every notice with its digest."""
    for digest in plan.digests:
        for notice in digest.notices:
            yield digest, notice


def only(plan: DayPlan) -> Notice:
    """Return the one notice of a day."""
    found: Sequence[Notice] = [notice for _, notice in notices(plan)]
    assert len(found) == 1, found
    return found[0]
