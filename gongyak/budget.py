"""The two budget tables: planned, secured and executed money per unit project, source and column."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from gongyak.halfyear import HalfYear
from gongyak.money import Money

_Place = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Amounts:
    """The three amounts of one cell; None where nothing was entered (which prints as a blank, like zero)."""

    planned: Money | None = None
    secured: Money | None = None
    executed: Money | None = None


@dataclass(frozen=True, slots=True)
class BudgetCell:
    """One entered cell.

    ``source`` is the 재원 (국비, 도비, …), ``column`` the key of a `BudgetColumn`.  None in either stands for
    the total over it (the row or the column 계): such a cell is a stated total, kept beside the computed one.
    """

    source: str | None
    column: str | None
    amounts: Amounts

    @property
    def is_total(self) -> bool:
        """Whether this is a stated total."""
        return self.source is None or self.column is None


@dataclass(frozen=True)
class Statement:
    """The cells of one unit project (or of the whole pledge) as of the last day of a half-year."""

    as_of: HalfYear
    cells: tuple[BudgetCell, ...] = ()

    def stated(self, source: str | None, column: str | None) -> BudgetCell | None:
        """Return the entered cell at *source* and *column* (None: the total), or None."""
        return self._entered.get((source, column))

    def parts(self, source: str | None, column: str | None) -> tuple[BudgetCell, ...]:
        """Return the entered cells that the total over *source* or *column* (None: all of them) sums up."""
        return tuple(self._parts.get((source, column), ()))

    @cached_property
    def _entered(self) -> dict[_Place, BudgetCell]:
        return {(cell.source, cell.column): cell for cell in reversed(self.cells)}

    @cached_property
    def _parts(self) -> dict[_Place, list[BudgetCell]]:
        parts: dict[_Place, list[BudgetCell]] = {}
        for cell in self.cells:
            if not cell.is_total:
                for place in ((cell.source, None), (None, cell.column), (None, None)):
                    parts.setdefault(place, []).append(cell)
        return parts


@dataclass(frozen=True, slots=True)
class UnitProject:
    """A unit project (단위사업): its name and its statements, oldest first."""

    id: str
    name: str
    statements: tuple[Statement, ...] = ()


def in_force(statements: tuple[Statement, ...], half_year: HalfYear) -> Statement | None:
    """Return the newest of *statements* as of *half_year* or before it, or None."""
    known = [statement for statement in statements if statement.as_of <= half_year]
    return max(known, key=lambda statement: statement.as_of, default=None)
