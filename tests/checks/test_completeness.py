from __future__ import annotations

from gongyak.checks import check_report
from gongyak.halfyear import HalfYear
from gongyak.lines import Fate, Outcome, Stand
from gongyak.pledges import Pledge
from tests.cast import CITY, H1_2025, H2_2024, H2_2025, cell, plan, pledge, project, result, topic, when


def rules(facts: Pledge, half_year: HalfYear) -> list[tuple[str, tuple[str, ...]]]:
    return [(finding.rule, finding.rows) for finding in check_report(CITY, facts, half_year)]


def opening(*outcomes: Outcome, edtf: str | None = "2025-40") -> Pledge:
    return pledge(topic("분원", plan("개소식", H2_2024, edtf, outcomes=outcomes)))


def test_a_plan_whose_time_has_passed_without_an_outcome_is_found() -> None:
    assert rules(opening(), H2_2024) == []
    assert rules(opening(), H1_2025) == [("plan-without-outcome", ("line:개소식",))]


def test_an_undated_plan_is_due_in_the_half_year_after_its_report() -> None:
    assert rules(opening(edtf=None), H2_2024) == []
    assert len(rules(opening(edtf=None), H1_2025)) == 1


def test_a_plan_done_or_dropped_is_quiet() -> None:
    for fate in (Fate.DONE, Fate.DROPPED):
        assert rules(opening(Outcome(reported=H1_2025, fate=fate)), H2_2025) == []


def test_a_postponed_plan_is_quiet_until_its_new_time_has_passed() -> None:
    facts = opening(Outcome(reported=H1_2025, fate=Fate.POSTPONED, when=when("2025-41")))
    assert rules(facts, H1_2025) == []
    assert rules(facts, H2_2025) == [("plan-without-outcome", ("line:개소식", "outcome:개소식@2025H1"))]


def test_results_and_headings_are_never_open_plans() -> None:
    heading = topic("분원", result("방침", H2_2024), entered=H2_2024, stand=Stand.PLAN)
    assert rules(pledge(heading), H2_2025) == []


def test_a_plan_of_a_later_report_is_not_yet_known() -> None:
    assert rules(pledge(topic("분원", plan("개소식", H1_2025, "2024-08-01"))), H2_2024) == []


def test_a_unit_project_without_money_for_the_half_year_is_found() -> None:
    facts = pledge(projects=(project("center", cell("시비", "2024", 5), as_of=H2_2024),))
    assert rules(facts, H2_2024) == []
    assert rules(facts, H1_2025) == [("money-not-entered", ("project:center",))]
