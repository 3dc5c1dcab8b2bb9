from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from admin.web.app import make_app
from admin.web.assets import Assets
from admin.web.guard import HEADERS
from jobs.desk import Desk
from tests.admin.web.browser import Browser
from tests.jobs.world import desk_at


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        yield desk


@pytest.fixture
def web(desk: Desk) -> Browser:
    return Browser(make_app(desk))


@pytest.mark.parametrize(
    ("name", "kind"),
    [("style.css", "text/css; charset=utf-8"), ("htmx.js", "text/javascript; charset=utf-8")],
)
def test_an_asset_is_kept_by_browsers_until_it_changes(web: Browser, name: str, kind: str) -> None:
    address = Assets("").address(name)
    answer = web.get(address)
    assert answer.headers["content-type"] == kind
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["x-content-type-options"] == HEADERS["X-Content-Type-Options"]


@pytest.mark.parametrize("query", ["", "?0123456789abcdef"])
def test_under_another_mark_it_is_asked_for_each_time(web: Browser, query: str) -> None:
    answer = web.get(f"/static/style.css{query}")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("name", ["none.css", "%2e%2e%2fbase.html", "..%2fbase.html", ""])
def test_nothing_else_can_be_asked_for_by_a_name(web: Browser, name: str) -> None:
    assert web.get(f"/static/{name}").status_code == 404


def test_an_asset_of_another_site_s_path_lies_below_it() -> None:
    assert Assets("/gongyak").address("htmx.js").startswith("/gongyak/static/htmx.js?")
