from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyak.halfyear import HalfYear
from gongyak.when import EndsBeforeItBegins, NotAnEdtfDate, Precision, When

days = st.dates(date(1000, 1, 1), date(9998, 12, 31))
precisions = st.sampled_from(Precision)
singles = st.builds(When.unit, days, precisions)


@st.composite
def ranges(draw: st.DrawFn) -> When:
    first, last = sorted([draw(days), draw(days)])
    return When(first, last, draw(precisions), draw(precisions))


whens = singles | ranges()


@given(whens)
def test_the_stored_form_is_read_back(when: When) -> None:
    assert When.parse(when.edtf) == when


@given(whens)
def test_a_date_holds_both_ends_of_its_interval(when: When) -> None:
    assert when.first <= when.last
    assert when.begins.first_day(when.first) == when.first
    assert when.ends.last_day(when.last) == when.last


@given(days, precisions)
def test_a_unit_holds_its_day_and_is_single(day: date, precision: Precision) -> None:
    unit = When.unit(day, precision)
    assert unit.first <= day <= unit.last
    assert unit.is_single
    assert unit.precision is precision


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2025-05-20", date(2025, 5, 20), date(2025, 5, 20)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-34", date(2025, 4, 1), date(2025, 6, 30)),
        ("2025-40", date(2025, 1, 1), date(2025, 6, 30)),
        ("2025-41", date(2025, 7, 1), date(2025, 12, 31)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2024-08-12/2024-08-23", date(2024, 8, 12), date(2024, 8, 23)),
        ("2022-07/2024-06", date(2022, 7, 1), date(2024, 6, 30)),
    ],
)
def test_each_precision_spans_its_calendar_unit(edtf: str, first: date, last: date) -> None:
    when = When.parse(edtf)
    assert (when.first, when.last) == (first, last)
    assert str(when) == edtf


@pytest.mark.parametrize(
    "text", ["", "2024-13", "2024-02-30", "2024-32", "2024-37", "2024-42", "24-01-01", "x", "/"]
)
def test_a_text_that_is_no_stored_date_is_refused(text: str) -> None:
    with pytest.raises(NotAnEdtfDate):
        When.parse(text)


def test_a_range_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(EndsBeforeItBegins, match="2024-01-01"):
        When.parse("2024-02-01/2024-01-01")


def test_a_range_of_one_unit_equals_the_unit() -> None:
    assert When.parse("2024-08/2024-08").edtf == "2024-08"


def test_a_half_year_is_a_date_of_its_own_precision() -> None:
    assert When.half(HalfYear(2025, 1)).edtf == "2025-40"


def test_what_was_written_is_kept_beside_the_date() -> None:
    when = When.parse("2025-40").as_written("2025년 상반기 중")
    assert (when.written, when.edtf) == ("2025년 상반기 중", "2025-40")


@given(whens, days, days)
def test_touching_means_sharing_a_day(when: When, one: date, other: date) -> None:
    first, last = sorted([one, other])
    shares = max(when.first, first) <= min(when.last, last)
    assert when.touches(first, last) is shares
