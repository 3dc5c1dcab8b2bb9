from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
from pwdlib import PasswordHash
from sqlalchemy import select
from starlette.applications import Starlette

from admin.web.app import make_app
from gongyak.people import Role
from gongyak.store.tables import METADATA, ChangeRow
from jobs.account_errors import WrongLogin
from jobs.accounts import disable, enable, renew
from jobs.desk import Desk
from jobs.entering import Credentials, require_right
from tests.admin.web.browser import Browser
from tests.admin.web.people import PASSWORD, TOWN, person, settle
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
    assert "이officer" in web.get("/").text


def test_a_login_gives_a_new_session_whatever_the_browser_brought_along(web: Browser) -> None:
    web.cookies.set("gongyak_session", "planted-by-somebody", domain="gongyak.example.kr")
    assert enter(web) == 303
    first = web.cookies["gongyak_session"]
    assert first != "planted-by-somebody"
    assert len(first) >= 43
    stranger = Browser(web.app)
    stranger.cookies.set("gongyak_session", "planted-by-somebody", domain="gongyak.example.kr")
    assert stranger.get("/").status_code == 303


def test_a_second_login_ends_the_session_before_it(web: Browser, app: Starlette) -> None:
    enter(web)
    copy = Browser(app)
    copy.cookies.update(web.cookies)
    before, csrf = web.cookies["gongyak_session"], csrf_in(web)
    again = web.post("/login", {"official": "admin", "password": PASSWORD, "_csrf": csrf})
    assert again.status_code == 303
    assert web.cookies["gongyak_session"] != before
    assert copy.get("/").status_code == 303


def csrf_in(web: Browser, page: str = "/password") -> str:
    found = re.search(r'name="_csrf" value="(\w+)"', web.get(page).text)
    assert found
    return found[1]


def test_the_cookie_is_for_our_pages_alone(web: Browser) -> None:
    answer = web.submit("/login", {"official": "officer", "password": PASSWORD})
    line = next(each for each in answer.headers.get_list("set-cookie") if "gongyak_session" in each)
    assert {"HttpOnly", "Path=/", "SameSite=lax"} <= {part.strip() for part in line.split(";")}
    assert "Secure" not in line


@pytest.mark.parametrize(
    ("settings", "site", "is_secure"),
    [
        ({}, "https://gongyak.example.kr", True),
        ({"GONGYAK_SITE_ADDRESS": "https://gongyak.example.kr"}, "http://127.0.0.1:8000", True),
        ({"GONGYAK_WEB_SECURE_COOKIES": "yes"}, "http://127.0.0.1:8000", True),
        ({"GONGYAK_WEB_SECURE_COOKIES": "no"}, "https://gongyak.example.kr", False),
    ],
)
def test_behind_tls_the_cookie_travels_encrypted_only(
    desk: Desk, tmp_path: Path, settings: dict[str, str], site: str, *, is_secure: bool
) -> None:
    url = desk.settings.database.url.get_secret_value()
    with desk_at(url, tmp_path, lambda: NOON, **settings) as ours:
        answer = Browser(make_app(ours), site=site).get("/login")
    assert ("Secure" in answer.headers["set-cookie"]) is is_secure


def test_behind_a_proxy_cookies_and_ways_lie_below_the_site_s_path(desk: Desk, tmp_path: Path) -> None:
    url = desk.settings.database.url.get_secret_value()
    with desk_at(url, tmp_path, GONGYAK_SITE_ADDRESS="https://www.example.kr/gongyak/") as ours:
        web = Browser(make_app(ours))
        assert web.get("/password").headers["location"] == "/gongyak/login?next=%2Fpassword"
        assert "Path=/gongyak;" in web.get("/login").headers["set-cookie"]


@pytest.mark.parametrize(
    ("official", "password"),
    [
        ("officer", "wrong"),
        ("nobody", PASSWORD),
        ("", ""),
        ("officer", ""),
        ("officer\0", PASSWORD),
        ("officer", PASSWORD + "\0"),
        ("x" * 5000, "y" * 5000),
        ("' OR 1=1 --", PASSWORD),
        ("OFFICER", PASSWORD),
    ],
)
def test_whatever_is_wrong_the_answer_is_the_same(web: Browser, official: str, password: str) -> None:
    answer = web.submit("/login", {"official": official, "password": password})
    assert answer.status_code == 401
    assert "아이디 또는 비밀번호가 맞지 않습니다." in answer.text
    assert "gongyak_session" not in web.cookies
    assert 'type="password" autocomplete="current-password" required' in answer.text


