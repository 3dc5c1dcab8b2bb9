from __future__ import annotations

import unicodedata

import pytest
import yaml

from gongyak.exchange import tree
from gongyak.exchange.tree import Tree, field_name, read_tree

PARSERS = [getattr(yaml, "CBaseLoader", yaml.BaseLoader), yaml.BaseLoader]


@pytest.fixture(params=PARSERS, autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every test with libyaml and with Python's own parser: both are met in the field."""
    monkeypatch.setattr(tree, "_LOADER", request.param)


def read(text: str) -> Tree:
    return read_tree(text.encode(), "a.yaml")


def only_fault(data: bytes) -> tuple[str, int | None, int | None]:
    found = read_tree(data, "a.yaml")
    (fault,) = found.faults
    return type(fault.error).__name__, fault.line, fault.column


@pytest.mark.parametrize("text", ["1-1", "no", "2024.10", "0031", "null", "~", "2024-08-29", "1_000", "0x1F"])
def test_a_scalar_stays_what_people_typed(text: str) -> None:
    assert read(f"a: {text}").data == {"a": text}


def test_an_empty_value_is_none_and_an_empty_text_in_quotes_is_a_text() -> None:
    assert read('a:\nb: ""\nc: {d: , e: 1}').data == {"a": None, "b": "", "c": {"d": None, "e": "1"}}


def test_places_are_those_of_keys_and_of_items_counted_from_one() -> None:
    places = read("a: 1\nb:\n  - x\n  - c: d\n    e: f\n").places
    assert places["a",] == (1, 1)
    assert places["b", 0] == (3, 5)
    assert places["b", 1, "e"] == (5, 5)


def test_a_decomposed_hangul_text_is_composed_in_keys_and_values() -> None:
    word = unicodedata.normalize("NFD", "가람시")
    assert read(f"{word}: {word}").data == {"가람시": "가람시"}


def test_every_line_break_is_a_line_feed() -> None:
    assert read('a: |\r\n  하나\r\n  둘\r\nb: "\\r\\n\\r"').data == {"a": "하나\n둘\n", "b": "\n\n"}


def test_a_byte_order_mark_is_no_text() -> None:
    assert read_tree("\ufeffa: 1".encode(), "a.yaml").data == {"a": "1"}


@pytest.mark.parametrize(
    ("data", "mistake", "line", "column"),
    [
        ("a: 1\nb: 가람".encode("cp949"), "NotUtf8", 2, None),
        ("a: 1\nb: 가\x07".encode(), "ForbiddenCharacter", 2, 5),
        (b"a:\n\t- b", "TabIndent", 2, 1),
        (b"a: &x 1\nb: *x", "AliasUsed", 1, 4),
        (b"a: *x", "AliasUsed", 1, 4),
        (b"a: !!python/object:os.system 1", "AliasUsed", 1, 4),
        (b"a: 1\na: 2", "DuplicateKey", 2, 1),
        (b"a: 1\n---\na: 2", "SecondDocument", 2, 1),
        (b"a: b: c", "NotYaml", 1, 5),
        (b"a: @b", "NotYaml", 1, 4),
        (b"? [a]\n: b", "NotYaml", 1, 3),
        (b"[" * 100_000, "TooDeep", 1, 25),
        (b"a: " + b"{a: " * 100_000, "TooDeep", 1, 96),
    ],
)
def test_what_is_not_taken_is_named_with_its_place(
    data: bytes, mistake: str, line: int, column: int | None
) -> None:
    assert only_fault(data) == (mistake, line, column)


def test_a_file_of_anchors_that_would_grow_without_end_is_refused_at_the_first() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True)
    )
    assert only_fault(bomb.encode())[0] == "AliasUsed"


def test_every_forbidden_character_of_a_file_is_told() -> None:
    faults = read("a: \x01\nb: \x02").faults
    assert [fault.line for fault in faults] == [1, 2]
    assert "U+0002" in faults[1].say("ko")
    assert "U+0002" in faults[1].say("en")


def test_a_syntax_error_says_in_korean_what_to_do() -> None:
    (fault,) = read("a: 사업비 : 150").faults
    assert fault.say("ko").startswith("a.yaml:1:")
    assert "큰따옴표" in fault.say("ko")


def test_a_field_reads_as_people_count() -> None:
    assert field_name(("topics", 2, "details", 0, "when")) == "topics[3].details[1].when"
