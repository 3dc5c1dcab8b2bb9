"""해당 없음 on the page: said, told as moot, taken back, and by two people."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gongyak.people import Assignment, Tenure
from gongyak.pledges import Block, NotApplicable
from gongyak.store.reading import read_pledges
from gongyak.store.writing import write_pledge
from jobs.desk import Desk
from tests.admin.web.browser import Browser
from tests.admin.web.people import SINCE, settle
from tests.cast import H2_2024
from tests.jobs.world import desk_at, small_pledge

PAGE = "/pledges/1-1/work?half_year=2024H2"
SAVE = "/pledges/1-1/work/nothing"
PLEDGE = small_pledge("1-1", team=None, officers=(Assignment("officer", Tenure(SINCE)),))


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        settle(desk)
        with desk.database.begin(who="officer", at=desk.now(), cause="test") as session:
            write_pledge(session, PLEDGE, {})
        yield desk


def form_of(page: str) -> dict[str, str]:
    """Return what a browser would send of the part as it is shown."""
    part = page[page.index('id="part-nothing"') :]
    part = part[: part.index("</section>")]
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', part))
    fields |= dict(re.findall(r'<input name="(\S+)" value="([^"]*)"', part))
    fields |= dict(re.findall(r'<input type="checkbox" name="(\S+)" value="([^"]*)" checked', part))
    return {name: html.unescape(value) for name, value in fields.items()}


def said(desk: Desk) -> tuple[NotApplicable, ...]:
    with desk.database.read() as session:
        return read_pledges(session, ["1-1"])[0].not_applicable


def test_a_block_that_has_nothing_is_said_so_and_no_longer_missing(desk: Desk, web: Browser) -> None:
    page = web.get(PAGE).text
    aside = page[page.index("work-aside") :]
    assert "사진" in aside[: aside.index('id="findings"')]
    form = {**form_of(page), "nothing.photos": "해당 없음", "reason.photos": "<행사> 없음"}
    assert web.post(SAVE, form).headers["location"] == f"{PAGE}&saved=nothing#part-nothing"
    assert said(desk) == (NotApplicable(H2_2024, Block.PHOTOS, "<행사> 없음"),)
    page = web.get(PAGE).text
    aside = page[page.index("work-aside") :]
    assert "사진" not in aside[: aside.index('id="findings"')]
    assert "&lt;행사&gt; 없음" in page


def test_the_word_is_taken_back(desk: Desk, web: Browser) -> None:
    web.post(SAVE, {**form_of(web.get(PAGE).text), "nothing.photos": "해당 없음"})
    form = form_of(web.get(PAGE).text)
    del form["nothing.photos"]
    assert web.post(SAVE, form).status_code == 303
    assert said(desk) == ()


def test_what_is_entered_all_the_same_makes_the_word_moot_but_does_not_delete_it(
    desk: Desk, web: Browser
) -> None:
    web.post(SAVE, {**form_of(web.get(PAGE).text), "nothing.results": "해당 없음"})
    assert web.get(PAGE).text.count("쓰이지 않음") == 1
    assert [each.block for each in said(desk)] == [Block.RESULTS]
    with desk.database.begin(who="officer", at=desk.now(), cause="test") as session:
        write_pledge(session, replace(PLEDGE, topics=(), not_applicable=said(desk)), {})
    assert "쓰이지 않음" not in web.get(PAGE).text


def test_two_who_speak_of_different_blocks_are_both_heard(desk: Desk, web: Browser) -> None:
    form = form_of(web.get(PAGE).text)
    web.post(SAVE, {**form, "nothing.photos": "해당 없음"})
    answer = web.post(SAVE, {**form, "nothing.counts": "해당 없음"}, HX_Request="true")
    assert answer.status_code == 200
    assert {each.block for each in said(desk)} == {Block.PHOTOS, Block.COUNTS}


def test_a_reason_alone_is_asked_about(desk: Desk, web: Browser) -> None:
    answer = web.post(SAVE, {**form_of(web.get(PAGE).text), "reason.money": "사업 종료"})
    assert answer.status_code == 422
    assert "사유만 있고" in answer.text
    assert said(desk) == ()
