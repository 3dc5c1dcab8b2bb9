"""해당 없음: which blocks of the report have nothing this half-year, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gongyak.blocks import is_filled
from gongyak.editing.merging import Fields
from gongyak.editing.nothing import NothingSection
from gongyak.pledges import Block
from jobs.pledge_page import PledgePage

NAMES: Final = {
    Block.RESULTS: "추진실적",
    Block.MONEY: "사업비",
    Block.COUNTS: "시민참여 실적",
    Block.PHOTOS: "관련 사진",
    Block.PROBLEMS: "새로운 문제점·대책",
}


@dataclass(frozen=True, slots=True)
class AskedBlock:
    """A block: what it is called, whether something was entered in it, and whether the word on it is moot."""

    key: Block
    name: str
    is_filled: bool
    is_moot: bool


class NothingPart:
    """A box and a reason for each block."""

    section = NothingSection()
    template = "work-nothing.html"

    def context(self, told: PledgePage, fields: Fields) -> dict[str, object]:
        """Return the blocks in the order of the report, and what their fields are called."""
        term = told.city.term_named(told.pledge.term)
        blocks = []
        for key, name in NAMES.items():
            filled = is_filled(told.pledge, term, key, told.half_year)
            blocks.append(AskedBlock(key, name, filled, filled and bool(fields.get(f"nothing.{key}"))))
        labels = {f"{what}.{key}": name for key, name in NAMES.items() for what in ("nothing", "reason")}
        return {"blocks": blocks, "labels": labels}
