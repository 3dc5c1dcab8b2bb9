"""Drafts are listed, shown, taken away and asked for anew: by those who may, and whatever they are called."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from starlette.applications import Starlette

from gongyak.occurrences import Occurrence
from gongyak.participation import Category, Count, Participation, StatedCount
from gongyak.people import Assignment, Tenure
from gongyak.store.drafts import read_document
from gongyak.store.occurrences import list_occurrences
from gongyak.store.writing import write_pledge
from jobs.desk import Desk
from jobs.draft import draft_reports
from tests.admin.web.browser import Browser
from tests.admin.web.people import OTHER, SINCE, browser_of, settle
from tests.cast import DEPARTMENT, H2_2024
from tests.jobs.world import desk_at, small_pledge

HOSTILE = "<script>alert(1)</script> & ../../공약"
WRONG = Participation(
    (Count(Category.PRESS, "보도", H2_2024, 3),), (StatedCount(Category.PRESS, H2_2024, total=4),)
)
OURS, THEIRS = "2024H2_1-1_v1", "2024H2_9-9_v1"


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        settle(desk)
        with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
            for number, department, officer in (
                ("1-1", DEPARTMENT, "officer"),
                ("9-9", OTHER, "otherofficer"),
            ):
                charge = (Assignment(officer, Tenure(SINCE)),)
                name = HOSTILE if number == "1-1" else f"공약 {number}"
                stated = WRONG if number == "1-1" else Participation()
                mine = small_pledge(
                    number,
                    name=name,
                    department=department,
                    team=None,
                    officers=charge,
                    participation=stated,
                )
                write_pledge(session, mine, {})
        draft_reports(desk, H2_2024)
        yield desk


def document(desk: Desk, number: str) -> bytes:
    with desk.database.read() as session:
        return read_document(session, number)


def runs(desk: Desk) -> tuple[Occurrence, ...]:
    with desk.database.read() as session:
        return list_occurrences(session)


def file_name(disposition: str) -> str:
    found = re.fullmatch(r"attachment; filename=\"[\w.-]+\"; filename\*=UTF-8''(\S+)", disposition, re.ASCII)
    assert found
    return unquote(found[1])


@pytest.mark.parametrize(
    ("who", "seen", "makes"),
    [
        ("officer", {OURS}, {"1-1"}),
        ("head", {OURS}, {"1-1"}),
        ("otherofficer", {THEIRS}, {"9-9"}),
        ("coordinator", {OURS, THEIRS}, {"1-1", "9-9"}),
        ("admin", {OURS, THEIRS}, {"1-1", "9-9"}),
        ("reader", {OURS, THEIRS}, set()),
    ],
)
def test_everybody_sees_the_drafts_that_they_may(
    desk: Desk, app: Starlette, who: str, seen: set[str], makes: set[str]
) -> None:
    page = browser_of(desk, app, who).get("/drafts").text
    assert set(re.findall(r'href="/drafts/([^"]+)"', page)) == seen
    assert set(re.findall(r'name="pledge" value="([^"]+)"', page)) == makes
    assert ('value="all"' in page) == bool(makes)


def test_a_list_is_narrowed_by_half_year_department_and_state(desk: Desk, app: Starlette) -> None:
    admin = browser_of(desk, app, "admin")

    def numbers(query: str) -> list[str]:
        return re.findall(r'href="/drafts/([^"]+)"', admin.get(f"/drafts?{query}").text)

    assert numbers(f"department={OTHER}") == [THEIRS]
    assert numbers("state=초안 없음") == numbers("half_year=2025H1") == []
    assert numbers("state=오류") == [OURS]
    assert "초안 0건" in admin.get("/drafts?half_year=1066H1").text
    assert numbers("half_year=nonsense&department=&state=") == [OURS, THEIRS]


def test_a_hostile_name_is_text_on_every_page(desk: Desk, app: Starlette) -> None:
    admin = browser_of(desk, app, "admin")
    for path in ("/drafts", f"/drafts/{OURS}", f"/drafts/{OURS}/clean"):
        page = admin.get(path).text
        assert "<script>" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; ../../" in page


def test_the_document_that_is_taken_away_is_the_one_that_is_kept(desk: Desk, app: Starlette) -> None:
    answer = browser_of(desk, app, "reader").get(f"/drafts/{OURS}/document")
    assert answer.content == document(desk, OURS)
    name = file_name(answer.headers["content-disposition"])
    assert name.startswith(f"{OURS}_")
    assert name.endswith(".docx")
    assert not set('/\\<>:"|?*') & set(name)
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_zip_holds_what_somebody_may_read_under_names_that_stay_in_their_folder(
    desk: Desk, app: Starlette
) -> None:
    for who, numbers in (("officer", [OURS]), ("reader", [OURS, THEIRS])):
        answer = browser_of(desk, app, who).get("/drafts.zip?half_year=2024H2")
        with ZipFile(io.BytesIO(answer.content)) as archive:
            assert archive.testzip() is None
            assert [archive.read(each) for each in archive.infolist()] == [
                document(desk, number) for number in numbers
            ]
            assert not any(set('/\\<>:"|?*') & set(each.filename) for each in archive.infolist())
        assert file_name(answer.headers["content-disposition"]) == "공약이행_2024H2.zip"


def test_a_draft_with_errors_is_clean_only_for_whoever_insists(desk: Desk, app: Starlette) -> None:
    officer = browser_of(desk, app, "officer")
    page = f"/drafts/{OURS}/clean"
    asked = officer.get(page)
    assert asked.status_code == 409
    assert "오류" in asked.text
    assert officer.submit(page, {}).status_code == 409
    clean = officer.submit(page, {"force": "yes"})
    assert clean.status_code == 200
    assert file_name(clean.headers["content-disposition"]).endswith("_제출용.docx")
    with ZipFile(io.BytesIO(clean.content)) as archive:
        assert "word/comments.xml" not in archive.namelist()


def test_making_one_again_asks_in_the_persons_name_and_shows_its_run(desk: Desk, app: Starlette) -> None:
    officer = browser_of(desk, app, "officer")
    answer = officer.submit(f"/drafts/{OURS}", {"force": "yes"}, to=f"/drafts/{OURS}/again")
    (run,) = runs(desk)
    assert (run.request.asked_by, run.request.argument) == ("officer", "2024H2")
    assert run.request.options == {"pledges": ["1-1"], "force": True}
    page = officer.get(answer.headers["location"])
    assert page.status_code == 200
    assert 'http-equiv="refresh"' in page.text
    assert "gongyak serve" in page.text
    assert browser_of(desk, app, "otherofficer").get(answer.headers["location"]).status_code == 404


def make(browser: Browser, **form: str) -> int:
    return browser.submit("/drafts", {"half_year": "2024H2", **form}, to="/drafts").status_code


def test_of_a_selection_only_what_somebody_may_have_made_is_asked_for(desk: Desk, app: Starlette) -> None:
    officer = browser_of(desk, app, "officer")
    assert make(officer, pledge="9-9", what="chosen") == 422
    assert make(officer, what="chosen") == 422
    assert make(officer, half_year="nonsense", what="all") == 422
    assert runs(desk) == ()
    assert make(officer, what="all") == 303
    assert make(browser_of(desk, app, "reader"), what="all") == 403
    (run,) = runs(desk)
    assert run.request.options == {"pledges": ["1-1"]}


def test_whoever_may_have_all_made_again_asks_for_all_that_is_due(desk: Desk, app: Starlette) -> None:
    assert make(browser_of(desk, app, "coordinator"), what="all") == 303
    (run,) = runs(desk)
    assert run.request.options == {}


@pytest.mark.parametrize("page", ["/pledges/1-1?half_year=2024H2", "/pledges?half_year=2024H2"])
def test_one_pledge_is_made_again_from_where_it_is_looked_at(desk: Desk, app: Starlette, page: str) -> None:
    officer, reader = browser_of(desk, app, "officer"), browser_of(desk, app, "reader")
    shown = officer.get(page).text
    assert "다시 만들기</button>" in shown
    assert "만들기</button>" not in reader.get(page).text
    answer = officer.submit(page, {"pledge": "1-1", "what": "chosen"}, to="/drafts")
    (run,) = runs(desk)
    assert (run.request.argument, run.request.options) == ("2024H2", {"pledges": ["1-1"]})
    assert answer.headers["location"].startswith("/runs/")
