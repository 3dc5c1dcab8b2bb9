from __future__ import annotations

from collections import UserDict, UserList
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

import pytest
from markupsafe import Markup

from gongyak.documents import Picture
from gongyak.documents.errors import UnprintableValueError
from gongyak.documents.plain import plain_data


@dataclass(frozen=True, slots=True)
class Frozen:
    name: str
    inner: tuple[object, ...] = ()


@dataclass
class Living:
    name: str = "가"


class Kind(StrEnum):
    PLAN = "계획"


class Number(IntEnum):
    ONE = 1


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (Frozen("가", (Frozen("나"),)), {"name": "가", "inner": [{"name": "나", "inner": ()}]}),
        (UserDict({"a": UserList([1])}), {"a": [1]}),
        ({"a": (1, Kind.PLAN)}, {"a": [1, "계획"]}),
        (Kind.PLAN, "계획"),
        (Number.ONE, 1),
        (Markup("<b>"), "<b>"),
        ({1: "가"}, {1: "가"}),
        (None, None),
    ],
)
def test_views_become_plain_data(value: object, plain: object) -> None:
    found = plain_data(value, "x")
    assert found == plain
    assert type(found) is type(plain)


def test_plain_data_are_not_copied_and_never_changed() -> None:
    view = {"a": [{"b": 1}, {"b": Kind.PLAN}], "c": [1, 2]}
    assert plain_data(view["c"], "x") is view["c"]
    found = plain_data(view, "x")
    assert type(found["a"][1]["b"]) is str  # type: ignore[index]
    assert type(view["a"][1]["b"]) is Kind  # type: ignore[index]


def test_values_that_print_themselves_pass() -> None:
    picture = Picture(b"")
    assert plain_data([picture], "x") == [picture]


@pytest.mark.parametrize(
    ("value", "path", "kind"),
    [
        ({"a": [{"b": Living()}]}, "x.a[].b", "Living"),
        (date(2025, 1, 2), "x", "date"),
        ([{1, 2}], "x[]", "set"),
        (b"bytes", "x", "bytes"),
        ({"a": {(1,): 2}}, "x.a", "tuple"),
        (Frozen, "x", "type"),
    ],
)
def test_anything_else_is_refused_with_its_path(value: object, path: str, kind: str) -> None:
    with pytest.raises(UnprintableValueError) as caught:
        plain_data(value, "x")
    assert caught.value.values == {"path": path, "kind": kind}


def test_data_that_hold_themselves_are_refused() -> None:
    loop: list[object] = []
    loop.append(loop)
    with pytest.raises(UnprintableValueError):
        plain_data(loop, "x")
