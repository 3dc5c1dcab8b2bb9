"""Random scripts of two years: changing dates, holidays declared, people away or gone, downtimes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from hypothesis import strategies as st

from gongyak.city import DayException, QuietDays
from gongyak.events import EventState, PlannedEvent
from gongyak.people import Absence, Assignment, Official, Post, Role, Tenure
from gongyak.pledges import Pledge
from gongyak.reminders.facts import Facts
from gongyak.reminders.policy import Policy, Shift
from gongyak.when import Precision, When
from tests.cast import CITY, DEPARTMENT, TEAM, pledge

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST: Final = date(2025, 1, 1)
DAYS: Final = 730
_ALWAYS: Final = Tenure(date(2020, 1, 1))


@dataclass(frozen=True)
class Life:
    """An event as it becomes known: its date from each day on, and perhaps the day on which it is over."""

    key: str
    dates: tuple[tuple[date, When], ...]
    leads: tuple[int, ...] | None
    end: tuple[date, EventState] | None

    def on(self, day: date) -> PlannedEvent | None:
        """Return the event as the database has it on *day*."""
        known = [when for since, when in self.dates if since <= day]
        if not known:
            return None
        state = self.end[1] if self.end and self.end[0] <= day else EventState.PLANNED
        return PlannedEvent(id=self.key, name=self.key, when=known[-1], leads=self.leads, state=state)


@dataclass(frozen=True)
class Script:
    """Two years: what the database holds on each day, and on which days nothing runs."""

    lives: tuple[Life, ...]
    declared: tuple[tuple[date, DayException], ...]
    quiet: tuple[QuietDays, ...]
    absences: tuple[tuple[str, Absence], ...]
    handover: date
    down: tuple[tuple[date, date], ...]
    policy: Policy

    def days(self) -> Iterator[date]:
        """Yield the days on which gongyak runs."""
        for number in range(DAYS):
            day = FIRST + timedelta(number)
            if not any(first <= day <= last for first, last in self.down):
                yield day

    def on(self, day: date) -> Facts:
        """Return the facts as known on *day*."""
        known = tuple(exception for since, exception in self.declared if since <= day)
        city = replace(CITY, days=known, quiet=self.quiet, officials=self._officials())
        events = tuple(event for life in self.lives if (event := life.on(day)))
        return Facts(city, (self._pledge(events),))

    def _pledge(self, events: tuple[PlannedEvent, ...]) -> Pledge:
        before = Assignment("old", Tenure(date(2020, 1, 1), self.handover - timedelta(1)))
        return pledge(events=events, officers=(before, Assignment("new", Tenure(self.handover))))

    def _officials(self) -> tuple[Official, ...]:
        gone = Tenure(date(2020, 1, 1), self.handover - timedelta(1))
        return (
            self._official("old", Post(Role.OFFICER, DEPARTMENT, TEAM, gone)),
            self._official("new", Post(Role.OFFICER, DEPARTMENT, TEAM, _ALWAYS)),
            self._official("deputy", Post(Role.OFFICER, DEPARTMENT, TEAM, _ALWAYS)),
            self._official("lead", Post(Role.TEAM_LEAD, DEPARTMENT, TEAM, _ALWAYS)),
            self._official("head", Post(Role.HEAD, DEPARTMENT, None, _ALWAYS)),
            self._official("coordinator", Post(Role.COORDINATOR, "기획과", None, _ALWAYS)),
        )

    def _official(self, key: str, post: Post) -> Official:
        absences = tuple(absence for who, absence in self.absences if who == key)
        return Official(key, f"김{key}", f"{key}@example.kr", None, (post,), absences)


DATES: Final = st.integers(0, DAYS).map(lambda number: FIRST + timedelta(number))
WHENS: Final = st.one_of(
    st.builds(When.unit, DATES, st.sampled_from([Precision.DAY] * 4 + list(Precision))),
    st.builds(lambda first, length: When(first, first + timedelta(length)), DATES, st.integers(1, 20)),
)
LEADS: Final = st.none() | st.lists(st.integers(-40, 10), max_size=5).map(tuple)


@st.composite
def lives(draw: st.DrawFn, key: str) -> Life:
    """Give the life of an event: up to three dates, each from its day on."""
    changes = sorted(draw(st.lists(DATES, min_size=1, max_size=4, unique=True)))
    dates = tuple((day, draw(WHENS)) for day in changes)
    end = draw(st.none() | st.tuples(DATES, st.sampled_from([EventState.HAPPENED, EventState.DROPPED])))
    return Life(key, dates, draw(LEADS), end)


@st.composite
def declarations(draw: st.DrawFn) -> tuple[date, DayException]:
    """Give a holiday (or a day worked) and the day, up to a month ahead, on which it is declared."""
    day = draw(DATES)
    exception = DayException(day, works=draw(st.sampled_from([False, False, True])), source="고시")
    return day - timedelta(draw(st.integers(1, 30))), exception


def _spans(longest: int) -> st.SearchStrategy[tuple[date, date]]:
    return st.builds(lambda first, length: (first, first + timedelta(length)), DATES, st.integers(0, longest))


QUIET: Final = _spans(10).map(lambda span: QuietDays(*span, "의회"))
ABSENCES: Final = st.tuples(
    st.sampled_from(["old", "new", "new", "deputy", "lead", "head"]),
    st.builds(
        lambda span, deputy: Absence(Tenure(*span), deputy),
        _spans(30),
        st.sampled_from([None, "deputy", "lead", "new"]),
    ),
)
POLICIES: Final = st.builds(
    lambda every, shift, lead, head: Policy(
        again_every=every, shift=shift, team_lead_after=lead, head_after=head
    ),
    st.sampled_from([0, 7, 7, 7, 1, 30]),
    st.sampled_from(Shift),
    st.integers(1, 5),
    st.integers(1, 14),
)
SCRIPTS: Final = st.builds(
    Script,
    lives=st.tuples(lives("a"), lives("b"), lives("c")),
    declared=st.lists(declarations(), max_size=6, unique_by=lambda each: each[1].day).map(tuple),
    quiet=st.lists(QUIET, max_size=4).map(tuple),
    absences=st.lists(ABSENCES, max_size=6).map(tuple),
    handover=DATES,
    down=st.lists(_spans(15), max_size=4).map(tuple),
    policy=POLICIES,
)
