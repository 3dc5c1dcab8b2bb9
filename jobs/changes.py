"""The job ``changes``: what the facts of a half-year hold that an earlier report did not, and the reverse."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from gongyak.comparing import Difference, compare
from gongyak.compose import compose_report
from gongyak.halfyear import HalfYear
from gongyak.pledges import Pledge
from jobs.desk import Desk
from jobs.due import Due, read_due
from jobs.earlier import Earlier, newest_reports, reports_before
from jobs.rendering import freeze


class Since(StrEnum):
    """The earlier report: that of the half-year before, or the newest draft of the same half-year."""

    HALF_YEAR = "half-year"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class PledgeChanges:
    """What changed in one pledge's report.

    ``against`` names what it is compared with: a draft's number; the half-year (``2024H1``) whose report was
    never drafted, as the facts have it; or None, where there was no report before.
    """

    pledge: str
    name: str
    against: str | None
    differences: tuple[Difference, ...]


def changes_since(
    desk: Desk, half_year: HalfYear, numbers: Iterable[str] = (), since: Since = Since.HALF_YEAR
) -> tuple[PledgeChanges, ...]:
    """Return what changed in the reports of the pledges with these *numbers* (none: of all due).

    The later report is that of *half_year* as the facts are now.  Raises `NoTermFor`, `NoPledges`,
    `UnknownPledge` and the store's errors.
    """
    with desk.database.read() as session:
        due = read_due(session, half_year)
        chosen = due.chosen(numbers)
        if since is Since.DRAFT:
            earlier = newest_reports(session, half_year, chosen)
        else:
            earlier = reports_before(session, due.city, half_year, chosen)
    return tuple(_changes(due, pledge, earlier.get(pledge.number)) for pledge in chosen)


def _changes(due: Due, pledge: Pledge, earlier: Earlier | None) -> PledgeChanges:
    if earlier is None:
        return PledgeChanges(pledge.number, pledge.name, None, ())
    after = freeze(compose_report(due.city, pledge, due.half_year))
    differences = compare(json.loads(earlier.view), json.loads(after))
    return PledgeChanges(pledge.number, pledge.name, earlier.name, differences)
