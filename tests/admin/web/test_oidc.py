from __future__ import annotations

import json
import subprocess
import sys
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from joserfc.jwk import RSAKey
from starlette.applications import Starlette

from admin.web.app import make_app
from gongyak.accounts import AccessKind
from gongyak.people import Role
from gongyak.store.access_log import Access, read_access
from jobs.accounts import disable
from jobs.desk import Desk
from tests.admin.web.browser import Browser
from tests.admin.web.people import TOWN, person, settle
from tests.admin.web.provider import AT, CLIENT, SECRET, TestProvider, curve, provider
from tests.jobs.world import NOON, desk_at

SITE: Final = "http://gongyak.example.kr"
REFUSED: Final = "통합 로그인으로 들어올 수 없습니다."

WRONG: Final[list[dict[str, Any]]] = [
    {"iss": "https://evil.example.kr"},
    {"iss": None},
    {"aud": "another"},
    {"aud": ["another"]},
    {"aud": [CLIENT, "another"]},
    {"aud": [CLIENT, "another"], "azp": "another"},
    {"aud": None},
    {"azp": "another"},
    {"exp": AT - 61},
    {"exp": None},
    {"exp": "soon"},
    {"iat": AT + 3600},
    {"iat": None},
    {"nbf": AT + 3600},
    {"nonce": "another"},
    {"nonce": None},
    {"nonce": ["list"]},
    {"email": "stranger@example.kr"},
    {"email": None},
    {"email": ""},
    {"email": ["officer@example.kr"]},
    {"email": "officer@example.\N{KELVIN SIGN}r"},
    {"email_verified": False},
    {"email_verified": []},
    {"email": "lead@example.kr"},  # an official without an account
]


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="module")
def server() -> Iterator[TestProvider]:
    with provider() as running:
        yield running


@pytest.fixture
def idp(server: TestProvider) -> TestProvider:
    """Give the provider as it was before anything went wrong."""
    server.__dict__.update(TestProvider(server.address).__dict__)
    return server


@pytest.fixture
def clock() -> Clock:
    return Clock()


def settings(idp: TestProvider) -> dict[str, str]:
    return {
        "GONGYAK_OIDC_ISSUER": idp.address,
        "GONGYAK_OIDC_CLIENT_ID": CLIENT,
        "GONGYAK_OIDC_CLIENT_SECRET": SECRET,
        "GONGYAK_OIDC_PLAIN_HTTP": "yes",
        "GONGYAK_SITE_ADDRESS": SITE,
    }


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path, clock: Clock, idp: TestProvider) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path, clock, **settings(idp)) as desk:
        settle(desk, accounts=("officer", "admin", "nopost"))
        yield desk


@pytest.fixture
def web(app: Starlette) -> Browser:
    return Browser(app)


def leave(web: Browser, onward: str = "/") -> str:
    answer = web.get("/login/oidc?" + urlencode({"next": onward}))
    assert answer.status_code == 303
    return answer.headers["location"]


def come_back(web: Browser, query: str) -> httpx.Response:
    return web.get(f"/login/oidc/return?{query}")


def enter(web: Browser, idp: TestProvider, onward: str = "/") -> httpx.Response:
    return come_back(web, idp.consent(leave(web, onward)))


def is_refused(web: Browser, answer: httpx.Response) -> bool:
    is_out = "gongyak_session" not in web.cookies and web.get("/password").status_code == 303
    return answer.status_code == 403 and REFUSED in answer.text and is_out


def log_of(desk: Desk) -> list[Access]:
    with desk.database.read() as session:
        return list(read_access(session, list(AccessKind), limit=9))


def test_whom_the_provider_vouches_for_comes_in_and_goes_on(
    web: Browser, desk: Desk, idp: TestProvider
) -> None:
    page = web.get("/login?next=%2Fpledges%3Fq%3D1").text
    assert 'href="/login/oidc?next=/pledges%3Fq%3D1">통합 로그인</a>' in page
    answer = enter(web, idp, "/pledges?q=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/pledges?q=1")
    assert "gongyak_visit" not in web.cookies
    assert "이officer" in web.get("/").text
    (entry,) = log_of(desk)
    assert (entry.kind, entry.official, entry.address, entry.detail) == (
        "login",
        "officer",
        "192.0.2.1",
        "통합 로그인",
    )


