from __future__ import annotations

from datetime import time, timedelta
from zoneinfo import ZoneInfo

import pytest

from config.rules import CatchUp, Cron, Every, HalfYearEnd, Shift, Weekly, WorkingDays, parse_spec

EIGHT_THIRTY = time(8, 30)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("half-year-end -20d 08:30", HalfYearEnd(-20, EIGHT_THIRTY)),
        ("half-year-end 8:30", HalfYearEnd(0, EIGHT_THIRTY)),
        ("working-day 08:30", WorkingDays(EIGHT_THIRTY)),
        ("daily 08:30", Weekly(frozenset(range(7)), EIGHT_THIRTY)),
        ("Mon,Thu 08:30", Weekly(frozenset({0, 3}), EIGHT_THIRTY)),
        ("every minute", Every(1)),
        ("every 15 minutes", Every(15)),
    ],
)
def test_each_rule_is_read(text: str, rule: object) -> None:
    assert parse_spec(text).rule == rule


def test_a_cron_line_is_read_field_by_field() -> None:
    rule = parse_spec("cron */30 9-10 1,15 jan-mar,12 mon-fri").rule
    assert isinstance(rule, Cron)
    assert rule.times == (time(9), time(9, 30), time(10), time(10, 30))
    assert (set(rule.days), set(rule.months), set(rule.weekdays)) == ({1, 15}, {1, 2, 3, 12}, set(range(5)))


def test_shift_and_clauses_are_read_in_any_order_and_case() -> None:
    spec = parse_spec("MON 09:00 After ; late 10d;  catch-up ALL; zone asia/tokyo")
    assert (spec.shift, spec.catch_up, spec.late, spec.zone) == (
        Shift.AFTER,
        CatchUp.ALL,
        timedelta(days=10),
        ZoneInfo("Asia/Tokyo"),
    )
    assert parse_spec("daily 02:00; late never").late is None
    assert parse_spec("daily 02:00; late 90m").late == timedelta(minutes=90)


@pytest.mark.parametrize(
    "text",
    [
        "cron 0 9 * * 1",  # is that Monday or Tuesday?
        "cron 0 9 * * mon#2",
        "cron 60 9 * * *",
        "cron 0 9 * 13 *",
        "cron 0 9 * *",
        "cron 0 9 mon * *",
        "cron 0 9 * * fri-mon",
        "cron */0 9 * * *",
        "daily 24:00",
        "daily 9",
        "daily",
        "monday 09:00",
        "mon,moon 09:00",
        "every 0 minutes",
        "every 5",
        "half-year-end -20 08:30",
        "working-day 08:30 beside",
        "working-day 08:30; late soon",
        "working-day 08:30; catch-up twice",
        "working-day 08:30; late 1d; late 2d",
        "working-day 08:30; zone Seoul",
        "daily ٠٢:٠٠",
        "",
        ";",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - pydantic needs no more than that
        parse_spec(text)
