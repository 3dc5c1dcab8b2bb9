from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongyak.money import Money

amounts = st.integers(-(10**12), 10**12).map(Money)


@given(amounts, amounts)
def test_sums_and_differences_stay_money(one: Money, other: Money) -> None:
    assert isinstance(one + other, Money)
    assert (one + other) - other == one


@given(amounts)
def test_millions_are_rounded_by_at_most_half_a_million(amount: Money) -> None:
    assert abs(amount.millions * 1000 - amount) <= 500
    assert Money(-amount).millions == -amount.millions


def test_half_a_million_is_rounded_away_from_zero() -> None:
    assert [Money(n).millions for n in (499, 500, 1499, 1500, -500)] == [0, 1, 1, 2, -1]


def test_a_total_of_nothing_known_is_not_known() -> None:
    assert Money.total([None, None]) is None
    assert Money.total([None, Money(0)]) == Money(0)
    assert Money.total([Money(1), None, Money.million(2)]) == Money(2001)


def test_a_shown_amount_names_its_unit() -> None:
    assert repr(Money(150000)) == "Money(150,000천원)"
