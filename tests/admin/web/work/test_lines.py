from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.applications import Starlette

from admin.web.work.slots import slot_id
from gongyak.lines import Stand
from gongyak.people import Assignment, Tenure
from gongyak.periods import lines_of
from gongyak.store.reading import read_pledges
from gongyak.store.writing import write_pledge
from jobs.desk import Desk
from tests.admin.web.browser import Browser
from tests.admin.web.people import SINCE, browser_of, settle
from tests.admin.web.work.forms import PAGE, form_in
from tests.cast import H1_2024, H2_2024, plan, result, topic
from tests.jobs.world import desk_at, small_pledge

RESULTS, PLANS, STEP = (f"/pledges/1-1/work/{name}" for name in ("results", "plans", "results/step"))
DATE = "/pledges/1-1/work/date"
HALL = topic("hall", result("then", H1_2024), plan("later", H1_2024), plan("next", H2_2024, "2025-40"))


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        settle(desk)
        with desk.database.begin(who="officer", at=desk.now(), cause="test") as session:
            officers = (Assignment("officer", Tenure(SINCE)),)
            ours = small_pledge("1-1", team=None, officers=officers)
            write_pledge(session, replace(ours, topics=(*ours.topics, HALL)), {})
            write_pledge(session, small_pledge("2-1", team=None), {})
        yield desk


def form_of(web: Browser, part: str) -> dict[str, str]:
    """Return the form of a *part*, as the page shows it now."""
    return form_in(web.get(PAGE).text, part)


def texts(desk: Desk) -> dict[str, str]:
    with desk.database.read() as session:
        return {line.id: line.text for line in lines_of(read_pledges(session, ["1-1"])[0].topics)}


def test_a_topic_and_its_detail_are_saved_and_shown_as_understood(desk: Desk, web: Browser) -> None:
    form = form_of(web, "results")
    more = {
        "order": f"{form['order']} n1",
        "n1.order": "n2",
        "text.n1": "조례 제정",
        "text.n2": "공포",
        "when.n2": "8.29.",
        "side.n2": "before",
    }
    answer = web.post(RESULTS, form | more, HX_Request="true")
    assert answer.status_code == 200
    assert "2024. 8. 29.(목)" in answer.text
    again = form_in(answer.text, "results")
    assert (again["when.n2"], again["text.n1"]) == ("8.29.", "조례 제정")
    assert texts(desk)["n2"] == "공포"


def test_a_form_that_was_not_touched_changes_nothing(desk: Desk, web: Browser) -> None:
    before = texts(desk)
    for name, address in (("results", RESULTS), ("plans", PLANS)):
        assert web.post(address, form_of(web, name)).status_code == 303
    assert texts(desk) == before


def test_a_mistaken_date_is_told_beside_its_field_and_nothing_typed_is_lost(desk: Desk, web: Browser) -> None:
    form = form_of(web, "results") | {"when.held_1_1": "7월 <b>어느</b> 날", "text.held_1_1": "<script>가"}
    for more in ({}, {"HX_Request": "true"}):
        answer = web.post(RESULTS, form, **more)
        assert answer.status_code == 422
        assert re.search(r'id="results-when.held_1_1"[^>]*aria-invalid="true"', answer.text)
        assert "7월 &lt;b&gt;어느&lt;/b&gt; 날" in answer.text
        assert "&lt;script&gt;가" in answer.text
        assert "<script>가" not in answer.text
        assert form_in(answer.text, "results")["text.held_1_1"] == "<script>가"
    assert "가" not in texts(desk)["held_1_1"]


def test_without_a_script_a_button_adds_a_line_and_keeps_what_was_typed(desk: Desk, web: Browser) -> None:
    form = form_of(web, "results") | {"text.held_1_1": "고친 글", "step": "add.forum_1_1"}
    page = web.post(STEP, form).text
    again = form_in(page, "results")
    new = again["forum_1_1.order"].split()[-1]
    assert re.fullmatch("[a-z0-9_]{1,32}", new)
    assert (again["text.held_1_1"], again[f"text.{new}"]) == ("고친 글", "")
    assert re.search(rf'id="results-text.{new}"[^>]*autofocus', page)
    assert texts(desk)["held_1_1"] == "held_1_1 개최"
    assert web.post(RESULTS, again | {f"text.{new}": "새 글"}).status_code == 303
    assert texts(desk) | {"held_1_1": "고친 글", new: "새 글"} == texts(desk)


def test_without_a_script_a_detail_comes_under_a_topic_of_an_earlier_half_year(
    desk: Desk, web: Browser
) -> None:
    again = form_in(
        web.post(STEP, form_of(web, "results") | {"step": "join", "join": "hall"}).text, "results"
    )
    assert again["order"] == "forum_1_1 hall"
    web.post(RESULTS, again | {f"text.{again['hall.order']}": "현장 점검"})
    assert "현장 점검" in texts(desk).values()


def test_without_a_script_lines_move_and_go(desk: Desk, web: Browser) -> None:
    both = form_of(web, "plans")
    assert both["hall.order"] == "later next"
    moved = form_in(web.post(f"{PLANS}/step", both | {"step": "up.next"}).text, "plans")
    assert moved["hall.order"] == "next later"
    gone = form_in(web.post(f"{PLANS}/step", moved | {"step": "remove.next"}).text, "plans")
    assert web.post(PLANS, gone).status_code == 303
    assert "next" not in texts(desk)
    assert "later" in texts(desk)


