"""Each row of a pledge tells its history to whoever may read the pledge."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gongyak.people import Assignment, Tenure
from gongyak.store.writing import write_pledge
from jobs.desk import Desk
from tests.admin.web.browser import Browser
from tests.admin.web.people import SINCE, settle
from tests.jobs.world import desk_at, small_pledge

ROW = "/pledges/1-1/rows/line:held_1_1"


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        settle(desk)
        with desk.database.begin(who="officer", at=desk.now(), cause="<b>입력") as session:
            officers = (Assignment("officer", Tenure(SINCE)),)
            write_pledge(session, small_pledge("1-1", team=None, officers=officers), {})
        yield desk


def test_a_rows_history_is_a_page_of_its_own(web: Browser) -> None:
    page = web.get(ROW).text
    assert "<html" in page
    for told in ("held_1_1 개최", "추진 내용", "&lt;b&gt;입력"):
        assert told in page


def test_a_script_gets_what_stands_in_the_dialog(web: Browser) -> None:
    page = web.get(ROW, HX_Request="true").text
    assert "<html" not in page
    assert "held_1_1 개최" in page
    assert 'method="dialog"' in page


def test_a_row_with_slashes_in_its_name_is_found(web: Browser) -> None:
    page = web.get("/pledges/1-1/rows/budget:project_1_1/%EC%8B%9C%EB%B9%84/2023@2024H2").text
    assert "100,000천원" in page
    assert "바뀐 내용이 없습니다." in web.get("/pledges/1-1/rows/budget:nothing").text
