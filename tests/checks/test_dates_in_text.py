from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyak.checks.dates_in_text import impossible_dates, wrong_weekdays
from gongyak.printing import write_day
from tests.checks.asking import found, lines


@pytest.mark.parametrize(
    "text",
    [
        "2024. 2. 30. 개최", "2023.13.1. 개최", "13월 개관", "2월 30일 개관", "2024년 6월 31일", "5분기 착공",
        "2024. 8. 12.~8. 3. 운영", "’24. 13. 1. 기준", "2024. 11. 31",
    ],
)  # fmt: skip
def test_a_date_that_cannot_be_is_an_error(text: str) -> None:
    assert len(found("impossible-date", current=lines(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "2024. 2. 29. 개최", "2023.8.10. 개최", "18개월 운영", "36월령 이하 영아", "4/4분기 착공",
        "2024.7.~12. 운영",
        "2023.12.31.~2024.1.11. 방문", "2024. 3D 프린팅 교육", "2024. 5. 20개소 설치",
        "2.5배 확대", "4.19혁명 기념",
        "12월 31일까지", "88월드타워 견학", "1.2.3 구역", "2024. 8. 12.~23. 운영",
    ],
)  # fmt: skip
def test_what_is_a_date_or_none_is_quiet(text: str) -> None:
    assert found("impossible-date", current=lines(text)) == []


def test_a_wrong_weekday_is_an_error_and_the_right_one_is_named() -> None:
    (finding,) = found("wrong-weekday", current=lines("2024. 8. 29.(수) 공고"))
    assert "목요일" in finding.message
    assert found("wrong-weekday", current=lines("2024. 8. 29.(목) 공고", "8. 29.(수) 공고")) == []


@given(st.dates(min_value=date(1901, 1, 1), max_value=date(2099, 12, 31)))
def test_no_day_of_the_calendar_is_impossible(day: date) -> None:
    written = write_day(day)
    assert list(impossible_dates(written)) == []
    assert list(wrong_weekdays(f"{written}({'월화수목금토일'[day.weekday()]})")) == []


@pytest.mark.parametrize(
    ("text", "count"), [("(8/9) 개최", 1), ("24/8/9 개최", 1), ("공정률 2/3 달성", 0), ("24/7 운영", 0)]
)
def test_dates_with_slashes_are_ambiguous(text: str, count: int) -> None:
    assert len(found("ambiguous-date", current=lines(text))) == count


def test_typed_dates_in_another_style_are_noted_once_a_report() -> None:
    (finding,) = found(
        "mixed-date-styles",
        current=lines("착수보고(2023.3.), 중간보고(2023-05-10)", "주민 총회(2023년 8월 9일)"),
    )
    for written in ("2023.3.", "2023-05-10", "2023년 8월 9일"):
        assert written in finding.message
    assert (
        found("mixed-date-styles", current=lines("착수보고(2023. 3.)", "2025년 상반기", "2024. 8. 9. 공고"))
        == []
    )