def test_the_way_carries_what_a_code_with_pkce_needs_and_the_site_s_own_address(
    app: Starlette, idp: TestProvider
) -> None:
    way = urlsplit(leave(Browser(app, site="http://evil.example.kr")))
    asked = {name: values[0] for name, values in parse_qs(way.query).items()}
    assert f"{way.scheme}://{way.netloc}{way.path}" == f"{idp.address}/authorize"
    assert asked["redirect_uri"] == f"{SITE}/login/oidc/return"
    assert (asked["response_type"], asked["client_id"], asked["realm"]) == ("code", CLIENT, "city")
    assert "openid" in asked["scope"].split()
    assert len({asked["state"], asked["nonce"], asked["code_challenge"]}) == 3


def test_two_trips_of_one_browser_share_nothing_and_both_may_come_back(
    web: Browser, idp: TestProvider
) -> None:
    first, second = leave(web), leave(web)
    ways = [parse_qs(urlsplit(way).query) for way in (first, second)]
    assert all(ways[0][name] != ways[1][name] for name in ("state", "nonce", "code_challenge"))
    assert come_back(web, idp.consent(first)).status_code == 303


def test_another_replica_may_answer_for_the_way_back(web: Browser, desk: Desk, idp: TestProvider) -> None:
    query = idp.consent(leave(web))
    other = replace(web, app=make_app(desk))
    assert come_back(other, query).headers["location"] == "/"
    assert other.get("/").status_code == 200


def test_elliptic_signatures_and_secrets_in_the_form_will_do_too(web: Browser, idp: TestProvider) -> None:
    idp.key, idp.alg, idp.methods = curve(), "ES256", ["client_secret_post"]
    assert enter(web, idp).status_code == 303


def test_a_mail_address_is_compared_without_regard_to_case(web: Browser, idp: TestProvider) -> None:
    idp.claims = {"email": "Officer@Example.KR", "email_verified": True}
    assert enter(web, idp).status_code == 303


def test_another_claim_is_compared_with_ids(
    desk: Desk, tmp_path: Path, clock: Clock, idp: TestProvider
) -> None:
    url = desk.settings.database.url.get_secret_value()
    named = settings(idp) | {"GONGYAK_OIDC_CLAIM": "preferred_username"}
    with desk_at(url, tmp_path, clock, **named) as ours:
        for name, status in (("officer", 303), ("OFFICER", 403), ("officer@example.kr", 403)):
            idp.claims = {"preferred_username": name, "email": "admin@example.kr"}
            assert enter(Browser(make_app(ours)), idp).status_code == status


def test_a_token_that_is_not_right_in_all_lets_nobody_in(
    app: Starlette, desk: Desk, idp: TestProvider
) -> None:
    for n, wrong in enumerate(WRONG):
        idp.claims = {"email": "officer@example.kr"} | wrong
        web = Browser(app, f"198.51.100.{n}")
        assert is_refused(web, enter(web, idp)), wrong
    assert {(each.kind, each.official) for each in log_of(desk)} == {("refused", None)}


def test_refusals_look_alike_to_whoever_is_outside(app: Starlette, desk: Desk, idp: TestProvider) -> None:
    def told(email: str) -> str:
        idp.claims = {"email": email}
        return enter(Browser(app), idp).text.partition("<form")[0]

    disable(desk, "officer")
    assert told("officer@example.kr") == told("stranger@example.kr") == told("lead@example.kr")
    assert [each.official for each in log_of(desk)] == [None, None, "officer"]


def unsigned(claims: dict[str, Any]) -> str:
    parts = ({"alg": "none"}, claims)
    return ".".join(urlsafe_b64encode(json.dumps(each).encode()).decode().rstrip("=") for each in parts) + "."


def test_a_token_without_a_signature_lets_nobody_in(web: Browser, idp: TestProvider) -> None:
    way = leave(web)
    nonce = parse_qs(urlsplit(way).query)["nonce"][0]
    usual = {"iss": idp.address, "aud": CLIENT, "sub": "7", "exp": AT + 300, "iat": AT}
    idp.token = unsigned(usual | {"nonce": nonce, "email": "officer@example.kr"})
    assert is_refused(web, come_back(web, idp.consent(way)))


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "....", "{}", "é.é.é"])
def test_what_is_no_token_lets_nobody_in(web: Browser, idp: TestProvider, token: str) -> None:
    idp.token = token
    assert is_refused(web, enter(web, idp))


