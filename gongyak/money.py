"""Money: whole 천원 (thousands of won) in the books, 백만원 (millions) in print."""

from __future__ import annotations

from typing import Final, Self

_THOUSANDS_A_MILLION: Final = 1000


class Money(int):
    """An amount in whole 천원, possibly negative (a correction).

    Sums stay `Money`.  Rounding to 백만원 happens once, in print, half away from zero as the accounts do.
    """

    __slots__ = ()

    @classmethod
    def million(cls, amount: int) -> Self:
        """Return *amount* 백만원."""
        return cls(amount * _THOUSANDS_A_MILLION)

    @classmethod
    def total(cls, amounts: list[Money | None]) -> Money | None:
        """Return the sum of the amounts that are known, or None where none is."""
        known = [amount for amount in amounts if amount is not None]
        return cls(sum(known)) if known else None

    @property
    def millions(self) -> int:
        """The amount in 백만원, rounded half away from zero."""
        rounded = (abs(self) + _THOUSANDS_A_MILLION // 2) // _THOUSANDS_A_MILLION
        return rounded if self >= 0 else -rounded

    def __add__(self, other: int) -> Money:
        """Return the sum as `Money`."""
        return Money(int(self) + int(other))

    def __sub__(self, other: int) -> Money:
        """Return the difference as `Money`."""
        return Money(int(self) - int(other))

    def __repr__(self) -> str:
        """Name the unit: figures without one have cost enough."""
        return f"Money({int(self):,}천원)"