def test_only_what_came_with_this_half_year_may_be_removed(web: Browser) -> None:
    steps = re.findall(r'name="step" value="remove\.(\w+)"', web.get(PAGE).text)
    assert {each for each in steps if not each.startswith("NEW")} == {"held_1_1", "next"}


def test_what_earlier_reports_told_is_folded_away_and_may_be_corrected(desk: Desk, web: Browser) -> None:
    page = web.get(PAGE).text
    assert "지난 반기에 입력한 내용" in page
    web.post(RESULTS, form_in(page, "results") | {"text.then": "바로잡은 글"})
    assert texts(desk)["then"] == "바로잡은 글"


def test_what_two_add_at_the_same_time_is_all_there(desk: Desk, app: Starlette, web: Browser) -> None:
    form = form_of(web, "results")
    other = browser_of(desk, app, "coordinator")
    theirs = form_of(other, "results")
    for browser, mine, new in ((web, form, "n1"), (other, theirs, "n2")):
        more = {"forum_1_1.order": f"{mine['forum_1_1.order']} {new}", f"text.{new}": f"{new} 회의"}
        assert browser.post(RESULTS, mine | more).status_code == 303
    assert texts(desk) | {"n1": "n1 회의", "n2": "n2 회의"} == texts(desk)


def test_the_id_of_a_line_of_another_pledge_is_refused_and_stays_there(desk: Desk, web: Browser) -> None:
    form = form_of(web, "results")
    order = f"{form['forum_1_1.order']} held_2_1"
    answer = web.post(RESULTS, form | {"forum_1_1.order": order, "text.held_2_1": "훔친 글"})
    assert answer.status_code >= 400
    with desk.database.read() as session:
        (theirs,) = read_pledges(session, ["2-1"])
    assert [line.text for line in lines_of(theirs.topics) if line.id == "held_2_1"] == ["held_2_1 개최"]


def test_the_id_of_another_line_of_the_pledge_is_told_above_the_lines(web: Browser) -> None:
    form = form_of(web, "results")
    answer = web.post(RESULTS, form | {"order": f"{form['order']} next"})
    assert answer.status_code == 422
    assert "쓸 수 없는 번호입니다" in answer.text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("year=2024&when.n1=8.29.", "2024. 8. 29.(목)"),
        ("year=2025&when.n1=상반기", "2025년 상반기"),
        ("year=2024&when.n1=2024.+8.+12.~23.", "2024. 8. 12.(월)~8. 23.(금)"),
        ("year=2024&when.n1=%3Cb%3E", "&#39;&lt;b&gt;&#39;를 날짜로 읽을 수 없습니다."),
        ("year=2024&when.n1=2.30.", "있을 수 없는 날짜입니다."),
        ("year=late&when.n1=8.29.", "날짜로 읽을 수 없습니다."),
        ("year=2024&when.n1=", ""),
        ("", ""),
    ],
)
def test_a_date_is_shown_back_while_it_is_typed(web: Browser, query: str, said: str) -> None:
    answer = web.get(f"{DATE}?{query}", HX_Request="true")
    assert answer.status_code == 200
    assert said in answer.text
    assert bool(answer.text.strip()) is bool(said)


def test_no_two_places_of_the_page_have_the_same_id(web: Browser) -> None:
    page = re.sub(r"(?s)<template>.*?</template>", "", web.get(PAGE).text)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_only_parts_with_lines_take_steps(web: Browser) -> None:
    form = form_of(web, "standing") | {"step": "add"}
    assert web.post("/pledges/1-1/work/standing/step", form).status_code == 404


def test_what_is_planned_now_is_asked_about_in_the_next_half_year(desk: Desk, web: Browser) -> None:
    form = form_of(web, "plans")
    order = f"{form['hall.order']} n1"
    web.post(PLANS, form | {"hall.order": order, "text.n1": "백서 발간 예정", "when.n1": "5. 20."})
    with desk.database.read() as session:
        lines = {line.id: line for line in lines_of(read_pledges(session, ["1-1"])[0].topics)}
    assert (lines["n1"].stand, lines["n1"].entered) == (Stand.PLAN, H2_2024)
    checklist = web.get("/pledges/1-1/work?half_year=2025H1").text
    assert "백서 발간 예정" in checklist[: checklist.index('id="part-results"')]
    assert form_in(checklist, "plans")["when.n1"] == "5. 20."


def test_every_line_has_a_place_for_its_findings(web: Browser) -> None:
    page = web.get(PAGE).text
    for line in ("forum_1_1", "plan_1_1", "held_1_1", "hall", "then", "later", "next"):
        assert page.count(f'id="{slot_id(f"line:{line}")}"') == 1


def test_a_line_that_another_removed_is_asked_about_and_comes_back_whole(
    desk: Desk, app: Starlette, web: Browser
) -> None:
    form = form_of(web, "results")
    other = browser_of(desk, app, "coordinator")
    gone = form_in(other.post(STEP, form_of(other, "results") | {"step": "remove.held_1_1"}).text, "results")
    assert other.post(RESULTS, gone).status_code == 303
    assert "held_1_1" not in texts(desk)
    answer = web.post(RESULTS, form | {"text.held_1_1": "고친 글"})
    assert answer.status_code == 409
    assert "(삭제함)" in answer.text
    assert web.post(RESULTS, form_in(answer.text, "results")).status_code == 303
    assert texts(desk)["held_1_1"] == "고친 글"
    assert form_of(web, "results")["when.held_1_1"] == form["when.held_1_1"]
