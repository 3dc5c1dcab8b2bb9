"""The fields of one line: its text, its date as people write it, and on which side the date stands."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from gongyak.editing.listing import Entry, done_before
from gongyak.editing.merging import ORDER, Fields
from gongyak.editing.section import Scene, tidy
from gongyak.editing.texts import TextTooLong, Unprintable, read_line
from gongyak.errors import GongyakError, Words
from gongyak.halfyear import HalfYear
from gongyak.lines import Detail, Line, Side, Stand, Topic
from gongyak.notation import ImpossibleDate, NotADate, read_when
from gongyak.printing import write_when
from gongyak.when import When

TEXT: Final = "text"
WHEN: Final = "when"
SIDE: Final = "side"
_L = TypeVar("_L", Topic, Detail)


class NothingTold(GongyakError):
    """A line with neither text nor date."""

    text = Words("내용이 비어 있습니다.", "There is neither text nor date.")
    remedy = Words(
        "내용을 입력하거나, 필요 없는 줄이면 삭제하여 주시기 바랍니다.", "Type a text, or remove the line."
    )


def fields_of(entry: Entry) -> dict[str, str]:
    """Return the fields that show *entry*."""
    line = entry.line
    found = {f"{TEXT}.{line.id}": line.text}
    if entry.has_date:
        found |= {f"{WHEN}.{line.id}": shown_when(line.when), f"{SIDE}.{line.id}": line.side}
    return found


def shown_when(when: When | None) -> str:
    """Return a date as it was written, or as it is printed; empty: none."""
    return "" if when is None else when.written or write_when(when)


def under(topic: str) -> str:
    """Return the name of the field that holds the details of *topic* in their order."""
    return f"{topic}.{ORDER}"


def year_meant(stand: Stand, entered: HalfYear) -> int:
    """Return the year that a date without one means: that of the results, or of the plans after them."""
    return (entered if stand is Stand.RESULT else entered.next).year


@dataclass(frozen=True, slots=True)
class LineReader:
    """Reads lines of *stand* out of *fields*; what is wrong with them gathers in ``mistakes``, by field."""

    scene: Scene
    stand: Stand
    fields: Fields
    mistakes: dict[str, GongyakError] = field(default_factory=dict)

    def edited(self, stored: _L, entry: Entry) -> _L:
        """Return the line *stored*, shown as *entry*, with what its fields say now."""
        shown = entry.line
        text, when = self._text(shown), self._when(shown)
        if not text and when is None and not self._is_wrong(shown.id):
            self.mistakes[f"{TEXT}.{shown.id}"] = NothingTold()
        line = replace(stored, side=self._side(shown.id, shown.side))
        if stored.stand is self.stand or not entry.has_date:
            return replace(line, text=text, when=when)
        return self._told(line, shown, text, when)

    def new(self, kind: type[_L], id_: str, *, is_wanted: bool = False) -> _L | None:
        """Return a new line; None where nothing was typed, unless it *is_wanted* all the same."""
        empty = kind(id=id_, text="", entered=self.scene.half_year, stand=self.stand)
        text, when = self._text(empty), self._when(empty)
        if not text and when is None and not self._is_wrong(id_):
            if not is_wanted:
                return None
            self.mistakes[f"{TEXT}.{id_}"] = NothingTold()
        return replace(empty, text=text, when=when, side=self._side(id_, empty.side))

    def _told(self, plan: _L, shown: Line, text: str, when: When | None) -> _L:
        """Return *plan* with another wording, or date, of the result that became of it."""
        done = done_before(plan, self.scene)
        if done is None or (text, when) == (shown.text, shown.when):
            return plan
        again = replace(done, text=done.text if text == shown.text else text, when=when)
        return replace(plan, outcomes=tuple(again if each is done else each for each in plan.outcomes))

    def _text(self, shown: Line) -> str:
        """Return what was typed; what was stored in another spacing stays as it is."""
        name = f"{TEXT}.{shown.id}"
        typed = self.fields.get(name, shown.text)
        if tidy(typed) == tidy(shown.text):
            return shown.text
        try:
            return read_line(typed)
        except (TextTooLong, Unprintable) as error:
            self.mistakes[name] = error
            return shown.text

    def _when(self, shown: Line) -> When | None:
        name = f"{WHEN}.{shown.id}"
        typed, stored = tidy(self.fields.get(name, shown_when(shown.when))), shown_when(shown.when)
        if typed == tidy(stored):
            return shown.when
        try:
            return read_when(typed, year=year_meant(self.stand, shown.entered)) if typed else None
        except (NotADate, ImpossibleDate) as error:
            self.mistakes[name] = error
            return None

    def _side(self, id_: str, shown: Side) -> Side:
        typed = self.fields.get(f"{SIDE}.{id_}", "")
        return Side(typed) if typed in set(Side) else shown

    def _is_wrong(self, id_: str) -> bool:
        return any(f"{name}.{id_}" in self.mistakes for name in (TEXT, WHEN))
