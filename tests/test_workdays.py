from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyak.city import DayException
from gongyak.workdays import Calendar

days = st.dates(date(2022, 1, 1), date(2030, 12, 31))
exceptions = st.builds(DayException, days, st.booleans(), st.just("임시공휴일 지정"))
calendars = st.builds(Calendar, st.lists(exceptions, max_size=4, unique_by=lambda each: each.day).map(tuple))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2023, 12, 25), "기독탄신일"),
        (date(2024, 2, 9), "설날 전날"),
        (date(2024, 2, 12), "설날 대체 휴일"),
        (date(2024, 5, 6), "어린이날 대체 휴일"),
        (date(2024, 4, 10), "국회의원 선거일"),
        (date(2024, 10, 1), "국군의 날"),
        (date(2026, 5, 1), "노동절"),
        (date(2026, 6, 3), "지방선거일"),
        (date(2026, 7, 17), "제헌절"),
        (date(2024, 8, 31), "토요일"),
        (date(2023, 9, 3), "일요일"),
    ],
)
def test_a_day_off_has_a_name(day: date, name: str) -> None:
    assert Calendar().name(day) == name


def test_labour_day_and_constitution_day_were_working_days_before_2026() -> None:
    assert not Calendar().is_off(date(2025, 5, 1))
    assert not Calendar().is_off(date(2025, 7, 17))


def test_the_city_may_rest_or_work_against_the_calendar() -> None:
    rests, works = date(2024, 8, 29), date(2024, 12, 25)
    calendar = Calendar(
        (
            DayException(rests, works=False, source="시민의 날"),
            DayException(works, works=True, source="비상근무"),
        )
    )
    assert calendar.name(rests) == "시민의 날"
    assert not calendar.is_off(works)


def test_a_deadline_moves_behind_the_holidays_and_a_notice_before_them() -> None:
    chuseok = date(2024, 9, 16)
    assert Calendar().next_working_day(chuseok) == date(2024, 9, 19)
    assert Calendar().previous_working_day(chuseok) == date(2024, 9, 13)


@given(calendars, days)
def test_a_moved_day_is_the_nearest_working_day(calendar: Calendar, day: date) -> None:
    after, before = calendar.next_working_day(day), calendar.previous_working_day(day)
    assert before <= day <= after
    assert not calendar.is_off(after)
    assert not calendar.is_off(before)
    between = (before + timedelta(n) for n in range(1, (after - before).days))
    assert all(calendar.is_off(each) for each in between)


@given(calendars, days)
def test_a_day_is_off_exactly_when_there_is_a_name_for_it(calendar: Calendar, day: date) -> None:
    assert calendar.is_off(day) == bool(calendar.name(day))


def test_no_holiday_is_computed_before_somebody_asks() -> None:
    code = "import sys, gongyak.workdays; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
