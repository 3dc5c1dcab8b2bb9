from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from jobs.backoff import next_try
from tests.jobs.world import NOON

MARKS = st.text(min_size=1)


@given(st.integers(1, 10_000), MARKS)
def test_it_waits_a_minute_doubled_each_time_at_most_four_hours_and_up_to_a_quarter_more(
    attempts: int, mark: str
) -> None:
    wait = next_try(NOON, attempts, mark) - NOON
    plain = min(timedelta(minutes=1) * 2 ** min(attempts - 1, 20), timedelta(hours=4))
    assert plain <= wait <= plain * 1.25


@given(st.integers(1, 30), MARKS)
def test_the_same_letter_always_gets_the_same_answer(attempts: int, mark: str) -> None:
    assert next_try(NOON, attempts, mark) == next_try(NOON, attempts, mark)


def test_letters_deferred_together_do_not_come_back_together() -> None:
    dues = {next_try(NOON, 1, f"<{number}@example.kr>") for number in range(100)}
    assert len(dues) > 50


def test_eight_attempts_take_more_than_two_hours() -> None:
    """As many as the settings ship: greylisting and a restarted server are over by then."""
    at = NOON
    for attempts in range(1, 8):
        at = next_try(at, attempts, "<a@example.kr>")
    assert timedelta(hours=2) <= at - NOON <= timedelta(hours=3)
