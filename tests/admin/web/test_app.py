from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest

from admin.web.app import make_app
from admin.web.guard import HEADERS
from admin.web.serving import WebServer
from gongyak.events import PlannedEvent
from gongyak.links import Link, sign
from gongyak.notices import Answer, AnswerKind
from gongyak.store.notices import read_answers
from gongyak.when import When
from jobs.desk import Desk
from jobs.link_secret import link_secret
from tests.admin.web.browser import Browser
from tests.cast import OFFICER
from tests.jobs.world import NOON, desk_at, small_pledge, stock

OPENING = PlannedEvent(id="lih_g", name="R&D <LIH-G> 개소식", when=When.parse("2025-40"))
LAST_DAY = date(2025, 2, 1)


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        stock(desk.database, [small_pledge("1-1", name="바이오", events=(OPENING,))])
        yield desk


@pytest.fixture
def web(desk: Desk) -> Browser:
    return Browser(make_app(desk))


def path(
    desk: Desk,
    action: AnswerKind = AnswerKind.DONE,
    *,
    about: str = "event:lih_g",
    version: str = "2025-40",
    last_day: date = LAST_DAY,
) -> str:
    return f"/a/{sign(Link(about, version, OFFICER.id, action), last_day, link_secret(desk))}"


def answers(desk: Desk) -> tuple[Answer, ...]:
    with desk.database.read() as session:
        return read_answers(session)


def heading(response: httpx.Response) -> str:
    found = re.search(r"<h1>(.*)</h1>", response.text)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("action", "button"),
    [
        (AnswerKind.SNOOZE, "2025. 1. 8.까지 알림 쉬기"),
        (AnswerKind.DONE, "완료로 기록하기"),
        (AnswerKind.NOT_MINE, "담당이 아님을 알리기"),
    ],
)
def test_a_link_asks_first_and_records_only_when_the_button_is_pressed(
    web: Browser, desk: Desk, action: AnswerKind, button: str
) -> None:
    asked = web.get(path(desk, action))
    assert asked.status_code == 200
    assert re.findall(r"<button>(.*)</button>", asked.text) == [button]
    assert "2025년 상반기" in asked.text
    assert answers(desk) == ()
    assert heading(web.post(path(desk, action))) == "접수되었습니다"
    assert [answer.kind for answer in answers(desk)] == [action]


def test_whoever_comes_again_is_told_calmly(web: Browser, desk: Desk) -> None:
    web.post(path(desk))
    for again in (web.get(path(desk)), web.post(path(desk))):
        assert again.status_code == 200
        assert heading(again) == "이미 접수되었습니다"
        assert "<button" not in again.text
    assert len(answers(desk)) == 1


def test_a_scanner_that_looks_at_every_link_changes_nothing(web: Browser, desk: Desk) -> None:
    for action in AnswerKind:
        for method in ("GET", "HEAD", "OPTIONS", "PUT", "DELETE"):
            web.request(method, path(desk, action))
    assert answers(desk) == ()


def test_names_are_text_and_never_markup(web: Browser, desk: Desk) -> None:
    text = web.get(path(desk)).text
    assert "R&amp;D &lt;LIH-G&gt; 개소식" in text
    assert "<LIH-G>" not in text


@pytest.mark.parametrize(
    ("status", "told", "changes"),
    [
        (410, "사용 기한(2025. 1. 1.)이 지난 링크입니다.", {"last_day": date(2025, 1, 1)}),
        (404, "더 이상 등록되어 있지 않습니다", {"about": "event:gone"}),
        (409, "현재: 2025년 상반기", {"version": "2025-03"}),
    ],
)
def test_a_link_that_will_not_do_gets_a_calm_page_with_a_remedy(
    web: Browser, desk: Desk, status: int, told: str, changes: dict[str, str]
) -> None:
    for response in (web.get(path(desk, **changes)), web.post(path(desk, **changes))):  # type: ignore[arg-type]
        assert response.status_code == status
        assert told in response.text
        assert "바랍니다" in response.text
        assert "<button" not in response.text


def test_a_forged_link_gets_a_calm_page(web: Browser, desk: Desk) -> None:
    forged = web.post(path(desk)[:-2] + "xx")
    assert (forged.status_code, heading(forged)) == (404, "처리하지 못하였습니다")
    assert answers(desk) == ()


def test_an_address_that_there_is_not_gets_a_calm_page(web: Browser) -> None:
    for wrong in ("/nothing", "/a/", "/nowhere", "/a/x/y"):
        response = web.get(wrong)
        assert (response.status_code, heading(response)) == (404, "없는 주소입니다")


