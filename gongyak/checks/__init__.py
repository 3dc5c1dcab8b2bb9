"""Checks: pure functions from facts to findings; nothing is repaired, everything is said."""

from __future__ import annotations

from itertools import chain

from gongyak.checks import completeness, sums
from gongyak.city import City
from gongyak.findings import Finding
from gongyak.halfyear import HalfYear
from gongyak.pledges import Pledge


def check_report(city: City, pledge: Pledge, half_year: HalfYear) -> tuple[Finding, ...]:
    """Return what a person should look at in the report of *pledge* for *half_year*, in the form's order."""
    term = city.term_named(pledge.term)
    return tuple(
        chain(
            completeness.open_plans(pledge, half_year),
            completeness.missing_money(pledge, half_year),
            sums.participation_totals(pledge, half_year),
            sums.budget_totals(city.sources, term, pledge, half_year),
        )
    )
