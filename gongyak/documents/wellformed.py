"""The last look at a rendered part: an XML file that does not parse never leaves."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from gongyak.documents.places import Place

_STEP = re.compile(r"<(/?)w:(tbl|tr|tc|p)\b[^>]*?(/?)>|<w:t\b[^>]*>([^<]*)")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a part's XML, and how far (in bytes) it was sound."""

    reason: str
    position: int


def check_wellformed(data: bytes) -> Fault | None:
    """Return what is wrong with the XML *data*, or None.

    A bare expat run builds nothing and costs about a tenth of parsing into a tree; *data* comes from a
    template whose entities were refused when it was compiled.
    """
    parser = expat.ParserCreate()
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat's signature
    except expat.ExpatError as error:
        return Fault(str(error), parser.ErrorByteIndex)
    return None


def place_reached(part: str, data: bytes, position: int) -> Place:
    """Return the place of *part* reached at *position* of *data*: the last words before, and their cell."""
    reached = _Reached()
    for found in _STEP.finditer(data[:position].decode(errors="ignore")):
        if found[2] is None:
            reached.texts.append(found[4])
        elif found[1]:
            reached.leave(found[2])
        elif not found[3]:
            reached.enter(found[2])
    table, row, cell = reached.open[-1] if reached.open else (None, None, None)
    return Place(part, table, row or None, cell if row else None, "".join(reached.texts).strip())


@dataclass(slots=True)
class _Reached:
    """The tables that are open, each with its number, row and cell, and the texts of the last paragraph."""

    tables: int = 0
    open: list[list[int]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def enter(self, name: str) -> None:
        if name == "tbl":
            self.tables += 1
            self.open.append([self.tables, 0, 0])
        elif name == "p":
            self.texts.clear()
        elif self.open and name == "tr":
            self.open[-1][1:] = [self.open[-1][1] + 1, 0]
        elif self.open:
            self.open[-1][2] += 1

    def leave(self, name: str) -> None:
        if name == "tbl" and self.open:
            self.open.pop()
