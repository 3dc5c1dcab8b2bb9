"""The last touches to a rendered part, made only where its bytes show that one is needed."""

from __future__ import annotations

from typing import Final

from gongyak.documents.mending import mend
from gongyak.documents.seams import LEAVE_RUN, close_seams
from gongyak.documents.text import NEW_PARAGRAPH

_SEAMS: Final = (NEW_PARAGRAPH.encode(), LEAVE_RUN.encode())


def finish(data: bytes) -> bytes:
    """Return the part with its seams closed and its empty tables and cells mended."""
    if any(seam in data for seam in _SEAMS):
        data = close_seams(data.decode()).encode()
    return mend(data)
