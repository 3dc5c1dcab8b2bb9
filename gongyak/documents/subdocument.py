"""Another Word document put into the place of a paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongyak.documents.values import Inline, Level, MisplacedValueError

if TYPE_CHECKING:
    from gongyak.documents.building import Building


@dataclass(frozen=True, slots=True)
class SubDocument(Inline):
    """A Word document (the bytes of a .docx) whose body takes the place of a ``{{p x }}`` paragraph."""

    data: bytes
    name: str = "sub-document"

    def to_xml(self, building: Building, level: Level) -> str:
        """Return the body; pictures, links, styles and lists come along.  Raises TemplateUnreadableError."""
        if level != "paragraph":
            raise MisplacedValueError(level)
        from gongyak.documents.merging import merge_document  # noqa: PLC0415 - rarely needed

        return merge_document(self, building)
