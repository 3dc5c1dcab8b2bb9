from __future__ import annotations

from decimal import Decimal

import pytest

from gongyak.checks.money_in_text import budget_amounts
from tests.checks.asking import found, lines

MONEY = [("도서관", {("국비", "2023"): (1200, 1200, 1000), ("시비", "2024"): (2345, 2300, 0)})]


@pytest.mark.parametrize(
    ("text", "thousands"),
    [
        ("사업비 : 150,000천원", 150_000),
        ("총 사업비 1,548억원", 154_800_000),
        ("예산 3억 5천만원", 350_000),
        ("시비 1.5억원 편성", 150_000),
        ("국비 120백만원", 120_000),
        ("5,000만원 확보", 50_000),
        ("예산 12,345,000원 집행", 12_345),
        ("사업비 약 30억원", 3_000_000),
        ("국비 2조 3,000억원", 2_300_000_000),
    ],
)
def test_amounts_are_brought_to_one_unit(text: str, thousands: int) -> None:
    (amount,) = budget_amounts(text)
    assert amount.value == Decimal(thousands)


@pytest.mark.parametrize(
    "text",
    [
        "매출 100억원 기업 유치",
        "융자 30억원 규모 펀드",
        "회원 526명",
        "526개 신약개발기업 회원",
        "1인당 3만원 할인",
    ],
)
def test_amounts_that_are_not_the_pledge_s_money_are_left_alone(text: str) -> None:
    assert list(budget_amounts(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "사업비 : 3,545백만원",  # the total planned
        "국비 12억원 확보",  # a cell
        "시비 2,345,000천원",
        "총 사업비 35억원",  # rounded as it is written
        "예산 45백만원 추가 확보 필요",  # what is not yet secured
        "국비 10억원 집행",
    ],
)
def test_amounts_of_the_tables_are_quiet(text: str) -> None:
    assert found("money-not-in-tables", current=lines(text), money=MONEY) == []


@pytest.mark.parametrize("text", ["사업비 : 3,600백만원", "국비 13억원 확보", "시비 2,300만원 편성"])
def test_other_amounts_are_found_with_the_amount_named(text: str) -> None:
    (finding,) = found("money-not-in-tables", current=lines(text), money=MONEY)
    assert finding.rows[0].startswith("line:")
    assert "원'이 사업비 표의" in finding.message


def test_money_in_text_of_a_pledge_without_tables_is_found() -> None:
    assert len(found("money-not-in-tables", current=lines("국비 10억원 확보"))) == 1
