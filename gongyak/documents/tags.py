"""The tags of the dialect, found in the text of a paragraph.

A tag is ``{{ value }}``, ``{% statement %}`` or ``{# comment #}``.  A letter directly after the opening
delimiter says what goes away together with the tag: ``p`` the paragraph, ``tr`` the table row, ``tc`` the
cell, ``r`` the run.  ``{%-`` and ``-%}`` merge with the line before and after.  ``{_{``, ``}_}``, ``{_%``
and ``%_}`` stand for the delimiters themselves.  (The dialect is the one docxtpl's documentation describes.)
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongyak.documents.places import Place

_OPENING = re.compile(r"\{([{%#])|\{_([{%])|([}%])_\}")
_END = {"{": "}}", "%": "%}", "#": "#}"}
_LEVEL = re.compile(r"(p|tr|tc|r)\s+(?=\S)")
_QUOTES = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "\u00a0": " "})
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: its kind (``{`` value, ``%`` statement, ``#`` comment), level, inner text, and place."""

    kind: str
    level: str
    inner: str
    before: bool
    after: bool
    place: Place
    text: str

    @property
    def word(self) -> str:
        """The statement's first word (``for``, ``endif``, ``vm`` …); empty for values and comments."""
        found = _WORD.match(self.inner) if self.kind == "%" else None
        return found[0] if found else ""

    @property
    def rest(self) -> str:
        """What follows the statement's first word."""
        return self.inner[len(self.word) :].strip()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a paragraph's text: a tag's source, or (``literal``) a delimiter written as text."""

    start: int
    end: int
    source: str = ""
    literal: str | None = None
    closed: bool = True


def find_spans(text: str) -> Iterator[Span]:
    """Yield tags and escaped delimiters of *text* in order; a tag that never ends has ``closed=False``."""
    position = 0
    while found := _OPENING.search(text, position):
        start = found.start()
        if found[1]:
            end = _find_end(text, start + 2, _END[found[1]])
            yield Span(start, end or found.end(), text[start : end or None], closed=end is not None)
            position = end or found.end()
        else:
            literal = "{" + found[2] if found[2] else found[3] + "}"
            yield Span(start, found.end(), literal=literal)
            position = found.end()


def parse_tag(source: str, place: Place) -> Tag:
    """Return the tag that *source*, with its delimiters, spells; typographic quotes and spaces made plain."""
    kind = source[1]
    inner = unicodedata.normalize("NFC", source[2:-2])
    if kind != "#":
        inner = inner.translate(_QUOTES)
    before, after = inner.startswith("-"), inner.endswith("-")
    inner = inner.removeprefix("-").removesuffix("-")
    found = _LEVEL.match(inner)
    level = found[1] if found else ""
    inner = " ".join(inner[found.end() if found else 0 :].splitlines()).strip()
    return Tag(kind, level, inner, before, after, place, source)


def _find_end(text: str, start: int, end: str) -> int | None:
    """Return where the tag whose inside begins at *start* is over; delimiters inside quotes do not count."""
    plain = text.translate(_QUOTES)
    masked = _QUOTED.sub(lambda found: "_" * len(found[0]), plain[start:])
    for candidate in (masked, plain[start:]):
        position = candidate.find(end)
        if position >= 0:
            return start + position + 2
    return None
