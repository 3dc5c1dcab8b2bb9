"""Metrics are for whoever has the token, count what was answered, and name nobody."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from admin.web.app import make_app
from admin.web.tally import BOUNDS, Tally, metric
from jobs.desk import Desk
from tests.admin.web.browser import Browser
from tests.admin.web.walks import furnish
from tests.jobs.world import NOON, desk_at

TOKEN = "monitor-9c1f"  # noqa: S105 - of a test
LINE = re.compile(r'(# (HELP|TYPE) \w+ .+|\w+(\{\w+="[^"]*"(,\w+="[^"]*")*\})? [0-9.]+)')


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path, GONGYAK_WATCH_METRICS_TOKEN=TOKEN) as desk:
        furnish(desk)
        yield desk


def read(web: Browser, token: str = TOKEN) -> dict[str, float]:
    answer = web.get("/metrics", Authorization=f"Bearer {token}")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    lines = answer.text.splitlines()
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines if line[0] != "#"}


def test_what_is_in_the_database_is_counted(desk: Desk) -> None:
    found = read(Browser(make_app(desk)))
    assert found["gongyak_database_up"] == 1
    assert found["gongyak_drafts"] == 2
    assert found['gongyak_runs{job="draft",state="waiting"}'] == 2
    assert found['gongyak_letters{state="queued"}'] == 2
    assert found['gongyak_letters{state="failed"}'] == 0


def test_answers_are_counted_by_the_pattern_of_their_page(desk: Desk) -> None:
    web = Browser(make_app(desk))
    for path in ("/login", "/login", "/pledges/1-1", "/a/secret", "/none"):
        web.get(path)
    found = read(web)
    assert found['gongyak_http_requests_total{method="GET",page="/login",status="200"}'] == 2
    assert found['gongyak_http_requests_total{method="GET",page="/pledges/{number}",status="303"}'] == 1
    assert found['gongyak_http_requests_total{method="GET",page="none",status="404"}'] == 1
    assert found['gongyak_http_request_seconds_count{page="/login"}'] == 2
    assert found['gongyak_http_request_seconds_bucket{page="/login",le="+Inf"}'] == 2
    assert not any("secret" in name or "1-1" in name for name in found)


def test_the_age_of_the_heartbeat_is_told_once_there_is_one(desk: Desk) -> None:
    web, beat = Browser(make_app(desk)), desk.settings.watch.heartbeat
    assert "gongyak_heartbeat_age_seconds" not in read(web)
    beat.parent.mkdir(parents=True, exist_ok=True)
    beat.touch()
    at = (NOON - timedelta(seconds=42)).timestamp()
    os.utime(beat, (at, at))
    assert read(web)["gongyak_heartbeat_age_seconds"] == 42


def test_a_database_that_is_away_is_told(tmp_path: Path) -> None:
    url = "postgresql://nobody@127.0.0.1:1/none"
    with desk_at(url, tmp_path, GONGYAK_WATCH_METRICS_TOKEN=TOKEN) as desk:
        found = read(Browser(make_app(desk)))
    assert found["gongyak_database_up"] == 0
    assert "gongyak_drafts" not in found


@pytest.mark.parametrize(
    "more", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": TOKEN}, {"Authorization": "Bearer "}]
)
def test_without_the_token_there_is_no_such_page(desk: Desk, more: dict[str, str]) -> None:
    answer = Browser(make_app(desk)).get("/metrics", **more)
    assert answer.status_code == 404
    assert "gongyak_" not in answer.text


def test_where_no_token_is_set_there_is_no_such_page_for_anybody(migrated_url: str, tmp_path: Path) -> None:
    with desk_at(migrated_url, tmp_path) as desk:
        web = Browser(make_app(desk))
        for token in ("", "None", "SecretStr('')"):
            assert web.get("/metrics", Authorization=f"Bearer {token}").status_code == 404


def test_nobody_is_named(desk: Desk) -> None:
    text = Browser(make_app(desk)).get("/metrics", Authorization=f"Bearer {TOKEN}").text
    assert "officer" not in text
    assert "@" not in text


def test_an_answer_on_the_bound_counts_below_it() -> None:
    tally = Tally()
    for seconds in (0.0, BOUNDS[2], 100.0):
        tally.note("GET", "/", 200, seconds)
    found = dict(line.rsplit(" ", 1) for line in tally.lines() if line[0] != "#")
    name = "gongyak_http_request_seconds_bucket"
    assert [found[f'{name}{{page="/",le="{bound}"}}'] for bound in (0.05, 0.1, 10.0, "+Inf")] == [
        "1",
        "2",
        "2",
        "3",
    ]
    assert float(found['gongyak_http_request_seconds_sum{page="/"}']) == pytest.approx(100.1)


def test_a_label_is_told_whatever_it_holds() -> None:
    (*_, line) = metric("x", "gauge", "about", [((("label", 'a"b\\c\nd'),), 1)])
    assert line == 'x{label="a\\"b\\\\c\\nd"} 1'
