"""The job ``remind``: the letters of one day, one a person, each thing told once.

All of it is one transaction, that which ends the occurrence: the facts are read, the day is planned, and the
letters are put into the outbox together with the rows that say who was told what.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from gongyak.halfyear import HalfYear
from gongyak.letters import Attachment, Letter
from gongyak.mail.invitation import CalendarEntry, invitation
from gongyak.mail.viewing import daily_view, kind_of, person_view
from gongyak.reminders.facts import Facts, History, Round
from gongyak.reminders.notice import ALL_TOPICS, DayPlan, Digest, Notice, NoticeTopic
from gongyak.reminders.plan import plan_day
from gongyak.reminders.policy import Policy, Shift, read_kinds
from gongyak.store.city import read_city
from gongyak.store.notices import read_answers, read_told
from gongyak.store.reading import read_pledges
from gongyak.workdays import Calendar
from jobs.contacts import Contact
from jobs.correspondence import Envelope, Writer, names_of, writer
from jobs.desk import Desk
from jobs.mailbox import domain_of_site, sender_of
from jobs.progress import Progress

if TYPE_CHECKING:
    from gongyak.occurrences import Request
    from gongyak.store.session import Session

ANSWER_DAYS: Final = 3
"""Working days within which an answer is wished for."""


@dataclass(frozen=True, slots=True)
class Reminding:
    """What a day's reminders follow from besides the facts: the rounds of entries, the topics not paused."""

    day: date
    rounds: tuple[Round, ...] = ()
    topics: Collection[NoticeTopic] = ALL_TOPICS


@dataclass(frozen=True, slots=True)
class Planned:
    """A day's plan with the letters it makes, in the order of its digests that have an address."""

    plan: DayPlan
    letters: tuple[Letter, ...]


def plan(_desk: Desk, _request: Request) -> tuple[str, ...]:
    """Return one part: a day is planned as a whole."""
    return ("",)


def work(_desk: Desk, _request: Request, _part: str, _progress: Progress) -> dict[str, object]:
    """Do nothing yet: what is read here might have changed by the time it is written."""
    return {}


def close(session: Session, desk: Desk, request: Request, _results: Sequence[dict[str, object]]) -> str:
    """Write the day's letters; return how many there are."""
    reminding = read_options(day_of(desk, request), request.options)
    planned = plan_letters(session, desk, reminding, cause=request.id)
    by = writer(session, desk, reminding.day)
    letters = zip(planned.letters, planned.plan.letters, strict=True)
    made = sum(by.put(letter, digest.told) is not None for letter, digest in letters)
    return f"안내 {made}통" if made else ""


def day_of(desk: Desk, request: Request) -> date:
    """Return the day that *request* is done for: its own, or this day where that is over.

    What is caught up must not count the days to an event from a day on which nobody could read the letter.
    """
    return max(date.fromisoformat(request.argument), desk.today)


def plan_letters(session: Session, desk: Desk, reminding: Reminding, *, cause: str) -> Planned:
    """Return what is to be told on a day, and the letters that tell it; nothing is written."""
    facts = read_facts(session, reminding.day, rounds=reminding.rounds)
    history = History(read_told(session), read_answers(session))
    planned = plan_day(facts, reminding.day, policy_of(desk), history, reminding.topics)
    by = writer(session, desk, reminding.day)
    return Planned(planned, tuple(daily_letter(by, facts, digest, cause) for digest in planned.letters))


def read_facts(session: Session, day: date, *, rounds: tuple[Round, ...] = ()) -> Facts:
    """Return the city and what people work on on *day*, see `Facts.on`.  Raises `NoCity`."""
    return replace(read_all_facts(session), rounds=rounds).on(day)


def read_all_facts(session: Session) -> Facts:
    """Return the city and the pledges of all its terms.  Raises `NoCity`."""
    return Facts(read_city(session), read_pledges(session))


def policy_of(desk: Desk) -> Policy:
    """Return the policy of the settings; raises `BadLeads`."""
    own = desk.settings.reminders
    return Policy(
        leads=own.leads,
        kinds=read_kinds(own.kinds),
        again_every=own.again_every,
        shift=Shift(own.shift),
        team_lead_after=own.team_lead_after,
        head_after=own.head_after,
    )


def daily_letter(by: Writer, facts: Facts, digest: Digest, cause: str) -> Letter:
    """Return one person's letter of the day; the digest has an address."""
    day = digest.first.day
    officials = {official.id: official for official in facts.city.officials}
    to = Contact(digest.address or "", person_view(officials[digest.recipient], day), digest.recipient)
    files = _calendar_files(by, digest.notices)
    answer_by = _working_days_after(Calendar(facts.city.days), day, ANSWER_DAYS)
    view = daily_view(digest, by.head, to.person, answer_by=answer_by, files=names_of(files))
    envelope = Envelope(
        key=f"remind:{day}:{digest.recipient}",
        to=to,
        cause=cause,
        thread=digest.first.about,
        attachments=files,
    )
    return by.write(kind_of(digest), view, envelope)


def write_options(rounds: Iterable[Round], topics: Iterable[NoticeTopic]) -> dict[str, object]:
    """Return *rounds* and *topics* as the options of a request: plain JSON."""
    return {
        "rounds": [
            [str(each.half_year), each.request and each.request.isoformat(), each.deadline.isoformat()]
            for each in rounds
        ],
        "topics": sorted(topics),
    }


def read_options(day: date, options: Mapping[str, Any]) -> Reminding:
    """Read what `write_options` has written; without options nobody is asked for entries."""
    rounds, topics = options.get("rounds", ()), options.get("topics", ALL_TOPICS)
    return Reminding(day, tuple(_round(*each) for each in rounds), frozenset(map(NoticeTopic, topics)))


def _round(half_year: str, request: str | None, deadline: str) -> Round:
    asked = date.fromisoformat(request) if request else None
    return Round(HalfYear.parse(half_year), asked, date.fromisoformat(deadline))


def _calendar_files(by: Writer, notices: Iterable[Notice]) -> tuple[Attachment, ...]:
    """Return the calendar files that the notices ask for: of events whose day is known."""
    files = (_calendar_file(by, notice) for notice in notices)
    return tuple(file for file in files if file)


def _calendar_file(by: Writer, notice: Notice) -> Attachment | None:
    wish, event, mail = notice.invitation, notice.event, by.desk.settings.mail
    if wish is None or event is None:
        return None
    if wish.cancel and notice.before is not None:
        event = replace(event, when=notice.before)  # what stands in the calendars is the date told before
    entry = CalendarEntry(
        event=event,
        sequence=wish.sequence,
        stamp=by.desk.now(),
        domain=domain_of_site(mail),
        cancelled=wish.cancel,
    )
    return invitation(entry, sender_of(mail))


def _working_days_after(calendar: Calendar, day: date, count: int) -> date:
    for _ in range(count):
        day = calendar.next_working_day(date.fromordinal(day.toordinal() + 1))
    return day
