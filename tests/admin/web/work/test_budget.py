from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gongyak.budget import Amounts, Statement, UnitProject
from gongyak.money import Money
from gongyak.people import Assignment, Tenure
from gongyak.pledges import Pledge
from gongyak.store.reading import read_pledges
from gongyak.store.writing import write_pledge
from jobs.desk import Desk
from tests.admin.web.browser import Browser
from tests.admin.web.people import SINCE, settle
from tests.admin.web.work.forms import PAGE, form_in, part_in, send
from tests.cast import H1_2024, H2_2024, cell, project
from tests.jobs.world import desk_at, small_pledge

CELL = "secured.p/시비/2023"
OTHER = "executed.p/국비/2024"


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        settle(desk)
        keep(desk, project("p", cell("시비", "2023", 100), as_of=H1_2024))
        yield desk


def keep(desk: Desk, *projects: UnitProject) -> None:
    """Make the pledge one with these unit projects."""
    officers = (Assignment("officer", Tenure(SINCE)),)
    pledge = small_pledge("1-1", team=None, officers=officers)
    with desk.database.begin(who="officer", at=desk.now(), cause="test") as session:
        write_pledge(session, replace(pledge, projects=projects), {})


def stored(desk: Desk) -> Pledge:
    with desk.database.read() as session:
        return read_pledges(session, ["1-1"])[0]


def statement(desk: Desk) -> Statement:
    return next(each for each in stored(desk).projects[0].statements if each.as_of == H2_2024)


def amounts(desk: Desk, source: str | None, column: str | None) -> Amounts | None:
    found = statement(desk).stated(source, column)
    return found.amounts if found else None


def test_the_last_amounts_stand_in_the_grid_and_saving_makes_them_the_half_years_own(
    desk: Desk, web: Browser
) -> None:
    page = web.get(PAGE).text
    assert "2024년 상반기 값을 가져왔습니다." in page
    assert form_in(page, "budget")["planned.p/시비/2023"] == "100,000"
    assert send(web, "budget", {CELL: "45,000"}).headers["location"] == f"{PAGE}&saved=budget#part-budget"
    assert amounts(desk, "시비", "2023") == Amounts(Money(100_000), Money(45_000))
    assert "값을 가져왔습니다." not in part_in(web.get(PAGE).text, "budget")


def test_the_unit_is_told_and_sums_stand_where_no_total_is_stated(web: Browser) -> None:
    part = part_in(web.get(PAGE).text, "budget")
    assert "단위: 천원" in part
    total = re.search(r'name="planned\.p/계/계"[^>]*placeholder="([^"]*)"', part)
    assert total is not None
    assert total[1] == "100,000"


def test_a_stated_total_stands_beside_the_sum_with_the_difference(desk: Desk, web: Browser) -> None:
    page = send(web, "budget", {"planned.p/계/계": "99,000"}, HX_Request="true").text
    assert amounts(desk, None, None) == Amounts(Money(99_000))
    assert re.search(r"합 <span data-sum>100,000</span> <strong data-difference>차 -1,000", page)
    assert "투자계획 합계 99,000천원이" in part_in(page, "budget")


def test_every_wrong_amount_is_told_beside_its_cell_and_what_was_typed_stays(
    desk: Desk, web: Browser
) -> None:
    for more in ({}, {"HX_Request": "true"}):
        answer = send(web, "budget", {CELL: "<b>많음", OTHER: "1.5", "planned.p/국비/2024": "7"}, **more)
        assert answer.status_code == 422
        part = part_in(answer.text, "budget")
        assert "표시된 2곳" in part
        assert "&lt;b&gt;많음&#39;을 금액으로 읽을 수 없습니다." in part
        assert "천원 미만의 금액이 있습니다." in part
        fields = form_in(answer.text, "budget")
        assert (fields[CELL], fields[OTHER], fields["planned.p/국비/2024"]) == ("<b>많음", "1.5", "7")
        described = re.findall(r'aria-invalid="true" aria-describedby="([^"]+)"', part)
        assert len(described) == 2
        assert all(f'class="mistake" id="{each}"' in part for each in described)
    assert len(stored(desk).projects[0].statements) == 1


