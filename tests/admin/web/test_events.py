from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.applications import Starlette

from gongyak.changes import Change
from gongyak.events import EventState, PlannedEvent
from gongyak.people import Assignment, Tenure
from gongyak.store.changes import read_changes
from gongyak.store.event_changes import lock_event, version_of, write_event
from gongyak.store.events import find_event
from gongyak.store.reading import read_pledges
from gongyak.store.writing import write_pledge
from gongyak.when import When
from jobs.desk import Desk
from tests.admin.web.browser import Browser
from tests.admin.web.people import OTHER, SINCE, browser_of, settle
from tests.jobs.world import desk_at, small_pledge

OPENING = PlannedEvent(id="ours", name="개소식 <b>", when=When.parse("2025-02-03"), place="시청")
VAGUE = PlannedEvent(id="theirs", name="착공식", when=When.parse("2025-40"))


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        settle(desk)
        with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
            for number, officer, event, more in (
                ("1-1", "officer", OPENING, {}),
                ("9-9", "otherofficer", VAGUE, {"department": OTHER}),
            ):
                officers = (Assignment(officer, Tenure(SINCE)),)
                write_pledge(
                    session, small_pledge(number, team=None, officers=officers, events=(event,), **more), {}
                )
        yield desk


@pytest.fixture
def officer(desk: Desk, app: Starlette) -> Browser:
    return browser_of(desk, app, "officer")


def event_of(desk: Desk, key: str = "ours") -> PlannedEvent:
    with desk.database.read() as session:
        found = find_event(session, key)
    assert found
    return found[0]


def last_change(desk: Desk) -> Change:
    with desk.database.read() as session:
        return read_changes(session, "1-1", 1)[0]


def form(browser: Browser, **fields: str) -> dict[str, str]:
    """Return a form of the event's page as the browser sends it, filled with *fields*."""
    page = browser.get("/events/ours").text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    return {**hidden, **fields}


def test_the_list_tells_when_who_and_who_will_be_told(officer: Browser) -> None:
    page = officer.get("/events").text
    assert "2025년 2월" in page
    assert "D-32" in page
    assert "개소식 &lt;b&gt;" in page
    assert "이officer" in page
    assert re.search(r"앞으로 석 달의 알림 \d+통, 다음 2025. 1. 3.\(금\)", page)
    assert "착공식" not in page


def test_an_event_without_a_day_stands_in_its_half_year(desk: Desk, app: Starlette) -> None:
    page = browser_of(desk, app, "coordinator").get("/events").text
    assert "2025년 상반기 중(날짜 미정)" in page


def test_the_calendar_shows_a_month_with_what_has_no_day_above_it(desk: Desk, app: Starlette) -> None:
    coordinator = browser_of(desk, app, "coordinator")
    page = coordinator.get("/events?view=month&month=2025-02").text
    above, _, table = page.partition("<table")
    assert "착공식" in above
    assert "개소식" not in above
    cell = next(each for each in table.split("<td") if 'datetime="2025-02-03"' in each)
    assert "개소식 &lt;b&gt;" in cell
    assert 'href="/events?view=month&amp;month=2025-01"' in page
    assert 'href="/events?view=month&amp;month=2025-03"' in page


def test_the_calendar_shades_days_off_and_marks_this_day(officer: Browser) -> None:
    page = officer.get("/events?view=month").text
    assert "2025년 1월" in page
    cells = {each.partition('datetime="')[2][:10]: each for each in page.split("<td")}
    assert "rest" in cells["2025-01-01"]
    assert "신정연휴" in cells["2025-01-01"]
    assert "today" in cells["2025-01-02"]
    assert "rest" in cells["2025-01-04"]


@pytest.mark.parametrize("month", ["", "2025-13", "0999-01", "9999-12", "x", "2025-1"])
def test_what_is_no_month_is_this_one(officer: Browser, month: str) -> None:
    assert "2025년 1월" in officer.get(f"/events?view=month&month={month}").text


def test_the_page_of_an_event_tells_all_of_it(officer: Browser) -> None:
    page = officer.get("/events/ours").text
    assert "개소식 &lt;b&gt;" in page
    assert "2025. 2. 3.(월)" in page
    assert "D-30, D-14, D-7, D-3, D-1, D-Day, D+1, D+3" in page
    assert "/events/ours/letters/2025-01-03/officer" in page


def test_it_has_happened(desk: Desk, officer: Browser) -> None:
    answer = officer.post("/events/ours/happened", form(officer))
    assert (answer.status_code, answer.headers["location"]) == (303, "/events/ours")
    assert event_of(desk).state is EventState.HAPPENED
    change = last_change(desk)
    assert (change.who, change.key, change.before, change.after) == (
        "officer",
        "ours",
        {"state": "planned"},
        {"state": "happened"},
    )
    assert "개소식" not in officer.get("/events").text


def test_it_has_happened_and_the_report_tells_it(desk: Desk, officer: Browser) -> None:
    given = form(officer, held="2025. 1. 2.", sentence="개소식 <b> 개최", place="new")
    answer = officer.post("/pledges/1-1/events/ours/result", given)
    assert answer.headers["location"] == "/pledges/1-1/work?half_year=2025H1#part-results"
    assert event_of(desk).state is EventState.HAPPENED
    with desk.database.read() as session:
        (stored,) = read_pledges(session, ["1-1"])
    assert stored.topics[-1].text == "개소식 <b> 개최"


