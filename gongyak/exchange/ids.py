"""Ids of entries that were written without one: made of what they say, so that each load makes the same."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256
from typing import Final

_LENGTH: Final = 10


class Ids:
    """Gives the entries of one pledge (or of the city) ids that are not yet taken there."""

    def __init__(self, number: str, taken: Collection[str] = ()) -> None:
        """Begin for the pledge *number*; *taken* are the ids that its entries were written with."""
        self._number = number
        self._taken = set(taken)

    def of(self, given: str | None, *says: object) -> str:
        """Return *given*, or the first digits of a SHA-256 of the pledge and of what the entry *says*.

        Entries that say the same are told apart by a running number.
        """
        if given is not None:
            return given
        running = 0
        while (made := self._made(*says, running)) in self._taken:
            running += 1
        self._taken.add(made)
        return made

    def _made(self, *says: object) -> str:
        text = "\x1f".join(str(part) for part in (self._number, *says))
        return sha256(text.encode()).hexdigest()[:_LENGTH]
