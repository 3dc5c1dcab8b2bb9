"""Whatever people typed is text on every page: no field of any fact becomes markup, script or an address."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.applications import Starlette

from admin.web.app import make_app
from gongyak.accounts import LoginSession, digest_of, standing_of, user_on
from gongyak.store.city import read_city
from gongyak.store.sessions import open_session
from jobs.desk import Desk
from tests.admin.web.browser import Browser
from tests.admin.web.poison import poisoned, untouched
from tests.admin.web.test_access import keys, pages_of, subject_of
from tests.admin.web.walks import addresses
from tests.jobs.world import desk_at

MARKUP = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 * 7 }}"
ADDRESS = "javascript:alert(1)"
WRITTEN = "&lt;script&gt;alert(1)&lt;/script&gt;"


class Reader(HTMLParser):
    """Reads a page as a browser does, and notes what would run or lead elsewhere."""

    def __init__(self, page: str, *, is_letter: bool) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self._is_letter = is_letter
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "script" and not given.get("src", "").startswith("/static/"):
            self.wrong.append(f"<script> {given}")
        for name, value in given.items():
            is_way = name in {
                "href",
                "src",
                "action",
                "formaction",
                "data",
                "hx-get",
                "hx-post",
                "xlink:href",
            }
            if (
                name.startswith("on")
                or (name == "style" and not self._is_letter)
                or (is_way and not value.startswith(("/", "#", "?", "mailto:", "blob:")))
                or (is_way and value.startswith("//"))
            ):
                self.wrong.append(f"<{tag} {name}={value!r}>")


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        yield desk


def logged_in(desk: Desk, app: Starlette, who: str) -> Browser:
    """Return a browser in which *who* is logged in, whatever their department is called by now."""
    browser, token, now = Browser(app), f"token-of-{who}", desk.now()
    with desk.database.begin(who="tester", at=now, cause="test") as session:
        official = next(each for each in read_city(session).officials if each.id == who)
        standing = standing_of(user_on(official, desk.today))
        opened = LoginSession(
            digest=digest_of(token), official=who, standing=standing, started_at=now, seen_at=now
        )
        open_session(session, opened)
    browser.cookies.set("gongyak_session", token, domain="gongyak.example.kr")
    return browser


@pytest.mark.parametrize(("who", "payload"), [("coordinator", MARKUP), ("admin", MARKUP), ("admin", ADDRESS)])
def test_no_text_of_a_person_is_anything_but_text(desk: Desk, who: str, payload: str) -> None:
    things = poisoned(desk, payload)
    with desk.database.read() as session:
        assert untouched(session, payload) == []
    app = make_app(desk)
    browser = logged_in(desk, app, who)
    shown = 0
    for page in pages_of(app):
        if page.method != "GET":
            continue
        for key, _ in keys(page, things):
            path = addresses(page.path, key, subject_of(page))
            asked = f"&words={payload}&next={payload}&sort={payload}&field={payload}"
            for query in ("?half_year=2024H2", f"?half_year=2024H2{asked}")[: 2 if key is None else 1]:
                answer = browser.get(f"{path}{query}")
                assert answer.status_code < 500 or path == "/readyz", path
                if answer.headers.get("Content-Type", "").startswith("text/html"):
                    is_letter = answer.headers["Content-Security-Policy"].endswith("; sandbox")
                    assert (path, Reader(answer.text, is_letter=is_letter).wrong) == (path, [])
                    assert "<script>alert" not in answer.text
                    shown += answer.text.count(WRITTEN if payload == MARKUP else payload)
    assert shown > 100, "the walk has to meet what it looks for"
