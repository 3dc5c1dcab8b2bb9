from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from gongyak.events import PlannedEvent
from gongyak.people import Assignment, Tenure
from gongyak.store.changes import read_changes
from gongyak.store.events import read_events
from gongyak.store.writing import write_pledge
from gongyak.when import When
from jobs.desk import Desk
from tests.admin.web.browser import Browser
from tests.admin.web.people import OTHER, SINCE, browser_of, settle
from tests.jobs.world import desk_at, small_pledge

OPENING = PlannedEvent(id="ours", name="개소식 <b>", when=When.parse("2025-02-03"), place="시청")
NEW = {
    "name": "착공식 <i>",
    "date": "2025년 상반기",
    "place": "현장",
    "kind": "착공",
    "responsible": "officer",
    "leads": "D-7, D-Day",
}


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        settle(desk)
        with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
            for number, officer, department in (("1-1", "officer", None), ("9-9", "otherofficer", OTHER)):
                officers = (Assignment(officer, Tenure(SINCE)),)
                events = () if department else (OPENING,)
                more = {"department": department} if department else {}
                write_pledge(
                    session, small_pledge(number, team=None, officers=officers, events=events, **more), {}
                )
        yield desk


@pytest.fixture
def officer(desk: Desk, app: Starlette) -> Browser:
    return browser_of(desk, app, "officer")


def events(desk: Desk) -> dict[str, tuple[PlannedEvent, str | None]]:
    with desk.database.read() as session:
        return {event.name: (event, pledge) for event, pledge in read_events(session)}


def form(browser: Browser, path: str, **fields: str) -> dict[str, str]:
    page = browser.get(path).text
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in hidden} | fields


def test_who_has_one_pledge_comes_to_its_form_at_once(officer: Browser) -> None:
    answer = officer.get("/events/new-event")
    assert (answer.status_code, answer.headers["location"]) == (303, "/pledges/1-1/events/new")


def test_the_coordinator_chooses_a_pledge_or_the_city(desk: Desk, app: Starlette) -> None:
    coordinator = browser_of(desk, app, "coordinator")
    page = coordinator.get("/events/new-event").text
    assert "/events/new-city-event" in page
    assert 'value="9-9"' in page
    assert coordinator.get("/events/new-event?pledge=9-9").headers["location"] == "/pledges/9-9/events/new"
    assert coordinator.get("/events/new-event?pledge=7-7").status_code == 200


def test_nobody_is_led_to_a_pledge_of_others(officer: Browser) -> None:
    answer = officer.get("/events/new-event?pledge=9-9")
    assert "공약 9-9" not in answer.text
    assert officer.get("/pledges/9-9/events/new").status_code == 404
    assert officer.get("/events/new-city-event").status_code == 403


def test_a_new_event_is_added_once_however_often_its_form_comes(desk: Desk, officer: Browser) -> None:
    path = "/pledges/1-1/events/new"
    given = form(officer, path, **NEW)
    first, second = officer.post(path, given), officer.post(path, given)
    assert first.headers["location"] == second.headers["location"]
    event, pledge = events(desk)["착공식 <i>"]
    assert len(events(desk)) == 2
    assert pledge == "1-1"
    assert (event.place, event.kind, event.responsible, event.leads) == ("현장", "착공", "officer", (-7, 0))
    assert event.when == When.parse("2025-40", "2025년 상반기")
    page = officer.get(first.headers["location"]).text
    assert "착공식 &lt;i&gt;" in page
    assert "<i>" not in page


def test_the_city_has_events_of_its_own(desk: Desk, app: Starlette) -> None:
    coordinator = browser_of(desk, app, "coordinator")
    path = "/events/new-city-event"
    assert coordinator.post(path, form(coordinator, path, **NEW)).status_code == 303
    assert events(desk)["착공식 <i>"][1] is None


def test_what_is_wrong_is_told_beside_its_field_and_all_that_was_typed_stays(
    desk: Desk, officer: Browser
) -> None:
    path = "/pledges/1-1/events/new"
    wrong = {**NEW, "date": "언젠가 <x>", "leads": "곧", "responsible": "nobody"}
    refused = officer.post(path, form(officer, path, **wrong))
    assert refused.status_code == 422
    assert 'value="착공식 &lt;i&gt;"' in refused.text
    assert 'value="언젠가 &lt;x&gt;"' in refused.text
    assert refused.text.count('class="wrong"') == 3
    assert "<x>" not in refused.text
    assert len(events(desk)) == 1


def test_a_key_of_ones_own_making_is_refused(officer: Browser) -> None:
    path = "/pledges/1-1/events/new"
    assert officer.post(path, form(officer, path, **NEW) | {"key": "../x"}).status_code == 400


def test_everything_of_an_event_can_be_changed(desk: Desk, officer: Browser) -> None:
    path = "/events/ours/edit"
    given = form(officer, path, **NEW, reason="공정 조정")
    assert officer.post(path, given).headers["location"] == "/events/ours"
    event, pledge = events(desk)["착공식 <i>"]
    assert (event.id, pledge, event.leads) == ("ours", "1-1", (-7, 0))
    with desk.database.read() as session:
        assert "공정 조정" in read_changes(session, "1-1", 1)[0].cause


def test_another_date_wants_a_reason_and_nothing_else_does(desk: Desk, officer: Browser) -> None:
    path = "/events/ours/edit"
    same = {"name": "개관식", "date": "2025. 2. 3.", "place": "시청"}
    assert officer.post(path, form(officer, path, **{**same, "date": "2025. 3. 3."})).status_code == 422
    assert set(events(desk)) == {"개소식 <b>"}
    assert officer.post(path, form(officer, path, **same)).status_code == 303
    assert events(desk)["개관식"][0].when == OPENING.when


def test_two_people_in_one_form_lose_nothing(desk: Desk, officer: Browser) -> None:
    path = "/events/ours/edit"
    shown = {"name": OPENING.name, "date": "2025. 2. 3.", "place": "시청"}
    first, second = form(officer, path), form(officer, path)
    assert officer.post(path, {**first, **shown, "place": "본관"}).status_code == 303
    assert officer.post(path, {**second, **shown, "kind": "개관"}).status_code == 303
    assert (events(desk)[OPENING.name][0].place, events(desk)[OPENING.name][0].kind) == ("본관", "개관")
    refused = officer.post(path, {**second, **shown, "place": "별관"})
    assert refused.status_code == 409
    assert "<strong>본관</strong>" in refused.text
    again = form_in(refused.text) | shown | {"place": "별관", "kind": "개관"}
    assert officer.post(path, again).status_code == 303
    assert events(desk)[OPENING.name][0].place == "별관"


def form_in(page: str) -> dict[str, str]:
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in hidden}


@pytest.mark.parametrize("base", ["[]", "{", '{"name": 1}'])
def test_a_form_that_is_none_of_ours_is_refused(officer: Browser, base: str) -> None:
    path = "/events/ours/edit"
    assert officer.post(path, form(officer, path, **NEW) | {"base": base}).status_code == 400
