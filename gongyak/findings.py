"""What a check has found: one finding is one thing a person should look at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How sure a finding is; the value is the word people read."""

    ERROR = "오류"
    WARNING = "확인 필요"
    NOTE = "참고"


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding of ``rule`` about ``rows``: what is wrong with which values, and the remedy.

    ``place`` names the cell or line in the report's own words; ``rows`` are references as `reports` writes
    them (``line:ab12``, ``budget:…``).
    """

    rule: str
    severity: Severity
    message: str
    remedy: str
    place: str
    rows: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What makes this the same finding in two drafts, whatever the values have become.

        Rule, place and rows; two findings may share them (two wrong amounts of one cell), so compare counts.
        """
        return " | ".join((self.rule, self.place, *self.rows))
