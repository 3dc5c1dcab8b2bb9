"""The clock is looked at, and told what to do, by those who may; a run tells how far it has come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.applications import Starlette

from gongyak.occurrences import LogLevel, LogLine, Occurrence, OccurrenceState, Request
from gongyak.store.occurrences import ask, begin, end, list_occurrences, progress
from gongyak.store.run_log import MOST, add_lines
from gongyak.store.schedule import read_schedule
from gongyak.store.writing import write_pledge
from jobs.desk import Desk
from jobs.draft import draft_reports
from scheduler.life import Life
from tests.admin.web.people import browser_of, settle
from tests.cast import H2_2024
from tests.jobs.world import NOON, desk_at, small_pledge

RUN = "draft:2024H2@2025-01-02T03:00:00+00:00"


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        settle(desk)
        yield desk


def asked(desk: Desk, key: str = RUN, **more: object) -> Request:
    given = {"due": NOON, "asked_by": "officer", "asked_at": NOON, "options": {"pledges": ["1-1"]}} | more
    run = Request(id=key, job=key.partition(":")[0], argument="2024H2", **given)  # type: ignore[arg-type]
    with desk.database.begin(who="tester", at=NOON, cause="test") as session:
        assert ask(session, run)
    return run


def runs(desk: Desk) -> tuple[Occurrence, ...]:
    with desk.database.read() as session:
        return list_occurrences(session)


def test_the_timetable_shows_each_line_with_its_next_runs(desk: Desk, app: Starlette) -> None:
    page = browser_of(desk, app, "coordinator").get("/schedule").text
    assert re.findall(r'action="/schedule/([\w-]+)/run"', page) == [
        "prepare",
        "entry-deadline",
        "drafts",
        "reminders",
        "overdue",
        "overview",
        "backup",
        "self-check",
        "post",
    ]
    assert page.count("2025. 1. 3. 08:30") >= 2
    assert "/run" not in re.findall(
        r'action="([^"]*)"', browser_of(desk, app, "reader").get("/schedule").text
    )


@pytest.mark.parametrize("who", ["officer", "head", "otherofficer"])
def test_the_clock_is_not_everybodys(desk: Desk, app: Starlette, who: str) -> None:
    browser = browser_of(desk, app, who)
    assert [browser.get(path).status_code for path in ("/schedule", "/runs")] == [403, 403]


def test_a_line_is_paused_and_resumed_in_somebodys_name(desk: Desk, app: Starlette) -> None:
    admin = browser_of(desk, app, "admin")
    assert admin.submit("/schedule", {}, to="/schedule/drafts/pause").status_code == 303
    with desk.database.read() as session:
        assert read_schedule(session)["drafts"].paused_by == "admin"
    assert "이admin 님이 멈춤" in admin.get("/schedule").text
    admin.submit("/schedule", {}, to="/schedule/drafts/resume")
    with desk.database.read() as session:
        assert not read_schedule(session)["drafts"].is_paused
    assert admin.submit("/schedule", {}, to="/schedule/nonsense/pause").status_code == 404


def test_a_line_is_run_now_in_somebodys_name(desk: Desk, app: Starlette) -> None:
    admin = browser_of(desk, app, "admin")
    answer = admin.submit("/schedule", {}, to="/schedule/backup/run")
    (run,) = runs(desk)
    assert (run.request.job, run.request.asked_by) == ("backup", "admin")
    assert admin.get(answer.headers["location"]).status_code == 200
    assert admin.submit("/schedule", {}, to="/schedule/nonsense/run").status_code == 404


def test_a_run_is_watched_until_it_has_ended_and_leads_to_its_drafts(desk: Desk, app: Starlette) -> None:
    run, officer = asked(desk), browser_of(desk, app, "officer")
    page = f"/runs/{quote(run.id, safe='')}"
    with desk.database.begin(who="tester", at=NOON, cause="test") as session:
        write_pledge(session, small_pledge("1-1"), {})
        write_pledge(session, small_pledge("9-9", officers=()), {})
        begin(session, run.id, "하나", NOON)
        progress(session, run.id, 1, 3)
    waiting = officer.get(page).text
    assert 'max="3" value="1"' in waiting
    assert 'http-equiv="refresh"' in waiting
    assert f'hx-get="/runs/{quote(run.id)}" hx-trigger="every 1s"' in waiting
    part = officer.get(page, HX_Request="true")
    assert part.status_code == 200
    assert "<html" not in part.text
    assert "3 가운데 1 처리 (33%)" in part.text
    assert 'id="told"' not in part.text
    draft_reports(desk, H2_2024, cause=run.id)
    with desk.database.begin(who="tester", at=NOON, cause="test") as session:
        end(session, run.id, OccurrenceState.DONE, NOON, made="초안 <2>건")
    done = officer.get(page).text
    assert 'http-equiv="refresh"' not in done
    assert "hx-trigger" not in done
    last = officer.get(page, HX_Request="true")
    assert last.status_code == 286  # by which htmx asks no more
    assert '<p id="told" hx-swap-oob="innerHTML">보고서 초안 작성: 완료</p>' in last.text
    assert "초안 &lt;2&gt;건" in done
    admin = browser_of(desk, app, "admin").get(page).text
    assert re.findall(r'href="/drafts/([^"?]+)"', admin) == ["2024H2_1-1_v1", "2024H2_9-9_v1"]


def test_a_run_that_made_nothing_leads_to_the_drafts_that_will_still_do(desk: Desk, app: Starlette) -> None:
    run = asked(desk)
    with desk.database.begin(who="tester", at=NOON, cause="test") as session:
        write_pledge(session, small_pledge("1-1"), {})
        end(session, run.id, OccurrenceState.DONE, NOON, made="변동 없음 1건")
    draft_reports(desk, H2_2024, cause="earlier")
    page = browser_of(desk, app, "admin").get(f"/runs/{quote(run.id, safe='')}").text
    assert "변동이 없어 그대로입니다" in page
    assert "/drafts/2024H2_1-1_v1" in page


def test_a_run_shows_its_log_as_text_with_time_and_process(desk: Desk, app: Starlette) -> None:
    run, officer = asked(desk), browser_of(desk, app, "officer")
    page = f"/runs/{quote(run.id, safe='')}"
    told = (LogLevel.INFO, "시작하였습니다."), (LogLevel.ERROR, "공약 <1-1>: 자료가 잘못되었습니다.")
    lines = [
        LogLine(at=NOON + timedelta(seconds=n), runner="serve-town-7-ab12cd34", level=level, text=text)
        for n, (level, text) in enumerate(told)
    ]
    with desk.database.begin(who="tester", at=NOON, cause="test") as session:
        add_lines(session, run.id, lines)
    for shown in (officer.get(page, HX_Request=given) for given in ("true", "")):
        table = shown.text.partition("<h3>실행 기록</h3>")[2].partition("</table>")[0]
        assert re.findall(r">([\d. ]+:\d\d:\d\d)</time>", table) == [
            "2025. 1. 2. 12:00:00",
            "2025. 1. 2. 12:00:01",
        ]
        assert re.findall(r'class="badge (\w+)">(\w+)<', table) == [("quiet", "알림"), ("wrong", "오류")]
        assert "공약 &lt;1-1&gt;: 자료가 잘못되었습니다." in table
        assert table.count("serve-town-7<") == 2
        assert "만 남겼습니다" not in shown.text
    with desk.database.begin(who="tester", at=NOON, cause="test") as session:
        add_lines(session, run.id, lines[:1] * MOST)
    assert f"{MOST}줄 안팎만 남겼습니다" in officer.get(page).text


def test_where_no_engine_lives_a_run_says_so(desk: Desk, app: Starlette) -> None:
    run, officer = asked(desk), browser_of(desk, app, "officer")
    page = f"/runs/{quote(run.id, safe='')}"
    assert "gongyak serve" in officer.get(page).text


def test_the_page_tells_whether_the_clock_runs_and_where(desk: Desk, app: Starlette) -> None:
    admin = browser_of(desk, app, "admin")
    assert "작업을 실행하는 프로그램이 멈추어 있습니다" in admin.get("/schedule").text
    life = Life(desk, "serve")
    life.begin()
    try:
        page = admin.get("/schedule").text
        assert "정해진 때에 작업을 실행하고 있습니다" in page
        assert "마지막 확인" in page
        assert "2025. 1. 2. 12:00" in page.partition("마지막 확인")[2][:100]
    finally:
        life.end()


def test_what_was_missed_and_what_was_made_up_for_is_told(desk: Desk, app: Starlette) -> None:
    early, late = NOON - timedelta(hours=5), NOON
    missed = asked(desk, "backup:1", line="backup", due=early, asked_at=early)
    caught_up = asked(desk, "self-check:1", line="self-check", due=early, asked_at=late)
    in_time = asked(desk, "remind:1", line="reminders", due=NOON, asked_at=NOON)
    with desk.database.begin(who="tester", at=NOON, cause="test") as session:
        end(session, missed.id, OccurrenceState.MISSED, NOON)
        end(session, caught_up.id, OccurrenceState.DONE, NOON)
        end(session, in_time.id, OccurrenceState.DONE, NOON)
    page = browser_of(desk, app, "admin").get("/schedule").text
    told = page.partition("<h2>놓친 작업</h2>")[2].partition("<h2>")[0]
    assert re.findall(r'href="/runs/([^"]+)"', told) == ["backup%3A1"]
    recent = page.partition("<h2>최근 실행</h2>")[2]
    rows = {row.partition('href="/runs/')[2].partition('"')[0]: row for row in recent.split("<tr>")}
    assert "늦게 실행" in rows["self-check%3A1"]
    assert "늦게 실행" not in rows["remind%3A1"]
    assert "늦게 실행" not in rows["backup%3A1"]


def test_the_history_is_narrowed_by_job_and_state_and_turned_page_by_page(desk: Desk, app: Starlette) -> None:
    for number in range(52):
        asked(desk, f"backup:{number}", due=NOON + timedelta(minutes=number))
    run = asked(desk)
    with desk.database.begin(who="tester", at=NOON, cause="test") as session:
        end(session, run.id, OccurrenceState.FAILED, NOON, error="<script>디스크</script>")
    admin = browser_of(desk, app, "admin")

    def count(query: str) -> int:
        page = admin.get(f"/runs?{query}").text
        assert "<script>" not in page
        return len(re.findall(r'<th scope="row"><a href="/runs/', page))

    assert (count(""), count("page=2"), count("job=백업&page=2")) == (50, 3, 2)
    assert count("state=실패") == count("job=보고서 초안 작성") == 1
    assert count("job=백업&state=실패") == 0
