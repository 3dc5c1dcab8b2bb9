"""지난 계획 점검 on the page: with and without a script, and with two people at it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from admin.web.work.slots import slot_id
from gongyak.lines import Fate, Outcome
from gongyak.people import Assignment, Tenure
from gongyak.store.reading import read_pledges
from gongyak.store.writing import write_pledge
from gongyak.when import When
from jobs.desk import Desk
from tests.admin.web.browser import Browser
from tests.admin.web.people import SINCE, settle
from tests.cast import H1_2024, H2_2024, plan, topic
from tests.jobs.world import desk_at, small_pledge

PAGE = "/pledges/1-1/work?half_year=2024H2"
SAVE = "/pledges/1-1/work/checklist"
OPENING = plan("opening", H1_2024, "2024-41")
VISIT = plan("visit", H1_2024, "2025-40")


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        settle(desk)
        with desk.database.begin(who="officer", at=desk.now(), cause="test") as session:
            pledge = small_pledge("1-1", team=None, officers=(Assignment("officer", Tenure(SINCE)),))
            center = topic("center", VISIT, OPENING)
            write_pledge(session, replace(pledge, topics=(*pledge.topics, center)), {})
        yield desk


def form_of(page: str) -> dict[str, str]:
    """Return what a browser would send of the checklist as it is shown."""
    part = page[page.index('id="part-checklist"') :]
    part = part[: part.index("</section>")]
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', part))
    fields |= dict(re.findall(r'<input id="\S+" name="(\S+)" value="([^"]*)"', part))
    fields |= dict(re.findall(r'<textarea id="\S+" name="(\S+)"[^>]*>\n([^<]*)</textarea>', part))
    fields |= dict(re.findall(r'<input type="radio" name="(\S+)" value="([^"]*)"[^>]* checked>', part))
    return {name: html.unescape(value) for name, value in fields.items()}


def outcome_of(desk: Desk, key: str) -> Outcome | None:
    with desk.database.read() as session:
        pledge = read_pledges(session, ["1-1"])[0]
    lines = {line.id: line for each in pledge.topics for line in each.details}
    return lines[key].outcome_by(H2_2024)


def test_the_open_plans_are_asked_about_those_first_whose_time_is_over(web: Browser) -> None:
    page = web.get(PAGE).text
    assert page.index("opening 예정") < page.index("visit 예정")
    assert page.count("때가 지남") == 1
    assert form_of(page)["text.opening"] == "opening"
    assert "결과를 기다리는 것이 없습니다" in web.get(PAGE.replace("2024H2", "2024H1")).text


def test_what_was_done_is_saved_and_shown_back_as_it_was_understood(desk: Desk, web: Browser) -> None:
    form = {**form_of(web.get(PAGE).text), "fate.opening": "완료", "when.opening": "10.2"}
    assert web.post(SAVE, form).headers["location"] == f"{PAGE}&saved=checklist#part-checklist"
    assert outcome_of(desk, "opening") == Outcome(
        reported=H2_2024, fate=Fate.DONE, when=When.parse("2024-10-02", "10.2")
    )
    page = web.get(PAGE).text
    assert "→ 2024. 10. 2." in page
    assert "때가 지남" not in page
    assert form_of(page)["fate.opening"] == "완료"


def test_a_form_sent_as_it_was_shown_changes_nothing(desk: Desk, web: Browser) -> None:
    with desk.database.read() as session:
        before = read_pledges(session)
    assert web.post(SAVE, form_of(web.get(PAGE).text)).status_code == 303
    with desk.database.read() as session:
        assert read_pledges(session) == before


def test_findings_about_a_plan_stand_in_the_checklist_and_go_when_it_is_told(web: Browser) -> None:
    page = web.get(PAGE).text
    slot = slot_id("line:opening", "fate")
    assert f'href="#{slot}"' in page
    assert re.search(rf'id="{slot}"><p class="finding">.*결과가 입력되지 않았습니다', page)
    form = {**form_of(page), "fate.opening": "취소", "reason.opening": "예산 <삭감>"}
    answer = web.post(SAVE, form, HX_Request="true").text
    assert f'<div class="slot" id="{slot}"></div>' in answer.partition('id="work-slots"')[2]
    assert "예산 &lt;삭감&gt;" in answer


def test_mistakes_stand_at_their_fields_and_what_was_typed_stays(desk: Desk, web: Browser) -> None:
    form = {**form_of(web.get(PAGE).text), "fate.opening": "연기", "when.opening": "언젠가"}
    for more in ({}, {"HX_Request": "true"}):
        answer = web.post(SAVE, form, **more)
        assert answer.status_code == 422
        assert 'aria-describedby="wrong-checklist-when.opening"' in answer.text
        assert "사유가 입력되지 않았습니다" in answer.text
        assert form_of(answer.text)["when.opening"] == "언젠가"
    assert outcome_of(desk, "opening") is None


def test_two_who_answer_for_different_plans_both_have_their_way(desk: Desk, web: Browser) -> None:
    form = form_of(web.get(PAGE).text)
    web.post(SAVE, {**form, "fate.opening": "완료", "when.opening": "10. 2."})
    web.post(SAVE, {**form, "fate.visit": "취소", "reason.visit": "초청 취소"})
    fates = [outcome.fate for key in ("opening", "visit") if (outcome := outcome_of(desk, key))]
    assert fates == [Fate.DONE, Fate.DROPPED]


def test_two_who_answer_differently_for_one_plan_are_shown_both_answers(desk: Desk, web: Browser) -> None:
    form = form_of(web.get(PAGE).text)
    web.post(SAVE, {**form, "fate.opening": "완료", "when.opening": "10. 2."})
    mine = {**form, "fate.opening": "취소", "reason.opening": "예산 삭감"}
    answer = web.post(SAVE, mine)
    assert answer.status_code == 409
    assert re.search(r'저장한 내용">완료</td>\s*<td[^>]*>취소</td>', answer.text)
    assert web.post(SAVE, form_of(answer.text)).status_code == 303
    outcome = outcome_of(desk, "opening")
    assert outcome is not None
    assert (outcome.fate, outcome.reason, outcome.when) == (Fate.DROPPED, "예산 삭감", None)
