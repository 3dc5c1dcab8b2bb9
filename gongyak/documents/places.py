"""Where in a template a tag stands, in the words of somebody who has the form open in Word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongyak.documents.names import TBL, TC, TR

if TYPE_CHECKING:
    from lxml.etree import _Element

_SHOWN = 60
_PARTS = {
    "document": ("본문", "body"),
    "header": ("머리글", "header"),
    "footer": ("바닥글", "footer"),
    "footnotes": ("각주", "footnotes"),
    "endnotes": ("미주", "endnotes"),
    "comments": ("메모", "comments"),
    "core": ("문서 속성", "document properties"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A spot of the template: part; table, row and cell (from 1, or None); the paragraph's text."""

    part: str
    table: int | None
    row: int | None
    cell: int | None
    text: str

    def words(self, language: str = "ko") -> str:
        """Return the place as people read it: ``본문, 표 2, 3행 1칸 “…”``."""
        ko = language == "ko"
        words = [_part_words(self.part, ko=ko)]
        if self.table is not None:
            words.append(f"표 {self.table}" if ko else f"table {self.table}")
        if self.row is not None:
            words.append(f"{self.row}행 {self.cell}칸" if ko else f"row {self.row}, cell {self.cell}")
        text = self.text if len(self.text) <= _SHOWN else self.text[:_SHOWN] + "…"
        return f"{', '.join(words)} “{text}”" if text else ", ".join(words)

    def __str__(self) -> str:
        """Return the Korean words."""
        return self.words()


class Places:
    """The tables, rows and cells of one part, numbered before anything is moved."""

    def __init__(self, part: str, root: _Element) -> None:
        """Give the tables of *root* numbers in document order, nested ones too."""
        self.part = part
        self._tables = {table: number for number, table in enumerate(root.iter(TBL), 1)}

    def of(self, element: _Element, text: str) -> Place:
        """Return the place of *element*, whose paragraph reads *text*."""
        cell = next(element.iterancestors(TC), None)
        row = None if cell is None else next(cell.iterancestors(TR), None)
        table = None if row is None else next(row.iterancestors(TBL), None)
        if cell is None or row is None or table is None:
            return Place(self.part, None, None, None, text.strip())
        row_number = 1 + sum(1 for _ in row.itersiblings(TR, preceding=True))
        cell_number = 1 + sum(1 for _ in cell.itersiblings(TC, preceding=True))
        return Place(self.part, self._tables.get(table), row_number, cell_number, text.strip())


def _part_words(part: str, *, ko: bool) -> str:
    found = re.fullmatch(r"(?:word|docProps)/([a-z]+?)(\d*)\.xml", part)
    if not found or found[1] not in _PARTS:
        return part
    korean, english = _PARTS[found[1]]
    return f"{korean if ko else english}{' ' + found[2] if found[2] else ''}"
