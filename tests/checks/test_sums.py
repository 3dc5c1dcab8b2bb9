from __future__ import annotations

import pytest

from gongyak.budget import Amounts, BudgetCell
from gongyak.checks import check_report
from gongyak.findings import Finding, Severity
from gongyak.money import Money
from gongyak.participation import Category, Count, Participation, StatedCount
from gongyak.pledges import Pledge
from tests.cast import CITY, H2_2024, cell, pledge, project


def found(facts: Pledge) -> list[Finding]:
    return [finding for finding in check_report(CITY, facts, H2_2024) if finding.rule.startswith("sum-")]


def press(total: int) -> Pledge:
    counts = (Count(Category.PRESS, "회의", H2_2024, 4), Count(Category.PRESS, "조례", H2_2024, 9))
    return pledge(participation=Participation(counts, (StatedCount(Category.PRESS, H2_2024, total),)))


def test_a_stated_count_that_its_labels_do_not_add_up_to_is_an_error() -> None:
    (finding,) = found(press(10))
    assert finding.severity is Severity.ERROR
    assert "10회" in finding.message
    assert "13회" in finding.message
    assert finding.rows[0] == "stated:press@2024H2"


def test_a_stated_count_that_adds_up_is_quiet() -> None:
    assert found(press(13)) == []


def test_a_total_stated_without_any_label_is_quiet() -> None:
    facts = pledge(participation=Participation(stated=(StatedCount(Category.PRESS, H2_2024, 10),)))
    assert found(facts) == []


def test_each_differing_total_of_a_budget_table_is_an_error_of_its_own() -> None:
    facts = pledge(
        projects=(
            project(
                "center",
                cell(None, None, 150, 152, 106),
                cell(None, "2022", 150, 105, 105),
                cell("시비", "2022", 150, 150, 105),
                cell("시비", "2023", None, 45, 45),
            ),
        )
    )
    places = [(finding.place, finding.message) for finding in found(facts)]
    head = "연도별 확보(집행)액 · center 사업 · 계"
    assert places == [
        (f"{head} · 계", "확보액 합계 152,000천원이 내역의 합 195,000천원과 다릅니다."),
        (f"{head} · 계", "집행액 합계 106,000천원이 내역의 합 150,000천원과 다릅니다."),
        (f"{head} · ’22.7.", "확보액 합계 105,000천원이 내역의 합 150,000천원과 다릅니다."),
    ]


def test_totals_that_add_up_are_quiet() -> None:
    facts = pledge(projects=(project("x", cell(None, None, 150), cell("시비", "2022", 150)),))
    assert found(facts) == []


@pytest.mark.parametrize(("stated", "quiet"), [(1000, True), (2000, True), (3000, False), (1001, False)])
def test_a_difference_that_rounding_explains_is_no_finding(stated: int, quiet: bool) -> None:  # noqa: FBT001
    parts = [BudgetCell("시비", key, Amounts(planned=Money(600))) for key in ("2022", "2023")]
    total = BudgetCell("시비", None, Amounts(planned=Money(stated)))
    assert (found(pledge(projects=(project("x", total, *parts),))) == []) is quiet


def note(text: str, total: int | None = None) -> list[Finding]:
    counts = (Count(Category.PRESS, "회의", H2_2024, 4), Count(Category.PRESS, "조례", H2_2024, 9))
    stated = StatedCount(Category.PRESS, H2_2024, total, text)
    return found(pledge(participation=Participation(counts, (stated,))))


def test_a_note_that_says_other_counts_than_were_entered_is_an_error() -> None:
    assert [finding.rule for finding in note("회의(4), 조례(8)")] == ["sum-note"]
    assert note("회의(4), 조례(1차) 제정(9)") == []
    assert note("회의와 조례") == []


def test_a_grand_total_without_cells_is_held_against_the_totals_beside_it() -> None:
    totals = [cell(None, None, 150), cell(None, "2022", 100), cell(None, "2023", 45)]
    (finding,) = found(pledge(projects=(project("x", *totals),)))
    assert "연도별 계의 합 145,000천원" in finding.message
    assert found(pledge(projects=(project("x", *totals, cell(None, "2024", 5)),))) == []


def test_money_in_a_column_that_the_table_has_not_is_an_error() -> None:
    facts = pledge(projects=(project("x", cell("시비", "2031", 5), cell("시비", "2024", 5)),))
    rules = [finding.rule for finding in check_report(CITY, facts, H2_2024)]
    assert rules.count("budget-cell-unprinted") == 1
