"""The last touches to a rendered part, made only where its bytes show that one is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongyak.documents.comment_parts import note_body
from gongyak.documents.mending import mend
from gongyak.documents.names import DOCUMENT
from gongyak.documents.ranges import without_strays
from gongyak.documents.seams import close_seams
from gongyak.documents.text import LEAVE_RUN, NEW_PARAGRAPH, NOTE_BEGINS, NOTE_ENDS, NOTE_TEXT, RETURN_TO_RUN

if TYPE_CHECKING:
    from collections.abc import Collection

    from gongyak.documents.building import Building
    from gongyak.documents.comments import Commented

_SEAMS: Final = tuple(mark.encode() for mark in (NEW_PARAGRAPH, LEAVE_RUN, RETURN_TO_RUN))
_NOTES: Final = tuple(mark.encode() for mark in (NOTE_BEGINS, NOTE_TEXT, NOTE_ENDS))


def finish(data: bytes, building: Building, wanted: Collection[Commented] = ()) -> bytes:
    """Return the part with its comments placed, its seams closed and its empty tables and cells mended.

    *wanted* are the texts whose comments the body must show.
    """
    if building.part == DOCUMENT and (wanted or building.notes.printed or building.skeleton.next_comment):
        data = note_body(data.decode(), building, wanted).encode()
    if any(mark in data for mark in _NOTES):
        data = without_strays(data.decode()).encode()
    if any(seam in data for seam in _SEAMS):
        data = close_seams(data.decode()).encode()
    return mend(data)
