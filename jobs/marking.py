"""What is new in a report since the one before it: where that stands in the view, and how it is called."""

from __future__ import annotations

import json
from typing import Final

from gongyak.comparing import Kind, compare
from gongyak.reports import TextPath

NEW: Final = "신규"
CHANGED: Final = "변경"
UNNAMED: Final = ""
"""The mark of figures and short words: a label would not fit beside them."""
_LINES: Final = frozenset({"periods", "problems", "measures", "photos"})


def marks_since(before: str, after: str) -> dict[TextPath, str]:
    """Return the mark of every text of the frozen view *after* that the report *before* did not print.

    Sums are marked as well: they are printed.  A line that only stands in another period than before is not.
    """
    differences = compare(json.loads(before), json.loads(after), derived=True)
    return {path: _mark(each.kind, path) for each in differences for path in each.paths}


def _mark(kind: Kind, path: TextPath) -> str:
    if path[0] not in _LINES:
        return UNNAMED
    return NEW if kind is Kind.ADDED else CHANGED
