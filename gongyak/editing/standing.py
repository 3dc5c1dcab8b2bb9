"""How the pledge stands as of a half-year's report (이행상태)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from gongyak.editing.merging import Fields
from gongyak.editing.section import Mistaken, Scene
from gongyak.errors import GongyakError, Words
from gongyak.pledges import Pledge, Status, StatusEntry

STATUS: Final = "status"


class NoSuchStatus(GongyakError):
    """A state of a pledge that there is not; values: ``text``, ``known``."""

    text = Words("'{text}'{text:은/는} 없는 이행상태입니다.", "'{text}' is no state of a pledge.")
    remedy = Words("{known} 가운데 하나를 선택하여 주시기 바랍니다.", "Choose one of {known}.")


class StandingSection:
    """The state entered for the half-year; empty: none, so that the one before it goes on."""

    name = "standing"
    title = "이행상태"

    def fields(self, pledge: Pledge, scene: Scene) -> dict[str, str]:
        """Return the state entered for this very half-year."""
        entered = {entry.half_year: entry.status for entry in pledge.statuses}
        return {STATUS: entered.get(scene.half_year, "")}

    def applied(self, pledge: Pledge, scene: Scene, fields: Fields) -> Pledge:
        """Return *pledge* with the state that was chosen."""
        others = [entry for entry in pledge.statuses if entry.half_year != scene.half_year]
        chosen = fields.get(STATUS, "")
        if not chosen:
            return replace(pledge, statuses=tuple(others))
        if chosen not in set(Status):
            raise Mistaken({STATUS: NoSuchStatus(text=chosen, known=", ".join(Status))})
        entry = StatusEntry(scene.half_year, Status(chosen))
        return replace(pledge, statuses=tuple(sorted([*others, entry], key=lambda each: each.half_year)))
