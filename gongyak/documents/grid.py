"""The grid of a finished table, counted and measured again after cells were repeated or removed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from markupsafe import Markup

_STEP = re.compile(
    r"<(?P<close>/?)w:(?P<name>tbl|tr|tc)(?: [^>]*)?>"
    r"|<w:(?P<span>gridSpan|gridBefore|gridAfter) w:val=\"(?P<count>\d+)\"/>"
    r"|<w:tcW\b(?P<width>[^>]*)/>"
)
_GRID = re.compile(r"<w:tblGrid>.*?</w:tblGrid>|<w:tblGrid/>", re.DOTALL)
_COLUMN = re.compile(r"<w:gridCol\b[^>]*?w:w=\"(\d+)\"[^>]*/>")
_DXA = re.compile(r'w:w="(\d+)"')


@dataclass(slots=True)
class _Cell:
    """A cell of the table: the columns it spans, its width (twips), and where that width is written."""

    span: int = 1
    width: int | None = None
    at: tuple[int, int] | None = None


@dataclass(slots=True)
class _Row:
    cells: list[_Cell] = field(default_factory=list)
    before: int = 0
    after: int = 0

    def columns(self) -> int:
        return self.before + self.after + sum(cell.span for cell in self.cells)


def fit_grid(xml: str) -> str:
    """Return the table *xml* with a grid that fits its rows."""
    rows = _read(xml)
    if not rows:
        return xml
    grid = _GRID.search(xml)
    old = [int(width) for width in _COLUMN.findall(grid[0])] if grid else []
    count = max(row.columns() for row in rows)
    if grid is None or count == len(old) or count == 0 or not old:
        return xml
    columns = _measure(rows, count, sum(old))
    new = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    pieces, position = [xml[: grid.start()], f"<w:tblGrid>{new}</w:tblGrid>"], grid.end()
    for start, end, width in _widths(rows, columns):
        pieces += (xml[position:start], f'<w:tcW w:w="{width}" w:type="dxa"/>')
        position = end
    return Markup("".join([*pieces, xml[position:]]))  # noqa: S704 - rendered XML, escaped before


def _read(xml: str) -> list[_Row]:
    """Return the rows of the outermost table of *xml*; tables inside its cells are passed over."""
    rows: list[_Row] = []
    depth = 0
    for found in _STEP.finditer(xml):
        name = found["name"]
        if name == "tbl":
            depth += -1 if found["close"] else 1
        elif depth == 1 and not found["close"]:
            _note(rows, found, name)
    return rows


def _note(rows: list[_Row], found: re.Match[str], name: str | None) -> None:
    if name == "tr":
        rows.append(_Row())
    elif name == "tc":
        rows[-1].cells.append(_Cell())
    elif found["span"] == "gridSpan":
        rows[-1].cells[-1].span = max(1, int(found["count"]))
    elif found["span"]:
        setattr(rows[-1], found["span"].removeprefix("grid").lower(), int(found["count"]))
    elif rows and rows[-1].cells:
        cell, width = rows[-1].cells[-1], _DXA.search(found["width"])
        cell.at = found.span()
        cell.width = int(width[1]) if width and 'w:type="pct"' not in found["width"] else None


def _measure(rows: list[_Row], count: int, total: int) -> list[int]:
    """Return *count* widths of together *total* twips, in the proportions of the row that shows most."""
    best = max((row for row in rows if row.columns() == count), key=lambda row: len(row.cells))
    shares = [1.0] * best.before
    for cell in best.cells:
        shares += [(cell.width or total / count) / cell.span] * cell.span
    shares += [1.0] * best.after
    edges = [round(edge * total / sum(shares)) for edge in accumulate(shares, initial=0)]
    return [right - left for left, right in pairwise(edges)]


def _widths(rows: list[_Row], columns: list[int]) -> list[tuple[int, int, int]]:
    """Return where each cell's width is written, and what it becomes on the new grid."""
    found = []
    for row in rows:
        position = row.before
        for cell in row.cells:
            if cell.at:
                found.append((*cell.at, sum(columns[position : position + cell.span])))
            position += cell.span
    return found
