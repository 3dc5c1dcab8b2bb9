"""Rows of a form that people add, remove and move by its buttons: their ids, and their order."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from hashlib import sha256
from typing import Final

MOVE: Final = "move"
"""The field that a button sends to move a row: ``up`` or ``down``, and its id: ``up ab12``."""
_LENGTH: Final = 10
_STEPS: Final = {"up": -1, "down": 1}


def new_id(taken: Collection[str], *says: object) -> str:
    """Return an id that is not *taken* for a new row, made of what it *says* (first, of which pledge)."""
    running = 0
    while (made := _made(*says, running)) in taken:
        running += 1
    return made


def _made(*says: object) -> str:
    return sha256("\x1f".join(map(str, says)).encode()).hexdigest()[:_LENGTH]


def moved(ids: Sequence[str], move: str) -> list[str]:
    """Return *ids* after a *move* (``up ab12``); as they are where it names no row, or no way for it."""
    way, _, row = move.partition(" ")
    result = list(ids)
    if row not in ids or way not in _STEPS:
        return result
    place = result.index(row)
    target = place + _STEPS[way]
    if 0 <= target < len(result):
        result[place], result[target] = result[target], result[place]
    return result
