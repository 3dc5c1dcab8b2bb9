from __future__ import annotations

from dataclasses import replace

from gongyak.budget import Amounts, BudgetCell, Statement, in_force
from gongyak.budget_tables import layouts
from gongyak.money import Money
from gongyak.pledges import Pledge
from gongyak.reports import BudgetTable
from tests.cast import CITY, H1_2024, H1_2025, H2_2024, TERM, cell, pledge, project

CENTER = project(
    "center",
    cell(None, None, 150, 152, 106),
    cell("시비", "2022", 150, 150, 105),
    cell("시비", "2023", None, 45, 45),
)


def tables(facts: Pledge) -> tuple[BudgetTable, BudgetTable]:
    planned, secured = layouts(CITY.sources, TERM, facts, H2_2024)
    return planned.table, secured.table


def test_the_columns_are_those_of_the_term() -> None:
    planned, secured = tables(pledge(projects=(CENTER,)))
    assert planned.columns == secured.columns == ("기투자", "’22.7.", "’23", "’24", "’25", "’26.6.", "임기후")


def test_rows_are_the_total_and_every_source_of_the_city() -> None:
    planned, _ = tables(pledge(projects=(CENTER,)))
    assert [row.source for row in planned.projects[0].rows] == ["계", "국비", "도비", "시비", "기타"]
    total, *_, city, other = planned.projects[0].rows
    assert (total.total, total.amounts) == ("150", ("", "150", "", "", "", "", ""))
    assert (city.total, other.total) == ("150", "")


def test_executed_money_stands_in_brackets_under_the_secured() -> None:
    _, secured = tables(pledge(projects=(CENTER,)))
    rows = {row.source: row for row in secured.projects[0].rows}
    assert rows["계"].total == "152\n(106)"
    assert rows["시비"].total == "195\n(150)"
    assert rows["시비"].amounts[1:3] == ("150\n(105)", "45\n(45)")


def test_money_executed_but_not_secured_is_shown_under_a_dash() -> None:
    _, secured = tables(pledge(projects=(project("x", cell("시비", "2024", None, None, 7)),)))
    assert secured.projects[0].rows[3].amounts[3] == "-\n(7)"


def test_the_newest_statement_up_to_the_report_counts() -> None:
    older, newer = Statement(H1_2024), Statement(H1_2025)
    assert in_force((newer, older), H2_2024) is older
    assert in_force((older, newer), H1_2025) is newer
    assert in_force((newer,), H2_2024) is None


def test_several_projects_are_led_by_their_sum_and_its_stated_totals() -> None:
    other = project("other", cell("국비", "2023", 50, 20, 10))
    facts = pledge(projects=(CENTER, other), overall=(Statement(H2_2024, (cell(None, None, 999),)),))
    planned, secured = tables(facts)
    assert [block.name for block in planned.projects] == ["합계", "center 사업", "other 사업"]
    assert planned.projects[0].rows[0].total == "999"
    assert secured.projects[0].rows[0].amounts[2] == "65\n(55)"


def test_without_a_unit_project_the_table_is_empty() -> None:
    planned, secured = tables(pledge())
    assert planned.projects == secured.projects == ()
    assert planned.note == ""


def test_a_total_that_rounding_sets_apart_is_noted() -> None:
    uneven = tuple(BudgetCell("시비", key, Amounts(planned=Money(400))) for key in ("2022", "2023", "2024"))
    facts = pledge(projects=(replace(CENTER, statements=(Statement(H2_2024, uneven),)),))
    planned, secured = tables(facts)
    assert planned.projects[0].rows[0].total == "1"
    assert planned.note.startswith("※")
    assert secured.note == ""


def test_each_figure_is_traced_to_the_rows_behind_it() -> None:
    _, secured = layouts(CITY.sources, TERM, pledge(projects=(CENTER,)), H2_2024)
    traces = {trace.place[2:]: trace for trace in secured.trace}
    assert traces["계", "’23"].rows == ("budget:center/시비/2023@2024H2",)
    assert traces["계", "계"].rows == (
        "budget:center/계/계@2024H2",
        "budget:center/시비/2022@2024H2",
        "budget:center/시비/2023@2024H2",
    )
    assert traces["계", "계"].text == "152\n(106)"
    assert ("국비", "’22.7.") not in traces


def test_a_sum_over_projects_is_traced_to_the_projects_cells() -> None:
    other = project("other", cell("시비", "2023", None, 20, 10))
    facts = pledge(projects=(CENTER, other), overall=(Statement(H2_2024, (cell(None, None, None, 9),)),))
    _, secured = layouts(CITY.sources, TERM, facts, H2_2024)
    traces = {trace.place[1:]: trace.rows for trace in secured.trace}
    assert traces["합계", "시비", "’23"] == (
        "budget:center/시비/2023@2024H2",
        "budget:other/시비/2023@2024H2",
    )
    assert traces["합계", "계", "계"][0] == "overall:계/계@2024H2"


def test_a_cell_of_the_whole_pledge_stands_where_no_unit_project_has_one_and_is_traced_to_itself() -> None:
    other = project("other", cell("시비", "2023", 20))
    stated = Statement(H2_2024, (cell("국비", "2024", 7), cell("시비", "2023", 999)))
    planned, _ = layouts(CITY.sources, TERM, pledge(projects=(CENTER, other), overall=(stated,)), H2_2024)
    traces = {trace.place[1:]: trace for trace in planned.trace}
    own = ("overall:국비/2024@2024H2",)
    assert (traces["합계", "국비", "’24"].text, traces["합계", "국비", "’24"].rows) == ("7", own)
    assert traces["합계", "국비", "계"].rows == own
    assert own[0] in traces["합계", "계", "계"].rows
    assert "overall:시비/2023@2024H2" not in {row for trace in traces.values() for row in trace.rows}
    assert all(trace.rows for trace in traces.values())
