"""The one table of reviews: every way there is, and nobody takes one that is not theirs."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyak.accounts import User
from gongyak.drafts import draft_number
from gongyak.halfyear import HalfYear
from gongyak.people import Role
from gongyak.permissions import Holding
from gongyak.reviews import PENDING, Stage, is_awaited, may_follow, needs_note, standing_of, ways_of

HALF = HalfYear.parse("2024H2")
OURS = Holding(frozenset({"officer"}), "복지과")
STAGES = st.sampled_from(list(Stage))


def user(role: Role, department: str = "복지과") -> User:
    is_lead = role in {Role.TEAM_LEAD, Role.HEAD}
    return User(
        official=role.name.lower(),
        name="이담당",
        roles=frozenset({role}),
        leads=frozenset({department} if is_lead else ()),
        departments=frozenset({department}),
    )


def number(version: int) -> str:
    return draft_number(HALF, "1-1", version)


def test_a_draft_goes_from_hand_to_hand_and_never_leaves_its_confirmation() -> None:
    assert {each for each in product(Stage, Stage) if may_follow(*each)} == {
        (Stage.DRAFTED, Stage.REQUESTED),
        (Stage.RETURNED, Stage.REQUESTED),
        (Stage.REQUESTED, Stage.APPROVED),
        (Stage.REQUESTED, Stage.RETURNED),
        (Stage.APPROVED, Stage.CONFIRMED),
        (Stage.APPROVED, Stage.RETURNED),
    }


@pytest.mark.parametrize(
    ("role", "taken"),
    [
        (Role.OFFICER, {Stage.REQUESTED}),
        (Role.TEAM_LEAD, {Stage.REQUESTED, Stage.APPROVED, Stage.RETURNED}),
        (Role.HEAD, {Stage.REQUESTED, Stage.APPROVED, Stage.RETURNED}),
        (Role.COORDINATOR, set(Stage) - {Stage.DRAFTED}),
        (Role.ADMINISTRATOR, set(Stage) - {Stage.DRAFTED}),
        (Role.READER, set()),
    ],
)
def test_each_role_takes_the_steps_that_are_its_own(role: Role, taken: set[Stage]) -> None:
    holding = Holding(frozenset({"officer"}), "복지과")
    assert {stage for start in Stage for stage in ways_of(user(role), holding, start)} == taken


@pytest.mark.parametrize("role", [Role.OFFICER, Role.TEAM_LEAD, Role.HEAD, Role.READER])
def test_nobody_takes_a_step_with_another_departments_draft(role: Role) -> None:
    theirs = Holding(frozenset({"somebody"}), "전략산업과")
    assert [ways_of(user(role), theirs, start) for start in Stage] == [()] * len(Stage)


def test_sending_back_and_confirming_what_is_wrong_need_a_word_why() -> None:
    assert {(stage, errors) for stage in Stage for errors in (0, 1) if needs_note(stage, errors)} == {
        (Stage.RETURNED, 0),
        (Stage.RETURNED, 1),
        (Stage.CONFIRMED, 1),
    }


@pytest.mark.parametrize(
    ("role", "awaited"),
    [
        (Role.OFFICER, [Stage.RETURNED]),
        (Role.TEAM_LEAD, [Stage.REQUESTED]),
        (Role.HEAD, [Stage.REQUESTED]),
        (Role.COORDINATOR, [Stage.APPROVED]),
        (Role.READER, []),
    ],
)
def test_a_draft_waits_for_whose_turn_it_is(role: Role, awaited: list[Stage]) -> None:
    assert [stage for stage in Stage if is_awaited(user(role), OURS, stage)] == awaited
    other = user(role, "전략산업과")
    theirs = Holding(frozenset({"somebody"}), "복지과")
    others = [stage for stage in Stage if is_awaited(other, theirs, stage)]
    assert others == ([Stage.APPROVED] if role is Role.COORDINATOR else [])


@given(st.lists(STAGES, min_size=1, max_size=6))
def test_the_newest_draft_decides_and_older_ones_are_remembered_for_what_they_are(given: list[Stage]) -> None:
    stages = {number(version): stage for version, stage in enumerate(given, 1)}
    standing = standing_of(HALF, "1-1", len(given), stages)
    assert (standing.newest, standing.stage) == (number(len(given)), given[-1])
    confirmed = [version for version, stage in enumerate(given, 1) if stage is Stage.CONFIRMED]
    assert standing.confirmed == (number(confirmed[-1]) if confirmed else None)
    after = confirmed[-1] if confirmed else 0
    pending = [version for version, stage in enumerate(given, 1) if stage in PENDING and version > after]
    is_told = given[-1] is Stage.DRAFTED and pending
    assert standing.lapsed == (number(pending[-1]) if is_told else None)


def test_drafts_that_nothing_was_done_with_are_only_drafted() -> None:
    standing = standing_of(HALF, "1-1", 3, {})
    assert (standing.newest, standing.stage, standing.confirmed, standing.lapsed) == (
        number(3),
        Stage.DRAFTED,
        None,
        None,
    )
