from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.rules import CatchUp, parse_spec
from config.settings import Settings, load_settings
from gongyak.city import DayException
from gongyak.occurrences import FAR_AHEAD, Request
from gongyak.workdays import Calendar
from scheduler.timetable import (
    Line,
    due_between,
    make_line,
    next_due,
    next_dues,
    read_timetable,
    request_of,
    strikes,
)

SEOUL = ZoneInfo("Asia/Seoul")
CALENDAR = Calendar()
BUT_POST = {
    "GONGYAK_TIMETABLE_POST": "off",
}


def line(spec: str, name: str = "line", job: str = "remind") -> Line:
    return make_line(name, job, parse_spec(spec), SEOUL)


def seoul(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SEOUL).astimezone(UTC)


def shown(spec: str, after: str, count: int = 1, zone: ZoneInfo = SEOUL) -> list[str]:
    dues = next_dues(line(spec), datetime.fromisoformat(after).replace(tzinfo=zone), CALENDAR, count)
    return [f"{due.at.astimezone(zone):%Y-%m-%d %H:%M}" for due in dues]


def settings(folder: Path, **given: str) -> Settings:
    return load_settings(given, folder)


def test_the_lines_as_shipped_are_due_when_the_year_asks_for_it(tmp_path: Path) -> None:
    lines = {each.name: each for each in read_timetable(settings(tmp_path))}
    after = seoul("2024-11-01 00:00")
    first = {
        name: f"{due.at.astimezone(SEOUL):%Y-%m-%d %H:%M} {request_of(due).id}"
        for name, each in lines.items()
        if (due := next_due(each, after, CALENDAR))
    }
    assert first == {
        "prepare": "2024-12-11 08:30 remind:2024-12-11",
        "entry-deadline": "2025-01-07 08:30 remind:2025-01-07",
        "drafts": "2025-01-02 09:00 draft:2024H2",
        "reminders": "2024-11-01 08:30 remind:2024-11-01",
        "overdue": "2024-11-01 08:30 remind:2024-11-01",
        "overview": "2024-11-04 09:00 overview:2024-11-04",
        "backup": "2024-11-01 02:00 backup:2024-11-01",
        "self-check": "2024-11-01 06:30 self-check:2024-11-01",
        "post": "2024-11-01 00:01 post:2024-11-01T00:01+09:00",
    }


def test_a_line_may_be_written_otherwise_or_switched_off(tmp_path: Path) -> None:
    own = settings(tmp_path, GONGYAK_TIMETABLE_DRAFTS="half-year-end -3d 10:00", GONGYAK_TIMETABLE_POST="off")
    lines = {each.name: each for each in read_timetable(own)}
    assert "post" not in lines
    assert lines["drafts"].spec == "half-year-end -3d 10:00"
    due = next_due(lines["drafts"], seoul("2024-12-01 00:00"), CALENDAR)
    assert due
    assert (due.at, request_of(due).id) == (seoul("2024-12-28 10:00"), "draft:2024H2")


def test_a_draft_by_another_rule_is_of_the_half_year_that_had_ended() -> None:
    due = next_due(line("cron 0 9 5 * *", job="draft"), seoul("2025-02-01 00:00"), CALENDAR)
    assert due
    assert request_of(due).id == "draft:2024H2"


def test_a_day_off_moves_the_run_before_or_after_it() -> None:
    # 2025-01-27 is a temporary holiday that no library of 2024 knew, 28 to 30 are Seollal.
    own = Calendar((DayException(date(2025, 1, 27), works=False, source="임시공휴일"),))
    after = seoul("2025-01-21 00:00")
    before, later = (next_due(line(f"mon 09:00 {shift}"), after, own) for shift in ("before", "after"))
    assert before
    assert later
    assert (before.at, later.at) == (seoul("2025-01-24 09:00"), seoul("2025-01-31 09:00"))
    assert before.day == later.day == date(2025, 1, 27)


def test_working_days_leave_out_weekends_and_holidays() -> None:
    assert shown("working-day 08:30", "2025-10-02 08:30", 3) == [
        "2025-10-10 08:30",
        "2025-10-13 08:30",
        "2025-10-14 08:30",
    ]


def test_a_cron_line_means_the_weekday_it_names() -> None:
    (first,) = shown("cron 0 9 * * mon", "2026-11-18 00:00")
    assert datetime.fromisoformat(first).strftime("%A") == "Monday"


def test_a_leap_day_comes_after_eight_years_too_and_one_that_never_comes_is_none() -> None:
    assert shown("cron 0 0 29 2 *", "2097-01-01 00:00") == ["2104-02-29 00:00"]
    assert shown("cron 0 0 30 2 *", "2025-01-01 00:00") == []


def test_a_time_that_daylight_saving_skips_or_repeats_is_due_once() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    spring = shown("daily 02:30; zone Europe/Berlin", "2026-03-28 12:00", 2, berlin)
    assert spring == ["2026-03-29 03:30", "2026-03-30 02:30"]
    autumn = line("daily 02:30; zone Europe/Berlin")
    dues = list(
        due_between(
            autumn, datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 10, 26, 12, tzinfo=UTC), CALENDAR
        )
    )
    assert [due.at.isoformat() for due in dues] == ["2026-10-25T00:30:00+00:00", "2026-10-26T01:30:00+00:00"]


def test_lines_with_the_same_job_and_argument_make_one_request() -> None:
    lines = [line("working-day 08:30", "reminders"), line("working-day 08:30", "overdue")]
    through = dict.fromkeys(("reminders", "overdue"), seoul("2026-11-23 08:00"))
    strike = strikes(lines, through, seoul("2026-11-23 08:30"), CALENDAR)
    assert [(each.id, each.line) for each in strike.started] == [("remind:2026-11-23", "reminders")]
    assert strike.missed == ()
    assert set(strike.fired_through.values()) == {seoul("2026-11-23 08:30")}


