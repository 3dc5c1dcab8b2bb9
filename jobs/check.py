"""The job ``check``: what a person should look at in the reports of a half-year, beside the newest drafts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from gongyak.findings import Finding, Severity
from gongyak.halfyear import HalfYear
from gongyak.store.drafts import read_findings
from jobs.checking import read_cases
from jobs.desk import Desk
from jobs.drafted import Failure
from jobs.errors import Unforeseen

HAS_ERRORS = 1
"""The exit code when something certainly wrong was found, or a report could not be checked."""


class Since(StrEnum):
    """How a finding stands to the newest draft."""

    NEW = "new"
    STANDING = "standing"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Noticed:
    """A finding beside the newest draft of its pledge; ``since`` is None where there is no draft."""

    finding: Finding
    since: Since | None


@dataclass(frozen=True, slots=True)
class CheckedReport:
    """One pledge's findings of the severities asked for, in the order of the rules, the gone ones last.

    ``draft`` is the number of the newest draft that they are compared with, or None.
    """

    pledge: str
    name: str
    draft: str | None
    noticed: tuple[Noticed, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is found now."""
        return tuple(each.finding for each in self.noticed if each.since is not Since.GONE)


@dataclass(frozen=True, slots=True)
class CheckedReports:
    """The reports of a half-year checked, and those over which the checks stumbled."""

    half_year: HalfYear
    reports: tuple[CheckedReport, ...]
    failed: tuple[Failure, ...]

    def count(self, severity: Severity) -> int:
        """Return how many findings of *severity* there are now."""
        return sum(each.severity is severity for report in self.reports for each in report.findings)

    def count_since(self, since: Since) -> int:
        """Return how many findings stand so to the newest drafts."""
        return sum(each.since is since for report in self.reports for each in report.noticed)

    @property
    def exit_code(self) -> int:
        """`HAS_ERRORS` if there is an 오류 or a failure; else 0."""
        return HAS_ERRORS if self.failed or self.count(Severity.ERROR) else 0


def check_reports(
    desk: Desk,
    half_year: HalfYear,
    numbers: Iterable[str] = (),
    *,
    least: Severity = Severity.NOTE,
) -> CheckedReports:
    """Check the reports of the pledges with these *numbers* (none: of all due); nothing is kept.

    Only findings of the severity *least* and worse are told.  Raises `NoTermFor`, `NoPledges`,
    `UnknownPledge` and the store's errors.
    """
    cases = read_cases(desk, half_year, numbers)
    with desk.database.read() as session:
        before = read_findings(session, [case.newest.number for case in cases if case.newest])
    reports, failed = [], []
    for case in cases:
        draft = case.newest.number if case.newest else None
        try:
            found = case.check(desk)
        except Unforeseen as error:
            failed.append(Failure(case.number, case.name, error))
            continue
        noticed = compared(found, before.get(draft, ()) if draft else None)
        told = tuple(each for each in noticed if _is_told(each.finding, least))
        reports.append(CheckedReport(case.number, case.name, draft, told))
    return CheckedReports(half_year, tuple(reports), tuple(failed))


def compared(now: tuple[Finding, ...], before: tuple[Finding, ...] | None) -> Iterator[Noticed]:
    """Yield the findings of *now*, then those of *before* (None: no draft) that are gone, by their keys."""
    if before is None:
        yield from (Noticed(finding, None) for finding in now)
        return
    known, found = ({finding.key for finding in findings} for findings in (before, now))
    for finding in now:
        yield Noticed(finding, Since.STANDING if finding.key in known else Since.NEW)
    yield from (Noticed(finding, Since.GONE) for finding in before if finding.key not in found)


def _is_told(finding: Finding, least: Severity) -> bool:
    order = list(Severity)
    return order.index(finding.severity) <= order.index(least)
