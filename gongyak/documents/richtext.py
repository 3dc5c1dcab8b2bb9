"""Text that carries its own formatting, run by run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import escape

from gongyak.documents.names import R_NS
from gongyak.documents.text import LEAVE_RUN, RETURN_TO_RUN, inline_xml
from gongyak.documents.values import Inline, Level, in_paragraph

if TYPE_CHECKING:
    from gongyak.documents.building import Building

_HEX = re.compile(r"#?([0-9A-Fa-f]{6})")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one formatting.

    *size* in points; *color* as ``RRGGBB``; *highlight* a name Word knows (``yellow``) or ``RRGGBB``;
    *underline* True or a kind of Word's (``double``); *font* a name, or ``eastAsia:name`` for one script
    only; *style* the id of a character style; *link* an address.
    """

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool | str = False
    strike: bool = False
    color: str = ""
    highlight: str = ""
    size: float | None = None
    font: str = ""
    style: str = ""
    superscript: bool = False
    subscript: bool = False
    link: str = ""
    rtl: bool = False
    lang: str = ""

    def to_xml(self, building: Building) -> str:
        """Return the ``w:r``, inside a ``w:hyperlink`` when there is a link."""
        properties = self._properties()
        text = f'<w:t xml:space="preserve">{inline_xml(self.text)}</w:t>'
        run = f"<w:r>{properties}{text}</w:r>"
        if not self.link:
            return run
        relation = building.add_link(self.link)
        return f'<w:hyperlink xmlns:r="{R_NS}" r:id="{relation}" w:history="1">{run}</w:hyperlink>'

    def _properties(self) -> str:
        """Return ``w:rPr`` with its children in the schema's order (ECMA-376 part 1, 17.3.2)."""
        found = [
            _valued("rStyle", self.style),
            _fonts(self.font),
            "<w:b/><w:bCs/>" if self.bold else "",
            "<w:i/><w:iCs/>" if self.italic else "",
            "<w:strike/>" if self.strike else "",
            _valued("color", _hex(self.color)),
            _sizes(self.size),
            "" if _HEX.fullmatch(self.highlight) else _valued("highlight", self.highlight),
            _valued("u", self.underline if isinstance(self.underline, str) else "single" * self.underline),
            _shading(self.highlight),
            _valued("vertAlign", "superscript" if self.superscript else "subscript" * self.subscript),
            "<w:rtl/>" if self.rtl else "",
            _valued("lang", self.lang),
        ]
        inside = "".join(found)
        return f"<w:rPr>{inside}</w:rPr>" if inside else ""


@dataclass(frozen=True, slots=True)
class RichText(Inline):
    """Several runs, each with its own formatting; best printed with ``{{r x }}``."""

    runs: tuple[Run, ...]

    def to_xml(self, building: Building, level: Level) -> str:
        """Return the runs; in the middle of a text they leave its run and come back to it."""
        runs = "".join(run.to_xml(building) for run in self.runs)
        if level == "text":
            return f"{LEAVE_RUN}{runs}{RETURN_TO_RUN}"
        return in_paragraph(runs, level)


def _valued(name: str, value: str) -> str:
    return f'<w:{name} w:val="{escape(value)}"/>' if value else ""


def _hex(color: str) -> str:
    found = _HEX.fullmatch(color)
    return found[1].upper() if found else ""


def _sizes(points: float | None) -> str:
    half = "" if points is None else str(round(points * 2))
    return _valued("sz", half) + _valued("szCs", half)


def _shading(color: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{_hex(color)}"/>' if _hex(color) else ""


def _fonts(font: str) -> str:
    if not font:
        return ""
    script, _, name = font.rpartition(":")
    scripts = [script] if script else ["ascii", "hAnsi", "eastAsia", "cs"]
    return "<w:rFonts " + " ".join(f'w:{one}="{escape(name)}"' for one in scripts) + "/>"
