"""What every answer of every page has in common, and what no request gets past."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from admin.web.app import make_app
from admin.web.guard import HEADERS
from admin.web.session import CSRF_FIELD, csrf_of
from jobs import entering, passwords
from jobs.account_errors import WrongLogin
from jobs.desk import Desk
from jobs.entering import Credentials, require_right
from tests.admin.web.browser import SITE, Browser
from tests.admin.web.people import browser_of
from tests.admin.web.test_access import keys, pages_of, subject_of
from tests.admin.web.walks import Things, addresses, furnish
from tests.jobs.world import desk_at

OVERRIDES = ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")
UPWARDS = [
    "%2e%2e",
    "..%2f..%2fetc%2fpasswd",
    "....//",
    "%00",
    "..%5c..%5cwin.ini",
    "/etc/passwd",
    "%c0%ae",
]


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        yield desk


@pytest.fixture
def things(desk: Desk) -> Things:
    return furnish(desk)


@pytest.fixture
def app(desk: Desk, things: Things) -> Starlette:
    assert things
    return make_app(desk)


def test_every_answer_carries_the_headers_whatever_it_is(desk: Desk, app: Starlette, things: Things) -> None:
    for browser in (Browser(app), browser_of(desk, app, "reader")):
        for page in pages_of(app):
            key = keys(page, things)[0][0]
            path = addresses(page.path, key, subject_of(page))
            answer = browser.request(page.method, path)
            for name in HEADERS:
                assert name in answer.headers, (page.method, path, name)
            policy = answer.headers["Content-Security-Policy"]
            assert "unsafe" not in policy.partition("script-src")[2].partition(";")[0], path
            assert "frame-ancestors" in policy, path
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/none", 404),
        ("PUT", "/", 405),
        ("DELETE", "/pledges/1-1", 405),
        ("TRACE", "/login", 405),
        ("POST", "/healthz", 405),
    ],
)
def test_an_answer_that_refuses_carries_them_too(app: Starlette, method: str, path: str, status: int) -> None:
    answer = Browser(app).request(method, path)
    assert answer.status_code == status
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_no_page_may_be_framed_by_another_site_or_load_anything_from_one(app: Starlette) -> None:
    policy = Browser(app).get("/login").headers["Content-Security-Policy"]
    rules = dict(rule.strip().partition(" ")[::2] for rule in policy.split(";"))
    assert rules["frame-ancestors"] == rules["default-src"] == rules["base-uri"] == "'none'"
    assert rules["form-action"] == rules["script-src"] == "'self'"
    assert "http" not in policy


def test_a_head_is_answered_as_a_get_without_its_body(desk: Desk, app: Starlette) -> None:
    browser = browser_of(desk, app, "officer")
    for path in ("/", "/pledges/1-1", "/static/style.css", "/healthz"):
        head, get = browser.request("HEAD", path), browser.get(path)
        assert (head.status_code, head.content) == (get.status_code, b"") == (200, b"")
    assert Browser(app).request("HEAD", "/pledges").status_code == 303
    assert browser.request("HEAD", "/pledges/9-9").status_code == 404


def test_no_header_or_field_makes_one_method_of_another(desk: Desk, app: Starlette) -> None:
    browser = browser_of(desk, app, "admin")
    for name in OVERRIDES:
        answer = browser.request("GET", "/schedule/drafts/pause", headers={name: "POST"})
        assert answer.status_code == 405
        form = {CSRF_FIELD: csrf_of("token-of-admin"), "_method": "DELETE"}
        assert browser.request("POST", "/schedule", form=form, headers={name: "GET"}).status_code == 405


@pytest.mark.parametrize("host", ["evil.example", "gongyak.example.kr@evil.example", "evil.example:80"])
def test_a_false_host_leads_nobody_away(app: Starlette, host: str) -> None:
    for more in ({"Host": host}, {"X-Forwarded-Host": host}):
        answer = Browser(app).request("GET", "/pledges", headers=more)
        assert answer.status_code == 303
        assert answer.headers["Location"].startswith("/login")
        page = Browser(app).request("GET", "/login", headers=more)
        assert "evil" not in page.text
        slash = Browser(app).request("GET", "/pledges/", headers={"Host": "gongyak.example.kr"} | more)
        assert slash.status_code == 404


@pytest.mark.parametrize("name", UPWARDS)
def test_no_name_in_an_address_leads_out_of_its_folder(desk: Desk, app: Starlette, name: str) -> None:
    browser = browser_of(desk, app, "admin")
    for path in (
        "/static/{}",
        "/pledges/{}",
        "/pledges/1-1/pictures/{}",
        "/drafts/{}/document",
        "/runs/{}",
        "/letters/{}",
    ):
        answer = browser.get(path.format(name))
        assert answer.status_code in {404, 405, 307, 303}, path
        assert "root:" not in answer.text


def test_a_body_that_says_it_is_too_large_is_refused_before_it_is_read(desk: Desk, app: Starlette) -> None:
    browser = browser_of(desk, app, "admin")
    form = {CSRF_FIELD: csrf_of("token-of-admin"), "x": "가" * 400_000}
    for page in pages_of(app):
        if page.method == "POST" and "{" not in page.path and page.largest <= 1_000_000:
            assert browser.post(page.path, form).status_code == 413, page.path


def test_an_unknown_account_costs_as_much_work_as_a_known_one(
    desk: Desk, things: Things, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert things
    hashed: list[str] = []
    real = passwords.is_right

    def counted(password: str, kept: str | None) -> bool:
        hashed.append(password)
        return real(password, kept)

    monkeypatch.setattr(entering, "is_right", counted)
    for official in ("officer", "nobody", "", "\x00", "x" * 64):
        with pytest.raises(WrongLogin):
            require_right(desk, Credentials(official, f"wrong-{official}", "192.0.2.7"))
    assert len(hashed) == 5


@pytest.mark.usefixtures("migrated_url")
def test_an_unknown_account_s_password_is_verified_against_a_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    verified: list[str] = []

    class Hasher:
        def verify(self, _password: str, kept: str) -> bool:
            verified.append(kept)
            return True

    monkeypatch.setattr("jobs.passwords._hasher", Hasher)
    monkeypatch.setattr("jobs.passwords._hash_of_nobody", lambda: "hash of nobody")
    assert passwords.is_right("any", None) is False
    assert verified == ["hash of nobody"]


def test_a_session_known_beforehand_is_none_after_login(app: Starlette) -> None:
    browser = Browser(app)
    browser.cookies.set("gongyak_session", "chosen-by-another", domain=SITE.partition("//")[2])
    browser.submit("/login", {"official": "officer", "password": "가람시-공약-2025"})
    assert browser.cookies["gongyak_session"] != "chosen-by-another"
    stranger = Browser(app)
    stranger.cookies.set("gongyak_session", "chosen-by-another", domain=SITE.partition("//")[2])
    assert stranger.get("/").status_code == 303
