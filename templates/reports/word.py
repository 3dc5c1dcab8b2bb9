"""What a form is made of: runs, paragraphs, cells, rows and tables, as WordprocessingML elements.

Lengths are millimetres, except where Word itself counts in points: sizes of letters and of lines.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml.etree import _Element

_TWIPS_A_MM: Final = 1440 / 25.4
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_PIECES: Final = re.compile(r"([❏❍]+|\t)")
SYMBOL_STYLE: Final = "Symbol"
MARK_STYLE: Final = "DraftMark"


def twips(millimetres: float) -> str:
    """Return *millimetres* in twentieths of a point, as an attribute's value."""
    return str(round(millimetres * _TWIPS_A_MM))


def element(tag: str, *children: _Element, **attributes: str) -> _Element:
    """Return ``<w:tag>`` with *children*; the attributes are of the same namespace."""
    made: _Element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    made.extend(children)
    return made


def runs(text: str, style: str = "") -> Iterator[_Element]:
    """Yield the runs of *text* in a character style; ❏ and ❍ get the one with a font that has them."""
    for piece in filter(None, _PIECES.split(text)):
        properties = _run_properties(SYMBOL_STYLE if piece[0] in "❏❍" else style)
        yield element("r", *properties, element("tab") if piece == "\t" else _text(piece))


def _run_properties(style: str) -> list[_Element]:
    """Return what a run sets beside its style.

    A style cannot take back the bold of its paragraph (ECMA-376, 17.7.3).  And LibreOffice seeks a stand-in
    for the symbols' font by the language: in Korean it would find one without them.
    """
    if not style:
        return []
    made = [element("rStyle", val=style)]
    if style != MARK_STYLE:
        made += [element("b", val="0"), element("bCs", val="0")]
    if style == SYMBOL_STYLE:
        made.append(element("lang", val="en-US", eastAsia="en-US"))
    return [element("rPr", *made)]


def _text(text: str) -> _Element:
    made = element("t")
    made.text = text
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def spaced(text: str, points: float) -> Iterator[_Element]:
    """Yield *text* with its letters *points* apart: layout that adds no character."""
    space = element("spacing", val=str(round(points * 20)))
    yield element("r", element("rPr", space), _text(text[:-1]))
    yield element("r", _text(text[-1]))


def field(code: str) -> Iterator[_Element]:
    """Yield the runs of a field that Word computes, such as ``PAGE``."""
    yield element("r", element("fldChar", fldCharType="begin"))
    instruction = element("instrText")
    instruction.text = f" {code} "
    yield element("r", instruction)
    yield element("r", element("fldChar", fldCharType="separate"))
    yield element("r", _text("1"))
    yield element("r", element("fldChar", fldCharType="end"))


def paragraph(style: str, *content: str | Iterable[_Element], keep: bool = False) -> _Element:
    """Return a paragraph of *style* (its id); *keep* holds it on the page of what follows."""
    properties = element("pPr", element("pStyle", val=style))
    if keep:
        properties.append(element("keepNext"))
    made = element("p", properties)
    for each in content:
        made.extend(runs(each) if isinstance(each, str) else each)
    return made


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its paragraphs, how many columns of the grid it takes, its colour, how it stands."""

    paragraphs: tuple[_Element, ...]
    span: int = 1
    fill: str = ""
    vertical: str = "center"


def cell(
    style: str, *texts: str | Iterable[_Element], span: int = 1, fill: str = "", keep: bool = False
) -> Cell:
    """Return a cell with a paragraph of *style* for each of *texts*; see `Cell` and `paragraph`."""
    return Cell(tuple(paragraph(style, text, keep=keep) for text in texts), span, fill)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells and its properties."""

    cells: tuple[Cell, ...]
    properties: _Element


def row(*cells: Cell, header: bool = False, height: float = 0) -> Row:
    """Return a row that no page break splits; *header* repeats it on each page, *height* is the least."""
    properties = element("trPr", element("cantSplit"))
    if height:
        properties.append(element("trHeight", val=twips(height), hRule="atLeast"))
    if header:
        properties.append(element("tblHeader"))
    return Row(cells, properties)


def tag_row(tag: str) -> Row:
    """Return a row that holds nothing but *tag* and goes away with it."""
    return Row((cell("Tag", tag, span=0),), element("trPr"))


def table(widths: tuple[float, ...], *rows: Row) -> _Element:
    """Return a table of the form's style; a span of 0 takes all columns."""
    properties = element(
        "tblPr",
        element("tblStyle", val="PledgeTable"),
        element("tblW", w=twips(sum(widths)), type="dxa"),
        element("jc", val="center"),
        element("tblLayout", type="fixed"),
        element("tblLook", val="0000"),
    )
    grid = element("tblGrid", *(element("gridCol", w=twips(width)) for width in widths))
    return element("tbl", properties, grid, *(_row(widths, each) for each in rows))


def _row(widths: tuple[float, ...], content: Row) -> _Element:
    made = element("tr", content.properties)
    column = 0
    for each in content.cells:
        span = each.span or len(widths)
        made.append(_cell(each, span, sum(widths[column : column + span])))
        column += span
    return made


def _cell(content: Cell, span: int, width: float) -> _Element:
    properties = element("tcPr", element("tcW", w=twips(width), type="dxa"))
    if span > 1:
        properties.append(element("gridSpan", val=str(span)))
    if content.fill:
        properties.append(element("shd", val="clear", color="auto", fill=content.fill))
    properties.append(element("vAlign", val=content.vertical))
    return element("tc", properties, *content.paragraphs)


def pack(document: bytes, replaced: Mapping[str, bytes]) -> bytes:
    """Return the package *document* with the parts in *replaced*, without the time at which it was made."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, replaced.get(name) or source.read(name))
    return packed.getvalue()
