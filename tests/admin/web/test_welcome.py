"""The pages that invitations lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from admin.web.app import make_app
from jobs.desk import Desk
from jobs.inviting import invite, invite_first
from tests.admin.web.browser import Browser
from tests.admin.web.people import PASSWORD, settle
from tests.cast import DEPARTMENT
from tests.jobs.world import desk_at

SET = {"new": PASSWORD, "again": PASSWORD}


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        settle(desk, accounts=())
        yield desk


@pytest.fixture
def web(desk: Desk) -> Browser:
    return Browser(make_app(desk))


def enter(web: Browser, official: str) -> int:
    return web.submit("/login", {"official": official, "password": PASSWORD}).status_code


def test_the_invited_set_a_password_and_log_in(web: Browser, desk: Desk) -> None:
    page = f"/welcome/{invite(desk, 'officer')}"
    shown = web.get(page)
    assert shown.status_code == 200
    assert "이officer 님(아이디 officer)" in shown.text
    assert "<select" not in shown.text
    done = web.submit(page, SET)
    assert done.status_code == 200
    assert "이제 로그인하여 주시기 바랍니다." in done.text
    assert 'name="official" value="officer"' in done.text
    assert enter(web, "officer") == 303


def test_the_page_that_comes_after_it_logs_in_at_the_right_address(web: Browser, desk: Desk) -> None:
    done = web.submit(f"/welcome/{invite(desk, 'officer')}", SET)
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', done.text))
    assert 'action="/login"' in done.text
    answer = web.post("/login", {**hidden, "official": "officer", "password": PASSWORD})
    assert answer.status_code == 303


def test_looking_at_an_invitation_does_not_use_it_up(web: Browser, desk: Desk) -> None:
    page = f"/welcome/{invite(desk, 'officer')}"
    for method in ("GET", "HEAD", "OPTIONS", "PUT", "GET"):
        web.request(method, page)
    assert web.get(page).status_code == 200


def test_an_invitation_that_is_used_up_says_so(web: Browser, desk: Desk) -> None:
    page = f"/welcome/{invite(desk, 'officer')}"
    token = re.findall(r'name="_csrf" value="(\w+)"', web.get(page).text)[0]
    web.post(page, {**SET, "_csrf": token})
    for answer in (web.get(page), web.post(page, {**SET, "_csrf": token}), web.get("/welcome/none")):
        assert answer.status_code == 410
        assert "이미 사용하였거나 기한이 지난 링크입니다." in answer.text


def test_an_invitation_is_accepted_from_its_own_page_only(web: Browser, desk: Desk) -> None:
    page = f"/welcome/{invite(desk, 'officer')}"
    assert web.post(page, SET).status_code == 403
    assert enter(web, "officer") == 401


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"new": PASSWORD, "again": "x"}, "서로 다릅니다"),
        ({"new": "short", "again": "short"}, "사용할 수 없습니다"),
        ({}, "사용할 수 없습니다"),
    ],
)
def test_a_password_that_will_not_do_is_asked_for_again(
    web: Browser, desk: Desk, form: dict[str, str], told: str
) -> None:
    answer = web.submit(f"/welcome/{invite(desk, 'officer')}", form)
    assert (answer.status_code, told in answer.text) == (422, True)
    assert "이officer 님" in answer.text
    assert PASSWORD not in answer.text


def test_the_first_administrator_is_chosen_from_the_officials(web: Browser, desk: Desk) -> None:
    page = f"/welcome/{invite_first(desk)}"
    shown = web.get(page).text
    assert '<option value="reader">이reader (reader)</option>' in shown
    assert web.submit(page, {**SET, "official": "reader"}).status_code == 200
    assert enter(web, "reader") == 303
    assert web.get("/password").status_code == 200


def test_the_first_administrator_is_entered_anew_and_what_was_typed_stays(web: Browser, desk: Desk) -> None:
    page = f"/welcome/{invite_first(desk)}"
    typed = {**SET, "official": "", "id": "root1", "name": "<박새롬>", "department": ""}
    answer = web.submit(page, typed)
    assert answer.status_code == 422
    assert 'value="&lt;박새롬&gt;"' in answer.text
    assert web.submit(page, typed | {"department": DEPARTMENT}).status_code == 200
    assert enter(web, "root1") == 303


def test_without_a_city_the_page_says_what_to_do_first(migrated_url: str, tmp_path: Path) -> None:
    with desk_at(migrated_url, tmp_path) as desk:
        answer = Browser(make_app(desk)).get(f"/welcome/{invite_first(desk)}")
    assert (answer.status_code, "gongyak load" in answer.text) == (409, True)
