"""Who is to look at a draft is written to, and who asked for it is told what is to be mended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from gongyak.city import City
from gongyak.letters import Letter, LetterKind
from gongyak.people import Official
from gongyak.reviews import Stage
from gongyak.store.city import write_city
from gongyak.store.letter_templates import save_letter_template
from jobs.desk import Desk
from jobs.draft import draft_reports
from jobs.review_errors import NoteWanted
from jobs.reviewing import take_step
from tests.cast import CITY, H2_2024, LEAD, NEW_HEAD, OFFICER
from tests.jobs.townhall import outbox
from tests.jobs.world import small_pledge, stock

NUMBER = "2024H2_1-1_v1"


@pytest.fixture
def desk(desk: Desk) -> Desk:
    stock(desk.database, [small_pledge("1-1")])
    draft_reports(desk, H2_2024)
    return desk


def letters(desk: Desk) -> list[Letter]:
    return [each.letter for each in outbox(desk) if each.letter.kind is LetterKind.REVIEW]


def step(desk: Desk, who: Official, stage: Stage, seen: int, note: str = "") -> None:
    take_step(desk.lent_to(who.id), NUMBER, stage, seen, note)


def moved(desk: Desk, change: Callable[[Official], Official]) -> None:
    """Write the city with every official as *change* makes them."""
    city: City = replace(CITY, officials=tuple(map(change, CITY.officials)))
    with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
        write_city(session, city)


def test_those_who_may_approve_are_asked_by_their_posts_of_the_day(desk: Desk) -> None:
    step(desk, OFFICER, Stage.REQUESTED, 0, "사업비를 다시\n확인하였습니다.")
    assert {each.address for each in letters(desk)} == {LEAD.email, NEW_HEAD.email}
    for letter in letters(desk):
        assert letter.subject == "[검토 요청] 2024년 하반기 보고서 초안 1-1 공약 1-1"
        assert f"요청한 사람: {OFFICER.name}\n" in letter.text
        assert "의견: 사업비를 다시 확인하였습니다.\n" in letter.text
        assert letter.thread == "draft:2024H2"


def test_who_asked_is_told_what_is_to_be_mended(desk: Desk) -> None:
    step(desk, OFFICER, Stage.REQUESTED, 0)
    asked = len(letters(desk))
    step(desk, LEAD, Stage.RETURNED, 1, "집행액 확인")
    (letter,) = (each for each in letters(desk) if each.recipient == OFFICER.id)
    assert len(letters(desk)) == asked + 1
    assert letter.subject.startswith("[보완 요청] ")
    assert "의견: 집행액 확인\n" in letter.text


def test_nobody_is_written_to_about_what_they_did_themselves(desk: Desk) -> None:
    step(desk, LEAD, Stage.REQUESTED, 0)
    assert [each.address for each in letters(desk)] == [NEW_HEAD.email]
    step(desk, LEAD, Stage.RETURNED, 1, "다시 확인")
    assert len(letters(desk)) == 1


def test_a_step_is_taken_though_nobody_has_an_address(desk: Desk) -> None:
    moved(desk, lambda official: replace(official, email=None))
    step(desk, OFFICER, Stage.REQUESTED, 0)
    step(desk, LEAD, Stage.APPROVED, 1)
    assert letters(desk) == []


def test_a_review_asked_for_again_is_written_about_again(desk: Desk) -> None:
    step(desk, OFFICER, Stage.REQUESTED, 0)
    step(desk, LEAD, Stage.RETURNED, 1, "다시 확인")
    step(desk, OFFICER, Stage.REQUESTED, 2)
    assert sum(each.recipient == LEAD.id for each in letters(desk)) == 2


def test_a_step_that_is_not_taken_sends_no_letter(desk: Desk) -> None:
    step(desk, OFFICER, Stage.REQUESTED, 0)
    before = letters(desk)
    with pytest.raises(NoteWanted):
        step(desk, LEAD, Stage.RETURNED, 1)
    assert letters(desk) == before


def test_no_edited_template_keeps_a_step_from_being_taken(desk: Desk) -> None:
    with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
        save_letter_template(session, LetterKind.REVIEW, "text", "{{ no.such }}", who="x", at=desk.now())
    step(desk, OFFICER, Stage.REQUESTED, 0)
    assert len(letters(desk)) == 2
