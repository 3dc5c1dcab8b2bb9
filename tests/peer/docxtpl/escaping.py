"""Text that a script has escaped itself, as docxtpl's documentation advises."""

from __future__ import annotations

import re
from typing import Any, Final

from markupsafe import Markup

_ENTITY: Final = re.compile(r"&(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);")
_BARE: Final = re.compile(r"[<>]|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)")


def as_escaped(value: Any) -> Any:
    """Return *value* with every escaped text in it, also in lists and dicts, marked as such.

    A text is escaped when it holds entities and nothing that would have to be one: it prints as what its
    entities stand for.  Any other text prints as it is.
    """
    if type(value) is str:
        return Markup(value) if _ENTITY.search(value) and not _BARE.search(value) else value  # noqa: S704
    if type(value) is dict:
        return {key: as_escaped(inner) for key, inner in value.items()}
    if type(value) in (list, tuple):
        return type(value)(as_escaped(inner) for inner in value)
    return value
