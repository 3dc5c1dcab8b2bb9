from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gongyak.editing.counts import row_of
from gongyak.participation import Category, Count, Participation, StatedCount
from gongyak.people import Assignment, Tenure
from gongyak.store.reading import read_pledges
from gongyak.store.writing import write_pledge
from jobs.desk import Desk
from tests.admin.web.browser import Browser
from tests.admin.web.people import SINCE, settle
from tests.admin.web.work.forms import PAGE, form_in, part_in, send
from tests.cast import H1_2024, H2_2024
from tests.jobs.world import desk_at, small_pledge

EARLIER = Count(Category.MEETING, "실무회의", H1_2024, 4)
OWN = Count(Category.MEETING, "용역보고", H2_2024, 2)
LABEL = f"label.meeting/{row_of('용역보고')}"
NUMBER = f"number.meeting/{row_of('용역보고')}"


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        settle(desk)
        pledge = small_pledge("1-1", team=None, officers=(Assignment("officer", Tenure(SINCE)),))
        counted = replace(pledge, participation=Participation((EARLIER, OWN)))
        with desk.database.begin(who="officer", at=desk.now(), cause="test") as session:
            write_pledge(session, counted, {})
        yield desk


def stored(desk: Desk) -> Participation:
    with desk.database.read() as session:
        return read_pledges(session, ["1-1"])[0].participation


def test_the_page_offers_known_labels_and_shows_the_sum_since_the_term_began(web: Browser) -> None:
    part = part_in(web.get(PAGE).text, "counts")
    assert '<option value="실무회의">' in part
    assert re.search(r'name="total\.meeting" value="" placeholder="6"', part)
    assert 'placeholder="실무회의(4), 용역보고(2)"' in part


def test_rows_are_added_and_changed_without_a_script(desk: Desk, web: Browser) -> None:
    typed = {"label.meeting/new1": "실무회의", "number.meeting/new1": "3회", NUMBER: "5"}
    assert send(web, "counts", typed).headers["location"] == f"{PAGE}&saved=counts#part-counts"
    assert stored(desk).counts == (
        EARLIER,
        replace(EARLIER, half_year=H2_2024, number=3),
        replace(OWN, number=5),
    )
    send(web, "counts", {LABEL: "", NUMBER: ""})
    assert stored(desk).counts == (EARLIER, replace(EARLIER, half_year=H2_2024, number=3))


def test_a_stated_total_stands_beside_the_sum_and_a_note_beside_the_composed_one(
    desk: Desk, web: Browser
) -> None:
    page = send(web, "counts", {"total.meeting": "5", "note.meeting": "실무회의(5)"}, HX_Request="true").text
    assert stored(desk).stated == (StatedCount(Category.MEETING, H2_2024, 5, "실무회의(5)"),)
    part = part_in(page, "counts")
    assert re.search(r"합 <span data-sum>6</span>회와 <strong data-difference>-1</strong>만큼 다릅니다", part)
    assert "항목에서 만들면 다음과 같습니다: 실무회의(4), 용역보고(2)" in part
    assert "공약 관련 회의 합계 5회가 항목별 횟수의 합 6회와 다릅니다." in part


def test_mistakes_are_told_beside_their_fields_and_what_was_typed_stays(desk: Desk, web: Browser) -> None:
    typed = {"label.press/new1": "<i>보도", "number.press/new1": "많이", NUMBER: ""}
    for more in ({}, {"HX_Request": "true"}):
        answer = send(web, "counts", typed, **more)
        assert answer.status_code == 422
        part = part_in(answer.text, "counts")
        assert "&#39;많이&#39;를 횟수로 읽을 수 없습니다." in part
        assert "이름은 있으나 횟수가 없습니다." in part
        assert form_in(answer.text, "counts")["label.press/new1"] == "<i>보도"
    assert stored(desk).counts == (EARLIER, OWN)


def test_two_who_count_other_things_are_both_kept_and_the_same_thing_is_asked(
    desk: Desk, web: Browser
) -> None:
    page = web.get(PAGE).text
    send(web, "counts", {NUMBER: "3"}, page)
    send(web, "counts", {"label.press/new1": "보도", "number.press/new1": "1"}, page)
    assert {count.number for count in stored(desk).counts} == {4, 3, 1}
    answer = send(web, "counts", {NUMBER: "7"}, page)
    assert answer.status_code == 409
    assert "공약 관련 회의 · 용역보고 · 횟수" in answer.text