def test_what_was_typed_is_shown_again_as_text_and_the_password_never(web: Browser) -> None:
    answer = web.submit("/login", {"official": '"><script>', "password": "open-sesame-1"})
    assert 'value="&#34;&gt;&lt;script&gt;"' in answer.text
    assert "sesame" not in answer.text


@pytest.mark.parametrize(
    "onward",
    [
        "https://evil.example.kr/",
        "//evil.example.kr",
        "/\\evil.example.kr",
        "\\\\evil.example.kr",
        "/\t/evil.example.kr",
        "/\n/evil.example.kr",
        "javascript:alert(1)",
        "evil.example.kr",
        "",
        " //evil.example.kr",
    ],
)
def test_after_login_nobody_is_led_off_the_site(web: Browser, onward: str) -> None:
    page = "/login?" + urlencode({"next": onward})
    assert 'name="next" value="/"' in web.get(page).text
    form = {"official": "officer", "password": PASSWORD, "next": onward, "_csrf": csrf_in(web, "/login")}
    assert web.post("/login", form).headers["location"] == "/"
    assert web.get(page).headers["location"] == "/"


def test_a_session_ends_when_it_is_not_used(web: Browser, clock: Clock) -> None:
    enter(web)
    for _ in range(3):
        clock.go(minutes=59)
        assert web.get("/").status_code == 200
    clock.go(minutes=60)
    assert web.get("/").status_code == 303
    clock.go(minutes=-1)
    assert web.get("/").status_code == 303  # what has ended stays so


def test_how_long_a_session_may_idle_is_a_setting(desk: Desk, tmp_path: Path, clock: Clock) -> None:
    url = desk.settings.database.url.get_secret_value()
    with desk_at(url, tmp_path, clock, GONGYAK_WEB_SESSION_MINUTES="5") as ours:
        web = Browser(make_app(ours))
        enter(web)
        clock.go(minutes=4, seconds=59)
        assert web.get("/").status_code == 200
        clock.go(minutes=5)
        assert web.get("/").status_code == 303


def test_a_session_ends_by_logout_for_good(web: Browser, app: Starlette) -> None:
    enter(web)
    copy = Browser(app)
    copy.cookies.update(web.cookies)
    left = web.submit("/", {}, to="/logout")
    assert (left.status_code, left.headers["location"]) == (303, "/login")
    assert "gongyak_session" not in web.cookies
    assert copy.get("/").status_code == 303


def test_a_session_ends_when_the_account_is_switched_off(web: Browser, desk: Desk) -> None:
    enter(web)
    assert disable(desk, "officer")
    assert web.get("/").status_code == 303
    assert enter(web) == 401
    assert enable(desk, "officer")
    assert web.get("/").status_code == 303
    assert enter(web) == 303


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, None])
def test_a_session_ends_when_the_roles_change(web: Browser, desk: Desk, role: Role | None) -> None:
    enter(web)
    promoted = tuple(person("officer", role) if each.id == "officer" else each for each in TOWN.officials)
    settle(desk, accounts=(), city=replace(TOWN, officials=promoted))
    assert web.get("/").status_code == 303
    settle(desk, accounts=())
    assert web.get("/").status_code == 303


def test_a_session_ends_on_the_day_after_the_post_ends(web: Browser, desk: Desk, clock: Clock) -> None:
    leaving = person("officer", Role.OFFICER, until=NOON.date())
    others = tuple(leaving if each.id == "officer" else each for each in TOWN.officials)
    settle(desk, accounts=(), city=replace(TOWN, officials=others))
    assert enter(web) == 303
    clock.go(hours=11, minutes=50)
    enter(web)
    assert web.get("/").status_code == 200
    clock.go(minutes=11)  # past midnight in Seoul
    assert web.get("/").status_code == 303


def test_who_holds_no_post_today_is_told_so_after_the_right_password_only(web: Browser) -> None:
    assert enter(web, "nopost", "wrong") == 401
    answer = web.submit("/login", {"official": "nopost", "password": PASSWORD})
    assert (answer.status_code, "오늘 날짜로 등록된 직위가 없습니다" in answer.text) == (403, True)
    assert "gongyak_session" not in web.cookies


def change(web: Browser, old: str = PASSWORD, new: str = NEW, again: str | None = None) -> httpx.Response:
    return web.submit("/password", {"password": old, "new": new, "again": again or new})


def test_a_new_password_ends_all_other_sessions(web: Browser, app: Starlette) -> None:
    other = Browser(app)
    assert enter(web) == enter(other) == 303
    before = web.cookies["gongyak_session"]
    assert change(web).status_code == 303
    assert web.cookies["gongyak_session"] != before
    assert web.get("/").status_code == 200
    assert other.get("/").status_code == 303
    assert enter(other) == 401
    assert enter(other, password=NEW) == 303


