from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from starlette.applications import Starlette

from gongyak.events import EventState, PlannedEvent
from gongyak.notices import Told
from gongyak.people import Assignment, Tenure
from gongyak.reminders.ledger import DROPPED
from gongyak.store.accounts import find_account, write_account
from gongyak.store.event_changes import lock_event, write_event
from gongyak.store.notices import add_told
from gongyak.store.tables import FeedRow, PostRow
from gongyak.store.writing import write_pledge
from gongyak.when import When
from jobs.desk import Desk
from tests.admin.web.browser import Browser
from tests.admin.web.people import OTHER, SINCE, browser_of, settle
from tests.jobs.world import desk_at, small_pledge

OURS = PlannedEvent(id="ours", name="개소식, <b>", when=When.parse("2025-02-03/2025-02-04"), place="시청")
VAGUE = PlannedEvent(id="vague", name="착공식", when=When.parse("2025-40"))
THEIRS = PlannedEvent(id="theirs", name="비밀 행사", when=When.parse("2025-02-03"))


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path, GONGYAK_SITE_ADDRESS="http://gongyak.example.kr") as desk:
        settle(desk)
        with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
            for number, officer, events, more in (
                ("1-1", "officer", (OURS, VAGUE), {}),
                ("9-9", "otherofficer", (THEIRS,), {"department": OTHER}),
            ):
                officers = (Assignment(officer, Tenure(SINCE)),)
                write_pledge(
                    session, small_pledge(number, team=None, officers=officers, events=events, **more), {}
                )
        yield desk


@pytest.fixture
def officer(desk: Desk, app: Starlette) -> Browser:
    return browser_of(desk, app, "officer")


def made(browser: Browser) -> str:
    """Return the path of a calendar that its page has just made."""
    page = browser.submit("/calendar-feed", {}).text
    (token,) = re.findall(r'value="http://gongyak.example.kr/feeds/([\w-]{43})\.ics"', page)
    return f"/feeds/{token}.ics"


def fetched(app: Starlette, path: str) -> dict[str, Any]:
    answer = Browser(app).get(path)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    return {str(each["SUMMARY"]): each for each in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_a_calendar_holds_the_events_with_a_day_that_one_may_read(app: Starlette, officer: Browser) -> None:
    events = fetched(app, made(officer))
    assert set(events) == {"개소식, <b>"}
    opening = events["개소식, <b>"]
    assert (opening["DTSTART"].dt, opening["DTEND"].dt) == (date(2025, 2, 3), date(2025, 2, 5))
    assert str(opening["UID"]).startswith("event-ours@")
    assert str(opening["URL"]) == "http://gongyak.example.kr/events/ours"
    assert (int(opening["SEQUENCE"]), opening["STATUS"]) == (0, "CONFIRMED")


def test_the_coordinators_holds_all_of_them(desk: Desk, app: Starlette) -> None:
    assert set(fetched(app, made(browser_of(desk, app, "coordinator")))) == {"개소식, <b>", "비밀 행사"}


def test_the_address_is_shown_once_and_kept_nowhere(desk: Desk, officer: Browser) -> None:
    token = made(officer).removeprefix("/feeds/").removesuffix(".ics")
    page = officer.get("/calendar-feed").text
    assert token not in page
    assert "2025. 1. 2. 12:00</time>에 만든 주소" in page
    with desk.database.read() as session:
        (row,) = session.query(FeedRow)
        assert token not in row.digest


def test_what_was_called_off_is_cancelled_under_the_number_of_the_letters(
    desk: Desk, app: Starlette, officer: Browser
) -> None:
    with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
        about, day = "event:ours", desk.today
        add_told(session, [Told(about, OURS.when.edtf, "-30", "officer", day)], None)
        add_told(session, [Told(about, OURS.when.edtf, DROPPED, "officer", day)], None)
        lock_event(session, "ours")
        write_event(session, replace(OURS, state=EventState.DROPPED))
    opening = fetched(app, made(officer))["개소식, <b>"]
    assert (int(opening["SEQUENCE"]), opening["STATUS"]) == (1, "CANCELLED")


def test_what_has_not_changed_is_not_sent_again(desk: Desk, app: Starlette, officer: Browser) -> None:
    path, program = made(officer), Browser(app)
    mark = program.get(path).headers["etag"]
    unchanged = program.get(path, If_None_Match=mark)
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
        lock_event(session, "ours")
        write_event(session, replace(OURS, name="개관식"))
    assert program.get(path, If_None_Match=mark).status_code == 200


def test_a_new_address_and_no_address_make_the_former_lead_nowhere(app: Starlette, officer: Browser) -> None:
    first = made(officer)
    second = made(officer)
    assert [Browser(app).get(path).status_code for path in (first, second)] == [404, 200]
    assert officer.submit("/calendar-feed", {}, to="/calendar-feed/revoke").status_code == 303
    assert Browser(app).get(second).status_code == 404
    assert "아직 만든 주소가 없습니다" in officer.get("/calendar-feed").text


@pytest.mark.parametrize("token", ["none", "가", "x" * 101, "..%2f..%2fetc"])
def test_an_address_that_nobody_made_is_as_unknown_as_a_revoked_one(app: Starlette, token: str) -> None:
    answer = Browser(app).get(f"/feeds/{token}.ics")
    assert answer.status_code == 404


def test_whoever_may_not_come_in_any_more_gets_none(desk: Desk, app: Starlette, officer: Browser) -> None:
    path = made(officer)
    with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
        account = find_account(session, "officer")
        assert account
        write_account(session, replace(account, is_active=False))
    assert Browser(app).get(path).status_code == 404


def test_whoever_has_no_post_any_more_gets_none(desk: Desk, app: Starlette, officer: Browser) -> None:
    path = made(officer)
    with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
        post = session.query(PostRow).filter_by(official="officer").one()
        post.until = date(2025, 1, 1)
    assert Browser(app).get(path).status_code == 404
