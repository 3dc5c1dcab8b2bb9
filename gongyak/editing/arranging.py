"""Orders of which a form shows only a part: what it shows moves, all else stays where it is."""

from __future__ import annotations

from collections.abc import Sequence


def permute(stored: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """Return *stored* with those that *wanted* names in its order: they change places among themselves."""
    known = set(stored)
    moving = [each for each in wanted if each in known]
    named, following = set(moving), iter(moving)
    return [next(following) if each in named else each for each in stored]


def insert(stored: Sequence[str], wanted: Sequence[str], end: int | None = None) -> list[str]:
    """Return *stored* with those of *wanted* that are not in it: each before what it stands before there.

    What stands before nothing goes to the place *end* (None: the last).
    """
    arranged = list(stored)
    for place in range(len(wanted) - 1, -1, -1):
        each, following = wanted[place], wanted[place + 1 : place + 2]
        if each in arranged:
            continue
        last = len(arranged) if end is None else end
        arranged.insert(arranged.index(following[0]) if following else last, each)
    return arranged
