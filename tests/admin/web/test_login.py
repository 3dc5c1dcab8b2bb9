from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from starlette.applications import Starlette

from admin.web.app import make_app
from jobs.desk import Desk
from tests.admin.web.browser import Browser
from tests.admin.web.people import PASSWORD, settle
from tests.jobs.world import NOON, desk_at

NEW = "새로-정한-비밀번호-7"


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def go(self, **span: int) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path, clock) as desk:
        settle(desk, accounts=("officer", "admin", "nopost"))
        yield desk


@pytest.fixture
def app(desk: Desk) -> Starlette:
    return make_app(desk)


@pytest.fixture
def web(app: Starlette) -> Browser:
    return Browser(app)


def enter(web: Browser, official: str = "officer", password: str = PASSWORD, page: str = "/login") -> int:
    answer = web.submit(page, {"official": official, "password": password}, to="/login")
    return answer.status_code


def test_whoever_is_not_logged_in_is_led_to_the_login_page_and_back(web: Browser) -> None:
    sent = web.get("/password?x=1")
    assert (sent.status_code, sent.headers["location"]) == (303, "/login?next=%2Fpassword%3Fx%3D1")
    answer = web.submit(sent.headers["location"], {"official": "officer", "password": PASSWORD}, to="/login")
    assert (answer.status_code, answer.headers["location"]) == (303, "/password?x=1")
    assert web.get("/password").status_code == 200
    assert "이officer 님(담당자)" in web.get("/").text
