"""Mending what tags left empty: to Word a table without rows, a cell without a paragraph is damaged."""

from __future__ import annotations

from typing import Final

_EMPTY_TABLES: Final = (b"</w:tblGrid></w:tbl>", b"<w:tblGrid/></w:tbl>")
_EMPTY_CELLS: Final = (b"</w:tcPr></w:tc>", b"<w:tcPr/></w:tc>", b"<w:tc></w:tc>", b"</w:tbl></w:tc>")
_CELL_END: Final = b"</w:tc>"


def mend(xml: bytes) -> bytes:
    """Return *xml* without empty tables, and with a paragraph in every cell that lacks its last one."""
    for empty in _EMPTY_TABLES:
        if empty in xml:
            xml = _without_tables(xml.split(empty))
    for empty in _EMPTY_CELLS:
        if empty in xml:
            xml = xml.replace(empty, empty.removesuffix(_CELL_END) + b"<w:p/>" + _CELL_END)
    return xml


def _without_tables(pieces: list[bytes]) -> bytes:
    """Join *pieces*, each but the last ending in a table that holds nothing but its properties."""
    kept = [piece[: piece.rindex(b"<w:tbl>")] for piece in pieces[:-1]]
    return b"".join([*kept, pieces[-1]])