def test_a_signature_by_another_key_lets_nobody_in(web: Browser, idp: TestProvider) -> None:
    idp.shown, idp.key = idp.key, RSAKey.generate_key(2048, {"kid": "1"})
    assert is_refused(web, enter(web, idp))


def test_an_algorithm_that_is_not_on_the_list_lets_nobody_in(web: Browser, idp: TestProvider) -> None:
    idp.alg = "RS512"
    assert is_refused(web, enter(web, idp))


def test_new_keys_of_the_provider_are_asked_for_but_not_at_will(
    app: Starlette, idp: TestProvider, clock: Clock
) -> None:
    assert enter(Browser(app), idp).status_code == 303
    idp.key = RSAKey.generate_key(2048, {"kid": "new"})
    assert enter(Browser(app), idp).status_code == 403
    clock.now += timedelta(minutes=1)
    idp.claims |= {"exp": AT + 600}
    assert enter(Browser(app), idp).status_code == 303
    assert (idp.asked.count("keys"), idp.asked.count("discovery")) == (2, 1)
    clock.now += timedelta(minutes=60)
    idp.claims |= {"exp": AT + 6000}
    assert enter(Browser(app), idp).status_code == 303
    assert (idp.asked.count("keys"), idp.asked.count("discovery")) == (3, 2)


def test_another_browser_cannot_come_back_from_a_trip(
    web: Browser, app: Starlette, idp: TestProvider
) -> None:
    query = idp.consent(leave(web))
    other = Browser(app)
    assert is_refused(other, come_back(other, query))
    other.get("/login")  # with a visit of its own
    assert is_refused(other, come_back(other, query))
    assert "token" not in idp.asked
    assert come_back(web, query).status_code == 303


def test_a_code_and_its_state_are_good_for_one_login(web: Browser, app: Starlette, idp: TestProvider) -> None:
    way = leave(web)
    copy = Browser(app)
    copy.cookies.update(web.cookies)
    query = idp.consent(way)
    assert come_back(web, query).status_code == 303
    assert come_back(web, query).headers["location"] == "/"  # who is in stays in
    assert is_refused(copy, come_back(copy, query))


def test_a_code_of_another_trip_will_not_do(web: Browser, app: Starlette, idp: TestProvider) -> None:
    theirs = idp.consent(leave(Browser(app)))
    mine = parse_qs(urlsplit(leave(web)).query)["state"][0]
    assert is_refused(web, come_back(web, f"{theirs.partition('&')[0]}&state={mine}"))


@pytest.mark.parametrize(
    "query",
    [
        "",
        "code=code-0",
        "state=x.y",
        "code=code-0&state=",
        "code=code-0&state=é",
        "error=access_denied&state={state}",
        "code=&state={state}",
        "code=code-0&state={state}0",
        "code=code-0&state=0{state}",
        "code=code-0&state={state}&iss=https%3A%2F%2Fevil.example.kr",
    ],
)
def test_a_way_back_that_is_not_as_it_set_out_lets_nobody_in(
    web: Browser, idp: TestProvider, query: str
) -> None:
    way = leave(web)
    idp.consent(way)
    state = parse_qs(urlsplit(way).query)["state"][0]
    assert is_refused(web, come_back(web, query.format(state=state)))
    assert "token" not in idp.asked


def test_whoever_stays_away_for_long_begins_anew(web: Browser, idp: TestProvider, clock: Clock) -> None:
    query = idp.consent(leave(web))
    clock.now += timedelta(minutes=10, seconds=1)
    assert is_refused(web, come_back(web, query))


@pytest.mark.parametrize("onward", ["https://evil.example.kr/", "//evil.example.kr", "/\\evil.example.kr"])
def test_nobody_is_led_off_the_site(web: Browser, idp: TestProvider, onward: str) -> None:
    assert enter(web, idp, onward).headers["location"] == "/"
    assert web.get("/login/oidc?" + urlencode({"next": onward})).headers["location"] == "/"


