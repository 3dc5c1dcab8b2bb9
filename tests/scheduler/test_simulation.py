"""The calendar played ahead: the same letters as the days write that follow."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

import pytest

from gongyak.letters import Letter
from gongyak.occurrences import Request
from gongyak.store.city import read_city
from gongyak.store.letters import list_letters
from gongyak.store.occurrences import list_occurrences
from gongyak.store.outbox import read_letter
from gongyak.store.schedule import pause
from gongyak.workdays import Calendar
from jobs.catalogue import CATALOGUE
from jobs.demo import SAMPLE
from jobs.desk import Desk
from jobs.load import read_facts, write_facts
from scheduler.asking import completed
from scheduler.simulation import LONGEST, NotASpan, Played, event_plans, read_span, simulate
from scheduler.timetable import due_between, read_timetable, request_of
from tests.jobs.world import desk_at
from tests.scheduler.conftest import Clock

DAY: Final = timedelta(days=1)
WRITERS: Final = ("remind", "overview")
"""The jobs that write letters by the calendar alone."""
Told = tuple[str, str, str]


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the database that the tests which only look ahead copy."""
    folder = tmp_path_factory.mktemp("sample")
    with desk_at(f"sqlite:///{folder}/sample.sqlite3", folder) as desk:
        desk.database.migrate()
        write_facts(desk, read_facts(desk, SAMPLE), "test")
    return folder / "sample.sqlite3"


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path) -> Iterator[Desk]:
    """Give a desk on a copy of the sample city."""
    shutil.copy(sample_file, tmp_path / "sample.sqlite3")
    with desk_at(f"sqlite:///{tmp_path}/sample.sqlite3", tmp_path) as desk:
        yield desk


