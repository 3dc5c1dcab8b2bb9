from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.applications import Starlette

from admin.web.app import make_app
from gongyak.events import PlannedEvent
from gongyak.occurrences import OccurrenceState, Request
from gongyak.people import Assignment, Tenure
from gongyak.pledges import Pledge
from gongyak.store.occurrences import ask, end
from gongyak.store.outbox import add_letter, hold
from gongyak.store.tables import CityRow
from gongyak.store.writing import write_pledge
from gongyak.when import When
from jobs.desk import Desk
from tests.admin.web.people import OTHER, SINCE, TOWN, browser_of, settle
from tests.jobs.world import NOON, desk_at, small_pledge
from tests.store.clerk import statements
from tests.store.post import letter

LATE = PlannedEvent(id="late", name="착공식", when=When.parse("2024-12-20"))
SOON = PlannedEvent(id="soon", name="개소식", when=When.parse("2025-01-10"))


def pledge_of(number: str, officer: str, **more: object) -> Pledge:
    return small_pledge(number, team=None, officers=(Assignment(officer, Tenure(SINCE)),), **more)


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        settle(desk)
        with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
            write_pledge(session, pledge_of("1-1", "officer", events=(LATE, SOON)), {})
            write_pledge(session, pledge_of("9-9", "otherofficer", department=OTHER), {})
        yield desk


def home(desk: Desk, app: Starlette, who: str, query: str = "") -> str:
    answer = browser_of(desk, app, who).get(f"/{query}")
    assert answer.status_code == 200
    return answer.text


def test_an_officer_finds_own_events_and_what_the_own_report_lacks(desk: Desk, app: Starlette) -> None:
    page = home(desk, app, "officer")
    assert "D+13" in page
    assert "D-8" in page
    assert "공약 1-1" in page
    assert "시민참여 실적" in page
    assert "공약 9-9" not in page


@pytest.mark.parametrize("who", ["lead", "head"])
def test_whoever_leads_a_department_finds_its_pledges(desk: Desk, app: Starlette, who: str) -> None:
    page = home(desk, app, who)
    assert "착공식" in page
    assert "공약 1-1" in page
    assert "공약 9-9" not in page


def test_another_department_finds_nothing_of_it(desk: Desk, app: Starlette) -> None:
    page = home(desk, app, "otherofficer")
    assert "공약 9-9" in page
    assert "공약 1-1" not in page
    assert "착공식" not in page


@pytest.mark.parametrize("who", ["coordinator", "admin", "reader"])
def test_whoever_reads_all_gets_the_board(desk: Desk, app: Starlette, who: str) -> None:
    page = home(desk, app, who)
    assert "공약 현황판" in page
    assert "공약 1-1" in page
    assert "공약 9-9" in page


def test_the_board_is_narrowed_and_sorted_by_the_address(desk: Desk, app: Starlette) -> None:
    coordinator = browser_of(desk, app, "coordinator")
    narrowed = coordinator.get(f"/?department={OTHER}").text
    assert "공약 9-9" in narrowed
    assert "공약 1-1" not in narrowed
    assert "(모두 2건)" in narrowed
    turned = coordinator.get("/?sort=-number").text
    assert turned.index("공약 9-9") < turned.index("공약 1-1")
    assert 'aria-sort="descending"' in turned


def test_what_nobody_can_ask_for_is_passed_over(desk: Desk, app: Starlette) -> None:
    page = home(desk, app, "coordinator", "?half_year=%00&sort=../x&field=<b>")
    assert "조건에 맞는 공약이 없습니다" in page


def test_only_those_who_keep_the_clock_see_it_and_letters_in_trouble(desk: Desk, app: Starlette) -> None:
    with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
        add_letter(session, letter("x", address="nobody"), at=desk.now(), sender_domain="example.kr")
    assert "살펴볼 일" in home(desk, app, "admin")
    assert "살펴볼 일" not in home(desk, app, "officer")
    assert "살펴볼 일" not in home(desk, app, "reader")


def test_whoever_keeps_the_clock_finds_how_it_is_and_the_way_to_each_trouble(
    desk: Desk, app: Starlette
) -> None:
    failed = Request(
        id="backup:1", job="backup", argument="1", due=NOON, asked_by="g1", asked_at=NOON, line="backup"
    )
    with desk.database.begin(who="tester", at=NOON, cause="test") as session:
        posted = add_letter(session, letter("x", address="nobody"), at=NOON, sender_domain="example.kr")
        assert posted
        assert hold(session, posted.id, NOON)
        ask(session, failed)
        end(session, failed.id, OccurrenceState.FAILED, NOON, error="디스크 <가득>")
    admin = browser_of(desk, app, "admin")
    page = admin.get("/").text
    assert "작업을 실행하는 프로그램이 멈추어 있습니다" in page
    assert "디스크 &lt;가득&gt;" in page
    assert page.count('href="/runs/backup%3A1"') == 2
    (way,) = re.findall(r'href="(/letters\?state=[^"]+)"', page)
    assert f'href="/letters/{posted.id}"' in admin.get(way).text
    timetable = page.partition('id="clock"')[2].partition("</table>")[0]
    backup = next(row for row in timetable.split("<tr>") if ">백업<" in row)
    assert len(re.findall(r'datetime="2025-01-0\d', backup)) == 5


def test_whoever_has_to_enter_finds_until_when(desk: Desk, app: Starlette) -> None:
    page = home(desk, app, "officer")
    assert "2024년 하반기 자료 입력 기한 2025. 1." in page
    assert "빠진 항목이 있는 공약 1건" in page
    assert "자료 입력 기한" not in home(desk, app, "reader")


def test_the_menu_has_what_the_person_may_open(desk: Desk, app: Starlette) -> None:
    menu = home(desk, app, "officer").partition("<nav")[2].partition("</nav>")[0]
    assert 'href="/pledges"' in menu
    assert 'href="/schedule"' not in menu
    assert 'href="/schedule"' in home(desk, app, "admin").partition("<nav")[2].partition("</nav>")[0]


@pytest.mark.parametrize("path", ["/", "/pledges", "/events"])
def test_twenty_pledges_take_as_many_queries_as_two(desk: Desk, app: Starlette, path: str) -> None:
    browser = browser_of(desk, app, "coordinator")

    def queries() -> int:
        with statements() as sent:
            assert browser.get(path).status_code == 200
        return sum(statement.startswith("SELECT") for statement in sent)

    before = queries()
    with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
        for number in range(18):
            event = PlannedEvent(id=f"event_{number}", name="행사", when=When.parse("2025-02-03"))
            write_pledge(session, pledge_of(f"5-{number}", "officer", events=(event,)), {})
    assert queries() == before


def test_a_city_without_pledges_or_terms_has_a_home_too(migrated_url: str, tmp_path: Path) -> None:
    with desk_at(migrated_url, tmp_path) as desk:
        settle(desk, city=replace(TOWN, terms=()))
        assert "맡으신 공약이 없습니다" in home(desk, make_app(desk), "officer")
        assert "아직 등록된 공약이 없습니다" in home(desk, make_app(desk), "coordinator")


def test_before_a_city_is_entered_the_first_administrator_is_told_what_to_do(
    migrated_url: str, tmp_path: Path
) -> None:
    with desk_at(migrated_url, tmp_path) as desk:
        settle(desk)
        browser = browser_of(desk, make_app(desk), "admin")
        with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
            session.delete(session.get_one(CityRow, 1))
        page = browser.get("/")
    assert page.status_code == 200
    assert "gongyak load" in page.text
    assert "로그아웃" in page.text
