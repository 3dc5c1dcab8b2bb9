"""Positions keep as many rows in their place as can be."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyak.store.order import GAP, positions

STORED = st.lists(st.none() | st.integers(-5, 30), max_size=8)


def is_rising(numbers: list[int]) -> bool:
    return all(low < high for low, high in pairwise(numbers))


@given(STORED)
def test_positions_rise(stored: list[int | None]) -> None:
    found = positions(stored)
    assert len(found) == len(stored)
    assert is_rising(found)


@given(STORED.map(lambda stored: [None if each is None else each * 1000 for each in stored]))
def test_no_more_rows_move_than_must(stored: list[int | None]) -> None:
    kept = sum(old == new for old, new in zip(stored, positions(stored), strict=True))
    known = [each for each in stored if each is not None]
    longest = next(
        size
        for size in range(len(known), -1, -1)
        if any(is_rising(list(part)) for part in combinations(known, size))
    )
    assert kept == longest


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ([], []),
        ([None, None], [GAP, 2 * GAP]),
        ([10, None, 20], [10, 15, 20]),
        ([None, 10], [10 - GAP, 10]),
        ([10, None], [10, 10 + GAP]),
        ([10, None, 11], [GAP, 2 * GAP, 3 * GAP]),
        ([30, 10, 20], [10 - GAP, 10, 20]),
    ],
)
def test_a_row_goes_between_its_neighbours(stored: list[int | None], expected: list[int]) -> None:
    assert positions(stored) == expected
