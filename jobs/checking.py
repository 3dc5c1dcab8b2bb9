"""The reports of a half-year with their findings: checked one by one and with one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gongyak.checks import check_subject, compare_subjects
from gongyak.checks.subject import Subject
from gongyak.findings import Finding
from gongyak.halfyear import HalfYear
from gongyak.store.drafts import DraftSummary, newest_drafts
from gongyak.store.judgement import read_judgement
from jobs.desk import Desk
from jobs.due import read_due
from jobs.errors import Unforeseen
from jobs.mistakes import mistakes_told


@dataclass(frozen=True, slots=True)
class Case:
    """One pledge's report to be checked and drafted.

    ``newest`` is the newest draft there is, ``between`` what comparing it with the others of the city showed.
    """

    subject: Subject
    newest: DraftSummary | None
    between: tuple[Finding, ...]

    @property
    def number(self) -> str:
        """The 관리번호."""
        return self.subject.pledge.number

    @property
    def name(self) -> str:
        """The pledge's name."""
        return self.subject.pledge.name

    def check(self, desk: Desk) -> tuple[Finding, ...]:
        """Return all findings; raise `Unforeseen` where the checks stumble over the report."""
        with mistakes_told(desk):
            return (*check_subject(self.subject), *self.between)


def read_cases(desk: Desk, half_year: HalfYear, numbers: Iterable[str] = ()) -> tuple[Case, ...]:
    """Return the pledges with these *numbers* (none: all that are due); all are compared with one another.

    Raises `NoTermFor`, `NoPledges`, `UnknownPledge` and the store's errors.
    """
    with desk.database.read() as session:
        due = read_due(session, half_year)
        chosen = {pledge.number for pledge in due.chosen(numbers)}
        newest = newest_drafts(session, half_year)
        judgement = read_judgement(session)
    subjects = [Subject(due.city, pledge, half_year, judgement) for pledge in due.pledges]
    between = _compare(desk, subjects)
    by_number = {subject.pledge.number: subject for subject in subjects}
    return tuple(
        Case(subject, newest.get(number), between.get(number, ()))
        for number, subject in by_number.items()
        if number in chosen
    )


def _compare(desk: Desk, subjects: list[Subject]) -> Mapping[str, tuple[Finding, ...]]:
    """Return what comparing shows; where it stumbles, nothing: each report is still checked by itself."""
    try:
        with mistakes_told(desk):
            return compare_subjects(subjects)
    except Unforeseen:
        return {}
