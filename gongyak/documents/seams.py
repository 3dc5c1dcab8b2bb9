"""Seams: places where a value must leave the run or paragraph it stands in.

A value that starts a new paragraph, or brings runs of its own into the middle of a text, writes a mark (a
control character that cannot stand in XML).  Afterwards each mark becomes the tags that close the run or
paragraph and open it again with the same properties.  Documents without marks are not touched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from gongyak.documents.text import LEAVE_RUN, NEW_PARAGRAPH, RETURN_TO_RUN

_KEPT = "p|r|hyperlink|ins|sdt|sdtContent|smartTag|fldSimple"
# A run is left for runs of a value's own; a mark without them is a stray character of the data.
_MARK = f"(?P<left>{LEAVE_RUN}(?=<w:|{RETURN_TO_RUN}))|[{NEW_PARAGRAPH}{LEAVE_RUN}{RETURN_TO_RUN}]"
_STEP = re.compile(f"<(/?)w:({_KEPT})((?: [^>]*?)?)(/?)>|{_MARK}")
_SECTION = re.compile(r"<w:sectPr\b[^>]*/>|<w:sectPr\b.*?</w:sectPr>", re.DOTALL)
OPEN_TEXT: Final = '<w:t xml:space="preserve">'
CLOSE_TEXT: Final = "</w:t></w:r>"


@dataclass(slots=True)
class _Open:
    name: str
    attributes: str
    end: int


def close_seams(xml: str) -> str:
    """Return *xml* with every mark replaced by the tags that it stands for."""
    stack: list[_Open] = []
    pieces: list[str] = []
    position, left = 0, False
    for found in _STEP.finditer(xml):
        mark = found[0]
        if mark[0] == "<":
            _track(stack, found)
            continue
        is_stray = (mark == LEAVE_RUN and not found["left"]) or (mark == RETURN_TO_RUN and not left)
        pieces += (xml[position : found.start()], "" if is_stray else _seam(mark, stack, xml))
        position, left = found.end(), bool(found["left"]) or (left and mark != RETURN_TO_RUN)
    return "".join([*pieces, xml[position:]])


def properties_at(xml: str, position: int, name: str) -> str:
    """Return the element *name* (``w:rPr``) if it begins at *position*, without a section's end."""
    if not xml.startswith(f"<{name}>", position):
        return ""
    end = xml.index(f"</{name}>", position)
    if xml.find(f"<{name}Change ", position, end) >= 0:
        end = xml.index(f"</{name}>", end + 1)
    return _SECTION.sub("", xml[position:end] + f"</{name}>")


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
        return CLOSE_TEXT
    if mark == RETURN_TO_RUN:
        return _reopen(stack[-1], xml) + OPEN_TEXT
    start = max((i for i, opened in enumerate(stack) if opened.name == "p"), default=None)
    if start is None:
        return ""
    closing = "".join(f"</w:{opened.name}>" for opened in reversed(stack[start:]))
    return "</w:t>" + closing + "".join(_reopen(opened, xml) for opened in stack[start:]) + OPEN_TEXT


def _reopen(opened: _Open, xml: str) -> str:
    """Return the opening tag once more, with the properties that followed it."""
    attributes = "" if opened.name == "p" else opened.attributes
    return f"<w:{opened.name}{attributes}>{properties_at(xml, opened.end, f'w:{opened.name}Pr')}"
