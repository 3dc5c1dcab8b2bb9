"""Letters about drafts: one to each of those in charge, with their drafts, and one to the coordinator."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Final

from gongyak.city import City
from gongyak.findings import Finding, Severity
from gongyak.halfyear import HalfYear
from gongyak.letters import Attachment, Letter, LetterKind
from gongyak.mail.message import message_size, without_drafts
from gongyak.mail.viewing import finding_view, overview_view
from gongyak.mail.views import CountView, DraftReadyView, DraftView
from gongyak.people import Official
from gongyak.pledges import Pledge
from gongyak.printing import write_day, write_weekday
from gongyak.reminders.facts import Facts
from gongyak.reminders.overview import overview
from gongyak.reminders.recipients import Charge, Staff
from gongyak.store.drafts import DraftSummary, document_sizes, list_drafts, read_findings
from jobs.contacts import Contact, contact_of, coordinators
from jobs.correspondence import Envelope, Writer, names_of, writer
from jobs.due import Due, read_due
from jobs.files import draft_file_name

if TYPE_CHECKING:
    from gongyak.occurrences import Request
    from gongyak.store.session import Session
    from jobs.desk import Desk

REVIEW: Final = timedelta(days=10)
"""For looking through a draft: D+10 is the head of department's check in the usual inner calendar."""
_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MEGABYTE: Final = 1024 * 1024
_PER_LETTER: Final = 25
"""Drafts a letter: few have as many, and with more and all their findings it would become too long."""
_LISTED: Final = (Severity.ERROR, Severity.WARNING)
"""The findings that a letter lists; the draft holds all of them as comments."""


@dataclass(frozen=True, slots=True)
class Made:
    """A draft that an occurrence has made: its pledge, what was found in it, how large it is in bytes."""

    draft: DraftSummary
    pledge: Pledge
    findings: tuple[Finding, ...]
    size: int

    @property
    def attachment(self) -> Attachment:
        """The draft as a file of a letter."""
        return Attachment(
            draft_file_name(self.draft.number, self.pledge.name), _DOCX, draft=self.draft.number
        )


def announce(session: Session, desk: Desk, request: Request) -> int:
    """Put the letters about the drafts of *request* into the outbox; return how many there are."""
    due = read_due(session, HalfYear.parse(request.argument))
    made = read_made(session, due, request)
    by = writer(session, desk)
    letters = chain(_to_those_in_charge(by, due, made, request), _to_coordinators(by, due, made, request))
    return sum(by.put(letter) is not None for letter in letters)


def readers(city: City, pledges: Iterable[Pledge], day: date) -> Mapping[Official, list[Pledge]]:
    """Return the pledges of everyone who is in charge of them on *day*, or stands in for who is."""
    staff = Staff(city, day)
    found: defaultdict[Official, list[Pledge]] = defaultdict(list)
    for pledge in pledges:
        for receiver in dict.fromkeys(seat.receiver for seat in staff.seats(Charge(pledge))):
            found[receiver].append(pledge)
    return found


def read_made(session: Session, due: Due, request: Request) -> tuple[Made, ...]:
    """Return the newest draft of each pledge that *request* has led to, by 관리번호."""
    newest: dict[str, DraftSummary] = {}
    for draft in list_drafts(session, due.half_year):
        if draft.cause == request.id:
            newest.setdefault(draft.pledge, draft)
    numbers = [draft.number for draft in newest.values()]
    findings, sizes = read_findings(session, numbers), document_sizes(session, numbers)
    drafted = ((newest[pledge.number], pledge) for pledge in due.pledges if pledge.number in newest)
    return tuple(
        Made(draft, pledge, findings.get(draft.number, ()), sizes[draft.number]) for draft, pledge in drafted
    )


def _to_those_in_charge(by: Writer, due: Due, made: Sequence[Made], request: Request) -> Iterator[Letter]:
    made_of = {each.pledge.number: each for each in made}
    for official, pledges in readers(due.city, [each.pledge for each in made], by.today).items():
        to = contact_of(official, by.today)
        own = [made_of[pledge.number] for pledge in pledges]
        if to is not None:
            for start in range(0, len(own), _PER_LETTER):
                yield _draft_ready(by, to, own[start : start + _PER_LETTER], request)


def _draft_ready(by: Writer, to: Contact, made: Sequence[Made], request: Request) -> Letter:
    """Return the letter with its drafts; where that is too much, it says where to fetch them."""
    envelope = Envelope(
        key=f"draft-ready:{request.id}:{to.key}:{made[0].draft.pledge}",
        to=to,
        cause=request.id,
        thread=f"draft:{made[0].draft.half_year}",
        attachments=tuple(each.attachment for each in made),
    )
    letter = by.write(LetterKind.DRAFT_READY, _view(by, to, made, envelope.attachments), envelope)
    sizes = {each.draft.number: each.size for each in made}
    if message_size(letter, sizes) <= by.desk.settings.mail.max_size_mb * _MEGABYTE:
        return letter
    light = replace(envelope, attachments=without_drafts(envelope.attachments))
    return by.write(LetterKind.DRAFT_READY, _view(by, to, made, light.attachments), light)


def _view(by: Writer, to: Contact, made: Sequence[Made], files: Sequence[Attachment]) -> DraftReadyView:
    half_year = made[0].draft.half_year
    drafts = tuple(_draft_view(by, each, is_attached=each.attachment in files) for each in made)
    return DraftReadyView(
        city=by.head.city,
        today=write_weekday(by.today),
        recipient=to.person,
        contact=by.head.contact,
        site=by.head.site,
        files=names_of(files),
        half_year=half_year.name,
        deadline=write_weekday(by.calendar.next_working_day(by.today + REVIEW)),
        first=drafts[0],
        others=len(drafts) - 1,
        drafts=drafts,
    )


def _draft_view(by: Writer, made: Made, *, is_attached: bool) -> DraftView:
    draft = made.draft
    file = by.desk.folder(draft.half_year) / made.attachment.name
    return DraftView(
        number=draft.number,
        pledge=f"{draft.pledge} {made.pledge.name}",
        as_of=write_day(draft.half_year.last_day),
        findings=tuple(finding_view(each) for each in made.findings if each.severity in _LISTED),
        link="" if is_attached else str(file),
    )


def _to_coordinators(by: Writer, due: Due, made: Sequence[Made], request: Request) -> Iterator[Letter]:
    """Yield the overview that goes with the drafts of a half-year; a person's own request needs none."""
    if not made or request.line is None:
        return
    seen = overview(Facts(due.city, due.pledges), by.today)
    for to in coordinators(due.city, by.today):
        view = overview_view(seen, by.head, to.person, counts=tuple(_counts(made)))
        envelope = Envelope(
            key=f"draft-overview:{request.id}:{to.key}", to=to, cause=request.id, thread="overview"
        )
        yield by.write(LetterKind.OVERVIEW, view, envelope)


def _counts(made: Sequence[Made]) -> Iterator[CountView]:
    yield CountView(label=f"{made[0].draft.half_year.name} 보고서 초안", number=f"{len(made):,}건")
    found = Counter(finding.severity for each in made for finding in each.findings)
    for severity in Severity:
        yield CountView(label=f"점검 결과 ‘{severity}’", number=f"{found[severity]:,}건")
