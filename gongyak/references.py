"""References to rows, as traces, findings and ``gongyak explain`` name them: ``line:ab12``, ``photo:x1``."""

from __future__ import annotations

from collections.abc import Iterable

from gongyak.budget import BudgetCell, Statement, UnitProject
from gongyak.halfyear import HalfYear
from gongyak.lines import Line
from gongyak.participation import Count, StatedCount

TOTAL = "계"


def line(entry: Line, half_year: HalfYear) -> tuple[str, ...]:
    """Return the rows of a line as the report of *half_year* tells it: itself, and its outcome if any."""
    outcome = entry.outcome_by(half_year)
    return (f"line:{entry.id}", *([f"outcome:{entry.id}@{outcome.reported}"] if outcome else []))


def cells(
    project: UnitProject | None, statement: Statement, entered: Iterable[BudgetCell]
) -> tuple[str, ...]:
    """Return the rows of budget cells of a unit project (None: stated totals of the whole pledge)."""
    head = f"budget:{project.id}/" if project else "overall:"
    return tuple(f"{head}{cell.source or TOTAL}/{cell.column or TOTAL}@{statement.as_of}" for cell in entered)


def count(entry: Count) -> str:
    """Return the row of one count."""
    return f"count:{entry.category}/{entry.label}@{entry.half_year}"


def stated_count(entry: StatedCount) -> str:
    """Return the row of a stated total or note."""
    return f"stated:{entry.category}@{entry.half_year}"
