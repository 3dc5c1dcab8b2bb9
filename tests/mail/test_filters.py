from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyak.mail.filters import FILTERS, mark, month_day


def test_entries_are_marked_as_public_documents_mark_them() -> None:
    assert [mark(number) for number in (1, 2, 13, 14, 15, 16, 28, 29)] == list("가나파하거너허고")


@given(st.integers(1, 10_000), st.integers(1, 10_000))
def test_no_two_entries_have_the_same_mark(one: int, other: int) -> None:
    assert (mark(one) == mark(other)) == (one == other)


@pytest.mark.parametrize(
    ("day", "short"),
    [
        ("2026. 7. 9.(목)", "7. 9.(목)"),
        ("2026. 7. 9.(목)~7. 11.(토)", "7. 9.(목)~7. 11.(토)"),
        ("2026. 12. 31.(목)~2027. 1. 2.(토)", "12. 31.(목)~2027. 1. 2.(토)"),
        ("2026년 하반기", "2026년 하반기"),
        ("2026년", "2026년"),
        ("", ""),
    ],
)
def test_a_day_without_its_year_is_still_a_day(day: str, short: str) -> None:
    assert month_day(day) == short


def test_a_filter_takes_its_own_arguments_only() -> None:
    josa, joined, plain = FILTERS["josa"], FILTERS["join"], FILTERS["mark"]
    assert josa.accepts(["이/가"])
    assert not josa.accepts(["가/이"])
    assert not josa.accepts([])
    assert joined.accepts([" · "])
    assert not joined.accepts([None])
    assert plain.accepts([])
    assert not plain.accepts(["x"])
