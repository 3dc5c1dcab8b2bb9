from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyak.notation import ImpossibleDate, NotADate, read_when
from gongyak.printing import write_when
from gongyak.when import Precision, When

AS_PEOPLE_WRITE = {
    "2023.8.10.": "2023-08-10",
    "2024. 1. 29.": "2024-01-29",
    "2022. 9.15.": "2022-09-15",
    "2024. 8. 29": "2024-08-29",
    "2023.3.": "2023-03",
    "2024.10": "2024-10",
    "2022.7.~2024.6.": "2022-07/2024-06",
    "2024.7.~12.": "2024-07/2024-12",
    "2023.11.4.~11.12.": "2023-11-04/2023-11-12",
    "2023.12.31.~2024.1.11.": "2023-12-31/2024-01-11",
    "2024. 8. 12. ~ 8. 23.": "2024-08-12/2024-08-23",
    "2024. 8. 12.~23.": "2024-08-12/2024-08-23",
    "2024. 7.~8. 12.": "2024-07/2024-08-12",
    "2025년 상반기": "2025-40",
    "2025년 하반기": "2025-41",
    "2025 하반기": "2025-41",
    "2025H1": "2025-40",
    "2025년 1분기": "2025-33",
    "2025년 3분기~4분기": "2025-35/2025-36",
    "2025년": "2025",
    "2025.": "2025",
    "2025": "2025",
    "2024년 8월 29일": "2024-08-29",
    "2024년 8월": "2024-08",
    "2024년 8월 12일 ~ 23일": "2024-08-12/2024-08-23",
    "2024년 11월~2025년 1월": "2024-11/2025-01",
    "2024-08-29": "2024-08-29",
    "2025-40": "2025-40",
    "2024-08-12/2024-08-23": "2024-08-12/2024-08-23",
    "2025. 5. 20.(화)": "2025-05-20",
    "2024. 8. 12.(월)~8. 23.(금)": "2024-08-12/2024-08-23",
    "2025. 5. 20. (화요일)": "2025-05-20",
    "’24. 8. 29.": "2024-08-29",
    "‘24. 8. 29.": "2024-08-29",
    "'24.8.29.": "2024-08-29",
    "'24년 하반기": "2024-41",
    "2024.7.～12.": "2024-07/2024-12",
    "2024.7.∼12.": "2024-07/2024-12",
    "2024.7.〜12.": "2024-07/2024-12",
    "2024.7.–12.": "2024-07/2024-12",
}


@pytest.mark.parametrize(("text", "edtf"), AS_PEOPLE_WRITE.items())
def test_a_date_is_read_as_people_write_it(text: str, edtf: str) -> None:
    assert read_when(text).edtf == edtf


def test_what_was_written_is_kept() -> None:
    assert read_when("2024. 8. 12. ~ 8. 23.").written == "2024. 8. 12. ~ 8. 23."


def test_the_stored_form_is_nobodys_writing() -> None:
    assert read_when("2024-08-29") == When.unit(date(2024, 8, 29))


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("8.29.", "2024-08-29"),
        ("8. 12.~23.", "2024-08-12/2024-08-23"),
        ("12. 31.~2025. 1. 11.", "2024-12-31/2025-01-11"),
        ("상반기", "2024-40"),
        ("3분기", "2024-35"),
        ("8월 29일", "2024-08-29"),
        ("2023. 8.", "2023-08"),
    ],
)
def test_a_year_left_out_is_the_one_that_is_meant(text: str, edtf: str) -> None:
    assert read_when(text, year=2024).edtf == edtf


@pytest.mark.parametrize("text", ["8.29.", "상반기", "3분기", "8월 29일", "7.~12."])
def test_without_a_year_nothing_is_guessed(text: str) -> None:
    with pytest.raises(NotADate, match="연도"):
        read_when(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "~",
        "2024.7.~",
        "24. 8. 29.",
        "2024 8 29",
        "2024. 1 2.",
        "20240829",
        "2024. 7. 1.~3.~5.",
        "2024년 29일",
        "2025년 5분기",
        "곧",
        "8/29",
        "2024. 8. 29. 14:00",
        "2024.7.-12.",
        "٢٠٢٤. 8. 29.",
    ],
)
def test_what_is_no_date_is_named_with_the_remedy(text: str) -> None:
    with pytest.raises(NotADate) as caught:
        read_when(text)
    assert f"'{text}'" in caught.value.say("ko")
    assert f"'{text}'" in caught.value.say("en")
    assert "2024. 8. 29." in caught.value.say("en")


@pytest.mark.parametrize(
    "text",
    [
        "2024. 2. 30.",
        "2023. 2. 29.",
        "2024. 13.",
        "2024-13",
        "2024-02-30",
        "2024-00-01",
        "0000. 1. 1.",
        "2024년 0월",
        "2024. 8. 23.~8. 12.",
        "2023. 12. 31.~1. 11.",
        "2024-08-23/2024-08-12",
        "2024. 8. 12.~32.",
        "2024년 하반기~상반기",
    ],
)
def test_an_impossible_date_is_named_with_the_remedy(text: str) -> None:
    with pytest.raises(ImpossibleDate) as caught:
        read_when(text)
    assert f"'{text}'" in caught.value.say("ko")
    assert "확인" in caught.value.say("ko")


DAYS = st.dates(date(1000, 1, 1), date(9998, 12, 31))
NEAR_DAYS = st.dates(date(2024, 1, 1), date(2025, 12, 31))
PRECISIONS = st.sampled_from(Precision)


@st.composite
def whens(draw: st.DrawFn) -> When:
    days = draw(st.sampled_from([DAYS, NEAR_DAYS]))
    if draw(st.booleans()):
        return When.unit(draw(days), draw(PRECISIONS))
    first, last = sorted((draw(days), draw(days)))
    return When(first, last, draw(PRECISIONS), draw(PRECISIONS))


@given(whens())
def test_the_official_style_reads_back_as_the_same_date(when: When) -> None:
    assert read_when(write_when(when)).edtf == when.edtf


def test_a_month_that_ends_a_range_is_not_taken_for_a_day() -> None:
    when = When(date(2024, 8, 12), date(2024, 12, 1), Precision.DAY, Precision.MONTH)
    assert read_when(write_when(when)).edtf == "2024-08-12/2024-12"


@given(whens())
def test_the_stored_form_reads_back_as_the_same_date(when: When) -> None:
    assert read_when(when.edtf) == when


@given(st.text() | st.text("0123456789.~-/ 년월일상하반기분'()HQ", max_size=24))
def test_any_text_is_a_date_or_a_mistake_that_can_be_told(text: str) -> None:
    with suppress(NotADate, ImpossibleDate):
        assert read_when(text, year=2024).written in {text, None}
