from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gongyak.people import Assignment, Tenure
from gongyak.pledges import Remark, RemarkKind
from gongyak.store.reading import read_pledges
from gongyak.store.writing import write_pledge
from jobs.desk import Desk
from tests.admin.web.browser import Browser
from tests.admin.web.people import SINCE, settle
from tests.admin.web.work.forms import PAGE, form_in, part_in, send
from tests.cast import H1_2024, H2_2024
from tests.jobs.world import desk_at, small_pledge

LAND = Remark("land", RemarkKind.PROBLEM, "부지 미확보", H1_2024)
STAFF = Remark("staff", RemarkKind.PROBLEM, "인력 부족", H2_2024)
TALKS = Remark("talks", RemarkKind.MEASURE, "도와 협의", H1_2024)


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        settle(desk)
        pledge = small_pledge("1-1", team=None, officers=(Assignment("officer", Tenure(SINCE)),))
        other = Remark("elsewhere", RemarkKind.PROBLEM, "예산 부족", H1_2024)
        with desk.database.begin(who="officer", at=desk.now(), cause="test") as session:
            write_pledge(session, replace(pledge, remarks=(LAND, STAFF, TALKS)), {})
            write_pledge(session, replace(small_pledge("2-1"), remarks=(other,)), {})
        yield desk


def stored(desk: Desk) -> tuple[Remark, ...]:
    with desk.database.read() as session:
        return read_pledges(session, ["1-1"])[0].remarks


def test_texts_are_added_and_corrected_without_a_script(desk: Desk, web: Browser) -> None:
    typed = {"add.problem": "- 국비 미반영\r\n- 민원 <b>", "text.land": "부지 확보 지연"}
    assert send(web, "remarks", typed).headers["location"] == f"{PAGE}&saved=remarks#part-remarks"
    land, staff, *added, talks = stored(desk)
    assert (land, staff, talks) == (replace(LAND, text="부지 확보 지연"), STAFF, TALKS)
    assert [(each.text, each.entered) for each in added] == [("국비 미반영", H2_2024), ("민원 <b>", H2_2024)]
    fields = form_in(web.get(PAGE).text, "remarks")
    assert fields[f"text.{added[1].id}"] == "민원 <b>"
    assert fields["add.problem"] == ""


def test_what_is_settled_is_not_printed_any_more_but_can_be_taken_back(desk: Desk, web: Browser) -> None:
    send(web, "remarks", {"retired.land": "on"})
    assert stored(desk)[0] == replace(LAND, retired=H2_2024)
    fields = form_in(web.get(PAGE).text, "remarks")
    assert fields.pop("retired.land") == "on"
    web.post("/pledges/1-1/work/remarks", fields)
    assert stored(desk)[0] == LAND


def test_what_is_new_can_be_removed_and_all_be_moved(desk: Desk, web: Browser) -> None:
    part = part_in(web.get(PAGE).text, "remarks")
    assert 'name="remove.staff"' in part
    assert 'name="remove.land"' not in part
    send(web, "remarks", {"move": "up staff"})
    assert stored(desk) == (STAFF, LAND, TALKS)
    send(web, "remarks", {"remove.staff": "on"})
    assert stored(desk) == (LAND, TALKS)


def test_mistakes_are_told_beside_their_fields_and_what_was_typed_stays(desk: Desk, web: Browser) -> None:
    for more in ({}, {"HX_Request": "true"}):
        answer = send(
            web, "remarks", {"text.land": "  ", "add.measure": "가" * 1001, "text.talks": "새 글"}, **more
        )
        assert answer.status_code == 422
        part = part_in(answer.text, "remarks")
        assert "내용이 비어 있습니다." in part
        assert "1,001자로, 1,000자를 넘었습니다." in part
        assert form_in(answer.text, "remarks")["text.talks"] == "새 글"
    assert stored(desk) == (LAND, STAFF, TALKS)


def test_an_id_that_is_another_pledges_is_refused(desk: Desk, web: Browser) -> None:
    answer = send(web, "remarks", {"problem.order": "land staff elsewhere", "text.elsewhere": "내 것"})
    assert answer.status_code == 422
    with desk.database.read() as session:
        assert read_pledges(session, ["2-1"])[0].remarks[0].text == "예산 부족"


def test_two_who_change_different_texts_are_both_kept_and_the_same_text_is_asked(
    desk: Desk, web: Browser
) -> None:
    page = web.get(PAGE).text
    send(web, "remarks", {"text.land": "부지 확보"}, page)
    send(web, "remarks", {"add.problem": "민원"}, page)
    assert [each.text for each in stored(desk)] == ["부지 확보", "인력 부족", "민원", "도와 협의"]
    answer = send(web, "remarks", {"text.land": "부지 매입"}, page)
    assert answer.status_code == 409
    assert "문제점 1" in answer.text
    assert "부지 확보" in answer.text
