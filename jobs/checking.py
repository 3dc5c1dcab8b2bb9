"""The reports of a half-year with their findings: checked one by one and with one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gongyak.checks import check_city, check_report
from gongyak.city import City
from gongyak.findings import Finding
from gongyak.halfyear import HalfYear
from gongyak.judgement import Judgement
from gongyak.pledges import Pledge
from gongyak.store.city import read_city
from gongyak.store.drafts import DraftSummary, newest_drafts
from gongyak.store.judgement import read_judgement
from gongyak.store.reading import read_pledges
from jobs.desk import Desk
from jobs.errors import NoPledges, Unforeseen, UnknownPledge
from jobs.mistakes import mistakes_told

Checked = tuple[Finding, ...] | Unforeseen
"""The findings of a report, or the mistake of the program that its facts led the checks into."""


@dataclass(frozen=True, slots=True)
class Batch:
    """The facts of a batch: the city, the pledges asked for, the newest drafts there are, and the findings.

    ``newest`` and ``findings`` are by 관리번호, and may be of more pledges than were asked for.
    """

    city: City
    pledges: tuple[Pledge, ...]
    newest: Mapping[str, DraftSummary]
    findings: Mapping[str, Checked]


def read_batch(desk: Desk, half_year: HalfYear, numbers: Iterable[str] = ()) -> Batch:
    """Return the pledges with these *numbers* (none: all that are due); all are checked with one another.

    Raises `NoTermFor`, `NoPledges`, `UnknownPledge` and the store's errors.
    """
    wanted = tuple(dict.fromkeys(numbers))
    with desk.database.read() as session:
        city = read_city(session)
        terms = [term.name for term in city.terms_of(half_year)]
        due = tuple(pledge for term in terms for pledge in read_pledges(session, term=term))
        newest = newest_drafts(session, half_year)
        judgement = read_judgement(session)
    if not due:
        raise NoPledges(half_year=half_year, terms=", ".join(terms))
    unknown = [number for number in wanted if number not in {pledge.number for pledge in due}]
    if unknown:
        raise UnknownPledge(numbers=", ".join(unknown), half_year=half_year)
    chosen = tuple(pledge for pledge in due if not wanted or pledge.number in wanted)
    return Batch(city, chosen, newest, _check(desk, city, due, half_year, judgement))


def _check(
    desk: Desk, city: City, pledges: tuple[Pledge, ...], half_year: HalfYear, judgement: Judgement
) -> Mapping[str, Checked]:
    """Return what was found in each pledge's report.

    Where the checks stumble, each pledge is checked alone, so that only the one they stumble over is lost.
    """
    try:
        with mistakes_told(desk):
            return check_city(city, pledges, half_year, judgement)
    except Unforeseen:
        return {pledge.number: _check_alone(desk, city, pledge, half_year, judgement) for pledge in pledges}


def _check_alone(
    desk: Desk, city: City, pledge: Pledge, half_year: HalfYear, judgement: Judgement
) -> Checked:
    try:
        with mistakes_told(desk):
            return check_report(city, pledge, half_year, judgement)
    except Unforeseen as error:
        return error
