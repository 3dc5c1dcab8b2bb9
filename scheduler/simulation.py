"""The calendar played ahead: every run of some days, and every letter that they would write.

Nothing is written, and nothing is taken for done but what is played: the facts stay as they are now, nobody
answers, nothing is entered meanwhile.  So it shows what would go out if nobody did anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Final

from config.rules import Every
from gongyak.city import NoTermFor
from gongyak.errors import GongyakError, Words
from gongyak.halfyear import HalfYear
from gongyak.letters import Letter
from gongyak.occurrences import Request
from gongyak.reminders.facts import Facts, History
from gongyak.reminders.notice import DayPlan, Notice, Unsent
from gongyak.reminders.plan import forecast
from gongyak.store.notices import read_answers, read_told
from gongyak.store.schedule import read_schedule
from gongyak.workdays import Calendar
from jobs.announcing import readers
from jobs.correspondence import writer
from jobs.desk import Desk
from jobs.due import read_due
from jobs.errors import NoPledges
from jobs.overview import overview_letters
from jobs.remind import Reminding, daily_letter, policy_of, read_all_facts, read_options
from scheduler.asking import at_work
from scheduler.rounds import remind_options
from scheduler.timetable import Line, due_between, read_timetable, request_of

if TYPE_CHECKING:
    from gongyak.store.session import Session

LONGEST: Final = timedelta(days=800)
"""How long a span may be played: two years, and some."""
_DAY: Final = timedelta(days=1)
_SPAN: Final = re.compile(r"(\d{4}-\d\d-\d\d)(?:\.\.(\d{4}-\d\d-\d\d))?", re.ASCII)


class NotASpan(GongyakError):
    """A text that names no two days in order, or too many between them; values: ``text``, ``days``."""

    text = Words(
        "'{text}'{text:은/는} 기간이 아니거나 너무 깁니다(최장 {days}일).",
        "'{text}' is no span of days, or too long (at most {days} days).",
    )
    remedy = Words(
        "2026-12-01..2027-02-28과 같이 첫날과 마지막 날을 입력하여 주시기 바랍니다.",
        "Write the first and the last day as 2026-12-01..2027-02-28.",
    )


@dataclass(frozen=True, slots=True)
class Played:
    """A run as it would be: what is asked for, at which time of the city's zone, with which letters.

    ``told`` says of a run that writes letters only when it is done (drafts) to whom they would go: by name,
    how many drafts.  ``unsent`` is what a day's reminders would leave out, ``rest`` why none go out at all.
    """

    at: datetime
    request: Request
    letters: tuple[Letter, ...] = ()
    told: Mapping[str, int] = field(default_factory=dict)
    unsent: tuple[Unsent, ...] = ()
    rest: str | None = None


@dataclass(frozen=True, slots=True)
class _Stage:
    """What is played on: session, desk, lines at work, all facts, each day's rounds and topics."""

    session: Session
    desk: Desk
    lines: Sequence[Line]
    facts: Facts
    reminding: Callable[[date], Reminding]

    def facts_on(self, day: date) -> Facts:
        """Return what people work on on *day*, as the jobs of that day read it."""
        return replace(self.facts, rounds=self.reminding(day).rounds).on(day)


def read_span(text: str) -> tuple[date, date]:
    """Return both ends of ``2026-12-01..2027-02-28``, or of a single day; raise `NotASpan`."""
    match = _SPAN.fullmatch(text)
    try:
        first, last = map(date.fromisoformat, (match[1], match[2] or match[1]) if match else ())
    except ValueError:
        raise NotASpan(text=text, days=LONGEST.days) from None
    if not timedelta() <= last - first <= LONGEST:
        raise NotASpan(text=text, days=LONGEST.days)
    return first, last


def simulate(desk: Desk, first: date, last: date) -> Iterator[Played]:
    """Yield the runs from *first* to *last*, in order; those of every minute are left out.

    Raises `NoCity` and the store's errors.
    """
    with desk.database.read() as session:
        stage = _set(session, desk)
        requests = _requests(stage, first, last)
        days = [_day_of(request) for request in requests if request.job == "remind"]
        plans = {plan.day: plan for plan in _plans(stage, days)}
        for request in requests:
            yield _play(stage, request, plans)


