"""Every page that may be read is read by everybody, on both databases: what pages ask of PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from admin.web.app import make_app
from jobs.desk import Desk
from tests.admin.web.people import PEOPLE, browser_of
from tests.admin.web.test_access import ask, keys, pages_of
from tests.admin.web.walks import furnish
from tests.jobs.world import desk_at


@pytest.fixture
def desk(either_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(either_url, tmp_path) as desk:
        yield desk


@pytest.mark.parametrize("who", sorted(PEOPLE))
def test_no_page_that_may_be_read_breaks(desk: Desk, who: str) -> None:
    things = furnish(desk)
    app = make_app(desk)
    browser = browser_of(desk, app, who)
    for page in pages_of(app):
        if page.method == "GET" and page.path != "/readyz":
            for key, _ in keys(page, things):
                status, _way = ask(browser, page, key)
                assert status < 500, (page, key)
