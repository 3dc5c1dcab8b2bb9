"""Text of people as text of Word: escaped, with line breaks, tabs and pages, without what Word cannot hold.

New line → ``w:br``, tab → ``w:tab``, form feed → page break, bell (``\\a``) → new paragraph.  Other control
characters, lone surrogates and U+FFFE/FFFF cannot stand in XML 1.0 and are dropped.
"""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup, escape

_GAP: Final = '</w:t>{}<w:t xml:space="preserve">'
NEW_PARAGRAPH: Final = "\x07"
_SPECIAL = re.compile("[&<>\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_DROPPED = re.compile("[\x00-\x06\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKS = re.compile('\r\n|[&<>"\n\r\t\x0b\x0c]')
_INLINE: Final = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&#34;",
    "\n": _GAP.format("<w:br/>"),
    "\t": _GAP.format("<w:tab/>"),
    "\f": _GAP.format('<w:br w:type="page"/>'),
}
_INLINE |= dict.fromkeys(("\r\n", "\r", "\v"), _INLINE["\n"])
_BREAKS = re.compile("\r\n|[\n\r\t\x0b\x0c]")


def needs_work(text: str) -> bool:
    """Return whether *text* holds anything that Word does not take as it is."""
    return _SPECIAL.search(text) is not None


def inline_xml(text: str) -> Markup:
    """Return *text* as the inside of a ``w:t``; a new paragraph stays the mark ``\\a`` for later."""
    return Markup(_MARKS.sub(lambda found: _INLINE[found[0]], _DROPPED.sub("", text)))  # noqa: S704 - escaped


def inline_markup(markup: Markup) -> Markup:
    """Return XML that is escaped already, with its breaks and tabs made Word's."""
    return Markup(_BREAKS.sub(lambda found: _INLINE[found[0]], _DROPPED.sub("", str(markup))))  # noqa: S704


def plain_xml(text: str) -> Markup:
    """Return *text* for an attribute or a property: escaped, on one line."""
    line = re.sub("[\x07-\x0d]+", " ", _DROPPED.sub("", text))
    return escape(line)
