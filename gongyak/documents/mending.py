"""Mending what tags left empty: to Word a table without rows, a cell without a paragraph is damaged."""

from __future__ import annotations

from typing import Final

_EMPTY_TABLE: Final = "</w:tblGrid></w:tbl>"
_EMPTY_CELLS: Final = ("</w:tcPr></w:tc>", "<w:tcPr/></w:tc>", "<w:tc></w:tc>", "</w:tbl></w:tc>")
_CELL_END: Final = "</w:tc>"


def mend(xml: str) -> str:
    """Return *xml* without empty tables, and with a paragraph in every cell that lacks its last one."""
    while _EMPTY_TABLE in xml:
        xml = _without_table(xml, xml.index(_EMPTY_TABLE))
    for empty in _EMPTY_CELLS:
        if empty in xml:
            xml = xml.replace(empty, f"{empty.removesuffix(_CELL_END)}<w:p/>{_CELL_END}")
    return xml


def _without_table(xml: str, end: int) -> str:
    """Return *xml* without the rowless table whose grid ends at *end*: it cannot hold another table."""
    return xml[: xml.rindex("<w:tbl>", 0, end)] + xml[end + len(_EMPTY_TABLE) :]
