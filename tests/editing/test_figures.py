from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyak.editing.figures import (
    NotACount,
    NotAnAmount,
    NotInThousands,
    read_amount,
    read_count,
    write_amount,
)
from gongyak.money import Money


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("", None),
        ("  \u00a0", None),
        ("-", 0),
        (" -   ", 0),
        ("0", 0),
        ("1500", 1500),
        ("1,500", 1500),
        (" 1,500 ", 1500),
        ("1,234,567", 1234567),
        ("-1,500", -1500),
        ("△1,500", -1500),
        ("▲ 1,500", -1500),
        ("−1,500", -1500),
        ("(1,500)", -1500),
        ("１，５００", 1500),
        ("1,500천원", 1500),
        ("150백만원", 150_000),
        ("1.5억원", 150_000),
        ("2억", 200_000),
        ("30 만원", 300),
        ("150,000원", 150),
        ("1,234.0", 1234),
        ("1.5백만원", 1500),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, amount: int | None) -> None:
    assert read_amount(text) == amount


def test_brackets_around_what_was_spent_are_those_of_the_form() -> None:
    assert read_amount("(40)", is_executed=True) == 40
    assert read_amount("(△40)", is_executed=True) == -40
    assert read_amount("(40)") == -40


@pytest.mark.parametrize(
    "text",
    ["천원", "1,50", "1,5000", "12 000", "abc", "1,500달러", "(1,500", "1,500)", "(-5)", "--5", "1e5", "½"],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(NotAnAmount):
        read_amount(text)


@pytest.mark.parametrize(
    "text",
    ["③", "9" * 16, "9" * 5000, "10,000,000,000억", "100%", "국비", "='x'!A1", "#REF!", "45\n(40)"],
)
def test_what_is_no_amount_is_refused_not_guessed(text: str) -> None:
    with pytest.raises(NotAnAmount) as told:
        read_amount(text)
    assert len(str(told.value.values["text"])) < 40


@pytest.mark.parametrize("text", ["1,500.5", "1,500,001원", "0.000001억원"])
def test_what_the_books_cannot_hold_is_not_rounded(text: str) -> None:
    with pytest.raises(NotInThousands):
        read_amount(text)


@given(st.none() | st.integers(-(10**14), 10**14).map(Money))
def test_what_is_written_is_read_again(amount: Money | None) -> None:
    assert read_amount(write_amount(amount)) == amount
    assert read_amount(write_amount(amount), is_executed=True) == amount


@given(st.text(max_size=20))
def test_any_text_is_an_amount_or_a_mistake(text: str) -> None:
    try:
        amount = read_amount(text)
    except (NotAnAmount, NotInThousands):
        return
    assert amount is None or abs(amount) < 10**15


@pytest.mark.parametrize(
    ("text", "number"), [("", None), ("-", 0), ("3", 3), ("1,200", 1200), ("3회", 3), ("12 건", 12)]
)
def test_counts_are_read_as_people_write_them(text: str, number: int | None) -> None:
    assert read_count(text) == number


@pytest.mark.parametrize("text", ["-3", "3.5", "약 3회", "1234567890", "1,20"])
def test_what_is_no_count_is_refused(text: str) -> None:
    with pytest.raises(NotACount):
        read_count(text)
