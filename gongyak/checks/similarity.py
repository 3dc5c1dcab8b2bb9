"""How alike two texts are."""

from __future__ import annotations

from functools import lru_cache

from gongyak.checks.words import squeeze


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, 0 to 1: the share of neighbouring letters they have in common."""
    left, right = _pairs(one), _pairs(other)
    if not left or not right:
        return 0.0
    return 2 * len(left & right) / (len(left) + len(right))


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[str]:
    squeezed = squeeze(text)
    return frozenset(squeezed[i : i + 2] for i in range(len(squeezed) - 1))
