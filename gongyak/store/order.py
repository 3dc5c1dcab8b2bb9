"""Positions with gaps: a row that moves, or comes between two others, leaves the others where they are."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP: Final = 1024


def positions(stored: Sequence[int | None]) -> list[int]:
    """Return rising positions for rows in the order they shall have.

    *stored* holds the position each row has now, None for a new one.  As many as can stay do; where the gap
    between two that stay is too small, all are numbered anew.
    """
    staying = _longest_rising(stored)
    result: list[int] = []
    for index, place in enumerate([*staying, len(stored)]):
        gap = place - len(result)
        low = result[-1] if result else None
        high = stored[place] if place < len(stored) else None
        filled = _between(low, high, gap)
        if filled is None:
            return [GAP * number for number in range(1, len(stored) + 1)]
        result.extend(filled)
        if index < len(staying) and high is not None:
            result.append(high)
    return result


def _between(low: int | None, high: int | None, count: int) -> list[int] | None:
    """Return *count* rising positions strictly between two (None: open end); None where they do not fit."""
    if high is None:
        return [(low or 0) + GAP * number for number in range(1, count + 1)]
    if low is None:
        return [high - GAP * number for number in range(count, 0, -1)]
    step = (high - low) // (count + 1)
    return [low + step * number for number in range(1, count + 1)] if step or not count else None


def _longest_rising(stored: Sequence[int | None]) -> list[int]:
    """Return the indexes of a longest strictly rising part of *stored* (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    below: dict[int, int | None] = {}
    for index, position in enumerate(stored):
        if position is None:
            continue
        pile = bisect_left(tops, position)
        tops[pile : pile + 1] = [position]
        piles[pile : pile + 1] = [index]
        below[index] = piles[pile - 1] if pile else None
    chain: list[int] = []
    index_or_none = piles[-1] if piles else None
    while index_or_none is not None:
        chain.append(index_or_none)
        index_or_none = below[index_or_none]
    return chain[::-1]
