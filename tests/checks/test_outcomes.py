from __future__ import annotations

from gongyak.checks import check_report
from gongyak.halfyear import HalfYear
from gongyak.lines import Detail, Fate, Outcome, Stand
from gongyak.pledges import Pledge
from tests.cast import CITY, H1_2025, H2_2024, H2_2025, plan, pledge, result, topic, when


def rules(
    facts: Pledge, half_year: HalfYear, rule: str = "plan-without-outcome"
) -> list[tuple[str, tuple[str, ...]]]:
    found = check_report(CITY, facts, half_year)
    return [(finding.rule, finding.rows) for finding in found if finding.rule == rule]


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


def test_a_postponement_needs_a_new_time_and_a_reason() -> None:
    bare = opening(Outcome(reported=H1_2025, fate=Fate.POSTPONED))
    whole = opening(Outcome(reported=H1_2025, fate=Fate.POSTPONED, when=when("2025-41"), reason="공사 지연"))
    for rule in ("postponed-without-time", "outcome-without-reason"):
        assert len(rules(bare, H1_2025, rule)) == 1
        assert rules(whole, H1_2025, rule) == []


def test_a_reason_is_asked_for_in_the_report_that_tells_the_outcome_only() -> None:
    dropped = opening(Outcome(reported=H1_2025, fate=Fate.DROPPED))
    assert len(rules(dropped, H1_2025, "outcome-without-reason")) == 1
    assert rules(dropped, H2_2025, "outcome-without-reason") == []
    assert rules(opening(Outcome(reported=H1_2025, fate=Fate.DONE)), H1_2025, "outcome-without-reason") == []


def test_a_result_that_ends_in_planned_is_found() -> None:
    facts = pledge(topic("분원", Detail(id="a", text="착수보고회 개최 예정", entered=H2_2024)))
    assert rules(facts, H2_2024, "result-says-planned") == [("result-says-planned", ("line:a",))]
    assert rules(opening(), H2_2024, "result-says-planned") == []


def test_a_plan_copied_from_an_earlier_report_is_noted() -> None:
    old = Detail(id="old", text="한국분원 개소식 예정", entered=H2_2024, stand=Stand.PLAN)
    new = Detail(id="new", text="한국분원  개소식 예정", entered=H1_2025, stand=Stand.PLAN)
    facts = pledge(topic("분원", old, new))
    assert rules(facts, H1_2025, "plan-copied") == [("plan-copied", ("line:new", "line:old"))]
    assert rules(facts, H2_2024, "plan-copied") == []
