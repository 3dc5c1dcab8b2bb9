"""The tags that shape table cells and mark paragraphs: vm, hm, colspan, cellbg, bookmark.

All is decided when the template is compiled: a tag becomes a property of its cell whose value Jinja2 fills
in.  What only the finished table can tell (its grid, whether a cell stayed empty) is left to filters around
that table or cell, and only where a tag can change it.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from gongyak.documents.blocks import OWN_WORDS
from gongyak.documents.joining import Tokens, set_text
from gongyak.documents.names import P_PR, TBL, TC, TC_PR, TR, P, T, w

if TYPE_CHECKING:
    from lxml.etree import _Element

    from gongyak.documents.problems import Problems
    from gongyak.documents.tags import Tag

# ECMA-376 part 1, 17.4.70 (CT_TcPr): the order in which a cell's properties must stand.
_ORDER = [
    w(name)
    for name in ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar")
]
_HOLDERS = (w("hdr"), w("ftr"), w("txbxContent"), w("footnote"), w("endnote"), w("comment"))


def shape_cells(root: _Element, tokens: Tokens, problems: Problems) -> None:
    """Carry out all cell and bookmark tags below *root*, and keep the grid of tables fitting."""
    for holder in root.iter(*_HOLDERS):
        _guard_content(holder, tokens)
    shaped: set[_Element] = set()
    for element in [element for element in root.iter(T) if tokens.mark in (element.text or "")]:
        for token, tag in list(tokens.in_text(element.text)):
            if tag.word in OWN_WORDS and not tag.level:
                set_text(element, (element.text or "").replace(token, ""))
                shaped.update(_shape(element, tag, tokens, problems))
    for table in root.iter(TBL):
        if table in shaped or _can_change(table, tokens):
            wrap(table, tokens, "%filter gongyak.grid", _tag_of(table, tokens))


def wrap(element: _Element, tokens: Tokens, opening: str, tag: Tag, closing: str = "%endfilter") -> None:
    """Put the codes *opening* and *closing* around *element*."""
    insert_before(element, tokens.add(tag, opening))
    element.tail = tokens.add(tag, closing) + (element.tail or "")


def insert_before(element: _Element, text: str) -> None:
    """Put *text* directly in front of *element*."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text


def _shape(element: _Element, tag: Tag, tokens: Tokens, problems: Problems) -> list[_Element]:
    """Carry out one tag; return the table whose grid it may change, if any."""
    if tag.word == "bookmark":
        _bookmark(next(element.iterancestors(P)), tag, tokens)
        return []
    cell = next(element.iterancestors(TC), None)
    if cell is None:
        problems.add("outside", tag.place, tag.text)
        return []
    {"vm": _vertical, "hm": _horizontal, "colspan": _colspan, "cellbg": _background}[tag.word](
        cell, tag, tokens
    )
    return [] if tag.word in {"vm", "cellbg"} else [next(cell.iterancestors(TBL))]


def _vertical(cell: _Element, tag: Tag, tokens: Tokens) -> None:
    merge = _property(cell, w("vMerge"))
    merge.set(w("val"), tokens.add(tag, "'restart' if loop.first else 'continue'"))
    properties = merge.getparent()
    if properties is None:
        return
    properties.tail = tokens.add(tag, "%if loop.first") + (properties.tail or "")
    last = cell[-1]
    last.tail = (last.tail or "") + tokens.add(tag, "%else")
    rest = etree.SubElement(cell, P)
    rest.tail = tokens.add(tag, "%endif")
    first = cell.find(f"{P}/{P_PR}")
    if first is not None:  # what keeps the first row with the next is to keep the others as well
        rest.append(deepcopy(first))


def _horizontal(cell: _Element, tag: Tag, tokens: Tokens) -> None:
    span = _property(cell, w("gridSpan"))
    span.set(w("val"), tokens.add(tag, f"loop.length * {int(span.get(w('val'), '1'))}"))
    wrap(cell, tokens, "%if loop.first", tag, "%endif")


def _colspan(cell: _Element, tag: Tag, tokens: Tokens) -> None:
    _property(cell, w("gridSpan")).set(w("val"), tokens.add(tag, f"({tag.rest})|gongyak.span"))


def _background(cell: _Element, tag: Tag, tokens: Tokens) -> None:
    shading = _property(cell, w("shd"))
    shading.attrib.clear()
    shading.set(w("val"), "clear")
    shading.set(w("color"), "auto")
    shading.set(w("fill"), tokens.add(tag, f"({tag.rest})|gongyak.colour"))


def _bookmark(paragraph: _Element, tag: Tag, tokens: Tokens) -> None:
    """Put a bookmark around all that the paragraph holds."""
    opening, closing = tokens.add(tag, f"({tag.rest})|gongyak.begin"), tokens.add(tag, "''|gongyak.end")
    properties = paragraph.find(P_PR)
    if properties is None:
        paragraph.text = opening + (paragraph.text or "")
    else:
        properties.tail = opening + (properties.tail or "")
    last = paragraph[-1]
    last.tail = (last.tail or "") + closing


def _property(cell: _Element, name: str) -> _Element:
    """Return the cell's property *name*, made in its place if it is not there yet."""
    properties = cell.find(TC_PR)
    if properties is None:
        properties = cell.makeelement(TC_PR)
        cell.insert(0, properties)
    found = properties.find(name)
    if found is None:
        found = properties.makeelement(name)
        rank = _ORDER.index(name)
        later = [c for c in properties if c.tag not in _ORDER or _ORDER.index(str(c.tag)) > rank]
        if later:
            later[0].addprevious(found)
        else:
            properties.append(found)
    return found


def _guard_content(holder: _Element, tokens: Tokens) -> None:
    """Have a paragraph added where tags may leave *holder* without one: Word would call the file damaged."""
    if len(holder) == 0 or tokens.mark not in (holder[-1].tail or holder.text or ""):
        return
    tag = next(tokens.in_text((holder[-1].tail or "") + (holder.text or "")))[1]
    opening, closing = tokens.add(tag, "%filter gongyak.filled"), tokens.add(tag, "%endfilter")
    holder.text = opening + (holder.text or "")
    holder[-1].tail = (holder[-1].tail or "") + closing


def _can_change(table: _Element, tokens: Tokens) -> bool:
    """Return whether tags may change the number of columns."""
    for row in table.iterchildren(TR):
        texts = [row.text, *(child.tail for child in row)]
        if any(tag.level == "tc" for text in texts for _, tag in tokens.in_text(text)):
            return True
    return False


def _tag_of(table: _Element, tokens: Tokens) -> Tag:
    """Return some tag of *table*, whose place stands for the table's."""
    for element in table.iter(TC, TR, TBL, T):
        for text in (element.text, element.tail):
            for _, tag in tokens.in_text(text):
                return tag
    return tokens.tags[0]
