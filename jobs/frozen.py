"""Reading a frozen view back: what a draft's record keeps as JSON becomes the view that was printed."""

from __future__ import annotations

import json
from dataclasses import is_dataclass
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from gongyak.reports import ReportView


def thaw(frozen: str) -> ReportView:
    """Return the view whose JSON is *frozen*, equal to the one that was frozen."""
    view: ReportView = _thaw(ReportView, json.loads(frozen))
    return view


def _thaw(kind: Any, value: Any) -> Any:  # noqa: ANN401 - JSON, and whatever a field of the view is
    if isinstance(kind, type) and is_dataclass(kind):
        return kind(**{name: _thaw(hint, value[name]) for name, hint in _hints(kind).items()})
    if get_origin(kind) is tuple:
        return tuple(_thaw(get_args(kind)[0], item) for item in value)
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
