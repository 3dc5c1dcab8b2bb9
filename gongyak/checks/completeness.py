"""Completeness: what a half-year's report still lacks."""

from __future__ import annotations

from collections.abc import Iterator

from gongyak import references
from gongyak.findings import Finding, Severity
from gongyak.halfyear import HalfYear
from gongyak.lines import Line, Stand, Topic
from gongyak.periods import lines_of
from gongyak.pledges import Pledge
from gongyak.printing import write_line


def open_plans(pledge: Pledge, half_year: HalfYear) -> Iterator[Finding]:
    """Yield each plan whose time had passed by the end of the half-year and whose outcome nobody entered."""
    for line in lines_of(pledge.topics):
        if _is_overdue(line, half_year):
            yield Finding(
                rule="plan-without-outcome",
                severity=Severity.WARNING,
                message=f"계획 '{write_line(line)}'의 추진 결과가 입력되지 않았습니다.",
                remedy="완료·연기·취소 중 하나를 입력하여 주시기 바랍니다.",
                place=f"{half_year.name} 추진실적",
                rows=references.line(line, half_year),
            )


def missing_money(pledge: Pledge, half_year: HalfYear) -> Iterator[Finding]:
    """Yield each unit project for which no money was entered as of the half-year."""
    for project in pledge.projects:
        if all(statement.as_of != half_year for statement in project.statements):
            yield Finding(
                rule="money-not-entered",
                severity=Severity.WARNING,
                message=f"단위사업 '{project.name}'의 {half_year.name} 사업비가 입력되지 않았습니다.",
                remedy="기준일의 사업비를 입력하여 주시기 바랍니다.",
                place="연도별 확보(집행)액",
                rows=(f"project:{project.id}",),
            )


def _is_overdue(line: Line, half_year: HalfYear) -> bool:
    """Tell whether a plan's time has ended; an undated plan is for the half-year after its report."""
    is_heading = isinstance(line, Topic) and not line.is_fact
    if is_heading or line.stand is not Stand.PLAN or line.entered > half_year:
        return False
    outcome = line.outcome_by(half_year)
    if outcome is None:
        due = line.when.last if line.when else line.entered.next.last_day
        return due <= half_year.last_day
    return outcome.is_open and outcome.when is not None and outcome.when.last <= half_year.last_day
