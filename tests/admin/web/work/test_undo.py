"""마지막 변경 되돌리기 on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from starlette.applications import Starlette

from gongyak.people import Assignment, Tenure
from gongyak.pledges import Status
from gongyak.store.reading import read_pledges
from gongyak.store.writing import write_pledge
from jobs.desk import Desk
from tests.admin.web.browser import Browser
from tests.admin.web.people import SINCE, browser_of, settle
from tests.admin.web.work.test_page import PAGE, STANDING, hidden
from tests.cast import H2_2024
from tests.jobs.world import NOON, desk_at, small_pledge

UNDO = "/pledges/1-1/undo"


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    """Give a desk at which each look at the clock is a second later."""
    seconds = count()

    def now() -> datetime:
        return NOON + timedelta(seconds=next(seconds))

    with desk_at(migrated_url, tmp_path, now) as desk:
        settle(desk)
        with desk.database.begin(who="officer", at=desk.now(), cause="test") as session:
            officers = (Assignment("officer", Tenure(SINCE)),)
            write_pledge(session, small_pledge("1-1", team=None, officers=officers), {})
        yield desk


def undo_form(page: str) -> dict[str, str]:
    """Return what the form beside the parts would send."""
    form = page[page.index('class="undo"') :]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)[:3])


def choose(web: Browser, status: str) -> None:
    assert web.post(STANDING, {**hidden(web.get(PAGE).text), "status": status}).status_code == 303


def status_of(desk: Desk) -> Status | None:
    with desk.database.read() as session:
        return read_pledges(session, ["1-1"])[0].status_by(H2_2024)


def test_a_button_turns_back_what_i_saved_last_and_then_brings_it_back(desk: Desk, web: Browser) -> None:
    assert 'class="undo"' not in web.get(PAGE).text
    choose(web, "보류")
    page = web.get(PAGE).text
    assert "마지막 변경 되돌리기" in page
    assert "이행상태 1건" in page
    assert web.post(UNDO, undo_form(page)).headers["location"] == f"{PAGE}#work-aside"
    assert status_of(desk) is None
    page = web.get(PAGE).text
    assert "되돌리기 취소" in page
    web.post(UNDO, undo_form(page))
    assert status_of(desk) is Status.ON_HOLD


def test_a_script_that_saved_a_part_gets_the_button_along(web: Browser) -> None:
    form = {**hidden(web.get(PAGE).text), "status": "보류"}
    assert "마지막 변경 되돌리기" in web.post(STANDING, form, HX_Request="true").text


def test_who_presses_twice_undoes_once(desk: Desk, web: Browser) -> None:
    choose(web, "정상추진")
    choose(web, "보류")
    form = undo_form(web.get(PAGE).text)
    web.post(UNDO, form)
    answer = web.post(UNDO, form)
    assert answer.status_code == 409
    assert "그 뒤에 저장한 내용이 있어" in answer.text
    assert status_of(desk) is Status.ON_TRACK


def test_what_a_colleague_has_changed_since_is_told_and_stays(
    desk: Desk, app: Starlette, web: Browser
) -> None:
    choose(web, "정상추진")
    choose(browser_of(desk, app, "coordinator"), "보류")
    answer = web.post(UNDO, undo_form(web.get(PAGE).text))
    assert answer.status_code == 409
    assert "그 뒤에 다시 바뀐 항목이 있어" in answer.text
    assert "이행상태(" in answer.text
    assert status_of(desk) is Status.ON_HOLD


def test_a_number_that_is_none_is_refused(web: Browser) -> None:
    choose(web, "보류")
    form = undo_form(web.get(PAGE).text)
    for number in ("", "x", "-1", "9" * 30):
        assert web.post(UNDO, {**form, "change": number}).status_code == 400