def test_a_line_that_never_fired_begins_now_and_fires_nothing_of_the_past() -> None:
    now = seoul("2026-11-23 12:00")
    strike = strikes([line("daily 08:30")], {}, now, CALENDAR)
    assert (strike.started, strike.missed, strike.fired_through) == ((), (), {"line": now})


@pytest.mark.parametrize(
    ("catch_up", "started", "missed"),
    [
        ("once", ["remind:2026-11-26"], []),
        ("all", ["remind:2026-11-25", "remind:2026-11-26"], ["remind:2026-11-23", "remind:2026-11-24"]),
        ("skip", [], [f"remind:2026-11-{day}" for day in (23, 24, 25, 26)]),
    ],
)
def test_what_was_missed_is_caught_up_as_the_line_says(
    catch_up: str, started: list[str], missed: list[str]
) -> None:
    daily = line(f"daily 08:30; catch-up {catch_up}; late 2d")
    strike = strikes([daily], {"line": seoul("2026-11-22 12:00")}, seoul("2026-11-26 20:00"), CALENDAR)
    assert [each.id for each in strike.started] == started
    assert [each.id for each in strike.missed] == missed


def test_the_last_run_alone_is_missed_where_it_stands_for_all_and_is_too_late() -> None:
    strike = strikes(
        [line("working-day 08:30; late 9h")],
        {"line": seoul("2026-11-17 12:00")},
        seoul("2026-11-21 12:00"),
        CALENDAR,
    )
    assert strike.started == ()
    assert [each.id for each in strike.missed] == ["remind:2026-11-20"]


def test_a_week_of_downtime_over_two_due_dates_drafts_both_half_years() -> None:
    drafts = line("half-year-end +1d 09:00 after; catch-up all; late never", job="draft")
    strike = strikes([drafts], {"line": seoul("2024-12-28 00:00")}, seoul("2025-07-02 00:00"), CALENDAR)
    assert [each.id for each in strike.started] == ["draft:2024H2", "draft:2025H1"]


def test_a_clock_put_back_fires_nothing_twice() -> None:
    daily = line("daily 08:30")
    through = {"line": seoul("2026-11-23 09:00")}
    for now in ("2026-11-23 08:29", "2026-11-23 08:30", "2026-11-23 08:31", "2026-11-23 09:00"):
        assert strikes([daily], through, seoul(now), CALENDAR).started == ()


def test_the_outbox_after_a_year_of_downtime_is_looked_at_once() -> None:
    strike = strikes(
        [line("every minute; late never", job="post")],
        {"line": seoul("2025-11-23 09:00")},
        seoul("2026-11-23 09:00"),
        CALENDAR,
    )
    assert [each.id for each in strike.started] == ["post:2026-11-23T09:00+09:00"]


SPECS = [
    "working-day 08:30",
    "daily 02:00",
    "mon 09:00 after",
    "fri 17:00 before",
    "half-year-end +1d 09:00 after",
    "half-year-end -20d 08:30 before",
    "every 60 minutes",
    "cron 15 */6 * * tue-thu",
    "daily 02:30; zone America/New_York",
]
PATIENCES = ["1d", "3h", "never"]
BEGIN = datetime(2026, 6, 1, tzinfo=UTC)


def stays_near(jumps: Sequence[int]) -> bool:
    """Tell whether the clock never falls so far back that the mark ahead of it is taken for a wrong one."""
    places = list(accumulate(jumps))
    return all(
        farthest - here < FAR_AHEAD // timedelta(minutes=1)
        for farthest, here in zip(accumulate(places, max), places, strict=True)
    )


JUMPS = st.lists(st.integers(min_value=-3 * 1440, max_value=9 * 1440), min_size=1, max_size=40).filter(
    stays_near
)


@given(spec=st.sampled_from(SPECS), late=st.sampled_from(PATIENCES), jumps=JUMPS)
def test_whatever_the_clock_does_each_run_is_started_or_missed_exactly_once(
    spec: str, late: str, jumps: list[int]
) -> None:
    each = line(f"{spec}; catch-up all; late {late}", job="post")
    started, missed, farthest = played(each, jumps)
    asked = Counter(request.id for request in [*started, *missed])
    due = Counter(request_of(due).id for due in due_between(each, BEGIN, farthest, CALENDAR))
    assert asked == due
    assert max(asked.values(), default=1) == 1
    if each.late is None:
        assert not missed


@given(spec=st.sampled_from(SPECS), jumps=JUMPS)
def test_catching_up_once_starts_the_last_run_of_each_standstill(spec: str, jumps: list[int]) -> None:
    once, all_ = (
        line(f"{spec}; catch-up {word}; late never", job="post") for word in CatchUp if word != "skip"
    )
    now = through = BEGIN
    for jump in jumps:
        now += timedelta(minutes=jump)
        every = strikes([all_], {"line": through}, now, CALENDAR)
        last = strikes([once], {"line": through}, now, CALENDAR)
        assert last.started == every.started[-1:]
        assert last.fired_through == every.fired_through
        through = every.fired_through.get("line", through)


def played(each: Line, jumps: Sequence[int]) -> tuple[list[Request], list[Request], datetime]:
    """Return what a clock that jumps so many minutes at each look starts and misses, and how far it came."""
    now = BEGIN
    through = {each.name: now}
    started: list[Request] = []
    missed: list[Request] = []
    for jump in jumps:
        now += timedelta(minutes=jump)
        strike = strikes([each], through, now, CALENDAR)
        started += strike.started
        missed += strike.missed
        through |= strike.fired_through
    return started, missed, through[each.name]