def test_a_result_that_cannot_be_is_told_with_what_was_typed(desk: Desk, officer: Browser) -> None:
    given = form(officer, held="2025. 2. 3.", sentence="개소식을 크게 엶", place="new")
    refused = officer.post("/pledges/1-1/events/ours/result", given)
    assert refused.status_code == 422
    assert "아직 지나지 않았습니다" in refused.text
    assert "개소식을 크게 엶" in refused.text
    assert event_of(desk).state is EventState.PLANNED


def test_whoever_only_answers_for_the_event_writes_no_result(desk: Desk, app: Starlette) -> None:
    with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
        lock_event(session, "ours")
        write_event(session, replace(OPENING, responsible="otherofficer"))
    browser = browser_of(desk, app, "otherofficer")
    page = browser.get("/events/ours").text
    assert "개최함으로 기록" in page
    assert "추진실적 문장" not in page
    given = form(browser, held="2025. 1. 2.", sentence="개최", place="new")
    assert browser.post("/pledges/1-1/events/ours/result", given).status_code == 404
    assert browser.post("/pledges/9-9/events/ours/result", given).status_code == 409
    assert browser.post("/events/ours/happened", given).status_code == 303


def test_letters_are_put_off_and_come_again(officer: Browser) -> None:
    assert "나에게 오는 알림 7일 미루기" in officer.get("/events/ours").text
    assert officer.post("/events/ours/snooze", form(officer)).status_code == 303
    page = officer.get("/events/ours").text
    assert "2025. 1. 8.(수)까지 보내지 않음" in page
    assert "/letters/2025-01-03/officer" not in page
    officer.post("/events/ours/wake", form(officer))
    page = officer.get("/events/ours").text
    assert "까지 보내지 않음" not in page
    assert "/letters/2025-01-03/officer" in page


def test_what_was_recorded_by_mistake_is_taken_back(desk: Desk, officer: Browser) -> None:
    officer.post("/events/ours/happened", form(officer))
    officer.post("/events/ours/planned", form(officer))
    assert event_of(desk).state is EventState.PLANNED


def test_calling_off_wants_a_reason(desk: Desk, officer: Browser) -> None:
    refused = officer.post("/events/ours/dropped", form(officer, reason=" "))
    assert refused.status_code == 422
    assert "사유를 입력하지 않았습니다" in refused.text
    assert event_of(desk).state is EventState.PLANNED
    assert officer.post("/events/ours/dropped", form(officer, reason="예산 미반영")).status_code == 303
    assert event_of(desk).state is EventState.DROPPED
    assert "예산 미반영" in last_change(desk).cause


def test_another_date_is_read_as_people_write_it(desk: Desk, officer: Browser) -> None:
    fields = form(officer, date=" 2025. 3. 4.(화) ", reason="공정 지연")
    assert officer.post("/events/ours/date", fields).status_code == 303
    assert event_of(desk).when == When.parse("2025-03-04", "2025. 3. 4.(화)")
    assert "공정 지연" in last_change(desk).cause


@pytest.mark.parametrize(
    ("date", "told"), [("언젠가", "날짜로 읽을 수 없습니다"), ("2025. 2. 30.", "있을 수 없는")]
)
def test_what_is_no_date_is_told_and_what_was_typed_stays(
    desk: Desk, officer: Browser, date: str, told: str
) -> None:
    refused = officer.post("/events/ours/date", form(officer, date=date, reason="공정 지연"))
    assert refused.status_code == 422
    assert told in refused.text
    assert f'value="{date}"' in refused.text
    assert 'value="공정 지연"' in refused.text
    assert event_of(desk).when == OPENING.when


def test_who_comes_second_is_told_instead_of_undoing_the_first(desk: Desk, officer: Browser) -> None:
    old = form(officer, date="2025. 5. 6.", reason="늦게 누름")
    officer.post("/events/ours/happened", form(officer))
    refused = officer.post("/events/ours/date", old)
    assert refused.status_code == 409
    assert "다른 사람이 이 일정을 바꾸어" in refused.text
    assert event_of(desk).when == OPENING.when


@pytest.mark.parametrize(("who", "status"), [("otherofficer", 404), ("reader", 403), ("lead", 303)])
def test_only_those_who_answer_for_it_record(desk: Desk, app: Starlette, who: str, status: int) -> None:
    browser = browser_of(desk, app, who)
    page = browser.get("/events").text
    csrf = re.findall(r'name="_csrf" value="([^"]*)"', page)[0]
    given = {"_csrf": csrf, "seen": version_of(OPENING)}
    assert browser.post("/events/ours/happened", given).status_code == status


def test_whoever_only_reads_gets_no_forms(desk: Desk, app: Starlette) -> None:
    page = browser_of(desk, app, "reader").get("/events/ours").text
    assert "개소식" in page
    assert "<form" not in page.partition("<main")[2]
