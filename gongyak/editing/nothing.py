"""해당 없음: the blocks of a half-year's report that have nothing, by a person's word."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from gongyak.blocks import word_on
from gongyak.editing.merging import Fields
from gongyak.editing.reader import Reader
from gongyak.editing.section import Scene
from gongyak.editing.texts import read_line
from gongyak.errors import GongyakError, Words
from gongyak.pledges import Block, NotApplicable, Pledge

_CHECKED: Final = "해당 없음"


class ReasonAlone(GongyakError):
    """A reason why there is nothing, where it is not said that there is nothing; no values."""

    text = Words(
        "사유만 있고 '해당 없음'이 표시되지 않았습니다.", "There is a reason, but the box is not ticked."
    )
    remedy = Words(
        "'해당 없음'을 표시하거나 사유를 지워 주시기 바랍니다.", "Tick the box, or delete the reason."
    )


class NothingSection:
    """For each block ``nothing.<block>``, a box that is sent only if it is ticked, and ``reason.<block>``."""

    name = "nothing"
    title = "해당 없음"

    def fields(self, pledge: Pledge, scene: Scene) -> dict[str, str]:
        """Return the boxes that are ticked, and every reason."""
        found: dict[str, str] = {}
        for block in Block:
            word = word_on(pledge, block, scene.half_year)
            found |= {f"nothing.{block}": _CHECKED} if word else {}
            found[f"reason.{block}"] = (word.reason if word else None) or ""
        return found

    def applied(self, pledge: Pledge, scene: Scene, fields: Fields) -> Pledge:
        """Return *pledge* with the words for this half-year; those for others stay."""
        reader = Reader(fields)
        words = [each for each in pledge.not_applicable if each.half_year != scene.half_year]
        for block in Block:
            word = word_on(pledge, block, scene.half_year)
            stored = word.reason if word else None
            reason = stored
            if fields.get(f"reason.{block}", "") != (stored or ""):
                reason = reader.read(f"reason.{block}", read_line, "") or None
            if fields.get(f"nothing.{block}"):
                words.append(NotApplicable(scene.half_year, block, reason))
            elif reason not in {None, stored}:
                reader.refuse(f"nothing.{block}", ReasonAlone())
        reader.finish()
        return replace(
            pledge, not_applicable=tuple(sorted(words, key=lambda each: (each.half_year, each.block)))
        )
