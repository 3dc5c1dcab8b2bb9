from __future__ import annotations

from gongyak.compose import compose_report
from gongyak.halfyear import HalfYear
from gongyak.lines import Fate, Outcome
from gongyak.pledges import Pledge, Remark, RemarkKind, Status, StatusEntry
from gongyak.reports import ReportView
from jobs.annotating import text_at
from jobs.marking import CHANGED, NEW, UNNAMED, marks_since
from tests.cast import CITY, H1_2024, H1_2025, H2_2024, cell, plan, pledge, project, result, topic, when


def report(facts: Pledge, half_year: HalfYear) -> ReportView:
    return compose_report(CITY, facts, half_year)


def marked(facts: Pledge, half_year: HalfYear = H2_2024) -> dict[str, str]:
    """Return the marks of the report by the texts they stand on."""
    view = report(facts, half_year)
    return {
        text_at(view, path): mark
        for path, mark in marks_since(view, report(facts, half_year.previous)).items()
    }


def test_a_line_told_for_the_first_time_is_new() -> None:
    facts = pledge(topic("포럼", result("1차", H1_2024, "2024-03-14"), result("2차", H2_2024, "2024-10-16")))
    assert marked(facts) == {"(2024. 10. 16.) 2차 개최": NEW}


def test_a_plan_that_became_a_result_has_changed() -> None:
    done = Outcome(reported=H1_2025, fate=Fate.DONE, when=when("2025-05-20"))
    facts = pledge(topic("분원", plan("개소식", H2_2024, "2025-40", outcomes=(done,))))
    assert marked(facts, H1_2025) == {"(2025. 5. 20.) 개소식": CHANGED}


def test_a_line_that_only_stands_in_another_period_is_not_marked() -> None:
    facts = pledge(topic("포럼", result("1차", H1_2024, "2024-03-14")))
    view = report(facts, H2_2024)
    assert view.periods[0].topics[0].details[0].text == "(2024. 3. 14.) 1차 개최"
    assert marked(facts) == {}


def test_new_problems_amounts_and_a_new_state_are_marked() -> None:
    facts = pledge(
        remarks=(Remark("p", RemarkKind.PROBLEM, "국도비 확보 필요", H2_2024),),
        statuses=(StatusEntry(H1_2024, Status.ON_TRACK), StatusEntry(H2_2024, Status.COMPLETED)),
        projects=(project("p", cell("시비", "2024", 150), as_of=H2_2024),),
    )
    marks = marked(facts)
    assert marks["국도비 확보 필요"] == NEW
    assert marks["150"] == UNNAMED
    assert marks[Status.COMPLETED] == UNNAMED


def test_a_report_marks_nothing_against_itself() -> None:
    facts = pledge(
        topic("포럼", result("1차", H1_2024, "2024-03-14")), projects=(project("p", cell("시비", "2024", 5)),)
    )
    view = report(facts, H2_2024)
    assert marks_since(view, view) == {}
