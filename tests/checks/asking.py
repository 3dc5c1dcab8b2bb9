"""Short ways to ask what a rule says of a report written as a block."""

from __future__ import annotations

from typing import Any

from gongyak.checks import check_report
from gongyak.findings import Finding
from gongyak.judgement import Judgement
from tests.checks.clean import Case, case


def found_in(rule: str, checked: Case) -> list[Finding]:
    """Return the findings of *rule* in a case."""
    every = check_report(checked.city, checked.pledge, checked.half_year, checked.judgement)
    return [finding for finding in every if finding.rule == rule]


def found(
    rule: str, half_year: str = "2024H2", *, judgement: Judgement | None = None, **parts: Any
) -> list[Finding]:
    """Return the findings of *rule* in a report of the written *parts*."""
    made = case("9-9", "시민이 편한 도시", half_year, **parts)
    return found_in(rule, Case(made.city, made.pledge, made.half_year, judgement or Judgement()))


def lines(*written: str) -> str:
    """Return a block of one topic with details."""
    return "\n".join(["❍ 숲속도서관 건립", *(f"- {each}" for each in written)])
