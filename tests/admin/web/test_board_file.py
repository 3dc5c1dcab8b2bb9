"""The board as a workbook, as a program reads it back."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook
from starlette.applications import Starlette

from gongyak.people import Assignment, Tenure
from gongyak.store.drafts import add_draft
from gongyak.store.writing import write_pledge
from jobs.desk import Desk
from tests.admin.web.browser import Browser
from tests.admin.web.people import OTHER, SINCE, browser_of, settle
from tests.admin.web.walks import draft_of
from tests.jobs.world import desk_at, small_pledge

HOSTILE = '=cmd|"/c calc"!A1'


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        settle(desk)
        with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
            for number, officer, more in (
                ("1-1", "officer", {"name": HOSTILE}),
                ("9-9", "otherofficer", {"department": OTHER, "name": "http://example.kr/복지"}),
            ):
                officers = (Assignment(officer, Tenure(SINCE)),)
                write_pledge(session, small_pledge(number, team=None, officers=officers, **more), {})
        with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
            add_draft(session, draft_of("1-1", desk), b"PK")
        yield desk


@pytest.fixture
def coordinator(desk: Desk, app: Starlette) -> Browser:
    return browser_of(desk, app, "coordinator")


def rows(browser: Browser, query: str = "") -> list[dict[str, object]]:
    answer = browser.get(f"/board.xlsx{query}")
    assert answer.status_code == 200
    (sheet,) = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).sheet_names
    assert sheet == "2024년 하반기"
    head, *body = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    return [dict(zip(map(str, head), row, strict=True)) for row in body]


def test_texts_are_texts_and_numbers_numbers(coordinator: Browser) -> None:
    ours, theirs = rows(coordinator)
    assert (ours["관리번호"], ours["공약명"]) == ("1-1", HOSTILE)
    assert (ours["입력(6개 중)"], ours["오류"], ours["확인 필요"]) == (4.0, 0.0, 0.0)
    assert ours["빠진 항목"] == "시민참여 실적, 관련 사진"
    assert (ours["담당자"], ours["초안"], ours["승인"]) == ("이officer", "2024H2_1-1_v1", "작성")
    assert (theirs["오류"], theirs["초안"], theirs["승인"]) == ("", "", "")


def test_nothing_in_it_is_a_formula_or_a_link(coordinator: Browser) -> None:
    content = coordinator.get("/board.xlsx").content
    with ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet
        assert "<autoFilter" in sheet
        assert 'state="frozen"' in sheet


def test_it_is_narrowed_and_sorted_as_the_page_is(coordinator: Browser) -> None:
    def numbers(query: str) -> list[object]:
        return [row["관리번호"] for row in rows(coordinator, query)]

    assert numbers("?sort=-number") == ["9-9", "1-1"]
    assert numbers(f"?department={OTHER}") == ["9-9"]
    assert numbers("?words=none") == []


def test_it_holds_what_its_reader_may_read(desk: Desk, app: Starlette) -> None:
    assert [row["관리번호"] for row in rows(browser_of(desk, app, "otherofficer"))] == ["9-9"]


def test_its_name_tells_the_half_year_and_the_page_leads_to_it(coordinator: Browser) -> None:
    page = coordinator.get("/?sort=-entered").text
    assert 'href="/board.xlsx?half_year=2024H2&amp;sort=-entered"' in page
    assert "4/6" in page
    disposition = coordinator.get("/board.xlsx").headers["content-disposition"]
    assert "2024년 하반기 공약 현황판.xlsx" in unquote(disposition)
