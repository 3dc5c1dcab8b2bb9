"""One pledge as people read it: its report of a half-year, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gongyak.checks import check_subject
from gongyak.checks.catalogue import CITY_RULES
from gongyak.checks.subject import Subject
from gongyak.city import City
from gongyak.compose import compose_report
from gongyak.editing.section import Scene
from gongyak.findings import Finding, Severity
from gongyak.halfyear import HalfYear
from gongyak.pledges import Pledge
from gongyak.reminders.missing import lacks
from gongyak.reminders.notice import Lack
from gongyak.reports import ReportView
from gongyak.store.city import read_city
from gongyak.store.drafts import DraftSummary, newest_drafts, read_findings
from gongyak.store.judgement import read_judgement
from gongyak.store.pictures import read_pictures
from gongyak.store.reading import read_pledges
from jobs.draft_list import usual_half_year
from jobs.errors import Unforeseen
from jobs.mistakes import mistakes_told

if TYPE_CHECKING:
    from gongyak.store.session import Session
    from gongyak.term import Term
    from jobs.desk import Desk

_SHOWABLE: Final = frozenset({"image/jpeg", "image/png"})
_COMPARING: Final = frozenset(rule.id for rule in CITY_RULES)


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgePage:
    """A pledge of ``city`` in the report of ``half_year``, one of ``half_years``.

    ``findings`` are those of now, with those of the newest draft that come of comparing pledges; None: the
    checks stumbled.  ``names`` are those of officials, by id.
    """

    city: City
    pledge: Pledge
    view: ReportView
    half_year: HalfYear
    half_years: tuple[HalfYear, ...]
    lacks: tuple[Lack, ...]
    draft: DraftSummary | None
    findings: tuple[Finding, ...] | None
    names: Mapping[str, str]

    @property
    def scene(self) -> Scene:
        """What a form of the page is filled in for."""
        return Scene(self.city, self.half_year)

    def at(self, reference: str) -> tuple[Finding, ...]:
        """Return the findings that are first of all about the row *reference* (``line:ab12``)."""
        return tuple(each for each in self.findings or () if each.rows[:1] == (reference,))

    def count(self, severity: Severity) -> int:
        """Return how many findings of *severity* there are."""
        return sum(finding.severity is severity for finding in self.findings or ())


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture that a browser may be given: its bytes, and their media type."""

    content: bytes
    media_type: str


def read_pledge_page(desk: Desk, number: str, half_year: HalfYear | None = None) -> PledgePage | None:
    """Return the page of the pledge *number*; None: there is none, or *half_year* is none of its term.

    Without a half-year it is the one reported on now, or the nearest of the pledge's term.
    """
    with desk.database.read() as session:
        city = read_city(session)
        pledge = next(iter(read_pledges(session, [number])), None)
        if pledge is None:
            return None
        term = city.term_named(pledge.term)
        offered = tuple(_offered(term, HalfYear.containing(desk.today)))
        chosen = half_year or min(max(usual_half_year(desk), term.first_half), term.last_half)
        if chosen not in term:
            return None
        return _page(session, desk, city, pledge, chosen, offered)


def read_picture(desk: Desk, number: str, checksum: str) -> ShownPicture | None:
    """Return a picture of the pledge *number*; None: it has none of this *checksum* that may be shown."""
    with desk.database.read() as session:
        photos = [photo for pledge in read_pledges(session, [number]) for photo in pledge.photos]
        kinds = {photo.picture.checksum: photo.picture.media_type for photo in photos}
        if kinds.get(checksum) not in _SHOWABLE:
            return None
        return ShownPicture(read_pictures(session, [checksum])[checksum], kinds[checksum])


def _page(  # noqa: PLR0913, PLR0917 - what was read already is not read again
    session: Session,
    desk: Desk,
    city: City,
    pledge: Pledge,
    half_year: HalfYear,
    half_years: tuple[HalfYear, ...],
) -> PledgePage:
    draft = newest_drafts(session, half_year, [pledge.number]).get(pledge.number)
    subject = Subject(city, pledge, half_year, read_judgement(session))
    return PledgePage(
        city=city,
        pledge=pledge,
        view=compose_report(city, pledge, half_year),
        half_year=half_year,
        half_years=tuple(dict.fromkeys((*half_years, half_year))),
        lacks=lacks(city, pledge, half_year),
        draft=draft,
        findings=_findings(session, desk, subject, draft),
        names={official.id: official.name for official in city.officials},
    )


def _findings(
    session: Session, desk: Desk, subject: Subject, draft: DraftSummary | None
) -> tuple[Finding, ...] | None:
    found = read_findings(session, [draft.number]).get(draft.number, ()) if draft else ()
    between = (finding for finding in found if finding.rule in _COMPARING)
    try:
        with mistakes_told(desk):
            return tuple(sorted((*check_subject(subject), *between), key=_weight))
    except Unforeseen:
        return None


def _weight(finding: Finding) -> int:
    return list(Severity).index(finding.severity)


def _offered(term: Term, latest: HalfYear) -> Iterator[HalfYear]:
    """Yield the term's half-years up to the *latest*, that one first."""
    half_year = min(latest, term.last_half)
    while half_year in term:
        yield half_year
        half_year = half_year.previous
