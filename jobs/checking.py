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
from gongyak.store.drafts import DraftSummary, newest_drafts
from gongyak.store.judgement import read_judgement
from jobs.desk import Desk
from jobs.due import Due, read_due
from jobs.errors import Unforeseen
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
    with desk.database.read() as session:
        due = read_due(session, half_year)
        chosen = due.chosen(numbers)
        newest = newest_drafts(session, half_year)
        judgement = read_judgement(session)
    return Batch(due.city, chosen, newest, _check(desk, due, judgement))


def _check(desk: Desk, due: Due, judgement: Judgement) -> Mapping[str, Checked]:
    """Return what was found in each pledge's report.

    Where the checks stumble, each pledge is checked alone, so that only the one they stumble over is lost.
    """
    try:
        with mistakes_told(desk):
            return check_city(due.city, due.pledges, due.half_year, judgement)
    except Unforeseen:
        return {pledge.number: _check_alone(desk, due, pledge, judgement) for pledge in due.pledges}


def _check_alone(desk: Desk, due: Due, pledge: Pledge, judgement: Judgement) -> Checked:
    try:
        with mistakes_told(desk):
            return check_report(due.city, pledge, due.half_year, judgement)
    except Unforeseen as error:
        return error
