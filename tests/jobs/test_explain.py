from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from gongyak.store.errors import NoSuchDraft
from jobs.desk import Desk
from jobs.draft import draft_reports
from jobs.explain import explain_cell, explain_line
from tests.cast import H2_2024, cell, project
from tests.jobs.world import NOON, small_pledge, stock

NUMBER = "2024H2_1-1_v1"


@pytest.fixture
def drafted(desk: Desk) -> Desk:
    stock(desk.database, [small_pledge("1-1")])
    draft_reports(desk, H2_2024)
    return desk


def test_a_figure_is_explained_by_its_rows_as_they_are_and_who_entered_them(drafted: Desk) -> None:
    told = explain_cell(drafted, NUMBER, "확보/시비/23")
    (row,) = told.rows
    assert told.printed.text == "45\n(40)"
    assert row.reference == "budget:project_1_1/시비/2023@2024H2"
    assert row.value == "계획 100,000천원, 확보 45,000천원, 집행 40,000천원"
    assert (row.who, row.change, row.is_newer) == ("tester", "입력", False)
    assert row.at is not None
    assert f"{row.at:%H:%M}" == "12:00"


def test_a_later_change_is_told_beside_what_the_draft_printed(drafted: Desk) -> None:
    grown = project("project_1_1", cell("시비", "2023", 100, 45, 45))
    stock(drafted.database, [replace(small_pledge("1-1"), projects=(grown,))], at=NOON + timedelta(days=3))
    told = explain_cell(drafted, NUMBER, "확보/시비/23")
    (row,) = told.rows
    assert told.printed.text == "45\n(40)"
    assert row.value == "계획 100,000천원, 확보 45,000천원, 집행 45,000천원"
    assert row.change == "executed: 40000 → 45000"
    assert row.is_newer


def test_a_row_that_is_gone_is_said_to_be_gone(drafted: Desk) -> None:
    stock(drafted.database, [replace(small_pledge("1-1"), topics=())], at=NOON + timedelta(days=3))
    (row,) = explain_line(drafted, NUMBER, "2024. 10. 16.").rows
    assert (row.reference, row.value, row.change) == ("line:held_1_1", None, "삭제")


def test_a_line_is_explained_by_its_id(drafted: Desk) -> None:
    told = explain_line(drafted, NUMBER, "held_1_1")
    assert told.printed.text == "(2024. 10. 16.) held_1_1 개최"
    assert told.rows[0].value == "(2024. 10. 16.) held_1_1 개최 [실적, 2024H2]"


def test_an_unknown_draft_is_told(drafted: Desk) -> None:
    with pytest.raises(NoSuchDraft):
        explain_cell(drafted, "2024H2_1-1_v9", "확보/시비/23")
