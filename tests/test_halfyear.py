from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyak.halfyear import HalfYear, NotAHalfYear

half_years = st.builds(HalfYear, st.integers(1001, 9997), st.sampled_from([1, 2]))


@pytest.mark.parametrize(
    "text", ["2024H2", "2024h2", "2024-H2", "2024년 하반기", " 2024년하반기 ", "2024 하반기"]
)
def test_every_spelling_of_a_half_year_is_read(text: str) -> None:
    assert HalfYear.parse(text) == HalfYear(2024, 2)


@pytest.mark.parametrize(
    "text", ["", "2024", "2024H3", "2024H", "24H2", "2024년", "2024H2x", "H2 2024", "0000H1"]
)
def test_a_text_that_is_no_half_year_is_named_with_its_remedy(text: str) -> None:
    with pytest.raises(NotAHalfYear, match="2024년 하반기"):
        HalfYear.parse(text)


@pytest.mark.parametrize(("year", "half"), [(2024, 0), (2024, 3), (999, 1), (9999, 2)])
def test_a_half_year_outside_the_calendar_is_refused(year: int, half: int) -> None:
    with pytest.raises(NotAHalfYear):
        HalfYear(year, half)


@given(half_years)
def test_both_written_forms_are_read_back(half_year: HalfYear) -> None:
    assert HalfYear.parse(str(half_year)) == half_year
    assert HalfYear.parse(half_year.name) == half_year


@given(half_years)
def test_neighbours_touch_without_gap(half_year: HalfYear) -> None:
    assert half_year.next.previous == half_year
    assert half_year.next > half_year
    assert half_year.last_day + timedelta(days=1) == half_year.next.first_day


@given(st.dates(date(1001, 1, 1), date(9997, 12, 31)))
def test_every_day_lies_in_exactly_one_half_year(day: date) -> None:
    half_year = HalfYear.containing(day)
    assert day in half_year
    assert day not in half_year.next
    assert day not in half_year.previous


def test_a_half_year_is_within_bounds_whose_end_is_exclusive() -> None:
    first, end = HalfYear(2024, 1), HalfYear(2025, 1)
    assert [h.is_within(first, end) for h in (first.previous, first, first.next, end)] == [
        False,
        True,
        True,
        False,
    ]
    assert HalfYear(2090, 1).is_within(first, None)
