from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from starlette.applications import Starlette

from gongyak.people import Assignment, Tenure
from gongyak.photos import Photo, Picture
from gongyak.store.writing import write_pledge
from jobs.desk import Desk
from tests.admin.web.people import OTHER, SINCE, browser_of, settle
from tests.cast import H2_2024
from tests.jobs.world import desk_at, jpeg, photo, small_pledge

PICTURE = jpeg()
SCRIPT = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
HOSTILE = Photo("svg", "그림", Picture(sha256(SCRIPT).hexdigest(), "image/svg+xml", 1, 1), H2_2024)


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        settle(desk)
        pictures = {sha256(data).hexdigest(): data for data in (PICTURE, SCRIPT)}
        with desk.database.begin(who="officer", at=desk.now(), cause="자료 올리기") as session:
            for number, officer, more in (
                ("1-1", "officer", {"name": "도서관 <script>"}),
                ("9-9", "otherofficer", {"department": OTHER}),
            ):
                officers = (Assignment(officer, Tenure(SINCE)),)
                photos = (photo(f"p{number[0]}", PICTURE), HOSTILE) if number == "1-1" else ()
                pledge = small_pledge(number, *photos, team=None, officers=officers, **more)
                write_pledge(session, pledge, pictures)
        yield desk


def test_a_pledge_reads_as_its_report_with_all_beside_it(desk: Desk, app: Starlette) -> None:
    page = browser_of(desk, app, "officer").get("/pledges/1-1").text
    assert "도서관 &lt;script&gt;" in page
    assert "<script>" not in page
    for expected in (
        "그동안 추진실적",
        "2024년 하반기 추진실적",
        "(2024. 10. 16.) held_1_1 개최",
        "연도별 투자계획",
        "project_1_1 사업",
        "빠진 항목",
        "점검 결과",
        "이officer",
        "자료 올리기",
    ):
        assert expected in page


def test_another_half_year_of_the_term_may_be_chosen(desk: Desk, app: Starlette) -> None:
    browser = browser_of(desk, app, "officer")
    assert "2024년 상반기 추진실적" in browser.get("/pledges/1-1?half_year=2024H1").text
    assert browser.get("/pledges/1-1?half_year=2031H1").status_code == 404


def test_the_list_holds_what_the_person_may_read(desk: Desk, app: Starlette) -> None:
    own = browser_of(desk, app, "otherofficer").get("/pledges").text
    assert "/pledges/9-9" in own
    assert "/pledges/1-1" not in own
    found = browser_of(desk, app, "coordinator").get("/pledges?words=이other").text
    assert re.findall(r'href="/pledges/([\d-]+)', found) == ["9-9"]


def test_pictures_are_shown_to_those_who_may_read_the_pledge(desk: Desk, app: Starlette) -> None:
    path = f"/pledges/1-1/pictures/{sha256(PICTURE).hexdigest()}"
    officer = browser_of(desk, app, "officer")
    assert path in officer.get("/pledges/1-1").text
    answer = officer.get(path)
    assert (answer.status_code, answer.content) == (200, PICTURE)
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "img-src 'self'" in answer.headers["content-security-policy"]
    assert browser_of(desk, app, "otherofficer").get(path).status_code == 404


def test_a_picture_of_another_pledge_or_of_a_kind_that_runs_is_not_there(desk: Desk, app: Starlette) -> None:
    coordinator = browser_of(desk, app, "coordinator")
    assert coordinator.get(f"/pledges/9-9/pictures/{sha256(PICTURE).hexdigest()}").status_code == 404
    assert coordinator.get(f"/pledges/1-1/pictures/{sha256(SCRIPT).hexdigest()}").status_code == 404
    assert coordinator.get("/pledges/1-1/pictures/none").status_code == 404
