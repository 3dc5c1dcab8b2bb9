"""The budget statement as a grid: every cell, and every total both as stated and as computed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import Final

from gongyak.budget import Amounts, BudgetCell, Statement
from gongyak.money import Money


class Measure(StrEnum):
    """The three amounts of a cell; the value is the attribute of `Amounts`."""

    PLANNED = "planned"
    SECURED = "secured"
    EXECUTED = "executed"

    def of(self, amounts: Amounts) -> Money | None:
        """Return this amount of *amounts*."""
        return _AMOUNT_OF[self](amounts)


_AMOUNT_OF: Final[dict[Measure, Callable[[Amounts], Money | None]]] = {
    measure: attrgetter(measure.value) for measure in Measure
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed amount: ``stated`` by people, ``computed`` from its parts (None: not known).

    ``source`` and ``column`` say which cell (None: the total over it), ``parts`` which entered cells the
    computed amount is the sum of.
    """

    source: str | None
    column: str | None
    stated: Money | None
    computed: Money | None
    parts: tuple[BudgetCell, ...]

    @property
    def printed(self) -> Money | None:
        """What the report prints: the stated amount where there is one."""
        return self.computed if self.stated is None else self.stated

    @property
    def differs(self) -> bool:
        """Whether a stated total contradicts the sum of its parts."""
        return None not in (self.stated, self.computed) and self.stated != self.computed


def figure(statement: Statement, measure: Measure, source: str | None, column: str | None) -> Figure:
    """Return the amount of *measure* at *source* and *column* (None: the total over it)."""
    entered = statement.stated(source, column)
    stated = measure.of(entered.amounts) if entered else None
    if source is not None and column is not None:
        return Figure(source, column, None, stated, (entered,) if entered else ())
    parts = statement.parts(source, column)
    computed = Money.total([measure.of(cell.amounts) for cell in parts])
    return Figure(source, column, stated, computed, parts)


def add(statements: Iterable[Statement]) -> tuple[BudgetCell, ...]:
    """Return the sums of several statements' cells, without what was stated as totals."""
    amounts: dict[tuple[str | None, str | None], list[Amounts]] = {}
    for cell in (cell for statement in statements for cell in statement.cells if not cell.is_total):
        amounts.setdefault((cell.source, cell.column), []).append(cell.amounts)
    return tuple(BudgetCell(*place, _sum(parts)) for place, parts in amounts.items())


def _sum(amounts: list[Amounts]) -> Amounts:
    return Amounts(
        **{measure.value: Money.total([measure.of(each) for each in amounts]) for measure in Measure}
    )
