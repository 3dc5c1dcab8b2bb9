from __future__ import annotations

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from admin.web.listing import Pager, Sorting, asked


def request(query: str) -> Request:
    return Request({"type": "http", "query_string": query.encode(), "headers": []})


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ("name", False)),
        ("sort=-size", ("size", True)),
        ("sort=size", ("size", False)),
        ("sort=x", ("name", False)),
    ],
)
def test_a_list_is_sorted_by_known_columns_only(query: str, found: tuple[str, bool]) -> None:
    sorting = Sorting.of(request(query), ["name", "size"], {}, "name")
    assert (sorting.key, sorting.is_down) == found


def test_what_is_not_known_comes_last_either_way() -> None:
    items = [3, None, 1]
    assert Sorting("n", is_down=False, others={}).sorted(items, lambda item: item) == [1, 3, None]
    assert Sorting("n", is_down=True, others={}).sorted(items, lambda item: item) == [3, 1, None]


def test_a_link_turns_the_column_it_is_sorted_by_and_keeps_the_rest() -> None:
    sorting = Sorting("name", is_down=False, others={"field": "경제", "words": ""})
    assert sorting.query("name") == "field=%EA%B2%BD%EC%A0%9C&sort=-name"
    assert sorting.query("size") == "field=%EA%B2%BD%EC%A0%9C&sort=size"


def test_what_is_asked_for_is_short_and_trimmed() -> None:
    assert asked(request("words=+a+&more=b"), "words", "field") == {"words": "a", "field": ""}
    assert len(asked(request(f"words={'x' * 1000}"), "words")["words"]) == 200


@given(text=st.text(), total=st.integers(0, 500), size=st.integers(1, 60))
def test_a_page_lies_within_the_list_whatever_is_asked_for(text: str, total: int, size: int) -> None:
    pager = Pager.of(Request({"type": "http", "query_string": b"", "headers": []}), total, size, {})
    assert pager.number == 1
    other = Pager.of(request_of_page(text), total, size, {})
    assert 1 <= other.number <= other.count
    pages = [
        Pager(number, other.count, total, size, {}).shown(range(total))
        for number in range(1, other.count + 1)
    ]
    assert [item for page in pages for item in page] == list(range(total))


def request_of_page(text: str) -> Request:
    return request(urlencode({"page": text}, errors="replace"))
