from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyak.exchange.emitting import Data, emit
from gongyak.exchange.tree import read_tree
from tests.exchange.strategies import NAMES, TEXTS

KEYS = NAMES
SIGNS = st.text("-?:,[]{}#&*!|>'\"%@` \n\t가a1~=<.", max_size=12)
SCALARS = TEXTS | SIGNS | st.integers()
VALUES = st.recursive(
    SCALARS,
    lambda inside: (
        st.lists(inside, min_size=1, max_size=4) | st.dictionaries(KEYS, inside, min_size=1, max_size=4)
    ),
    max_leaves=12,
)


def emitted(value: Data) -> str:
    return emit({"key": value}, {"key": "설명"}, "머리말")


def as_read(value: Any) -> Any:
    """Return what a reader makes of *value*: every figure a text."""
    match value:
        case dict():
            return {key: as_read(inside) for key, inside in value.items()}
        case list():
            return [as_read(inside) for inside in value]
    return str(value)


@given(VALUES)
def test_whatever_is_written_reads_back_as_it_was(value: Any) -> None:
    tree = read_tree(emitted(value).encode(), "a.yaml")
    assert tree.faults == []
    assert tree.data == {"key": as_read(value)}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("1-1", "key: 1-1"),
        ("사업비 : 150,000천원", 'key: "사업비 : 150,000천원"'),
        ("(2024. 8. 29.) 개최", "key: (2024. 8. 29.) 개최"),
        ("- 협약", 'key: "- 협약"'),
        ("첫 줄\n둘째 줄", "key: |-\n  첫 줄\n  둘째 줄"),
        ("", 'key: ""'),
        ("끝에 빈칸 ", 'key: "끝에 빈칸 "'),
        ("\u2028", 'key: "\\u2028"'),
        ("R&D <최종> 🌙 溫", "key: R&D <최종> 🌙 溫"),
    ],
)
def test_a_text_is_as_plain_as_yaml_lets_it_be(value: str, written: str) -> None:
    assert emitted(value).splitlines()[2:] == written.splitlines()


def test_a_row_of_figures_stands_in_one_line() -> None:
    assert "  시비: {계: 150000, 2022: 150000}" in emitted({"시비": {"계": 150000, "2022": 150000}})


def test_a_long_text_is_folded_at_its_spaces_and_to_the_width_of_hangul() -> None:
    text = " ".join(["가나다라마바사아자차"] * 12)
    lines = emitted(text).splitlines()[2:]
    assert lines[0] == "key: >-"
    assert all(len(line) <= 2 + 49 for line in lines[1:])
