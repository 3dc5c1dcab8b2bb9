"""The log of comings and goings is for administrators: logins, logouts, refusals and downloads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from gongyak.drafts import draft_number
from jobs.desk import Desk
from tests.admin.web.browser import Browser
from tests.admin.web.people import PASSWORD, browser_of
from tests.admin.web.walks import furnish
from tests.cast import H2_2024
from tests.jobs.world import desk_at

TOP = "/manage/access"


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        furnish(desk)
        yield desk


@pytest.mark.parametrize(("who", "status"), [("coordinator", 403), ("reader", 403), ("admin", 200)])
def test_the_log_is_for_administrators(desk: Desk, app: Starlette, who: str, status: int) -> None:
    assert browser_of(desk, app, who).get(TOP).status_code == status


def test_logins_logouts_refusals_and_downloads_are_told_with_their_address(
    desk: Desk, app: Starlette
) -> None:
    head = Browser(app, "198.51.100.7")
    assert head.submit("/login", {"official": "head", "password": PASSWORD}).status_code == 303
    assert head.submit("/", {}, to="/logout").status_code == 303
    Browser(app).submit("/login", {"official": "head", "password": "wrong-one"})
    Browser(app).submit("/login", {"official": "<b>typed", "password": "wrong-one"})
    number = draft_number(H2_2024, "1-1", 1)
    assert browser_of(desk, app, "officer").get(f"/drafts/{number}/document").status_code == 200
    admin = browser_of(desk, app, "admin")
    page = admin.get(TOP).text.partition("<tbody>")[2]
    for told in ("198.51.100.7", "이head", "등록되지 않은 아이디", number, "이officer"):
        assert told in page
    assert "typed" not in page
    assert "wrong-one" not in page
    assert number not in admin.get(f"{TOP}?kind=login").text
    left = admin.get(f"{TOP}?kind=logout").text.partition("<tbody>")[2]
    assert (left.count("<tr>"), "198.51.100.7" in left, "이head" in left) == (1, True, True)
    assert "198.51.100.7" not in admin.get(f"{TOP}?who=officer").text
    assert admin.get(f"{TOP}?kind=nonsense&page=99").status_code == 200
