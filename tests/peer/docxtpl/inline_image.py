"""Pictures given by value."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import IO, TYPE_CHECKING

from gongyak.documents.pictures import Picture
from gongyak.documents.values import Inline

if TYPE_CHECKING:
    from gongyak.documents.building import Building
    from gongyak.documents.values import Level

    from .template import DocxTemplate


class InlineImage(Inline):
    """A PNG or JPEG for ``{{ x }}``, from a path or an open file.

    *width* and *height* are python-docx's lengths (``Mm(20)``); *anchor* is where a click on it leads.
    """

    def __init__(
        self,
        tpl: DocxTemplate,
        image_descriptor: str | PathLike[str] | IO[bytes],
        width: int | None = None,
        height: int | None = None,
        anchor: str | None = None,
    ) -> None:
        """Keep what is given; the picture is read when it is printed first."""
        self.tpl, self.image_descriptor = tpl, image_descriptor
        self.width, self.height, self.anchor = width, height, anchor
        self._data: bytes | None = None

    def to_xml(self, building: Building, level: Level) -> str:
        """Return the drawing.  Raises UnreadablePictureError, and OSError for a path that leads nowhere."""
        if self._data is None:
            self._data = content_of(self.image_descriptor)
        return Picture(self._data, self.width, self.height, link=self.anchor or "").to_xml(building, level)


def content_of(file: str | PathLike[str] | IO[bytes]) -> bytes:
    """Return the bytes of *file*, an open one read from its beginning."""
    if isinstance(file, str | PathLike):
        return Path(file).read_bytes()
    file.seek(0)
    return file.read()
