"""The earlier reports: as drafted where they were, as the facts have them otherwise."""

from __future__ import annotations

from gongyak.halfyear import HalfYear
from jobs.desk import Desk
from jobs.draft import draft_reports
from jobs.due import read_due
from jobs.earlier import Earlier, newest_reports, reports_before
from tests.cast import H1_2024, H1_2025, H2_2024, TERM
from tests.jobs.world import small_pledge, stock


def before(desk: Desk, half_year: HalfYear) -> dict[str, Earlier]:
    with desk.database.read() as session:
        due = read_due(session, half_year)
        return reports_before(session, due.city, half_year, due.pledges)


def test_one_report_was_drafted_and_the_other_is_that_of_the_facts(desk: Desk) -> None:
    stock(desk.database, [small_pledge("1-1"), small_pledge("1-2")])
    draft_reports(desk, H2_2024, ["1-1"])
    draft_reports(desk, H2_2024, ["1-1"], force=True)
    found = before(desk, H1_2025)
    assert {number: each.name for number, each in found.items()} == {"1-1": "2024H2_1-1_v2", "1-2": "2024H2"}
    assert all('"2024년 하반기"' in each.view for each in found.values())


def test_only_what_was_drafted_is_a_newest_report(desk: Desk) -> None:
    stock(desk.database, [small_pledge("1-1"), small_pledge("1-2")])
    draft_reports(desk, H2_2024, ["1-2"])
    with desk.database.read() as session:
        pledges = read_due(session, H2_2024).pledges
        assert list(newest_reports(session, H2_2024, pledges)) == ["1-2"]
        assert newest_reports(session, H1_2024, pledges) == {}


def test_before_the_first_report_of_a_term_there_is_none(desk: Desk) -> None:
    stock(desk.database, [small_pledge("1-1")])
    assert before(desk, TERM.first_half) == {}
