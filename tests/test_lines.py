from __future__ import annotations

from gongyak.lines import Fate, Outcome
from tests.cast import H1_2024, H1_2025, H2_2024, H2_2025, plan, result, topic, when


def test_an_undated_result_stands_where_it_was_entered() -> None:
    assert result("회의", H2_2024).result_half == H2_2024


def test_a_dated_result_stands_where_its_time_lies() -> None:
    assert result("회의", H2_2024, "2023-08-10").result_half == H1_2024.previous


def test_a_range_across_two_half_years_stands_where_it_was_entered_if_it_touches_it() -> None:
    across = "2023-12-31/2024-01-11"
    assert result("출장", H1_2024, across).result_half == H1_2024
    assert result("출장", H1_2024.previous, across).result_half == H1_2024.previous


def test_a_range_that_misses_its_report_stands_where_it_ends() -> None:
    assert result("출장", H2_2024, "2023-12-31/2024-01-11").result_half == H1_2024


def test_the_newest_outcome_that_a_report_could_know_counts() -> None:
    later = Outcome(reported=H1_2025, fate=Fate.POSTPONED, when=when("2025-41"))
    done = Outcome(reported=H2_2025, fate=Fate.DONE, when=when("2025-09-01"))
    line = plan("개소식", H2_2024, outcomes=(later, done))
    assert [line.outcome_by(half) for half in (H2_2024, H1_2025, H2_2025)] == [None, later, done]
    assert later.is_open
    assert not done.is_open


def test_a_topic_is_a_fact_of_its_own_with_a_date_or_without_details() -> None:
    assert topic("조례").is_fact
    assert topic("조례", result("공포", H1_2024), when=when("2024-01-01")).is_fact
    assert not topic("조례", result("공포", H1_2024)).is_fact
