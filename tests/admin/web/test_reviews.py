"""The review of a draft on its page: who is offered what, who came too late, and what it leads to."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import pytest

from admin.web.app import make_app
from gongyak.people import Assignment, Tenure
from gongyak.reviews import Stage
from gongyak.store.writing import write_pledge
from jobs.copying import clean_copy
from jobs.desk import Desk
from jobs.draft import draft_reports
from jobs.draft_record import read_record
from jobs.reviewing import take_step
from tests.admin.web.browser import Browser
from tests.admin.web.people import OTHER, PEOPLE, SINCE, browser_of, settle
from tests.cast import DEPARTMENT, H2_2024
from tests.jobs.world import desk_at, small_pledge

OURS, THEIRS = "2024H2_1-1_v1", "2024H2_9-9_v1"
HOSTILE = "<script>alert(1)</script> 사업비를 확인하여 주시기 바랍니다."
People = Callable[[str], Browser]
ORDER = (Stage.REQUESTED, Stage.APPROVED, Stage.CONFIRMED)


def enter(desk: Desk, number: str, department: str, officer: str, name: str | None = None) -> None:
    with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
        charge = (Assignment(officer, Tenure(SINCE)),)
        mine = small_pledge(
            number, name=name or f"공약 {number}", department=department, team=None, officers=charge
        )
        write_pledge(session, mine, {})


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        settle(desk)
        enter(desk, "1-1", DEPARTMENT, "officer")
        enter(desk, "9-9", OTHER, "otherofficer")
        draft_reports(desk, H2_2024)
        yield desk


@pytest.fixture
def people(desk: Desk) -> People:
    """Give the browser of each person, the same however often it is asked for."""
    app = make_app(desk)
    return cache(lambda who: browser_of(desk, app, who))


def brought_to(desk: Desk, stage: Stage, number: str = OURS) -> None:
    """Take a draft as far as *stage* in the order in which it usually goes."""
    for each in ORDER[: ORDER.index(stage) + 1]:
        take_step(desk.lent_to("lead"), number, each, ORDER.index(each))


def offered(page: str) -> set[str]:
    return set(re.findall(r'formaction="/drafts/[^"/]+/(\w+)"', page))


def press(browser: Browser, stage: str, note: str = "") -> int:
    return browser.submit(f"/drafts/{OURS}", {"note": note}, to=f"/drafts/{OURS}/{stage}").status_code


def expected(stage: Stage | None, who: str) -> set[str]:
    """Return what *who* of the first department may press at *stage*."""
    leads, keepers = who in {"lead", "head"}, who in {"coordinator", "admin"}
    match stage:
        case None if leads or keepers or who == "officer":
            return {"requested"}
        case Stage.REQUESTED if leads or keepers:
            return {"approved", "returned"}
        case Stage.APPROVED if keepers:
            return {"confirmed", "returned"}
        case Stage.APPROVED if leads:
            return {"returned"}
    return set()


@pytest.mark.parametrize("stage", [None, *ORDER])
def test_everybody_is_offered_what_they_may_press_and_nothing_else(
    desk: Desk, people: People, stage: Stage | None
) -> None:
    if stage:
        brought_to(desk, stage)
    before = read_record(desk, OURS).steps
    for who in PEOPLE:
        may_press = expected(stage, who)
        assert offered(people(who).get(f"/drafts/{OURS}").text) == may_press, who
        for each in {"requested", "approved", "returned", "confirmed"} - may_press:
            assert press(people(who), each, "사유") in {403, 404, 409}, (who, each)
    assert read_record(desk, OURS).steps == before


def test_a_draft_goes_from_the_officer_to_the_coordinator_and_each_finds_it_at_home(
    people: People,
) -> None:
    def home(who: str) -> str:
        page = people(who).get("/").text
        return page.partition("나를 기다리는 초안")[2].partition("</section>")[0]

    assert press(people("officer"), "requested", "첫 요청") == 303
    assert OURS in home("lead")
    assert OURS in home("head")
    assert [home(who) for who in ("officer", "otherhead", "coordinator", "reader")] == [""] * 4
    assert press(people("head"), "returned", HOSTILE) == 303
    assert OURS in home("officer")
    assert home("head") == ""
    assert press(people("officer"), "requested") == 303
    assert press(people("lead"), "approved") == 303
    assert OURS in home("coordinator")
    assert press(people("coordinator"), "confirmed") == 303
    assert home("coordinator") == ""
    page = people("reader").get(f"/drafts/{OURS}").text
    steps = page.partition('<ol class="steps">')[2].partition("</ol>")[0]
    assert re.findall(r'class="badge \w+">([^<]+)<', steps) == [
        "작성", "검토 요청", "보완 요청", "검토 요청", "승인", "확정",
    ]  # fmt: skip
    assert re.findall(r"이(officer|head|lead|coordinator)", steps) == [
        "officer", "head", "officer", "lead", "coordinator",
    ]  # fmt: skip
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 사업비를" in steps
    assert "확정본 내려받기" in page


def test_whoever_comes_second_is_told_who_was_first_and_loses_no_word(desk: Desk, people: People) -> None:
    brought_to(desk, Stage.REQUESTED)
    head = people("head")
    hidden = dict(
        re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', head.get(f"/drafts/{OURS}").text)
    )
    assert press(people("lead"), "approved") == 303
    answer = head.post(f"/drafts/{OURS}/returned", {**hidden, "note": "사업비를 확인"})
    assert answer.status_code == 409
    assert "이lead 님이" in answer.text
    assert ">사업비를 확인</textarea>" in answer.text
    assert read_record(desk, OURS).stage is Stage.APPROVED


def test_a_draft_is_not_sent_back_without_a_word(desk: Desk, people: People) -> None:
    brought_to(desk, Stage.REQUESTED)
    assert press(people("head"), "returned", "  ") == 422
    assert read_record(desk, OURS).stage is Stage.REQUESTED


@pytest.mark.parametrize("seen", ["", "nonsense", "-1", "٣", "9" * 50])
def test_a_page_that_says_nonsense_about_what_it_showed_changes_nothing(
    desk: Desk, people: People, seen: str
) -> None:
    brought_to(desk, Stage.REQUESTED)
    head = people("head")
    assert head.submit(f"/drafts/{OURS}", {"seen": seen}, to=f"/drafts/{OURS}/approved").status_code == 409
    assert read_record(desk, OURS).stage is Stage.REQUESTED


def test_a_newer_draft_takes_the_review_away_from_the_older_one(desk: Desk, people: People) -> None:
    brought_to(desk, Stage.REQUESTED)
    enter(desk, "1-1", DEPARTMENT, "officer", "새 이름")
    draft_reports(desk, H2_2024, ["1-1"])
    head = people("head")
    old, new = (head.get(f"/drafts/2024H2_1-1_v{version}").text for version in (1, 2))
    assert offered(old) == set()
    assert offered(new) == {"requested"}
    assert "이 초안의 검토는 더 진행하지 않습니다" in old
    assert f'href="/drafts/{OURS}"' in new.partition('id="review"')[2].partition("</section>")[0]
    assert press(people("head"), "approved") == 409
    assert "나를 기다리는 초안" not in head.get("/").text


def test_lists_are_narrowed_by_how_far_the_review_has_come(desk: Desk, people: People) -> None:
    brought_to(desk, Stage.APPROVED)
    coordinator = people("coordinator")

    def drafts(query: str) -> list[str]:
        return re.findall(
            r'<th scope="row"><a href="/drafts/([^"]+)"', coordinator.get(f"/drafts?{query}").text
        )

    assert drafts("review=승인") == [OURS]
    assert drafts("review=작성") == [THEIRS]
    assert drafts("review=확정") == []
    board = coordinator.get("/?review=승인").text
    assert "공약 1-1" in board.partition("공약 현황판")[2]
    assert "공약 9-9" not in board.partition("공약 현황판")[2]
    turned = coordinator.get("/pledges?sort=-review").text
    assert turned.index("공약 1-1") < turned.index("공약 9-9")


def test_what_was_confirmed_is_taken_away_as_it_was_whatever_came_after(desk: Desk, people: People) -> None:
    brought_to(desk, Stage.CONFIRMED)
    kept = clean_copy(desk, OURS)
    enter(desk, "1-1", DEPARTMENT, "officer", "새 이름")
    draft_reports(desk, H2_2024, ["1-1"])
    reader = people("reader")
    answer = reader.get(f"/drafts/{OURS}/clean")
    assert answer.content == kept
    assert unquote(answer.headers["content-disposition"]).endswith("_확정본.docx")
    newer = reader.get("/drafts/2024H2_1-1_v2/clean")
    assert unquote(newer.headers["content-disposition"]).endswith("_제출용.docx")
    with ZipFile(io.BytesIO(reader.get("/drafts.zip?half_year=2024H2&what=confirmed").content)) as archive:
        (entry,) = archive.infolist()
        assert entry.filename.startswith(OURS)
        assert entry.filename.endswith("_확정본.docx")
        assert archive.read(entry) == kept
    with ZipFile(io.BytesIO(reader.get("/drafts.zip?half_year=2024H2").content)) as archive:
        assert len(archive.infolist()) == 2
    page = reader.get("/drafts").text
    assert "v1 확정" in page
    assert "what=confirmed" in page


def test_nobody_packs_what_another_department_has_confirmed(desk: Desk, people: People) -> None:
    brought_to(desk, Stage.CONFIRMED, THEIRS)
    officer = people("officer")
    with ZipFile(io.BytesIO(officer.get("/drafts.zip?half_year=2024H2&what=confirmed").content)) as archive:
        assert archive.namelist() == []
    assert "what=confirmed" not in officer.get("/drafts").text
