"""A part of the form as it is shown: with what is stored, or with what was typed and what is wrong in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from admin.web.wording import in_words
from admin.web.work.parts import Part
from gongyak.editing.merging import Conflict, Fields
from gongyak.editing.section import tidy
from gongyak.errors import GongyakError
from gongyak.notation import ImpossibleDate, NotADate, read_when
from gongyak.printing import write_appointment
from jobs.pledge_page import PledgePage


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part with its ``fields``, what it was shown with before (``base``), and what came of saving it.

    ``mistakes`` are by the name of the field, ``focus`` names the field to look at next.  ``told`` is the
    page that the part stands on.
    """

    part: Part
    told: PledgePage
    fields: Fields
    base: Fields
    mistakes: Mapping[str, GongyakError] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    is_saved: bool = False
    focus: str = ""

    @property
    def name(self) -> str:
        """The name in addresses."""
        return self.part.section.name

    @property
    def title(self) -> str:
        """The heading."""
        return self.part.section.title

    @property
    def template(self) -> str:
        """The template of the fields."""
        return self.part.template

    @property
    def base_json(self) -> str:
        """What the form carries along, so that saving can tell what was changed, by whom."""
        return json.dumps(dict(self.base), ensure_ascii=False)

    @property
    def context(self) -> dict[str, object]:
        """What the template needs besides."""
        return self.part.context(self.told, self.fields)

    def value(self, name: str) -> str:
        """Return what the field *name* holds; nothing where there is no such field."""
        return self.fields.get(name, "")

    def understood(self, name: str, year: int) -> str:
        """Return the date in the field *name* as it is understood; *year* is meant where it has none."""
        return understood(self.value(name), year)

    def wrong(self, name: str) -> dict[str, str] | None:
        """Return what is wrong with the field *name*, in words."""
        return in_words(self.mistakes.get(name))


def understood(text: str, year: int) -> str:
    """Return the date that *text* writes, with its weekday; empty where it is none."""
    try:
        return write_appointment(read_when(tidy(text), year=year))
    except (NotADate, ImpossibleDate):
        return ""


def as_stored(part: Part, told: PledgePage, *, is_saved: bool = False) -> ShownPart:
    """Return *part* with what is stored."""
    fields = part.section.fields(told.pledge, told.scene)
    return ShownPart(part, told, fields, fields, is_saved=is_saved)
