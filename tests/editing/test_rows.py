from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyak.editing.rows import moved, new_id


@pytest.mark.parametrize(
    ("move", "order"),
    [
        ("up b", "b a c"),
        ("down b", "a c b"),
        ("up a", "a b c"),
        ("down c", "a b c"),
        ("up x", "a b c"),
        ("away b", "a b c"),
        ("", "a b c"),
    ],
)
def test_a_button_moves_a_row_by_one(move: str, order: str) -> None:
    assert moved(["a", "b", "c"], move) == order.split()


@given(st.text(), st.integers(0, 4))
def test_a_new_row_has_an_id_of_its_own(text: str, number: int) -> None:
    taken: list[str] = []
    for _ in range(number + 1):
        taken.append(new_id(taken, "1-1", text))
    assert len(set(taken)) == number + 1
    assert all(re.fullmatch("[a-z0-9_]{1,32}", each) for each in taken)
    assert new_id((), "1-2", text) not in taken