def test_a_method_that_is_not_taken_is_refused(web: Browser) -> None:
    response = web.request("PUT", "/healthz")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


def test_every_answer_carries_the_same_headers(web: Browser, desk: Desk) -> None:
    for response in (
        web.get(path(desk)),
        web.post(path(desk)),
        web.get("/a/broken"),
        web.get("/nowhere"),
        web.request("PUT", "/healthz"),
        web.get("/static/nothing.css"),
        web.get("/healthz"),
        web.get("/readyz"),
    ):
        assert {name: response.headers[name] for name in HEADERS} == HEADERS
        assert "set-cookie" not in response.headers


def test_a_page_loads_nothing_but_our_own_style_sheet(web: Browser, desk: Desk) -> None:
    text = web.get(path(desk)).text
    (address,) = re.findall(r'(?:src|href|action)="([^"]*)"', text)
    assert address.startswith("/static/style.css?")
    assert not re.search(r"<script|<style|style=|onclick|//", text)
    sheet = web.get(address)
    assert sheet.headers["content-type"].startswith("text/css")
    assert "url(" not in sheet.text
    assert "@import" not in sheet.text


def test_behind_a_proxy_the_style_sheet_lies_below_the_site_s_path(desk: Desk, tmp_path: Path) -> None:
    url = desk.settings.database.url.get_secret_value()
    address = "https://www.example.kr/gongyak/"
    with desk_at(url, tmp_path, lambda: NOON, GONGYAK_SITE_ADDRESS=address) as ours:
        assert 'href="/gongyak/static/style.css?' in Browser(make_app(ours)).get(path(ours)).text


def test_a_database_that_is_away_gets_a_page_that_says_later(tmp_path: Path) -> None:
    url = "postgresql://someone:open-sesame@127.0.0.1:1/gongyak"
    with desk_at(url, tmp_path) as desk:
        web = Browser(make_app(desk))
        response = web.get(path(desk))
        assert (response.status_code, heading(response)) == (503, "지금은 처리할 수 없습니다")
        assert int(response.headers["Retry-After"]) > 0
        assert "sesame" not in response.text
        assert web.get("/healthz").status_code == 200
        ready = web.get("/readyz")
        assert (ready.status_code, ready.json()["database"], ready.json()["migrations"]) == (
            503,
            False,
            False,
        )


def test_a_mistake_of_the_program_shows_nothing_of_it_and_leaves_its_trace(
    desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "link-secret").write_text("cut short")
    url = desk.settings.database.url.get_secret_value()
    with desk_at(url, tmp_path) as sick:
        response = Browser(make_app(sick)).get("/a/any")
    assert (response.status_code, heading(response)) == (500, "지금은 처리할 수 없습니다")
    assert "link-secret" not in response.text
    assert {name: response.headers[name] for name in HEADERS} == HEADERS
    assert "BrokenSecret: " in (tmp_path / "var" / "log" / "errors.log").read_text("utf-8")


def test_it_is_ready_with_its_tables_and_a_fresh_heartbeat(web: Browser, desk: Desk) -> None:
    beat = desk.settings.watch.heartbeat
    assert web.get("/readyz").json() == {"database": True, "migrations": True, "clock": False}
    beat.parent.mkdir(parents=True, exist_ok=True)
    for age, status in ((0, 200), (179, 200), (180, 503)):
        beat.touch()
        at = (NOON - timedelta(seconds=age)).timestamp()
        os.utime(beat, (at, at))
        ready = web.get("/readyz")
        assert (ready.status_code, ready.json()["clock"]) == (status, status == 200)


def test_tables_of_another_version_are_not_ready(tmp_path: Path) -> None:
    with desk_at(f"sqlite:///{tmp_path}/none.sqlite3", tmp_path) as desk:
        assert Browser(make_app(desk)).get("/readyz").json()["migrations"] is False


def test_a_whole_answer_passes_through_a_real_server(desk: Desk) -> None:
    server = WebServer(make_app(desk), "127.0.0.1", 0)
    server.start()
    try:
        address = f"http://127.0.0.1:{server.port}{path(desk)}"
        assert "완료로 기록하기" in httpx.get(address).text
        assert "접수되었습니다" in httpx.post(address, content=b"").text
    finally:
        server.stop()
    assert [answer.kind for answer in answers(desk)] == [AnswerKind.DONE]
