"""Documents within the document."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx import Document

from gongyak.documents.subdocument import SubDocument
from gongyak.documents.values import Inline

if TYPE_CHECKING:
    from os import PathLike

    from gongyak.documents.building import Building
    from gongyak.documents.values import Level

    from .template import DocxTemplate


class Subdoc(Inline):
    """A document for ``{{p x }}``, to be written with python-docx's own methods."""

    def __init__(self, tpl: DocxTemplate, docpath: str | PathLike[str] | None = None) -> None:
        """Begin with the document at *docpath*, or with an empty one that has the styles of *tpl*."""
        self.tpl = tpl
        if docpath is None:
            self.docx = Document(BytesIO(tpl.template_bytes()))
            self.docx._body.clear_content()  # noqa: SLF001 - python-docx offers no public way
        else:
            self.docx = Document(str(docpath))
        self.subdocx = self.docx

    def __getattr__(self, name: str) -> Any:
        """Return python-docx's attribute *name*: ``add_paragraph``, ``add_table`` …"""
        return getattr(self.__dict__["docx"], name)

    def to_xml(self, building: Building, level: Level) -> str:
        """Return the document's body with its pictures, links and styles.  Raises MisplacedValueError."""
        file = BytesIO()
        self.docx.save(file)
        return SubDocument(file.getvalue()).to_xml(building, level)