@pytest.mark.parametrize(
    ("old", "new", "again", "status", "told"),
    [
        ("wrong", NEW, None, 401, "맞지 않습니다"),
        (PASSWORD, NEW, NEW + "x", 422, "서로 다릅니다"),
        (PASSWORD, "short-1", None, 422, "사용할 수 없습니다"),
        (PASSWORD, "officer-2025!", None, 422, "사용할 수 없습니다"),
        (PASSWORD, PASSWORD, None, 422, "지금 비밀번호와 같습니다"),
    ],
)
def test_a_password_that_will_not_do_changes_nothing(  # noqa: PLR0913, PLR0917 - a table
    web: Browser, old: str, new: str, again: str | None, status: int, told: str
) -> None:
    enter(web)
    answer = change(web, old, new, again)
    assert (answer.status_code, told in answer.text) == (status, True)
    assert web.get("/").status_code == 200
    assert enter(Browser(web.app)) == 303


def test_whoever_has_to_choose_another_password_gets_no_further_before(web: Browser, desk: Desk) -> None:
    enter(web)
    renew(desk, "officer")
    assert web.get("/").headers["location"] == "/password"
    assert web.get("/password").status_code == 200
    assert change(web).status_code == 303
    assert web.get("/").status_code == 200


def test_many_wrong_passwords_have_to_wait_longer_and_longer(web: Browser, clock: Clock) -> None:
    waits = []
    for _ in range(5 + 10):
        answer = web.submit("/login", {"official": "officer", "password": "wrong"})
        if answer.status_code == 429:
            waits.append(int(answer.headers["Retry-After"]))
            assert "뒤에 다시 시도하여 주시기 바랍니다" in answer.text
            assert enter(web) == 429  # the right one, too: nothing is looked at
            clock.go(seconds=waits[-1])
            assert enter(web, password="wrong") == 401  # noqa: S106 - a wrong one
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512][: len(waits)]
    assert len(waits) >= 8
    clock.go(seconds=900)
    assert enter(web) == 303
    assert enter(Browser(web.app), password="wrong") == 401  # noqa: S106 - and it counts anew


def test_an_account_is_throttled_from_wherever_it_is_tried(app: Starlette) -> None:
    tried = [enter(Browser(app, f"198.51.100.{n}"), password="wrong") for n in range(8)]  # noqa: S106 - a wrong one
    assert tried == [401] * 5 + [429] * 3


def test_an_unknown_account_is_throttled_as_any_other(app: Starlette) -> None:
    tried = [enter(Browser(app, f"198.51.100.{n}"), "nobody") for n in range(8)]
    assert tried == [401] * 5 + [429] * 3


def test_an_address_is_throttled_whatever_account_is_tried(web: Browser, app: Starlette) -> None:
    tried = [enter(web, f"guess-{n}") for n in range(23)]
    assert tried == [401] * 20 + [429] * 3
    assert enter(Browser(app, "198.51.100.7")) == 303


def test_addresses_of_one_ipv6_network_are_one(app: Starlette) -> None:
    tried = [enter(Browser(app, f"2001:db8::{n:x}"), f"guess-{n}") for n in range(1, 23)]
    assert tried == [401] * 20 + [429] * 2
    assert enter(Browser(app, "2001:db8:1::1")) == 303


def test_people_who_come_in_use_up_nothing_of_the_address_they_share(app: Starlette) -> None:
    assert [enter(Browser(app)) for _ in range(22)] == [303] * 22


def test_the_throttle_outlives_the_process_and_is_shared(desk: Desk) -> None:
    tried = [enter(Browser(make_app(desk), f"198.51.100.{n}"), password="wrong") for n in range(7)]  # noqa: S106 - a wrong one
    assert tried == [401] * 5 + [429] * 2
    assert not enable(desk, "officer")
    assert enter(Browser(make_app(desk))) == 303


def test_many_attempts_at_once_are_no_way_around_the_throttle(app: Starlette) -> None:
    async def attack() -> list[int]:
        browsers = [Browser(app, f"198.51.100.{n}") for n in range(12)]
        forms = [await each.send("GET", "/login") for each in browsers]
        tokens = [re.findall(r'name="_csrf" value="(\w+)"', form.text)[0] for form in forms]
        tried = (
            each.send("POST", "/login", form={"official": "officer", "password": "wrong", "_csrf": token})
            for each, token in zip(browsers, tokens, strict=True)
        )
        return [answer.status_code for answer in await asyncio.gather(*tried)]

    assert sorted(asyncio.run(attack())) == [401] * 5 + [429] * 7


