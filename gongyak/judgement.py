"""What people have decided about the checks: quiet rules, preferred names, pairs that are both right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gongyak.findings import Finding


@dataclass(frozen=True, slots=True)
class Mute:
    """A rule switched off: for the city, for a ``pledge`` (관리번호), or for one ``row``; with the reason.

    A mute of a row silences the findings that are mainly about it (the first of `Finding.rows`).  ``who`` is
    the official who decided, ``at`` an instant in UTC.
    """

    rule: str
    pledge: str | None
    row: str | None
    reason: str
    who: str
    at: datetime

    def silences(self, finding: Finding, pledge: str) -> bool:
        """Tell whether *finding* about *pledge* is to stay quiet."""
        return (
            finding.rule == self.rule
            and self.pledge in (None, pledge)
            and (self.row is None or self.row in finding.rows[:1])
        )


@dataclass(frozen=True, slots=True)
class Glossary:
    """The city's 용어집: pairs of a preferred name and the variants that are to be written so."""

    preferred: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that was decided: mutes, the glossary, and ``accepted`` pairs of names of which both are right."""

    mutes: tuple[Mute, ...] = ()
    glossary: Glossary = Glossary()
    accepted: tuple[tuple[str, str], ...] = ()

    def keeps(self, finding: Finding, pledge: str) -> bool:
        """Tell whether *finding* about *pledge* is to be shown."""
        return not any(mute.silences(finding, pledge) for mute in self.mutes)
