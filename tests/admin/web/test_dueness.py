"""A line of the timetable says in Korean when it is due."""

from __future__ import annotations

import pytest

from admin.web.dueness import write_dueness


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "half-year-end -20d 08:30 before; late 10d",
            "반기 마지막 날의 20일 전 08:30, 쉬는 날이면 그 전 근무일",
        ),
        (
            "half-year-end +1d 09:00 after; catch-up all",
            "반기 마지막 날의 1일 뒤 09:00, 쉬는 날이면 다음 근무일, 놓친 것은 모두 실행",
        ),
        ("half-year-end 18:00", "반기 마지막 날 18:00"),
        ("working-day 8:30; catch-up skip", "근무일마다 08:30, 놓친 것은 실행하지 않음"),
        ("daily 02:00", "매일 02:00"),
        ("mon,thu 09:00; zone Asia/Tokyo", "매주 월·목요일 09:00, Asia/Tokyo 시각"),
        ("every minute", "1분마다"),
        ("every 5 minutes", "5분마다"),
        ("cron 30 8 * * mon-fri", "정한 날과 시각마다"),
    ],
)
def test_a_line_is_told_in_words(text: str, expected: str) -> None:
    assert write_dueness(text) == expected
