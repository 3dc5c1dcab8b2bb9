"""A block is said to have nothing, and the word is taken back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyak.editing.nothing import NothingSection, ReasonAlone
from gongyak.editing.section import Mistaken, Scene
from gongyak.halfyear import HalfYear
from gongyak.pledges import Block, NotApplicable, Pledge
from tests.cast import CITY, H1_2024, H2_2024, pledge
from tests.store.strategies import HALF_YEARS, pledges

SECTION = NothingSection()
SCENE = Scene(CITY, H2_2024)
PLEDGE = pledge(
    not_applicable=(NotApplicable(H1_2024, Block.MONEY), NotApplicable(H2_2024, Block.PHOTOS, "없음"))
)


@given(pledges(), HALF_YEARS)
def test_a_form_sent_as_it_was_shown_changes_nothing(given_: Pledge, half_year: HalfYear) -> None:
    scene = Scene(CITY, half_year)
    assert SECTION.applied(given_, scene, SECTION.fields(given_, scene)) == given_


@given(pledges(), HALF_YEARS, st.sets(st.sampled_from(Block)))
def test_the_boxes_that_are_ticked_are_the_words_of_the_half_year(
    given_: Pledge, half_year: HalfYear, ticked: set[Block]
) -> None:
    scene = Scene(CITY, half_year)
    edited = SECTION.applied(given_, scene, {f"nothing.{block}": "해당 없음" for block in ticked})
    assert {each.block for each in edited.not_applicable if each.half_year == half_year} == ticked
    others = [each for each in given_.not_applicable if each.half_year != half_year]
    assert [each for each in edited.not_applicable if each.half_year != half_year] == others


def test_a_reason_is_kept_and_a_word_taken_back_with_it() -> None:
    fields = SECTION.fields(PLEDGE, SCENE) | {"nothing.counts": "해당 없음", "reason.counts": " 행사  없음 "}
    del fields["nothing.photos"]
    edited = SECTION.applied(PLEDGE, SCENE, fields)
    assert edited.not_applicable == (
        NotApplicable(H1_2024, Block.MONEY),
        NotApplicable(H2_2024, Block.COUNTS, "행사 없음"),
    )


def test_a_reason_without_the_word_is_asked_about() -> None:
    fields = SECTION.fields(PLEDGE, SCENE) | {"reason.money": "사업 종료"}
    with pytest.raises(Mistaken) as told:
        SECTION.applied(PLEDGE, SCENE, fields)
    assert {name: type(each) for name, each in told.value.mistakes.items()} == {"nothing.money": ReasonAlone}
