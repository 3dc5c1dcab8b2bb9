"""The planner of reminders: every day of a year with 10,000 events, and one morning after it."""

from __future__ import annotations

import time
from datetime import date, timedelta
from random import Random
from statistics import median
from typing import TYPE_CHECKING, Final

from benchmarks.tables import Table
from gongyak.city import City
from gongyak.events import PlannedEvent
from gongyak.people import Absence, Assignment, Department, Official, Post, Role, Tenure
from gongyak.pledges import Pledge
from gongyak.reminders.facts import Facts, History
from gongyak.reminders.plan import forecast, plan_day
from gongyak.reminders.policy import Policy
from gongyak.when import When

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gongyak.reminders.notice import DayPlan

EVENTS: Final = 10_000
PLEDGES: Final = 100
DEPARTMENTS: Final = 30
FIRST: Final = date(2025, 1, 1)
DAYS: Final = 365
_ALWAYS: Final = Tenure(date(2022, 7, 1))
# The events are reported on: nothing of them is overdue.
AHEAD: Final = Policy(leads=(-30, -14, -7, -3, -1, 0), again_every=0, team_lead_after=999, head_after=999)
# Nobody reports on any, so all are asked after once each, by everybody: the worst year.
ALL: Final = Policy(again_every=0)


def reminders(rounds: int, tell: Callable[[str], None]) -> list[Table]:
    """Plan the year and the morning *rounds* times each; return the table."""
    tell(f"planning {EVENTS} events")
    facts = make_facts()
    _play(facts, AHEAD)  # the holidays are computed once a process
    ahead = [_play(facts, AHEAD) for _ in range(rounds)]
    late = [_play(facts, ALL) for _ in range(rounds)]
    told = [row for plan in _year(facts, AHEAD) for digest in plan.letters for row in digest.told]
    morning = [
        _cpu(lambda: plan_day(facts, FIRST + timedelta(DAYS - 1), AHEAD, History(told))) for _ in ahead
    ]
    lines = (
        _line("every day of a year, all reported on in time", ahead),
        _line("every day of a year, none ever reported on", late),
        ("one morning, the year's letters read back", "", f"{median(morning):.2f} s"),
    )
    return [Table(f"CPU time to plan the reminders of {EVENTS:,} events", ("", "notices", "gongyak"), lines)]


def make_facts() -> Facts:
    """Return a city of a hundred pledges with a hundred events each, spread over the year; some are away."""
    random = Random(2025)  # noqa: S311 - the same year each time, nothing secret
    officials = [_official(number, random) for number in range(DEPARTMENTS * 12)]
    days = [FIRST + timedelta(random.randrange(DAYS)) for _ in range(EVENTS)]
    events = [
        PlannedEvent(id=f"e{number}", name=f"행사 {number}", when=When.unit(day))
        for number, day in enumerate(days)
    ]
    share = EVENTS // PLEDGES
    pledges = [_pledge(number, events[number * share : (number + 1) * share]) for number in range(PLEDGES)]
    departments = tuple(Department(f"부서 {number}", ("1팀", "2팀", "3팀")) for number in range(DEPARTMENTS))
    return Facts(City("가람시", departments=departments, officials=tuple(officials)), tuple(pledges))


def _official(number: int, random: Random) -> Official:
    department, place = divmod(number, 12)
    role = Role.HEAD if place == 0 else Role.TEAM_LEAD if place <= 3 else Role.OFFICER  # noqa: PLR2004
    team = None if role is Role.HEAD else f"{(place - 1) % 3 + 1}팀"
    since = FIRST + timedelta(random.choice((180, 181)))
    away = (Absence(Tenure(since, since + timedelta(4)), f"o{number + 1}"),) if number % 12 == 11 else ()  # noqa: PLR2004
    post = Post(role, f"부서 {department}", team, _ALWAYS)
    return Official(f"o{number}", f"김직원{number}", f"o{number}@example.kr", None, (post,), away)


def _pledge(number: int, events: list[PlannedEvent]) -> Pledge:
    department, team = number % DEPARTMENTS, number // DEPARTMENTS % 3
    officer = department * 12 + 4 + team + 3 * (number % 2)
    return Pledge(
        number=f"1-{number}",
        name=f"공약 {number}",
        term="민선8기",
        field="경제",
        department=f"부서 {department}",
        team=f"{team + 1}팀",
        officers=(Assignment(f"o{officer}", _ALWAYS),),
        events=tuple(events),
    )


def _play(facts: Facts, policy: Policy) -> tuple[float, int]:
    """Return the CPU seconds of a year, and how many notices it gave."""
    begun = time.process_time()
    notices = sum(len(digest.notices) for plan in _year(facts, policy) for digest in plan.letters)
    return time.process_time() - begun, notices


def _year(facts: Facts, policy: Policy) -> Iterator[DayPlan]:
    return forecast(facts, (FIRST + timedelta(number) for number in range(DAYS)), policy)


def _line(name: str, plays: list[tuple[float, int]]) -> tuple[str, str, str]:
    seconds = median(play[0] for play in plays)
    return name, f"{plays[0][1]:,}", f"{seconds:.2f} s"


def _cpu(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun
