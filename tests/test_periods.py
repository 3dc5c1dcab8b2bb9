from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyak.halfyear import HalfYear
from gongyak.lines import Fate, Line, Outcome, Stand, Topic
from gongyak.periods import GroupKind, lines_of, period_groups
from gongyak.pledges import Pledge, Status, StatusEntry, TopicOrder
from gongyak.printing import write_line, write_when
from gongyak.term import OutsideTerm, Term
from tests.cast import H1_2024, H1_2025, H2_2024, H2_2025, TERM, plan, pledge, result, topic, when


def printed(facts: Pledge, half_year: HalfYear, term: Term = TERM) -> dict[GroupKind, list[str]]:
    return {
        group.kind: [write_line(line) for line in lines_of(group.topics)]
        for group in period_groups(facts, term, half_year)
    }


def test_a_topic_stands_in_every_period_in_which_it_has_something() -> None:
    forum = topic(
        "포럼",
        result("회의", H1_2024, "2024-03-14"),
        result("행사", H2_2024, "2024-07-03"),
        plan("평가", H2_2024),
    )
    assert printed(pledge(forum), H2_2024) == {
        GroupKind.PAST: ["포럼 추진", "(2024. 3. 14.) 회의 개최"],
        GroupKind.CURRENT: ["포럼 추진", "(2024. 7. 3.) 행사 개최"],
        GroupKind.PLAN: ["포럼 추진", "평가 예정"],
    }


def test_the_groups_cover_the_times_of_the_form() -> None:
    groups = period_groups(pledge(), TERM, H2_2024)
    times = [write_when(group.when) if group.when else None for group in groups]
    assert times == ["2022. 7.~2024. 6.", "2024. 7.~12.", None]


def test_a_new_half_year_moves_the_reported_results_into_the_past() -> None:
    facts = pledge(topic("포럼", result("회의", H1_2024), result("행사", H2_2024)))
    assert printed(facts, H1_2025)[GroupKind.PAST] == ["포럼 추진", "회의 개최", "행사 개최"]
    assert printed(facts, H1_2025)[GroupKind.CURRENT] == []


def test_a_past_report_tells_nothing_that_came_later() -> None:
    facts = pledge(topic("포럼", result("회의", H1_2024), result("나중", H2_2024, "2024-02-01")))
    assert printed(facts, H1_2024)[GroupKind.CURRENT] == ["포럼 추진", "회의 개최"]


def test_the_first_report_of_a_term_has_no_past() -> None:
    first = TERM.first_half
    facts = pledge(topic("준비", result("인수", first, "2022-05-01"), entered=first))
    groups = printed(facts, first)
    assert GroupKind.PAST not in groups
    assert groups[GroupKind.CURRENT] == ["준비 추진", "(2022. 5. 1.) 인수 개최"]


def test_a_by_elected_term_begins_with_its_own_month() -> None:
    term = Term("보궐", date(2024, 4, 11), date(2026, 6, 30))
    first = period_groups(pledge(), term, H1_2024)[0]
    second = period_groups(pledge(), term, H2_2024)[0]
    assert [write_when(group.when) for group in (first, second) if group.when] == ["2024. 4.~6."] * 2


def test_the_last_report_of_a_term_ends_with_the_term() -> None:
    term = Term("짧은", date(2022, 7, 1), date(2026, 4, 30))
    current = period_groups(pledge(), term, HalfYear(2026, 1))[1]
    assert current.when == when("2026-01/2026-04")


def test_a_half_year_outside_the_term_has_no_report() -> None:
    with pytest.raises(OutsideTerm):
        period_groups(pledge(), TERM, HalfYear(2026, 2))


@pytest.mark.parametrize("status", [Status.COMPLETED, Status.ABANDONED])
def test_a_finished_pledge_has_no_plan_group(status: Status) -> None:
    facts = pledge(statuses=(StatusEntry(H2_2024, status),))
    assert GroupKind.PLAN not in printed(facts, H2_2024)
    assert GroupKind.PLAN in printed(facts, H1_2024)


def test_a_finished_pledge_with_a_plan_left_still_prints_it() -> None:
    facts = pledge(topic("평가", plan("평가회", H2_2024)), statuses=(StatusEntry(H2_2024, Status.COMPLETED),))
    assert printed(facts, H2_2024)[GroupKind.PLAN] == ["평가 추진", "평가회 예정"]


def opening(*outcomes: Outcome) -> Pledge:
    return pledge(topic("분원", plan("개소식", H2_2024, "2025-40", outcomes=outcomes), entered=H2_2024))


def test_a_plan_done_becomes_a_result_with_its_real_date() -> None:
    facts = opening(Outcome(reported=H1_2025, fate=Fate.DONE, when=when("2025-05-20")))
    assert printed(facts, H2_2024)[GroupKind.PLAN] == ["분원 추진", "2025년 상반기 개소식 예정"]
    assert printed(facts, H1_2025)[GroupKind.CURRENT] == ["분원 추진", "(2025. 5. 20.) 개소식"]
    assert printed(facts, H1_2025)[GroupKind.PLAN] == []


def test_a_plan_done_may_be_told_in_other_words() -> None:
    facts = opening(
        Outcome(reported=H1_2025, fate=Fate.DONE, when=when("2025-05-20"), text="LIH-G 개소식 개최")
    )
    assert printed(facts, H1_2025)[GroupKind.CURRENT][1] == "(2025. 5. 20.) LIH-G 개소식 개최"


def test_a_postponed_plan_is_carried_on_with_its_reason_and_its_new_time() -> None:
    facts = opening(Outcome(reported=H1_2025, fate=Fate.POSTPONED, when=when("2025-41"), reason="공사 지연"))
    line = "2025년 하반기 개소식 예정 (당초 2025년 상반기, 연기 사유: 공사 지연)"
    assert printed(facts, H1_2025)[GroupKind.PLAN] == ["분원 추진", line]
    assert printed(facts, H1_2025)[GroupKind.CURRENT] == []


def test_a_postponed_plan_without_a_reason_or_a_first_date_stays_readable() -> None:
    later = Outcome(reported=H1_2025, fate=Fate.POSTPONED, when=when("2025-41"))
    undated = pledge(topic("분원", plan("개소식", H2_2024, outcomes=(later,))))
    assert printed(undated, H1_2025)[GroupKind.PLAN] == ["분원 추진", "2025년 하반기 개소식 예정"]


def test_a_dropped_plan_is_told_once_with_its_reason() -> None:
    facts = opening(Outcome(reported=H1_2025, fate=Fate.DROPPED, reason="협약 해지"))
    groups = printed(facts, H1_2025)
    assert groups[GroupKind.CURRENT] == ["분원 추진", "2025년 상반기 개소식 예정 → 취소(사유: 협약 해지)"]
    assert groups[GroupKind.PLAN] == []


def test_an_overdue_plan_without_an_outcome_does_not_vanish() -> None:
    assert printed(opening(), H2_2025)[GroupKind.PLAN] == ["분원 추진", "2025년 상반기 개소식 예정"]


def test_results_follow_the_order_stated_for_their_half_year() -> None:
    topics = [topic(key, entered=H2_2024) for key in ("a", "b", "c")]
    facts = replace(pledge(*topics), orders=(TopicOrder(H2_2024, ("c", "a")),))
    assert printed(facts, H2_2024)[GroupKind.CURRENT] == ["c 추진", "a 추진", "b 추진"]
    assert printed(facts, H1_2025)[GroupKind.PAST] == ["a 추진", "b 추진", "c 추진"]


half_years = st.sampled_from([H1_2024, H2_2024, H1_2025])
dates = st.none() | st.sampled_from(
    ["2022-08-01", "2024-03", "2024-40", "2024-12-31/2025-01-02", "2025", "2027"]
)


@st.composite
def topics(draw: st.DrawFn) -> tuple[Topic, ...]:
    count = draw(st.integers(0, 4))
    made = []
    for t in range(count):
        kinds = draw(st.lists(st.tuples(st.booleans(), half_years, dates), max_size=4))
        details = [(plan if planned else result)(f"d{t}{d}", h, e) for d, (planned, h, e) in enumerate(kinds)]
        made.append(topic(f"t{t}", *details, entered=draw(half_years)))
    return tuple(made)


@given(topics(), half_years)
def test_every_fact_known_by_a_report_stands_in_exactly_one_group(
    facts: tuple[Topic, ...], half: HalfYear
) -> None:
    groups = period_groups(pledge(*facts), TERM, half)
    shown = [line.id for group in groups for line in _facts(group.topics)]
    known = [line.id for line in _facts(facts) if line.entered <= half]
    assert sorted(shown) == sorted(known)
    plans = [line.id for line in _facts(facts) if line.entered <= half and line.stand is Stand.PLAN]
    assert sorted(line.id for line in _facts(groups[-1].topics)) == sorted(plans)


def _facts(topics: tuple[Topic, ...]) -> list[Line]:
    lines = [line for each in topics for line in each.details]
    return lines + [each for each in topics if each.is_fact and not each.details]
