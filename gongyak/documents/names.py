"""The XML names of WordprocessingML that this package uses, in lxml's ``{namespace}local`` form."""

from __future__ import annotations

from typing import Final

W_NS: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS_NS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES_NS: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
WP_NS: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A_NS: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC_NS: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
W14_NS: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
DOCUMENT: Final = "word/document.xml"
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def w(local: str) -> str:
    """Return the full name of ``w:local``."""
    return f"{{{W_NS}}}{local}"


P, R, T = w("p"), w("r"), w("t")
TBL, TR, TC = w("tbl"), w("tr"), w("tc")
P_PR, R_PR, TC_PR, TR_PR, TBL_PR = w("pPr"), w("rPr"), w("tcPr"), w("trPr"), w("tblPr")
BR, TAB, CR = w("br"), w("tab"), w("cr")
SECT_PR = w("sectPr")
BOOKMARK_START, BOOKMARK_END = w("bookmarkStart"), w("bookmarkEnd")
DOC_PR = f"{{{WP_NS}}}docPr"

# What each level of a tag (``{%p``, ``{%tr``, ``{%tc``, ``{%r``) takes away together with itself.
LEVELS: Final = {"p": P, "tr": TR, "tc": TC, "r": R}