class WatchedHasher:
    """A hasher that keeps how each hash it compared was made, and whether that was on an event loop."""

    def __init__(self, hasher: PasswordHash) -> None:
        self._hasher = hasher
        self.compared: list[str] = []
        self.on_a_loop: list[bool] = []

    def verify(self, password: str, kept: str) -> bool:
        self.compared.append(kept.rsplit("$", 2)[0])
        self.on_a_loop.append(runs_on_a_loop())
        return self._hasher.verify(password, kept)


def runs_on_a_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


@pytest.fixture
def hasher(quick_hashing: PasswordHash, monkeypatch: pytest.MonkeyPatch) -> WatchedHasher:
    watched = WatchedHasher(quick_hashing)
    monkeypatch.setattr("jobs.passwords._hasher", lambda: watched)
    return watched


def test_passwords_are_compared_beside_the_loop_that_answers(web: Browser, hasher: WatchedHasher) -> None:
    given = {"official": "officer", "password": "wrong", "_csrf": csrf_in(web, "/login")}
    assert web.post("/login", given).status_code == 401
    assert hasher.on_a_loop == [False]


def test_unknown_accounts_take_as_long_as_known_ones(desk: Desk, hasher: WatchedHasher) -> None:
    for n, official in enumerate(("officer", "nopost", "unknown", "")):
        with pytest.raises(WrongLogin):
            require_right(desk, Credentials(official, "wrong", f"192.0.2.{n}"))
    assert len(hasher.compared) == 4
    assert len(set(hasher.compared)) == 1, "each compared with a hash of the same cost"


def test_a_form_of_another_site_changes_nothing(web: Browser) -> None:
    enter(web)
    csrf = csrf_in(web)
    for form, headers in (
        ({}, {}),
        ({"_csrf": ""}, {}),
        ({"_csrf": "0" * 64}, {}),
        ({"_csrf": csrf}, {"Sec_Fetch_Site": "cross-site"}),
        ({"_csrf": csrf}, {"Sec_Fetch_Site": "same-site"}),
        ({"_csrf": "가" * 64}, {}),
        ({}, {"X_CSRF_Token": csrf[:-1]}),
    ):
        refused = web.post("/logout", form, **headers)
        assert refused.status_code == 403, (form, headers)
        assert "다시 열어 주시기 바랍니다" in refused.text
    assert web.get("/").status_code == 200
    assert web.post("/logout", {}, X_CSRF_Token=csrf, Sec_Fetch_Site="same-origin").status_code == 303


def test_nobody_is_logged_in_by_another_site(web: Browser, app: Starlette) -> None:
    given = {"official": "officer", "password": PASSWORD}
    assert web.post("/login", given).status_code == 403
    theirs = csrf_in(Browser(app), "/login")
    web.get("/login")
    assert web.post("/login", {**given, "_csrf": theirs}).status_code == 403


def test_the_token_of_a_form_tells_nothing_of_the_session(web: Browser) -> None:
    enter(web)
    page = web.get("/password").text
    assert web.cookies["gongyak_session"] not in page
    assert csrf_in(web) in page


def test_neither_tokens_nor_passwords_are_in_the_database(web: Browser, desk: Desk) -> None:
    enter(web)
    change(web)
    with desk.database.read() as session:
        stored = {
            table.name: "\n".join(map(str, session.execute(select(table)).all()))
            for table in METADATA.sorted_tables
        }
    for secret in (web.cookies["gongyak_session"], PASSWORD, NEW):
        assert all(secret not in rows for rows in stored.values())
    assert [name for name, rows in stored.items() if "192.0.2.1" in rows] == ["access_log"]


def test_the_audit_knows_of_a_new_password_and_not_what_it_is(web: Browser, desk: Desk, clock: Clock) -> None:
    enter(web)
    clock.go(minutes=1)
    change(web)
    with desk.database.read() as session:
        rows = session.scalars(select(ChangeRow).where(ChangeRow.row_key == "officer")).all()
        told = [(row.who, row.cause, row.after) for row in rows if row.table_name == "accounts"]
    assert ("officer", "비밀번호 변경", {"set_at": (NOON + timedelta(minutes=1)).isoformat()}) in told
    assert "argon2" not in str(told)


def test_a_form_that_is_too_large_or_none_is_refused(web: Browser) -> None:
    token = csrf_in(web, "/login")
    large = web.post("/login", {"official": "x" * 2_000_000, "password": "", "_csrf": token})
    assert (large.status_code, "너무 크거나" in large.text) == (413, True)
    broken = web.post("/login", {"_csrf": token}, Content_Type="multipart/form-data; boundary=x")
    assert broken.status_code in {400, 403}


def test_a_script_is_told_where_to_log_in(web: Browser) -> None:
    answer = web.get("/password", HX_Request="true")
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/login?next=%2Fpassword")
