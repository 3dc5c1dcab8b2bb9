"""Every page as every role and as nobody: whatever page is added is walked, too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from admin.web.access import Door, Everyone, Gate, Known, Needs, Page, Undeclared, require_doors
from admin.web.app import make_app
from admin.web.session import CSRF_FIELD, Cookies, csrf_of
from gongyak.accounts import user_on
from gongyak.permissions import Action, Holding, Subject, may
from jobs.desk import Desk
from tests.admin.web.browser import Browser
from tests.admin.web.people import PEOPLE, browser_of
from tests.admin.web.walks import Things, addresses, furnish
from tests.jobs.world import desk_at


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        yield desk


@pytest.fixture(autouse=True)
def things(desk: Desk) -> Things:
    return furnish(desk)


def pages_of(app: Starlette) -> list[Page]:
    doors = [route.endpoint for route in app.routes if isinstance(route, Route)]
    assert len(doors) == len(app.routes)
    return [door.page for door in doors if isinstance(door, Door)]


def let_through(_: Request) -> Response:
    return PlainTextResponse("let through")


@pytest.fixture
def gated(desk: Desk) -> Starlette:
    """Give the site with every page as it is declared, and an endpoint that only tells it was reached."""
    pages = [replace(page, endpoint=let_through) for page in pages_of(make_app(desk))]

    def refused(_: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return PlainTextResponse("refused", error.status_code)

    routes = Gate(desk, Cookies(desk.settings, ""), "").routes(pages)
    return Starlette(routes=routes, exception_handlers={HTTPException: refused})


def keys(page: Page, things: Things) -> list[tuple[str | None, Holding | None]]:
    """Return the keys to try at *page*, each with whose it is."""
    if isinstance(page.needs, Needs) and f"{{{page.needs.subject}" in page.path:
        return list(things[page.needs.subject].items())
    return [(None, None)]


def subject_of(page: Page) -> Subject | None:
    return page.needs.subject if isinstance(page.needs, Needs) else None


def ask(browser: Browser, page: Page, key: str | None) -> tuple[int, str]:
    """Return status and way of the answer to a request with a right form token."""
    path = addresses(page.path, key, subject_of(page))
    tie = browser.cookies.get("gongyak_session") or browser.cookies.get("gongyak_visit") or ""
    form = {CSRF_FIELD: csrf_of(tie)} if page.method == "POST" else None
    answer = browser.request(page.method, path, form=form)
    return answer.status_code, answer.headers.get("location", "")


def expected(page: Page, who: str, key: str | None, holding: Holding | None, desk: Desk) -> int:
    """Return the status that the permissions ask for."""
    needs, user = page.needs, user_on(PEOPLE[who], desk.today)
    if not isinstance(needs, Needs):
        return 200
    if key is not None and (holding is None or not may(user, Action.READ, needs.subject, holding)):
        return 404
    return 200 if may(user, needs.action, needs.subject, holding) else 403


@pytest.mark.parametrize("who", sorted(PEOPLE))
def test_every_page_lets_through_whom_it_is_for_and_nobody_else(
    desk: Desk, gated: Starlette, things: Things, who: str
) -> None:
    browser = browser_of(desk, gated, who)
    for page in pages_of(gated):
        for key, holding in keys(page, things):
            told = (page.method, page.path, key)
            assert (*told, ask(browser, page, key)[0]) == (*told, expected(page, who, key, holding, desk))


def test_nobody_gets_past_the_login_page(gated: Starlette, things: Things) -> None:
    browser = Browser(gated)
    browser.cookies.set("gongyak_visit", "a-visit", domain="gongyak.example.kr")
    for page in pages_of(gated):
        for key, _ in keys(page, things):
            status, way = ask(browser, page, key)
            if isinstance(page.needs, Everyone):
                assert status == 200, page
            else:
                assert (status, way.partition("?")[0]) == (303, "/login"), page


def test_no_change_is_made_without_the_token_of_a_form(desk: Desk, gated: Starlette, things: Things) -> None:
    browser = browser_of(desk, gated, "admin")
    for page in pages_of(gated):
        if page.method == "POST":
            for key, holding in keys(page, things):
                answer = browser.post(addresses(page.path, key, subject_of(page)), {"a": "b"})
                is_answer = page.path == "/a/{token}"
                is_there = key is None or holding is not None
                assert answer.status_code == (200 if is_answer else 403 if is_there else 404), page


def test_only_the_answers_of_letters_change_something_without_a_token(gated: Starlette) -> None:
    bare = [
        page.path
        for page in pages_of(gated)
        if page.method != "GET" and isinstance(page.needs, Everyone) and page.needs.is_bare
    ]
    assert bare == ["/a/{token}"]


def test_pages_take_what_browsers_send_and_no_other_method(gated: Starlette) -> None:
    assert {page.method for page in pages_of(gated)} <= {"GET", "POST"}


def test_only_few_pages_are_for_everybody(gated: Starlette) -> None:
    everybody = {page.path for page in pages_of(gated) if isinstance(page.needs, Everyone)}
    others = {path for path in everybody if not re.search(r"\.(css|js|svg|ico|woff2)$", path)}
    assert others == {
        "/a/{token}",
        "/feeds/{token}.ics",
        "/healthz",
        "/login",
        "/metrics",
        "/preview",
        "/readyz",
        "/static/{name}",
        "/welcome/{token}",
    }


def test_an_official_of_another_department_is_told_of_no_such_thing(desk: Desk, things: Things) -> None:
    needs = {
        "/pledge/{number}": Needs(Action.READ, Subject.PLEDGE),
        "/draft/{draft}": Needs(Action.MAKE, Subject.DRAFT),
        "/event/{event}": Needs(Action.EDIT, Subject.EVENT),
        "/letter/{letter:int}": Needs(Action.READ, Subject.LETTER),
    }
    pages = [Page(path, let_through, each) for path, each in needs.items()]
    app = Starlette(routes=Gate(desk, Cookies(desk.settings, ""), "").routes(pages))
    own = ("/pledge/1-1", "/draft/2024H2_1-1_v1", "/event/ours")
    other = ("/pledge/9-9", "/draft/2024H2_9-9_v1", "/event/theirs")
    for who, mine, theirs in (
        ("officer", own, other),
        ("lead", own, other),
        ("head", own, other),
        ("otherofficer", other, own),
        ("otherhead", other, own),
    ):
        browser = browser_of(desk, app, who)
        assert [browser.get(path).status_code for path in (*mine, *theirs)] == [200] * 3 + [404] * 3, who
    ours, other_s = (key for key, whose in things[Subject.LETTER].items() if whose)
    coordinator = browser_of(desk, app, "coordinator")
    assert [coordinator.get(f"/letter/{key}").status_code for key in (ours, other_s, 0)] == [200, 200, 404]
    assert browser_of(desk, app, "reader").get("/draft/2024H2_1-1_v1").status_code == 403


def test_a_page_that_declares_nothing_does_not_start() -> None:
    with pytest.raises(Undeclared):
        require_doors([Route("/open", let_through)])


@pytest.mark.parametrize(
    ("path", "free"),
    [
        ("/pledges/{pledge}", ()),
        ("/pledges/{number}/photos/{photo}", ()),
        ("/drafts/{draft}/{number}", ("half_year",)),
    ],
)
def test_a_part_of_an_address_that_nothing_is_asked_about_does_not_start(
    path: str, free: tuple[str, ...]
) -> None:
    with pytest.raises(Undeclared):
        Page(path, let_through, Needs(Action.READ, Subject.PLEDGE, free))


def test_whoever_is_known_is_known_to_pages_for_everybody_too(desk: Desk) -> None:
    seen: list[str | None] = []

    def note(request: Request) -> Response:
        seen.append(request.state.user and request.state.user.official)
        return let_through(request)

    pages = [
        Page("/all", note, Everyone()),
        Page("/bare", note, Everyone(is_bare=True)),
        Page("/my", note, Known()),
    ]
    app = Starlette(routes=Gate(desk, Cookies(desk.settings, ""), "").routes(pages))
    browser = browser_of(desk, app, "head")
    for page in pages:
        browser.get(page.path)
    assert seen == ["head", None, "head"]