def test_a_known_person_without_a_post_is_told_what_to_do(web: Browser, idp: TestProvider) -> None:
    idp.claims = {"email": "nopost@example.kr"}
    answer = enter(web, idp)
    assert (answer.status_code, "오늘 날짜로 등록된 직위가 없습니다" in answer.text) == (403, True)
    assert "gongyak_session" not in web.cookies


def test_two_officials_with_one_address_are_nobody(web: Browser, desk: Desk, idp: TestProvider) -> None:
    twin = replace(person("twin", Role.OFFICER), email="officer@example.kr")
    settle(desk, accounts=("twin",), city=replace(TOWN, officials=(*TOWN.officials, twin)))
    assert is_refused(web, enter(web, idp))


def test_a_session_ends_when_the_account_or_the_roles_change(
    web: Browser, desk: Desk, idp: TestProvider
) -> None:
    enter(web, idp)
    promoted = tuple(
        person("officer", Role.ADMINISTRATOR) if each.id == "officer" else each for each in TOWN.officials
    )
    settle(desk, accounts=(), city=replace(TOWN, officials=promoted))
    assert web.get("/").status_code == 303
    enter(web, idp)
    assert web.get("/").status_code == 200
    disable(desk, "officer")
    assert web.get("/").status_code == 303


def silent(answer: httpx.Response) -> bool:
    has_form = 'autocomplete="current-password"' in answer.text
    return answer.status_code == 502 and "통합 로그인 서버가 응답하지 않습니다." in answer.text and has_form


def test_while_the_provider_is_down_people_are_sent_to_their_passwords(
    desk: Desk, tmp_path: Path, idp: TestProvider
) -> None:
    url = desk.settings.database.url.get_secret_value()
    down = settings(idp) | {"GONGYAK_OIDC_ISSUER": "http://127.0.0.1:9"}
    with desk_at(url, tmp_path, lambda: NOON, **down) as ours:
        assert silent(Browser(make_app(ours)).get("/login/oidc"))


@pytest.mark.parametrize(
    "said",
    [
        {"issuer": "https://evil.example.kr"},
        {"issuer": None},
        {"token_endpoint": None},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": "javascript:alert(1)"},
    ],
)
def test_a_provider_that_says_nonsense_of_itself_is_not_asked(
    web: Browser, idp: TestProvider, said: dict[str, Any]
) -> None:
    idp.discovery = said
    assert silent(web.get("/login/oidc"))
    idp.discovery = {}
    assert enter(web, idp).status_code == 303  # nonsense is not kept


def test_a_provider_that_breaks_off_in_the_middle_uses_up_no_attempts(
    app: Starlette, idp: TestProvider
) -> None:
    idp.discovery = {"jwks_uri": "http://127.0.0.1:9/keys"}
    assert all(silent(enter(Browser(app), idp)) for _ in range(22))


def test_without_plain_http_an_endpoint_has_to_be_encrypted(desk: Desk, idp: TestProvider) -> None:
    oidc = desk.settings.oidc.model_copy(update={"plain_http": "no"})
    ours = replace(desk, given=desk.settings.model_copy(update={"oidc": oidc}))
    assert silent(Browser(make_app(ours)).get("/login/oidc"))
    assert idp.asked == ["discovery"]


def test_many_refusals_at_one_address_have_to_wait(web: Browser, idp: TestProvider) -> None:
    tried = [come_back(web, "code=x&state=y").status_code for _ in range(22)]
    assert tried == [403] * 20 + [429] * 2
    assert enter(web, idp).status_code == 429


def test_without_an_issuer_there_is_neither_button_nor_page(desk: Desk, tmp_path: Path) -> None:
    url = desk.settings.database.url.get_secret_value()
    with desk_at(url, tmp_path) as ours:
        web = Browser(make_app(ours))
        assert "oidc" not in web.get("/login").text
        assert [web.get(path).status_code for path in ("/login/oidc", "/login/oidc/return")] == [404, 404]


def test_what_only_a_single_sign_on_needs_is_not_loaded_before_somebody_comes() -> None:
    program = "import sys, admin.web.app; print({'httpx', 'joserfc'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "set()"
