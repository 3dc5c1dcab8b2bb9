r"""Text of people as text of Word: escaped, with line breaks, tabs and pages, without what Word cannot hold.

New line → ``w:br``, tab → ``w:tab``, form feed → page break, bell (``\a``) → new paragraph.  Other control
characters, lone surrogates and U+FFFE/FFFF cannot stand in XML 1.0 and are dropped.
"""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup, escape

_GAP: Final = '</w:t>{}<w:t xml:space="preserve">'
NEW_PARAGRAPH: Final = "\x07"
LEAVE_RUN: Final = "\x0e"
RETURN_TO_RUN: Final = "\x0f"
NOTE_BEGINS: Final = "\x10"
NOTE_TEXT: Final = "\x11"
NOTE_ENDS: Final = "\x12"
_DROPPED = re.compile("[\x00-\x06\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DROPPED_FROM_MARKUP = re.compile("[\x00-\x06\x08\x13-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n|[\n\r\t\x0b\x0c]")
_PLAIN_BREAKS = re.compile("[\x07-\x0d]+")
_BREAK_XML: Final = {
    **dict.fromkeys(("\n", "\r\n", "\r", "\v"), _GAP.format("<w:br/>")),
    "\t": _GAP.format("<w:tab/>"),
    "\f": _GAP.format('<w:br w:type="page"/>'),
}


class Xml(Markup):
    """XML that is finished: printed as it is, its line ends too."""

    __slots__ = ()


def inline_xml(text: str) -> str:
    """Return *text* as the inside of a ``w:t``; the mark of a new paragraph stays for later."""
    # Called for every value printed: "in" and isprintable cost a tenth of a regular expression.
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text if text.isprintable() else _DROPPED.sub("", _with_breaks(text))


def markup_xml(xml: str) -> str:
    """Return what a macro or a block has printed already as the inside of a ``w:t``; its seams stay."""
    return _DROPPED_FROM_MARKUP.sub("", _with_breaks(xml))


def escaped(value: object) -> Markup:
    """Return what the filter ``e`` makes of *value*: data, so nothing in it may pass for a seam or a note."""
    return escape(value if hasattr(value, "__html__") else _DROPPED.sub("", str(value)))


def plain_xml(text: str) -> Xml:
    """Return *text* for an attribute or a property: escaped, on one line."""
    return Xml(escape(_PLAIN_BREAKS.sub(" ", _DROPPED.sub("", text))))


def _with_breaks(xml: str) -> str:
    """Return escaped text with its breaks and tabs made Word's."""
    return _BREAKS.sub(lambda found: _BREAK_XML[found[0]], xml)
