"""The calendar played ahead: every run of some days, and every letter that they would write.

Nothing is written, and nothing is taken for done but what is played: the facts stay as they are now, nobody
answers, nothing is entered meanwhile.  So it shows what would go out if nobody did anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from config.rules import Every
from gongyak.city import NoTermFor
from gongyak.errors import GongyakError, Words
from gongyak.halfyear import HalfYear
from gongyak.letters import Letter
from gongyak.occurrences import Request
from gongyak.reminders.facts import Facts, History, Round
from gongyak.reminders.notice import DayPlan
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
from jobs.remind import daily_letter, policy_of, read_facts, read_options
from scheduler.asking import at_work
from scheduler.rounds import remind_options, rounds
from scheduler.timetable import Line, due_between, read_timetable, request_of

if TYPE_CHECKING:
    from gongyak.store.session import Session

LONGEST: Final = timedelta(days=800)
"""How long a span may be played: two years, and some."""
_DAY: Final = timedelta(days=1)


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

    ``told`` says of a run that writes letters only when it is done (drafts) to whom they would go.
    """

    at: datetime
    request: Request
    letters: tuple[Letter, ...] = ()
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Stage:
    """What is played on: the session, the desk, the lines at work, the facts, the plans by day."""

    session: Session
    desk: Desk
    lines: Sequence[Line]
    facts: Facts
    plans: Mapping[date, DayPlan]


def read_span(text: str) -> tuple[date, date]:
    """Return both ends of ``2026-12-01..2027-02-28``, or of a single day; raise `NotASpan`."""
    start, _, end = text.partition("..")
    try:
        first, last = date.fromisoformat(start), date.fromisoformat(end or start)
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
        stage = _set(session, desk, first, last)
        for request in _requests(stage, first, last):
            yield _play(stage, request)


def _set(session: Session, desk: Desk, first: date, last: date) -> _Stage:
    lines = at_work(read_timetable(desk.settings), read_schedule(session))
    facts = read_facts(session, first, last)
    calendar = Calendar(facts.city.days)
    whole = replace(facts, rounds=tuple(_rounds(lines, first, last, calendar)))
    topics = read_options(first, remind_options(lines, first, calendar)).topics
    history = History(read_told(session), read_answers(session))
    days = (first + number * _DAY for number in range((last - first).days + 1))
    plans = {plan.day: plan for plan in forecast(whole, days, policy_of(desk), history, topics)}
    return _Stage(session, desk, lines, whole, plans)


def _rounds(lines: Sequence[Line], first: date, last: date, calendar: Calendar) -> Iterator[Round]:
    """Yield the collections of entries of all half-years that the span touches, each once."""
    active = {line.name: line for line in lines}
    half_year = HalfYear.containing(first)
    yield from rounds(active, first, calendar)
    while last not in half_year:
        half_year = half_year.next
        yield from (
            each for each in rounds(active, half_year.first_day, calendar) if each.half_year == half_year
        )


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


def _play(stage: _Stage, request: Request) -> Played:
    at = stage.desk.in_zone(request.due)
    match request.job:
        case "remind":
            return Played(at, request, _daily_letters(stage, request))
        case "overview":
            by = writer(stage.session, stage.desk, at.date())
            return Played(at, request, tuple(overview_letters(by, stage.facts, (), request)))
        case "draft":
            return Played(at, request, told=tuple(_readers(stage, request)))
        case _:
            return Played(at, request)


def _daily_letters(stage: _Stage, request: Request) -> tuple[Letter, ...]:
    plan = stage.plans[date.fromisoformat(request.argument)]
    by = writer(stage.session, stage.desk, plan.day)
    return tuple(daily_letter(by, stage.facts, digest, request.id) for digest in plan.letters)


def _readers(stage: _Stage, request: Request) -> Iterator[str]:
    """Yield who would get how many drafts; nobody, where no report is due for the half-year."""
    try:
        due = read_due(stage.session, HalfYear.parse(request.argument))
    except (NoTermFor, NoPledges):
        return
    for official, pledges in readers(due.city, due.pledges, stage.desk.in_zone(request.due).date()).items():
        yield f"{official.name}: 초안 {len(pledges)}건"