def test_two_who_type_into_different_cells_are_both_kept(desk: Desk, web: Browser) -> None:
    page = web.get(PAGE).text
    assert send(web, "budget", {CELL: "45,000"}, page).status_code == 303
    assert send(web, "budget", {OTHER: "7"}, page).status_code == 303
    assert amounts(desk, "시비", "2023") == Amounts(Money(100_000), Money(45_000))
    assert amounts(desk, "국비", "2024") == Amounts(executed=Money(7))


def test_two_who_type_into_the_same_cell_are_asked_which_cell_that_is(desk: Desk, web: Browser) -> None:
    page = web.get(PAGE).text
    send(web, "budget", {CELL: "45,000"}, page)
    answer = send(web, "budget", {CELL: "46,000"}, page)
    assert answer.status_code == 409
    assert "p 사업 · 확보 · 시비 · ’23" in part_in(answer.text, "budget")
    assert amounts(desk, "시비", "2023") == Amounts(Money(100_000), Money(45_000))
    assert send(web, "budget", {}, answer.text).status_code == 303
    assert amounts(desk, "시비", "2023") == Amounts(Money(100_000), Money(46_000))


def test_projects_are_added_moved_and_removed_by_buttons_alone(desk: Desk, web: Browser) -> None:
    send(web, "budget", {"add": "공원 조성"})
    first, second = (each.id for each in stored(desk).projects)
    assert f"planned.{second}/시비/2023" in form_in(web.get(PAGE).text, "budget")
    send(web, "budget", {"move": f"up {second}"})
    assert [each.name for each in stored(desk).projects] == ["공원 조성", "p 사업"]
    part = part_in(web.get(PAGE).text, "budget")
    assert f'name="remove.{second}"' in part
    assert f'name="remove.{first}"' not in part
    send(web, "budget", {f"remove.{second}": "on"})
    assert [each.id for each in stored(desk).projects] == [first]


def test_a_project_of_earlier_half_years_is_not_removed(desk: Desk, web: Browser) -> None:
    answer = send(web, "budget", {"remove.p": "on"})
    assert answer.status_code == 422
    assert "지울 수 없습니다" in answer.text
    assert len(stored(desk).projects) == 1


def test_an_id_that_is_another_pledges_is_refused(desk: Desk, web: Browser) -> None:
    with desk.database.begin(who="officer", at=desk.now(), cause="test") as session:
        write_pledge(session, small_pledge("2-1"), {})
    assert send(web, "budget", {"order": "p project_2_1"}).status_code == 422
    assert [each.id for each in stored(desk).projects] == ["p"]


def test_a_pledge_of_many_projects_is_saved_whole(desk: Desk, web: Browser) -> None:
    keep(desk, *(project(f"p{number}") for number in range(12)))
    assert send(web, "budget", {"planned.p11/기타/after": "3"}).status_code == 303
    last = stored(desk).projects[-1].statements[-1].stated("기타", "after")
    assert last is not None
    assert last.amounts.planned == 3


def test_amounts_outside_the_grid_can_be_seen_and_taken_away(desk: Desk, web: Browser) -> None:
    keep(desk, project("p", cell("시비", "2031", 5)))
    part = part_in(web.get(PAGE).text, "budget")
    assert "표에 없는 칸에 입력된 금액" in part
    send(web, "budget", {"planned.p/시비/2031": ""})
    assert statement(desk).cells == ()


def test_the_totals_of_all_projects_can_be_stated(desk: Desk, web: Browser) -> None:
    keep(desk, project("p", cell("시비", "2023", 5)), project("q", cell("시비", "2023", 7)))
    part = part_in(web.get(PAGE).text, "budget")
    assert re.search(r"<output[^>]*>12,000</output>", part)
    send(web, "budget", {"planned.합계/계/계": "13,000"})
    assert stored(desk).overall[0].stated(None, None) is not None
    assert "차 +1,000" in part_in(web.get(PAGE).text, "budget")
