from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta

from config.rules import parse_spec
from gongyak.city import DayException
from gongyak.occurrences import OccurrenceState, Request
from gongyak.store.city import read_city, write_city
from gongyak.store.occurrences import list_occurrences
from gongyak.store.schedule import read_schedule
from gongyak.store.session import Session
from jobs.catalogue import Job
from jobs.desk import Desk
from scheduler.showing import pause_line, resume_line
from scheduler.striking import next_strike, strike_now
from scheduler.timetable import Line, make_line
from tests.scheduler.conftest import Clock
from tests.scheduler.play import Play


def daily(desk: Desk, spec: str = "working-day 08:30", name: str = "reminders") -> Line:
    return make_line(name, "play", parse_spec(spec), desk.settings.zone)


def strike(desk: Desk, *lines: Line, job: Job | None = None) -> list[str]:
    return [request.id for request in strike_now(desk, lines, {"play": job or Play().job()})]


def states(desk: Desk) -> dict[str, OccurrenceState]:
    with desk.database.read() as session:
        return {each.request.id: each.state for each in list_occurrences(session)}


def test_a_line_begins_when_it_is_first_seen_and_strikes_once_when_due(desk: Desk, clock: Clock) -> None:
    line = daily(desk)
    assert strike(desk, line) == []
    clock.move(minutes=29)
    assert strike(desk, line) == []
    clock.move(minutes=1)
    assert strike(desk, line) == ["play:2026-11-23T08:30+09:00"]
    assert strike(desk, line) == []
    assert states(desk) == {"play:2026-11-23T08:30+09:00": OccurrenceState.WAITING}


def test_however_many_clocks_strike_each_run_is_new_to_one(desk: Desk, clock: Clock) -> None:
    line = daily(desk)
    strike(desk, line)
    clock.move(hours=1)
    with ThreadPoolExecutor(4) as pool:
        struck = list(pool.map(lambda _: strike(desk, line), range(8)))
    assert sorted(map(len, struck)) == [0] * 7 + [1]


def test_a_clock_that_was_years_ahead_once_silences_no_line(desk: Desk, clock: Clock) -> None:
    line = daily(desk)
    strike(desk, line)
    clock.move(days=4000)
    strike(desk, line)
    clock.move(days=-4000)
    assert strike(desk, line) == []
    clock.move(hours=1)
    assert strike(desk, line) == ["play:2026-11-23T08:30+09:00"]


def test_clocks_put_back_and_forth_fire_each_day_once(desk: Desk, clock: Clock) -> None:
    line = daily(desk, "daily 08:30; catch-up all; late never")
    strike(desk, line)
    struck: list[str] = []
    for days in (1, -1, 2, -3, 4, -4, 4, 1):
        clock.move(days=days)
        struck += strike(desk, line)
    assert sorted(struck) == [f"play:2026-11-{day}T08:30+09:00" for day in range(23, 27)]


def test_a_pause_moves_on_without_asking(desk: Desk, clock: Clock) -> None:
    line = daily(desk)
    strike(desk, line)
    assert pause_line(desk, "reminders")
    assert not pause_line(desk, "reminders")
    clock.move(hours=1)
    assert strike(desk, line) == []
    assert resume_line(desk, "reminders")
    assert strike(desk, line) == []
    clock.move(days=1)
    assert strike(desk, line) == ["play:2026-11-24T08:30+09:00"]


def test_of_two_lines_that_make_one_request_a_paused_one_does_not_hold_the_other(
    desk: Desk, clock: Clock
) -> None:
    lines = (daily(desk, name="overdue"), daily(desk, name="reminders"))
    strike(desk, *lines)
    pause_line(desk, "overdue")
    clock.move(hours=1)
    assert strike(desk, *lines) == ["play:2026-11-23T08:30+09:00"]


def test_what_is_found_too_late_is_kept_as_missed_and_told_once(desk: Desk, clock: Clock) -> None:
    line = daily(desk, "working-day 08:30; late 9h")
    told: list[str] = []

    def on_missed(_session: Session, _desk: Desk, missed: Sequence[Request]) -> None:
        told.extend(request.id for request in missed)

    strike(desk, line)
    clock.move(hours=11)
    for _ in range(2):
        strike_now(desk, [line], {"play": Play().job()}, on_missed)
        with desk.database.begin(who="tester", at=clock.now, cause="test") as session:
            read_schedule(session)
    assert told == ["play:2026-11-23T08:30+09:00"]
    assert states(desk) == {told[0]: OccurrenceState.MISSED}


def test_a_job_with_nothing_to_do_is_not_asked_for(desk: Desk, clock: Clock) -> None:
    def never(_session: Session, _now: datetime) -> bool:
        return False

    line = daily(desk)
    strike(desk, line)
    clock.move(hours=1)
    assert strike(desk, line, job=replace(Play().job(), needed=never)) == []
    assert states(desk) == {}


def test_a_day_off_decided_late_is_heeded(desk: Desk, clock: Clock) -> None:
    line = daily(desk)
    strike(desk, line)
    with desk.database.begin(who="tester", at=clock.now, cause="test") as session:
        off = DayException(date(2026, 11, 23), works=False, source="임시공휴일")
        write_city(session, replace(read_city(session), days=(off,)))
    assert next_strike(desk, [line]) == clock.now + timedelta(days=1, minutes=30)
    clock.move(hours=2)
    assert strike(desk, line) == []
