"""A draft goes from hand to hand: each step once, in order, and what was confirmed stays as it is."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest

from gongyak.accounts import User
from gongyak.errors import GongyakError
from gongyak.participation import Category, Count, Participation, StatedCount
from gongyak.people import Role
from gongyak.reviews import Stage
from gongyak.store.errors import NoSuchDraft
from gongyak.store.reviews import find_final
from jobs.board import read_board
from jobs.copying import clean_copy
from jobs.desk import Desk
from jobs.draft import draft_reports
from jobs.draft_list import list_for
from jobs.draft_record import read_record
from jobs.home import read_home
from jobs.review_errors import DraftSuperseded, NoteWanted, ReviewedMeanwhile, StepOutOfOrder
from jobs.reviewing import take_step
from tests.cast import DEPARTMENT, H1_2024, H2_2024
from tests.jobs.world import small_pledge, stock

FIRST, SECOND = "2024H2_1-1_v1", "2024H2_1-1_v2"
HEAD = User(official="과장", name="과장", roles=frozenset({Role.HEAD}), leads=frozenset({DEPARTMENT}))
WRONG = Participation(
    (Count(Category.PRESS, "보도", H2_2024, 3),), (StatedCount(Category.PRESS, H2_2024, total=4),)
)


def drafted(desk: Desk, **more: object) -> None:
    stock(desk.database, [small_pledge("1-1", **more)])
    draft_reports(desk, H2_2024)


def take(desk: Desk, *stages: Stage, number: str = FIRST) -> None:
    for stage in stages:
        seen = len(read_record(desk, number).steps)
        take_step(desk, number, stage, seen, "확인함" if stage is Stage.RETURNED else "")


def stages_of(desk: Desk, number: str = FIRST) -> list[Stage]:
    return [step.stage for step in read_record(desk, number).steps]


def test_each_step_tells_who_took_it_when_and_what_they_said(desk: Desk) -> None:
    drafted(desk)
    take_step(desk.lent_to("담당"), FIRST, Stage.REQUESTED, 0, "  검토 부탁드립니다.\n")
    take_step(desk.lent_to("과장"), FIRST, Stage.APPROVED, 1)
    record = read_record(desk, FIRST)
    assert [(step.position, step.stage, step.who, step.note) for step in record.steps] == [
        (1, Stage.REQUESTED, "담당", "검토 부탁드립니다."),
        (2, Stage.APPROVED, "과장", ""),
    ]
    assert {step.at for step in record.steps} == {desk.now()}
    assert record.stage is Stage.APPROVED


def test_a_draft_that_was_sent_back_may_be_handed_on_again(desk: Desk) -> None:
    drafted(desk)
    take(desk, Stage.REQUESTED, Stage.RETURNED, Stage.REQUESTED, Stage.APPROVED, Stage.RETURNED)
    assert read_record(desk, FIRST).stage is Stage.RETURNED


@pytest.mark.parametrize("stage", [Stage.APPROVED, Stage.RETURNED, Stage.CONFIRMED])
def test_no_step_is_left_out(desk: Desk, stage: Stage) -> None:
    drafted(desk)
    with pytest.raises(StepOutOfOrder, match="작성"):
        take_step(desk, FIRST, stage, 0, "사유")
    assert stages_of(desk) == []


def test_a_draft_is_sent_back_only_with_a_word_why(desk: Desk) -> None:
    drafted(desk)
    take(desk, Stage.REQUESTED)
    with pytest.raises(NoteWanted):
        take_step(desk, FIRST, Stage.RETURNED, 1, " \n ")
    assert stages_of(desk) == [Stage.REQUESTED]


def test_errors_are_confirmed_only_with_a_word_why(desk: Desk) -> None:
    drafted(desk, participation=WRONG)
    take(desk, Stage.REQUESTED, Stage.APPROVED)
    with pytest.raises(NoteWanted):
        take_step(desk, FIRST, Stage.CONFIRMED, 2)
    take_step(desk, FIRST, Stage.CONFIRMED, 2, "합계는 별도 자료에 따름")
    assert clean_copy(desk, FIRST)  # it has errors, and was confirmed with them


def test_who_presses_on_an_old_page_is_told_what_happened(desk: Desk) -> None:
    drafted(desk)
    take_step(desk.lent_to("담당"), FIRST, Stage.REQUESTED, 0)
    take_step(desk.lent_to("담당"), FIRST, Stage.APPROVED, 1)
    with pytest.raises(ReviewedMeanwhile, match="승인"):
        take_step(desk, FIRST, Stage.RETURNED, 1, "다시 확인")
    with pytest.raises(ReviewedMeanwhile):
        take_step(desk, FIRST, Stage.APPROVED, 0)
    assert stages_of(desk) == [Stage.REQUESTED, Stage.APPROVED]


def test_of_two_who_press_at_once_one_is_told_what_happened(desk: Desk) -> None:
    drafted(desk)
    take(desk, Stage.REQUESTED)
    barrier = Barrier(2)
    outcomes: list[object] = []

    def press(stage: Stage) -> None:
        barrier.wait(30)
        try:
            outcomes.append(take_step(desk, FIRST, stage, 1, "보완").stage)
        except GongyakError as error:
            outcomes.append(type(error))

    threads = [Thread(target=press, args=(stage,)) for stage in (Stage.APPROVED, Stage.RETURNED)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert ReviewedMeanwhile in outcomes
    assert len(stages_of(desk)) == 2


def test_a_newer_draft_ends_the_review_of_those_before(desk: Desk) -> None:
    drafted(desk)
    take(desk, Stage.REQUESTED)
    drafted(desk, name="새 이름")
    with pytest.raises(DraftSuperseded, match=SECOND):
        take_step(desk, FIRST, Stage.APPROVED, 1)
    standing = read_record(desk, SECOND).standing
    assert (standing.stage, standing.lapsed, standing.confirmed) == (Stage.DRAFTED, FIRST, None)
    take(desk, Stage.REQUESTED, number=SECOND)
    assert read_record(desk, SECOND).standing.lapsed is None


def test_a_confirmed_draft_stays_and_what_changes_later_is_reviewed_anew(desk: Desk) -> None:
    drafted(desk)
    take(desk, Stage.REQUESTED, Stage.APPROVED, Stage.CONFIRMED)
    kept = clean_copy(desk, FIRST)
    with desk.database.read() as session:
        assert find_final(session, FIRST) == kept
    for stage in Stage:
        with pytest.raises(StepOutOfOrder):
            take_step(desk, FIRST, stage, 3, "사유")
    assert draft_reports(desk, H2_2024).reports[0].draft == FIRST  # nothing has changed, nothing is made
    drafted(desk, name="새 이름")
    standing = read_record(desk, SECOND).standing
    assert (standing.newest, standing.stage, standing.confirmed) == (SECOND, Stage.DRAFTED, FIRST)
    assert clean_copy(desk, FIRST) == kept


def test_lists_and_the_board_tell_how_far_the_review_has_come(desk: Desk) -> None:
    drafted(desk)
    assert [line.standing and line.standing.stage for line in read_board(desk, HEAD).lines] == [Stage.DRAFTED]
    assert read_home(desk, HEAD).awaited == ()
    take(desk, Stage.REQUESTED)
    (listed,) = list_for(desk, HEAD).drafts
    assert listed.standing is not None
    assert listed.standing.stage is Stage.REQUESTED
    assert [each.number for each in read_home(desk, HEAD).awaited] == [FIRST]
    assert [each.number for each in read_home(desk, HEAD, H1_2024).awaited] == [FIRST]
    stock(desk.database, [small_pledge("1-1"), small_pledge("1-2")])
    assert [line.standing is None for line in read_board(desk, HEAD).lines] == [False, True]


def test_a_draft_that_is_not_there_is_named(desk: Desk) -> None:
    stock(desk.database, [small_pledge("1-1")])
    for stage in (Stage.REQUESTED, Stage.CONFIRMED):
        with pytest.raises(NoSuchDraft, match="2024H2_9-9_v1"):
            take_step(desk, "2024H2_9-9_v1", stage, 0)
