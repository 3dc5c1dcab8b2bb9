"""Names, findings that are not told, and the words of letters are kept on pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from gongyak.judgement import Glossary, Judgement
from gongyak.store.writing import write_pledge
from jobs.desk import Desk
from jobs.judging import TITLES
from jobs.managing.fields import seen_of
from jobs.managing.letters import read_piece
from jobs.managing.words import show_judgement
from tests.admin.web.browser import Browser
from tests.admin.web.people import browser_of, settle
from tests.jobs.world import desk_at, small_pledge

WORDS, MUTES, LETTER = "/manage/words", "/manage/mutes", "/manage/letters/missing/subject"


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        settle(desk)
        with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
            write_pledge(session, small_pledge("1-1"), {})
        yield desk


@pytest.fixture
def coordinator(desk: Desk, app: Starlette) -> Browser:
    return browser_of(desk, app, "coordinator")


def test_names_are_kept_and_nobody_is_overwritten(desk: Desk, coordinator: Browser) -> None:
    seen = seen_of(Judgement().glossary)
    form = {
        "seen": seen,
        "name-0": "국립암센터",
        "variants-0": "암 센터, 국립 암센터",
        "name-1": "",
        "variants-1": "",
    }
    assert coordinator.submit(WORDS, form).status_code == 303
    kept = Glossary((("국립암센터", ("암 센터", "국립 암센터")),))
    assert show_judgement(desk).glossary == kept
    assert coordinator.submit(WORDS, form | {"name-0": "다른 이름"}).status_code == 409
    twice = form | {"seen": seen_of(kept), "name-1": "암 센터"}
    assert coordinator.submit(WORDS, twice).status_code == 422
    assert show_judgement(desk).glossary == kept


def test_pairs_of_which_both_are_right_are_kept(desk: Desk, coordinator: Browser) -> None:
    form = {"seen": seen_of(()), "one-0": "가람천", "other-0": "가람전"}
    assert coordinator.submit(WORDS, form | {"other-0": ""}, to=f"{WORDS}/pairs").status_code == 422
    assert coordinator.submit(WORDS, form, to=f"{WORDS}/pairs").status_code == 303
    assert show_judgement(desk).accepted == (("가람천", "가람전"),)


def test_a_finding_is_accepted_with_a_reason_and_told_again(desk: Desk, coordinator: Browser) -> None:
    rule = next(iter(TITLES))
    form = {"rule": rule, "pledge": "1-1", "row": "", "reason": "사진이 없는 공약입니다."}
    assert coordinator.submit(MUTES, form | {"reason": " "}).status_code == 422
    assert coordinator.submit(MUTES, form | {"pledge": "8-8"}).status_code == 422
    assert coordinator.submit(MUTES, form).status_code == 303
    (mute,) = show_judgement(desk).mutes
    assert (mute.rule, mute.pledge, mute.row, mute.who) == (rule, "1-1", None, "coordinator")
    assert "사진이 없는 공약입니다." in coordinator.get(MUTES).text
    assert coordinator.submit(MUTES, form, to=f"{MUTES}/remove").status_code == 303
    assert show_judgement(desk).mutes == ()


def test_words_of_a_letter_are_tried_kept_and_given_back(desk: Desk, app: Starlette) -> None:
    admin = browser_of(desk, app, "admin")
    source = "새 제목 " + read_piece(desk, "missing", "subject").shipped
    assert admin.submit(LETTER, {"seen": "0", "source": source}).status_code == 303
    assert read_piece(desk, "missing", "subject").source.startswith("새 제목")
    assert "새 제목" in admin.get(LETTER).text.partition("미리 보기")[2]
    broken = admin.submit(LETTER, {"seen": "1", "source": "{{ nothing.of.it }}"})
    assert broken.status_code == 422
    assert "{{ nothing.of.it }}" in broken.text
    assert admin.submit(LETTER, {"seen": "0", "source": source}).status_code == 409
    assert admin.submit(LETTER, {}, to=f"{LETTER}/reset").status_code == 303
    piece = read_piece(desk, "missing", "subject")
    assert piece.source == piece.shipped
    assert [each.version for each in piece.versions] == [2, 1]
    assert (
        "새 제목"
        in admin.get(f"{LETTER}?version=1").text.partition("<textarea")[2].partition("</textarea>")[0]
    )
    assert admin.get("/manage/letters/none/text").status_code == 404


@pytest.mark.parametrize("page", [WORDS, MUTES, LETTER, "/manage/letters"])
def test_readers_look_and_change_nothing(desk: Desk, app: Starlette, page: str) -> None:
    reader = browser_of(desk, app, "reader")
    assert reader.get(page).status_code == 200
    if page != "/manage/letters":
        assert reader.submit("/", {}, to=page).status_code == 403
