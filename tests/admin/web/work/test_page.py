from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongyak.people import Assignment, Tenure
from gongyak.pledges import Status
from gongyak.store.reading import read_pledges
from gongyak.store.writing import write_pledge
from jobs.desk import Desk
from tests.admin.web.browser import Browser
from tests.admin.web.people import SINCE, settle
from tests.cast import H2_2024
from tests.jobs.world import desk_at, small_pledge

PAGE = "/pledges/1-1/work?half_year=2024H2"
STANDING = "/pledges/1-1/work/standing"


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        settle(desk)
        with desk.database.begin(who="officer", at=desk.now(), cause="test") as session:
            officers = (Assignment("officer", Tenure(SINCE)),)
            write_pledge(session, small_pledge("1-1", team=None, officers=officers), {})
        yield desk


def hidden(page: str) -> dict[str, str]:
    """Return what the hidden fields of the standing's part hold."""
    form = page[page.index('id="part-standing"') :]
    pairs = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
    return {name: html.unescape(value) for name, value in pairs[:3]}


def status_of(desk: Desk) -> Status | None:
    with desk.database.read() as session:
        return read_pledges(session, ["1-1"])[0].status_by(H2_2024)


def test_what_a_form_saves_without_a_script_shows_on_the_page_again(desk: Desk, web: Browser) -> None:
    answer = web.post(STANDING, {**hidden(web.get(PAGE).text), "status": "일부추진"})
    assert answer.headers["location"] == f"{PAGE}&saved=standing#part-standing"
    assert status_of(desk) is Status.PARTIAL
    page = web.get(answer.headers["location"]).text
    assert "<option selected>일부추진" in page
    assert page.count("저장하였습니다.") == 1
    assert "저장하였습니다." in page[page.index('id="part-standing"') :]
    assert "저장하였습니다." not in web.get(PAGE).text


def test_a_script_gets_the_part_and_what_stands_beside_it(web: Browser) -> None:
    form = {**hidden(web.get(PAGE).text), "status": "일부추진"}
    answer = web.post(STANDING, form, HX_Request="true")
    assert answer.status_code == 200
    assert "저장하였습니다." in answer.text
    assert 'id="work-aside" hx-swap-oob="true"' in answer.text
    assert "<html" not in answer.text


def test_a_mistake_keeps_what_was_typed_and_says_what_is_wrong(desk: Desk, web: Browser) -> None:
    form = hidden(web.get(PAGE).text)
    for more in ({}, {"HX_Request": "true"}):
        answer = web.post(STANDING, {**form, "status": "<b>대충"}, **more)
        assert answer.status_code == 422
        assert "없는 이행상태입니다" in answer.text
        assert "&lt;b&gt;대충" in answer.text
    assert status_of(desk) is None


def test_the_second_of_two_is_shown_both_versions_and_may_then_decide(desk: Desk, web: Browser) -> None:
    form = hidden(web.get(PAGE).text)
    web.post(STANDING, {**form, "status": "정상추진"})
    answer = web.post(STANDING, {**form, "status": "보류"})
    assert answer.status_code == 409
    assert "다른 사람이 저장한 내용" in answer.text
    assert re.search(r"<td data-label=\"다른 사람이 저장한 내용\">정상추진</td>", answer.text)
    assert status_of(desk) is Status.ON_TRACK
    again = web.post(STANDING, {**hidden(answer.text), "status": "보류"})
    assert again.status_code == 303
    assert status_of(desk) is Status.ON_HOLD


@pytest.mark.parametrize("base", ["", "[]", '{"status": 1}', "{"])
def test_a_form_that_is_none_of_ours_is_refused(web: Browser, base: str) -> None:
    form = {**hidden(web.get(PAGE).text), "base": base, "status": "보류"}
    assert web.post(STANDING, form).status_code == 400


def test_there_is_no_other_part_pledge_or_half_year(web: Browser) -> None:
    form = hidden(web.get(PAGE).text)
    assert web.post("/pledges/1-1/work/nowhere", form).status_code == 404
    assert web.post(STANDING, {**form, "half_year": "late"}).status_code == 400
    assert web.post(STANDING, {**form, "half_year": "2040H1"}).status_code == 404
