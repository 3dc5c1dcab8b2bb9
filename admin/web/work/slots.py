"""Where findings stand: beside the field they are about, and each only once."""

from __future__ import annotations

from hashlib import sha256
from typing import Final

from gongyak.editing.checklist import open_plans
from gongyak.findings import Finding
from jobs.pledge_page import PledgePage

_AT: Final = "at"
_FATE: Final = "fate"
_FATE_RULES: Final = frozenset({"plan-without-outcome", "postponed-without-time", "outcome-without-reason"})
"""The checks about what became of a plan: their findings stand in the checklist if that asks about it."""


def slot_id(reference: str, part: str = _AT) -> str:
    """Return the id of the place beside a field where the findings about the row *reference* stand.

    A plan stands in the checklist too, which names its *part*.
    """
    return f"{part}-{sha256(reference.encode()).hexdigest()[:12]}"


class Slots:
    """The places for findings on the page of one pledge."""

    def __init__(self, told: PledgePage) -> None:
        """Find out which plans the checklist asks about."""
        open_before = open_plans(told.pledge, told.half_year)
        self._asked: Final = {f"line:{line.id}" for plans in open_before for line in plans.lines}

    def of(self, finding: Finding) -> str:
        """Return the id of the place where *finding* stands; only for one that is about a row."""
        row = finding.rows[0]
        is_fate = finding.rule in _FATE_RULES and row in self._asked
        return slot_id(row, _FATE if is_fate else _AT)

    def asks(self, reference: str) -> bool:
        """Tell whether the checklist has a place for the row *reference*."""
        return reference in self._asked
