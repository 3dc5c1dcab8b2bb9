"""What a batch of drafts came to: what was made, what had not changed, what failed and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from gongyak.errors import GongyakError
from gongyak.findings import Finding, Severity
from gongyak.halfyear import HalfYear

SOME_FAILED = 1
"""The exit code when single pledges failed and others did not."""


@dataclass(frozen=True, slots=True)
class Report:
    """One pledge's report: its draft, new or as it was, the lines it tells, what was found, its Word file."""

    pledge: str
    name: str
    draft: str
    is_new: bool
    topics: int
    details: int
    findings: tuple[Finding, ...]
    file: Path

    @property
    def severities(self) -> tuple[int, ...]:
        """How many findings there are of each severity, the worst first."""
        counted = Counter(finding.severity for finding in self.findings)
        return tuple(counted[severity] for severity in Severity)


@dataclass(frozen=True, slots=True)
class Failure:
    """One pledge whose report was not made, or whose file was not written."""

    pledge: str
    name: str
    error: GongyakError


@dataclass(frozen=True, slots=True)
class Drafted:
    """A batch: the half-year, the folder of the Word files, the reports, the failures."""

    half_year: HalfYear
    folder: Path
    reports: tuple[Report, ...]
    failed: tuple[Failure, ...]

    @property
    def made(self) -> tuple[Report, ...]:
        """The reports that were drafted."""
        return tuple(report for report in self.reports if report.is_new)

    @property
    def unchanged(self) -> tuple[Report, ...]:
        """The reports that would not have differed from the last draft."""
        return tuple(report for report in self.reports if not report.is_new)

    @property
    def failures(self) -> tuple[tuple[GongyakError, tuple[str, ...]], ...]:
        """Each mistake once, with the 관리번호 of the pledges it befell."""
        errors = {str(failure.error): failure.error for failure in self.failed}
        return tuple(
            (error, tuple(each.pledge for each in self.failed if str(each.error) == text))
            for text, error in errors.items()
        )

    @property
    def exit_code(self) -> int:
        """0 if nothing failed; the mistake's own code if everything failed by one kind of it; else 1."""
        codes = {failure.error.exit_code for failure in self.failed}
        if not codes:
            return 0
        return codes.pop() if len(codes) == 1 and not self.reports else SOME_FAILED
