"""Blocks of a report for which a half-year has nothing, because a person said so (해당 없음).

What is entered all the same counts more than the word: then the block has something, and the word is moot.
"""

from __future__ import annotations

from gongyak.halfyear import HalfYear
from gongyak.periods import GroupKind, period_groups
from gongyak.pledges import Block, NotApplicable, Pledge
from gongyak.term import Term


def word_on(pledge: Pledge, block: Block, half_year: HalfYear) -> NotApplicable | None:
    """Return the word that *block* has nothing in the report of *half_year*, moot or not; None: nobody's."""
    found = (each for each in pledge.not_applicable if each.half_year == half_year and each.block is block)
    return next(found, None)


def is_excused(pledge: Pledge, term: Term, block: Block, half_year: HalfYear) -> bool:
    """Tell whether *block* has nothing and somebody has said that it need not."""
    return word_on(pledge, block, half_year) is not None and not is_filled(pledge, term, block, half_year)


def is_filled(pledge: Pledge, term: Term, block: Block, half_year: HalfYear) -> bool:
    """Tell whether something was entered in *block* for the report of *half_year*.

    Problems and measures that only go on are nothing: a half-year without new ones has none.
    """
    match block:
        case Block.RESULTS:
            groups = period_groups(pledge, term, half_year)
            return any(group.topics for group in groups if group.kind is GroupKind.CURRENT)
        case Block.MONEY:
            statements = (each for project in pledge.projects for each in project.statements)
            return any(each.as_of == half_year for each in statements)
        case Block.COUNTS:
            counted = {each.half_year for each in pledge.participation.counts}
            return half_year in counted | {each.half_year for each in pledge.participation.stated}
        case Block.PHOTOS:
            return any(photo.stands_in(half_year) for photo in pledge.photos)
        case Block.PROBLEMS:
            return any(remark.entered == half_year for remark in pledge.remarks)
