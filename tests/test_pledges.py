"""Pledges stand in the order of their numbers as people count."""

from __future__ import annotations

from gongyak.pledges import number_order


def test_numbers_are_in_the_order_in_which_people_count() -> None:
    mixed = ["10-1", "1-10", "가-2", "1-2", "2-1", "1-1", "가-10"]
    assert sorted(mixed, key=number_order) == ["1-1", "1-2", "1-10", "2-1", "10-1", "가-2", "가-10"]
