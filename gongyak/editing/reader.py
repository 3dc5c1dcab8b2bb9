"""Reads the fields of a form one by one, so that every mistake in them is told at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from gongyak.editing.merging import Fields
from gongyak.editing.section import Mistaken
from gongyak.errors import GongyakError

T = TypeVar("T")


class Reader:
    """Reads fields and remembers the mistake of each that cannot be read."""

    def __init__(self, fields: Fields) -> None:
        """Begin with the *fields* of a form."""
        self._fields: Final = fields
        self._mistakes: Final[dict[str, GongyakError]] = {}

    def read(self, name: str, how: Callable[[str], T], otherwise: T) -> T:
        """Return what *how* reads in the field *name* (absent: an empty one), or else *otherwise*."""
        try:
            return how(self._fields.get(name, ""))
        except GongyakError as error:
            self.refuse(name, error)
            return otherwise

    def read_again(self, name: str, before: str, how: Callable[[str], str]) -> str:
        """Return what *how* reads in the field *name*; what it held *before* stays to the letter."""
        return before if self._fields.get(name, "") == before else self.read(name, how, before)

    def refuse(self, name: str, mistake: GongyakError) -> None:
        """Remember a *mistake* of the field *name*."""
        self._mistakes.setdefault(name, mistake)

    def finish(self) -> None:
        """Raise `Mistaken` if there was any mistake."""
        if self._mistakes:
            raise Mistaken(self._mistakes)
