from __future__ import annotations

from gongyak.halfyear import HalfYear
from jobs.check import check_reports
from jobs.desk import Desk
from jobs.draft import draft_reports
from jobs.pledge_page import read_pledge_page
from tests.cast import H1_2024, H2_2024
from tests.jobs.world import small_pledge, stock


def test_the_findings_are_those_of_the_check_with_the_worst_first(desk: Desk) -> None:
    stock(desk.database, [small_pledge("1-1"), small_pledge("1-2")])
    draft_reports(desk, H2_2024)
    page = read_pledge_page(desk, "1-1")
    (report,) = check_reports(desk, H2_2024, ["1-1"]).reports
    assert page
    assert page.findings
    assert sorted(page.findings, key=repr) == sorted(report.findings, key=repr)
    assert sum(page.count(severity) for severity in {each.severity for each in page.findings}) == len(
        page.findings
    )
    assert page.draft
    assert page.draft.number == report.draft


def test_without_a_half_year_it_is_the_one_reported_on(desk: Desk) -> None:
    stock(desk.database, [small_pledge("1-1")])
    page = read_pledge_page(desk, "1-1")
    assert page
    assert page.half_year == H2_2024
    assert page.half_years[:3] == (HalfYear.parse("2025H1"), H2_2024, H1_2024)
    assert page.half_years[-1] == HalfYear.parse("2022H2")


def test_there_is_no_page_of_what_is_not_there(desk: Desk) -> None:
    stock(desk.database, [small_pledge("1-1")])
    assert read_pledge_page(desk, "9-9") is None
    assert read_pledge_page(desk, "1-1", HalfYear.parse("2031H1")) is None
