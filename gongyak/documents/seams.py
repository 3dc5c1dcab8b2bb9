"""Seams: places where a value must leave the run or paragraph it stands in.

A value that starts a new paragraph, or brings runs of its own into the middle of a text, writes a mark (a
control character that cannot stand in XML).  Afterwards each mark becomes the tags that close the run or
paragraph and open it again with the same properties.  Documents without marks are not touched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from gongyak.documents.text import NEW_PARAGRAPH

LEAVE_RUN: Final = "\x0e"
RETURN_TO_RUN: Final = "\x0f"
_ANY = re.compile(f"[{NEW_PARAGRAPH}{LEAVE_RUN}{RETURN_TO_RUN}]")
_KEPT = "p|r|hyperlink|ins|sdt|sdtContent|smartTag|fldSimple"
_STEP = re.compile(f"<(/?)w:({_KEPT})((?: [^>]*?)?)(/?)>|{_ANY.pattern}")
_SECTION = re.compile(r"<w:sectPr\b[^>]*/>|<w:sectPr\b.*?</w:sectPr>", re.DOTALL)
_TEXT = '<w:t xml:space="preserve">'


@dataclass(slots=True)
class _Open:
    name: str
    attributes: str
    end: int


def close_seams(xml: str) -> str:
    """Return *xml* with every mark replaced by the tags that it stands for."""
    stack: list[_Open] = []
    pieces: list[str] = []
    position = 0
    for found in _STEP.finditer(xml):
        mark = found[0]
        if mark[0] == "<":
            _track(stack, found)
            continue
        pieces += (xml[position : found.start()], _seam(mark, stack, xml))
        position = found.end()
    return "".join([*pieces, xml[position:]])


def _track(stack: list[_Open], found: re.Match[str]) -> None:
    if found[1]:
        if stack:
            stack.pop()
    elif not found[4]:
        stack.append(_Open(found[2], found[3], found.end()))


def _seam(mark: str, stack: list[_Open], xml: str) -> str:
    """Return the tags for *mark*; outside a run nothing can be left, so nothing is written."""
    if not stack or stack[-1].name != "r":
        return ""
    if mark == LEAVE_RUN:
        return "</w:t></w:r>"
    if mark == RETURN_TO_RUN:
        return _reopen(stack[-1], xml) + _TEXT
    start = max((i for i, opened in enumerate(stack) if opened.name == "p"), default=None)
    if start is None:
        return ""
    closing = "".join(f"</w:{opened.name}>" for opened in reversed(stack[start:]))
    return "</w:t>" + closing + "".join(_reopen(opened, xml) for opened in stack[start:]) + _TEXT


def _reopen(opened: _Open, xml: str) -> str:
    """Return the opening tag once more, with the properties that followed it."""
    attributes = "" if opened.name == "p" else opened.attributes
    return f"<w:{opened.name}{attributes}>{_properties(opened, xml)}"


def _properties(opened: _Open, xml: str) -> str:
    name = f"w:{opened.name}Pr"
    if not xml.startswith(f"<{name}>", opened.end):
        return ""
    end = xml.index(f"</{name}>", opened.end)
    if xml.find(f"<{name}Change ", opened.end, end) >= 0:
        end = xml.index(f"</{name}>", end + 1)
    return _SECTION.sub("", xml[opened.end : end] + f"</{name}>")
