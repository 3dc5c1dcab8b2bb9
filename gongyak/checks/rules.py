"""What a rule is: a pure function from facts to hits, with an id, a severity, a remedy and its explanation.

The docstring of a rule is for people, in Korean, and always of the same form: the title; what the rule
looks at; then lines that begin with ``보기:`` (what it finds) and ``옳음:`` (what it leaves alone).  The
documentation of the rules is made from these docstrings.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from gongyak.checks.subject import Subject, Text
from gongyak.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule has found, before it is signed; ``remedy`` and ``severity`` where the rule's do not fit."""

    message: str
    place: str
    rows: tuple[str, ...] = ()
    remedy: str | None = None
    severity: Severity | None = None


Check = Callable[[Subject], Iterator[Hit]]
CityCheck = Callable[[Sequence[Subject]], Iterator[tuple[Subject, Hit]]]


@dataclass(frozen=True, slots=True)
class _Signed:
    """What both kinds of rules share."""

    id: str
    title: str
    severity: Severity
    remedy: str
    explanation: str

    def sign(self, hit: Hit) -> Finding:
        """Return *hit* as a finding of this rule."""
        return Finding(
            rule=self.id,
            severity=hit.severity or self.severity,
            message=hit.message,
            remedy=hit.remedy or self.remedy,
            place=hit.place,
            rows=hit.rows,
        )


@dataclass(frozen=True, slots=True)
class Rule(_Signed):
    """A rule about one report."""

    check: Check

    def find(self, subject: Subject) -> Iterator[Finding]:
        """Yield what the rule finds in one report."""
        return map(self.sign, self.check(subject))


@dataclass(frozen=True, slots=True)
class CityRule(_Signed):
    """A rule about all reports of a city; each hit belongs to one of them."""

    check: CityCheck

    def find(self, subjects: Sequence[Subject]) -> Iterator[tuple[Subject, Finding]]:
        """Yield what the rule finds, with the report it is to be shown in."""
        return ((subject, self.sign(hit)) for subject, hit in self.check(subjects))


def rule(key: str, severity: Severity, remedy: str) -> Callable[[Check], Rule]:
    """Make the decorated function a rule about one report."""
    return lambda check: Rule(key, *_words(check, severity, remedy), check)


def city_rule(key: str, severity: Severity, remedy: str) -> Callable[[CityCheck], CityRule]:
    """Make the decorated function a rule about all reports of a city."""
    return lambda check: CityRule(key, *_words(check, severity, remedy), check)


def at(text: Text, message: str, *others: Text, severity: Severity | None = None) -> Hit:
    """Return a hit on the printed *text* that is also about *others*."""
    rows = (row for each in (text, *others) for row in each.rows)
    return Hit(message, text.place, tuple(dict.fromkeys(rows)), severity=severity)


def _words(check: Callable[..., object], severity: Severity, remedy: str) -> tuple[str, Severity, str, str]:
    explanation = inspect.cleandoc(check.__doc__ or "")
    return explanation.partition("\n")[0].rstrip("."), severity, remedy, explanation