@pytest.fixture
def city(sqlite_url: str, tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """Give a desk on the sample city."""
    with desk_at(sqlite_url, tmp_path, clock) as desk:
        write_facts(desk, read_facts(desk, SAMPLE), "test")
        yield desk


def days(span: str) -> tuple[date, date]:
    return read_span(span)


def told(letter: Letter) -> Told:
    return letter.key, letter.subject, letter.text


def foreseen(desk: Desk, span: str) -> list[Told]:
    return sorted(told(letter) for run in simulate(desk, *days(span)) for letter in run.letters)


def lived(desk: Desk, clock: Clock, span: str) -> list[Told]:
    """Live through the days one by one, each run at its time, and return the letters in the outbox."""
    for request in asked(desk, span):
        clock.now = request.due
        with desk.database.begin(who="timetable", at=request.due, cause=request.id) as session:
            whole = completed(session, request, read_timetable(desk.settings))
            CATALOGUE[request.job].close(session, desk, whole, ())
    with desk.database.read() as session:
        letters = [read_letter(session, each.id).letter for each in list_letters(session, limit=100_000)]
    return sorted(map(told, letters))


def asked(desk: Desk, span: str) -> Sequence[Request]:
    """Return what the timetable asks of those who write letters, each request once, in order."""
    first, last = (datetime.combine(day, time(), desk.settings.zone) for day in days(span))
    with desk.database.read() as session:
        calendar = Calendar(read_city(session).days)
    requests = {
        request.id: request
        for line in read_timetable(desk.settings)
        if line.job in WRITERS
        for due in due_between(line, first, last + DAY, calendar)
        for request in [request_of(due)]
    }
    return sorted(requests.values(), key=lambda request: (request.due, request.id))


@pytest.mark.parametrize(
    "span",
    [
        pytest.param("2026-11-20..2027-01-25", id="over the end of a half-year"),
        pytest.param("2026-07-06..2026-09-04", id="over the end of a term and of its aftermath"),
    ],
)
def test_what_is_foreseen_is_what_the_days_write(city: Desk, clock: Clock, span: str) -> None:
    expected = foreseen(city, span)
    assert len(expected) > 50
    assert lived(city, clock, span) == expected


def test_what_was_told_before_is_not_told_again(city: Desk, clock: Clock) -> None:
    whole = foreseen(city, "2026-11-20..2026-12-18")
    before = lived(city, clock, "2026-11-20..2026-12-04")
    assert sorted(before + foreseen(city, "2026-12-05..2026-12-18")) == whole


def test_looking_ahead_writes_nothing(sample: Desk) -> None:
    first, second = foreseen(sample, "2026-12-01..2026-12-31"), foreseen(sample, "2026-12-01..2026-12-31")
    assert first == second
    with sample.database.read() as session:
        assert not list_letters(session)
        assert not list_occurrences(session)


def test_every_run_is_told_in_order_but_those_of_every_minute(sample: Desk) -> None:
    runs = list(simulate(sample, *days("2027-01-03..2027-01-04")))
    assert [(f"{run.at:%d %H:%M}", run.request.id) for run in runs] == [
        ("03 02:00", "backup:2027-01-03"),
        ("03 06:30", "self-check:2027-01-03"),
        ("04 02:00", "backup:2027-01-04"),
        ("04 06:30", "self-check:2027-01-04"),
        ("04 08:30", "remind:2027-01-04"),
        ("04 09:00", "draft:2026H2"),
        ("04 09:00", "overview:2027-01-04"),
    ]


def test_drafts_tell_who_gets_how_many(sample: Desk) -> None:
    drafts = run_of(sample, "2027-01-04", "draft")
    assert not drafts.letters
    assert drafts.told == {"변하준": 1, "함로운": 1, "독고찬": 1, "도나경": 1}


def test_drafts_of_a_half_year_in_no_term_go_to_nobody(sample: Desk) -> None:
    assert run_of(sample, "2022-01-03", "draft").told == {}


def test_a_quiet_day_says_why_nothing_goes_out(sample: Desk) -> None:
    run = run_of(sample, "2026-12-30", "remind")
    assert (run.rest, run.letters) == ("연말 전산망 점검", ())


def test_an_opening_known_to_the_half_year_only_is_asked_for_after_its_term(sample: Desk) -> None:
    subjects = [
        letter.subject
        for run in simulate(sample, *days("2026-11-02..2026-11-02"))
        for letter in run.letters
        if letter.recipient == "g1103"
    ]
    assert subjects == ["[입력 요청] LIH 한국분원 공동연구동 개관식 날짜(11. 5.(목)까지)"]


def test_what_is_told_of_events_is_what_the_letters_tell(sample: Desk) -> None:
    span = days("2026-11-20..2027-01-31")
    names = [
        (plan.day, digest.name, notice.event.name)
        for plan in event_plans(sample, *span)
        for digest in plan.letters
        for notice in digest.notices
        if notice.event
    ]
    texts = {
        (run.at.date(), letter.name): letter.text
        for run in simulate(sample, *span)
        for letter in run.letters
        if run.request.job == "remind"
    }
    assert names
    assert all(event in texts[day, name] for day, name, event in names)


def test_a_paused_line_asks_for_nothing(sample: Desk) -> None:
    with sample.database.begin(who="tester", at=sample.now(), cause="test") as session:
        pause(session, "overview", "tester", sample.now())
    assert "overview" not in {run.request.job for run in simulate(sample, *days("2026-12-01..2026-12-31"))}


def test_what_a_paused_line_would_tell_is_left_out_and_said(sample: Desk) -> None:
    with sample.database.begin(who="tester", at=sample.now(), cause="test") as session:
        pause(session, "overdue", "tester", sample.now())
    runs = list(simulate(sample, *days("2026-12-01..2026-12-10")))
    assert not [letter for run in runs for letter in run.letters if "기한 경과" in letter.subject]
    assert any(run.unsent for run in runs)


def test_a_line_on_fewer_days_tells_on_those_all_that_is_due(
    sample_file: Path, tmp_path: Path, clock: Clock
) -> None:
    shutil.copy(sample_file, tmp_path / "weekly.sqlite3")
    weekly = {"GONGYAK_TIMETABLE_REMINDERS": "mon 08:30", "GONGYAK_TIMETABLE_OVERDUE": "mon 08:30"}
    with desk_at(f"sqlite:///{tmp_path}/weekly.sqlite3", tmp_path, clock, **weekly) as desk:
        expected = foreseen(desk, "2026-11-20..2026-12-31")
        assert expected
        assert lived(desk, clock, "2026-11-20..2026-12-31") == expected


def run_of(desk: Desk, day: str, job: str) -> Played:
    return next(run for run in simulate(desk, *days(day)) if run.request.job == job)


def test_a_span_is_two_days_or_one() -> None:
    assert read_span("2026-12-01..2027-02-28") == (date(2026, 12, 1), date(2027, 2, 28))
    assert read_span("2026-12-01") == (date(2026, 12, 1), date(2026, 12, 1))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "2026",
        "2026-12-01..",
        "..2026-12-01",
        "2027-01-01..2026-12-31",
        "2026-02-30",
        "20261201..20261202",
        "내일",
    ],
)
def test_no_span_is_refused(text: str) -> None:
    with pytest.raises(NotASpan):
        read_span(text)


def test_a_span_too_long_is_refused() -> None:
    first = date(2026, 1, 1)
    assert read_span(f"{first}..{first + LONGEST}")[1] == first + LONGEST
    with pytest.raises(NotASpan):
        read_span(f"{first}..{first + LONGEST + DAY}")
