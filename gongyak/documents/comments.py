"""Comments (메모) on printed texts, and the mark of what is new.

A ``Commented`` is a text in every respect: a form compares, slices and joins it as any other.  Printed by
itself it brings its comments and its mark along.  Only the body of a document takes comments: in headers,
footers, notes and text boxes Word has none, so there the text alone is printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from gongyak.documents.names import DOCUMENT
from gongyak.documents.text import NOTE_BEGINS, NOTE_ENDS, NOTE_TEXT, inline_xml
from gongyak.documents.values import Inline, Level, in_paragraph

if TYPE_CHECKING:
    from datetime import datetime

    from gongyak.documents.building import Building


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment: who says it, what (one paragraph a line), when, and a last line in small print.

    *when* is shown as Word shows it: the clock's time in its own zone.  *place* says what the comment is
    about in words; they are added where the form does not print the text it belongs to.
    """

    author: str
    initials: str
    text: str
    when: datetime | None = None
    small: str = ""
    place: str = ""


class Commented(Inline, str):
    """A text with comments, the first one first, and perhaps the mark of what is new.

    *mark* None marks nothing; any other text is a label set small behind the text, which is underlined with
    dots (an empty label: underlined only).
    """

    __slots__ = ("comments", "mark")

    comments: tuple[Comment, ...]
    mark: str | None

    def __new__(cls, text: str, comments: tuple[Comment, ...] = (), mark: str | None = None) -> Self:
        """Return *text* with its comments and its mark."""
        self = super().__new__(cls, text)
        self.comments, self.mark = comments, mark
        return self

    def to_xml(self, building: Building, level: Level) -> str:
        """Return the text between marks that become its comments once the whole body is printed."""
        text = inline_xml(str(self))
        if building.part == DOCUMENT:
            text = f"{NOTE_BEGINS}{building.notes.add(self)}{NOTE_TEXT}{text}{NOTE_ENDS}"
        if level == "text":
            return text
        return in_paragraph(f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>', level)
