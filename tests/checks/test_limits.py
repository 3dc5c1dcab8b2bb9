from __future__ import annotations

from typing import Any

import pytest

from gongyak.findings import Severity
from gongyak.money import Money
from tests.checks.asking import found, found_in
from tests.checks.clean import case
from tests.checks.planting import with_amounts

CELLS = {("시비", "2023"): (100, 100, 90), ("시비", "2024"): (200, 180, 180)}


def table(**changed: tuple[int, int, int]) -> dict[str, Any]:
    years = {f"y{year}": (source, year) for source, year in CELLS}
    return {"money": [("도로 정비", CELLS | {years[key]: value for key, value in changed.items()})]}


def test_money_within_its_limits_is_quiet() -> None:
    for rule in ("secured-above-planned", "executed-above-secured", "executed-above-secured-total"):
        assert found(rule, **table()) == []


def test_a_cell_secured_above_its_plan_is_found_with_the_total() -> None:
    places = [finding.place for finding in found("secured-above-planned", **table(y2023=(100, 300, 90)))]
    head = "연도별 확보(집행)액 · 도로 정비"
    assert places == [f"{head} · 시비 · ’23", f"{head} · 계 · 계"]


def test_without_any_plan_only_the_total_is_found() -> None:
    facts: dict[str, Any] = {
        "money": [("도로 정비", {("시비", "2023"): (0, 50, 0), ("시비", "2024"): (0, 70, 0)})]
    }
    assert [finding.place[-5:] for finding in found("secured-above-planned", **facts)] == ["계 · 계"]


def test_carried_over_money_is_to_be_checked_and_no_error() -> None:
    facts = table(y2023=(100, 100, 60), y2024=(200, 180, 210))
    assert [each.severity for each in found("executed-above-secured", **facts)] == [Severity.WARNING]
    assert found("executed-above-secured-total", **facts) == []


def test_more_executed_than_secured_in_all_is_an_error() -> None:
    (finding,) = found("executed-above-secured-total", **table(y2024=(200, 180, 290)))
    assert finding.severity is Severity.ERROR
    assert "380,000천원" in finding.message
    assert "280,000천원" in finding.message


@pytest.mark.parametrize(("secured", "is_found"), [(100_400, False), (100_600, True)])
def test_an_excess_that_rounding_explains_is_quiet(secured: int, is_found: bool) -> None:  # noqa: FBT001
    made = case("9-9", "도로", **table())
    project = made.pledge.projects[0]
    cell = next(each for each in project.statements[0].cells if each.column == "2023")
    changed = with_amounts(made, project, cell, secured=Money(secured))
    cells = [each for each in found_in("secured-above-planned", changed) if "’23" in each.place]
    assert bool(cells) is is_found
