"""What a part of the form is: how facts become its fields, and its fields facts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from gongyak.city import City
from gongyak.editing.merging import Fields
from gongyak.errors import GongyakError, Words
from gongyak.halfyear import HalfYear
from gongyak.pledges import Pledge

_ID: Final = re.compile(r"[a-z0-9_]{1,32}")


@dataclass(frozen=True, slots=True)
class Scene:
    """What a form is filled in for: the report of ``half_year`` in the ``city``."""

    city: City
    half_year: HalfYear


class Mistaken(Exception):
    """Fields that do not say what they should: what is wrong with each, by the field's name."""

    def __init__(self, mistakes: Mapping[str, GongyakError]) -> None:
        """Keep the *mistakes*, at least one."""
        super().__init__(mistakes)
        self.mistakes: Final = mistakes


class Section(Protocol):
    """A part of the form that is saved by itself."""

    @property
    def name(self) -> str:
        """The name that stands in addresses."""
        ...

    @property
    def title(self) -> str:
        """What people call it: the heading, and what the history names."""
        ...

    def fields(self, pledge: Pledge, scene: Scene) -> dict[str, str]:
        """Return the fields that show what *pledge* holds."""
        ...

    def applied(self, pledge: Pledge, scene: Scene, fields: Fields) -> Pledge:
        """Return *pledge* with what *fields* say; raise `Mistaken` with every mistake in them.

        Fields that the section does not know are passed over.
        """
        ...


class NoSuchId(GongyakError):
    """An id that a form cannot have: made by hand, or taken already; values: ``id``."""

    text = Words("'{id}'{id:은/는} 쓸 수 없는 번호입니다.", "'{id}' cannot be used as an id.")
    remedy = Words("화면을 다시 열어 주시기 바랍니다.", "Open the page again.")


def ids_in(fields: Fields, name: str) -> list[str]:
    """Return the ids that the field *name* lists, each once; raise `Mistaken` for what is no id."""
    ids = list(dict.fromkeys(fields.get(name, "").split()))
    wrong = next((each for each in ids if not _ID.fullmatch(each)), None)
    if wrong is not None:
        raise Mistaken({name: NoSuchId(id=wrong)})
    return ids


def tidy(text: str) -> str:
    """Return what a person typed into one line: without ends, and each run of blanks as one."""
    return " ".join(text.split())
