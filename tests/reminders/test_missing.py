from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from gongyak.lines import Fate, Outcome, Stand
from gongyak.participation import Category, Count, Participation, StatedCount
from gongyak.photos import Photo, Picture
from gongyak.pledges import Block, NotApplicable, Pledge, Remark, RemarkKind, Status, StatusEntry
from gongyak.reminders.missing import lacks
from gongyak.reminders.notice import Lack, LackKind
from gongyak.when import When
from tests.cast import (
    CITY,
    H1_2024,
    H1_2025,
    H2_2024,
    H2_2025,
    NEXT_TERM,
    cell,
    plan,
    pledge,
    project,
    result,
    topic,
)

PHOTO = Photo("p", "개소식", Picture("0" * 64, "image/jpeg", 4, 3), H1_2025)
COUNTED = Participation((Count(Category.MEETING, "보고회", H1_2025, 2),))


def full(**more: Any) -> Pledge:
    """Return a pledge whose report of 2025H1 lacks nothing."""
    given: dict[str, Any] = {
        "projects": (project("센터", cell("시비", "2025", 10, 10, 3), as_of=H1_2025),),
        "participation": COUNTED,
        "photos": (PHOTO,),
    }
    lines = more.pop("lines", (result("착공", H1_2025, "2025-03-02"),))
    return pledge(topic("사업", *lines), **(given | more))


def missing(of: Pledge) -> list[tuple[LackKind, tuple[str, ...]]]:
    return [(lack.kind, lack.items) for lack in lacks(CITY, of, H1_2025)]


def test_a_pledge_with_everything_lacks_nothing() -> None:
    assert not missing(full())


def test_nothing_entered_lacks_everything() -> None:
    kinds = [kind for kind, _ in missing(pledge(projects=(project("센터", as_of=H2_2024),)))]
    assert kinds == [LackKind.RESULTS, LackKind.MONEY, LackKind.COUNTS, LackKind.PHOTOS]


def test_plans_of_the_last_half_year_without_an_outcome_are_named_with_their_dates() -> None:
    lines = (
        result("착공", H1_2025, "2025-03-02"),
        plan("개소식", H2_2024, "2025-40"),
        plan("준공", H2_2024),
        plan("입주", H2_2024, "2025-41"),
        plan("공모", H1_2025, "2025-09"),
    )
    assert missing(full(lines=lines)) == [
        (LackKind.OUTCOME, ("2025년 상반기 개소식 예정", "준공 예정")),
    ]


@pytest.mark.parametrize(
    ("outcome", "is_missing"),
    [
        (Outcome(reported=H1_2025, fate=Fate.DONE, when=When.parse("2025-05-20")), False),
        (Outcome(reported=H1_2025, fate=Fate.DROPPED), False),
        (Outcome(reported=H1_2025, fate=Fate.POSTPONED, when=When.parse("2025-41")), False),
        (Outcome(reported=H2_2024, fate=Fate.POSTPONED, when=When.parse("2025-06")), True),
    ],
)
def test_a_plan_with_an_outcome_lacks_none_until_the_time_it_was_postponed_to(
    outcome: Outcome, *, is_missing: bool
) -> None:
    lines = (result("착공", H1_2025, "2025-03-02"), plan("개소식", H1_2024, "2024-41", outcomes=(outcome,)))
    assert bool(missing(full(lines=lines))) is is_missing


@pytest.mark.parametrize(
    ("amounts", "is_missing"),
    [((10, None, None), True), ((10, 0, None), False), ((10, None, 3), False), ((None, None, None), False)],
)
def test_money_planned_for_the_year_wants_an_amount_secured_or_spent(
    amounts: tuple[int | None, ...], *, is_missing: bool
) -> None:
    projects = (project("센터", cell("시비", "2025", *amounts), as_of=H1_2025),)
    assert bool(missing(full(projects=projects))) is is_missing


def test_projects_without_a_statement_of_the_half_year_are_named() -> None:
    projects = (project("센터", as_of=H1_2025), project("도로", as_of=H2_2024))
    assert missing(full(projects=projects)) == [(LackKind.MONEY, ("도로 사업",))]


def test_a_stated_count_of_the_half_year_is_a_count_and_an_old_one_is_none() -> None:
    stated = Participation(stated=(StatedCount(Category.PRESS, H1_2025, total=0),))
    old = Participation((Count(Category.MEETING, "보고회", H2_2024, 2),))
    assert not missing(full(participation=stated))
    assert missing(full(participation=old)) == [(LackKind.COUNTS, ())]


def test_problems_that_read_as_in_the_last_report_are_a_hint() -> None:
    before = Remark("a", RemarkKind.PROBLEM, "국비 확보  필요", H2_2024, retired=H1_2025)
    again = Remark("b", RemarkKind.PROBLEM, "국비 확보 필요", H1_2025)
    new = Remark("c", RemarkKind.MEASURE, "도에 요청", H1_2025)
    assert missing(full(remarks=(before, again))) == [(LackKind.PROBLEMS, ("국비 확보 필요",))]
    assert not missing(full(remarks=(before, again, new)))


def test_photos_and_unchanged_problems_are_hints_and_nothing_else_is() -> None:
    hints = {kind for kind in LackKind if Lack(kind).is_hint}
    assert hints == {LackKind.PHOTOS, LackKind.PROBLEMS}


@pytest.mark.parametrize("status", [Status.COMPLETED, Status.ABANDONED, Status.ON_HOLD])
def test_a_pledge_at_rest_lacks_only_the_outcomes_of_its_plans(status: Status) -> None:
    at_rest = (StatusEntry(H2_2024, status),)
    assert not missing(pledge(statuses=at_rest))
    open_plan = topic("사업", plan("개소식", H2_2024, "2025-05"))
    assert [kind for kind, _ in missing(pledge(open_plan, statuses=at_rest))] == [LackKind.OUTCOME]


def test_a_pledge_of_another_term_lacks_nothing() -> None:
    assert not lacks(CITY, pledge(term=NEXT_TERM.name), H2_2025)


def test_a_block_of_which_somebody_said_that_there_is_nothing_is_not_named() -> None:
    problem = Remark("r", RemarkKind.PROBLEM, "국비 확보", H1_2024)
    empty = pledge(projects=(project("센터", as_of=H2_2024),), remarks=(problem,))
    said = tuple(NotApplicable(H1_2025, block) for block in Block)
    assert len(missing(empty)) == len(Block)
    assert not missing(replace(empty, not_applicable=said))
    earlier = tuple(NotApplicable(H2_2024, block) for block in Block)
    assert len(missing(replace(empty, not_applicable=earlier))) == len(Block)


def test_what_was_entered_all_the_same_is_looked_at_whatever_was_said() -> None:
    half_entered = (project("센터", as_of=H2_2024), project("공원", cell("시비", "2025", 9), as_of=H1_2025))
    said = (NotApplicable(H1_2025, Block.MONEY),)
    assert missing(full(projects=half_entered, not_applicable=said)) == [
        (LackKind.MONEY, ("센터 사업", "공원 사업"))
    ]


def test_a_heading_of_plans_is_no_plan_that_somebody_must_answer_for() -> None:
    later = Outcome(reported=H1_2025, fate=Fate.POSTPONED, when=When.half(H2_2025), reason="공사 지연")
    heading = topic("개소", plan("개소식", H2_2024, outcomes=(later,)), stand=Stand.PLAN, entered=H2_2024)
    assert not missing(replace(full(), topics=(*full().topics, heading)))
