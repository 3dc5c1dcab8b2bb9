from __future__ import annotations

from datetime import date, datetime

import pytest

from gongyak.halfyear import HalfYear
from gongyak.lines import Detail, Side, Topic
from gongyak.money import Money
from gongyak.printing import (
    as_result,
    write_appointment,
    write_count,
    write_d_day,
    write_day,
    write_instant,
    write_line,
    write_millions,
    write_when,
)
from gongyak.when import When

HALF = HalfYear(2024, 2)


@pytest.mark.parametrize(
    ("edtf", "written"),
    [
        ("2024-08-29", "2024. 8. 29."),
        ("2024-08-12/2024-08-23", "2024. 8. 12.~8. 23."),
        ("2023-12-31/2024-01-11", "2023. 12. 31.~2024. 1. 11."),
        ("2023-03", "2023. 3."),
        ("2024-07/2024-12", "2024. 7.~12."),
        ("2022-07/2024-06", "2022. 7.~2024. 6."),
        ("2025-33", "2025년 1분기"),
        ("2025-36", "2025년 4분기"),
        ("2025-40", "2025년 상반기"),
        ("2025-40/2025-41", "2025년 상반기~2025년 하반기"),
        ("2025", "2025년"),
        ("2025/2026", "2025년~2026년"),
        ("2024-02-12/2024-40", "2024. 2. 12.~2024년 상반기"),
    ],
)
def test_dates_have_one_official_style(edtf: str, written: str) -> None:
    assert write_when(When.parse(edtf)) == written


def test_days_and_instants_have_the_same_style() -> None:
    assert write_day(date(2024, 12, 31)) == "2024. 12. 31."
    assert write_instant(datetime(2025, 1, 2, 9, 5)) == "2025. 1. 2. 09:05"  # noqa: DTZ001 - printed as given


@pytest.mark.parametrize(
    ("edtf", "written"),
    [
        ("2025-05-20", "2025. 5. 20.(화)"),
        ("2024-08-12/2024-08-23", "2024. 8. 12.(월)~8. 23.(금)"),
        ("2023-12-31/2024-01-11", "2023. 12. 31.(일)~2024. 1. 11.(목)"),
        ("2025-05", "2025. 5."),
        ("2025-40", "2025년 상반기"),
    ],
)
def test_letters_name_the_weekday_of_an_exact_day(edtf: str, written: str) -> None:
    assert write_appointment(When.parse(edtf)) == written


@pytest.mark.parametrize(("left", "written"), [(30, "D-30"), (1, "D-1"), (0, "D-Day"), (-3, "D+3")])
def test_the_days_left_are_counted_to_the_day(left: int, written: str) -> None:
    assert write_d_day(left) == written


def line(text: str, edtf: str | None, side: Side = Side.BEFORE) -> Detail:
    return Detail(id="a", text=text, entered=HALF, when=When.parse(edtf) if edtf else None, side=side)


def test_a_date_in_figures_stands_in_brackets_on_its_side() -> None:
    assert write_line(line("자문", "2024-08-07")) == "(2024. 8. 7.) 자문"
    assert write_line(line("협약 체결", "2023-01-06", Side.AFTER)) == "협약 체결 (2023. 1. 6.)"
    assert write_line(line("착수보고", "2023-03")) == "(2023. 3.) 착수보고"


def test_a_coarse_date_is_part_of_the_sentence() -> None:
    assert write_line(line("개소식 예정", "2025-40")) == "2025년 상반기 개소식 예정"


def test_a_line_without_text_prints_its_date_and_one_without_date_its_text() -> None:
    assert write_line(line("", "2024-08-12/2024-08-23")) == "(2024. 8. 12.~8. 23.)"
    assert write_line(line("사업비 : 150,000천원", None)) == "사업비 : 150,000천원"


def test_a_topic_prints_its_date_behind_its_text() -> None:
    topic = Topic(id="t", text="협의체 구성", entered=HALF, when=When.parse("2024-04-19"))
    assert write_line(topic) == "협의체 구성 (2024. 4. 19.)"


def test_a_plan_done_loses_its_closing_word() -> None:
    assert as_result("개소식 예정") == "개소식"
    assert as_result("예정 부지 매입") == "예정 부지 매입"


def test_amounts_are_millions_with_a_dash_for_zero_and_a_blank_for_the_unknown() -> None:
    amounts = [Money.million(1548), Money(499), Money(0), None, Money(-1500)]
    assert [write_millions(amount) for amount in amounts] == ["1,548", "-", "-", "", "-2"]


def test_counts_have_a_dash_for_none() -> None:
    assert [write_count(n) for n in (0, 41, 1200)] == ["-", "41", "1,200"]