def event_plans(desk: Desk, first: date, last: date) -> tuple[DayPlan, ...]:
    """Return what each run from *first* to *last* tells of planned events, without writing letters out.

    What reports lack is left out: that takes longer to find, and more of the facts.  Raises `NoCity` and the
    store's errors.
    """
    with desk.database.read() as session:
        whole = _set(session, desk)
        pledges = tuple(pledge for pledge in whole.facts.pledges if pledge.events)
        stage = replace(
            whole,
            facts=replace(whole.facts, pledges=pledges),
            reminding=lambda day: replace(whole.reminding(day), rounds=()),
        )
        requests = _requests(stage, first, last)
        return tuple(_plans(stage, [_day_of(request) for request in requests if request.job == "remind"]))


def foreseen_letter(desk: Desk, day: date, recipient: str, keep: Callable[[Notice], bool]) -> Letter | None:
    """Return the letter that the reminders of *day* would write to *recipient*, with the notices to *keep*.

    Its links answer nothing: they are signed with no secret.  None: there is no such letter.  Raises `NoCity`
    and the store's errors.
    """
    with desk.database.read() as session:
        stage = _set(session, desk)
        requests = [each for each in _requests(stage, desk.today, day) if each.job == "remind"]
        plans = _plans(stage, [_day_of(request) for request in requests])
        digests = (digest for plan in plans if plan.day == day for digest in plan.letters)
        digest = next((each for each in digests if each.recipient == recipient), None)
        notices = tuple(filter(keep, digest.notices)) if digest else ()
        if digest is None or not notices:
            return None
        by = writer(session, desk, day, signs=False)
        return daily_letter(by, stage.facts, replace(digest, notices=notices), requests[-1].id)


def _set(session: Session, desk: Desk) -> _Stage:
    lines = at_work(read_timetable(desk.settings), read_schedule(session))
    facts = read_all_facts(session)
    calendar = Calendar(facts.city.days)

    @cache
    def options(half_year: HalfYear) -> dict[str, object]:  # the same on all days of a half-year
        return remind_options(lines, half_year.first_day, calendar)

    return _Stage(
        session, desk, lines, facts, lambda day: read_options(day, options(HalfYear.containing(day)))
    )


def _plans(stage: _Stage, days: Sequence[date]) -> Iterator[DayPlan]:
    """Yield the plans of *days*, each with its day's facts, as if all letters before had been written."""
    told, answers = read_told(stage.session), read_answers(stage.session)
    policy = policy_of(stage.desk)
    for facts, group in groupby(days, stage.facts_on):
        topics = stage.reminding(days[0]).topics  # the same every day: nothing is paused meanwhile
        plans = tuple(forecast(facts, group, policy, History(told, answers), topics))
        told += tuple(row for plan in plans for digest in plan.letters for row in digest.told)
        yield from plans


def _requests(stage: _Stage, first: date, last: date) -> list[Request]:
    """Return what the timetable asks for in the span, each request once, in order."""
    zone = stage.desk.settings.zone
    start = datetime.combine(first, time(), zone) - timedelta(seconds=1)
    end = datetime.combine(last + _DAY, time(), zone) - timedelta(seconds=1)
    calendar = Calendar(stage.facts.city.days)
    found: dict[str, Request] = {}
    for line in stage.lines:
        if not isinstance(line.rule, Every):
            for due in due_between(line, start, end, calendar):
                request = request_of(due)
                found.setdefault(request.id, request)
    return sorted(found.values(), key=lambda request: (request.due, request.id))


def _play(stage: _Stage, request: Request, plans: Mapping[date, DayPlan]) -> Played:
    at = stage.desk.in_zone(request.due)
    match request.job:
        case "remind":
            plan = plans[_day_of(request)]
            return Played(
                at, request, _daily_letters(stage, plan, request), unsent=plan.unsent, rest=plan.rest
            )
        case "overview":
            by = writer(stage.session, stage.desk, at.date())
            facts = stage.facts_on(_day_of(request))
            return Played(at, request, tuple(overview_letters(by, facts, (), request)))
        case "draft":
            return Played(at, request, told=dict(_readers(stage, request)))
        case _:
            return Played(at, request)


def _day_of(request: Request) -> date:
    return date.fromisoformat(request.argument)


def _daily_letters(stage: _Stage, plan: DayPlan, request: Request) -> tuple[Letter, ...]:
    by = writer(stage.session, stage.desk, plan.day)
    return tuple(daily_letter(by, stage.facts, digest, request.id) for digest in plan.letters)


def _readers(stage: _Stage, request: Request) -> Iterator[tuple[str, int]]:
    """Yield who would get how many drafts; nobody, where no report is due for the half-year."""
    try:
        due = read_due(stage.session, HalfYear.parse(request.argument))
    except (NoTermFor, NoPledges):
        return
    for official, pledges in readers(due.city, due.pledges, stage.desk.in_zone(request.due).date()).items():
        yield official.name, len(pledges)
