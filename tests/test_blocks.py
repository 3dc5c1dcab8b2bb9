"""A word that a block has nothing holds until something is entered in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongyak.blocks import is_excused, is_filled, word_on
from gongyak.budget import Statement, UnitProject
from gongyak.participation import Category, Count, Participation, StatedCount
from gongyak.photos import Photo, Picture
from gongyak.pledges import Block, NotApplicable, Pledge, Remark, RemarkKind
from tests.cast import H1_2024, H2_2024, TERM, plan, pledge, result, topic

EMPTY = pledge(
    topic("t", result("old", H1_2024, "2024-03-02"), plan("later", H2_2024)),
    projects=(UnitProject("p", "사업", (Statement(H1_2024),)),),
    participation=Participation((Count(Category.PRESS, "보도", H1_2024, 3),)),
    remarks=(Remark("r", RemarkKind.PROBLEM, "문제", H1_2024),),
    photos=(Photo("f", "사진", Picture("a" * 64, "image/png", 1, 1), H1_2024, H2_2024),),
)
FILLED: dict[Block, Pledge] = {
    Block.RESULTS: replace(EMPTY, topics=(topic("t", result("new", H2_2024)),)),
    Block.MONEY: replace(EMPTY, projects=(UnitProject("p", "사업", (Statement(H2_2024),)),)),
    Block.COUNTS: replace(EMPTY, participation=Participation((), (StatedCount(Category.PRESS, H2_2024, 1),))),
    Block.PHOTOS: replace(EMPTY, photos=(replace(EMPTY.photos[0], retired=None),)),
    Block.PROBLEMS: replace(EMPTY, remarks=(replace(EMPTY.remarks[0], entered=H2_2024),)),
}


@pytest.mark.parametrize("block", Block)
def test_what_was_entered_for_the_half_year_makes_the_word_moot(block: Block) -> None:
    word = NotApplicable(H2_2024, block, "없음")
    assert not is_filled(EMPTY, TERM, block, H2_2024)
    assert not is_excused(EMPTY, TERM, block, H2_2024)
    told = replace(EMPTY, not_applicable=(word,))
    assert word_on(told, block, H2_2024) == word
    assert is_excused(told, TERM, block, H2_2024)
    assert not is_excused(told, TERM, block, H1_2024)
    filled = replace(FILLED[block], not_applicable=(word,))
    assert word_on(filled, block, H2_2024) == word
    assert is_filled(filled, TERM, block, H2_2024)
    assert not is_excused(filled, TERM, block, H2_2024)
