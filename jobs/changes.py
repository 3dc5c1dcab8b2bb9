"""The job ``changes``: what the facts of a half-year hold that an earlier report did not, and the reverse."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from gongyak.city import City
from gongyak.comparing import Difference, compare
from gongyak.compose import compose_report
from gongyak.drafts import Draft
from gongyak.halfyear import HalfYear
from gongyak.pledges import Pledge
from gongyak.store.drafts import newest_drafts, read_draft
from jobs.desk import Desk
from jobs.due import read_due
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
    earlier = half_year if since is Since.DRAFT else half_year.previous
    with desk.database.read() as session:
        due = read_due(session, half_year)
        chosen = due.chosen(numbers)
        newest = newest_drafts(session, earlier, [pledge.number for pledge in chosen])
        drafted = {number: read_draft(session, draft.number) for number, draft in newest.items()}
    return tuple(
        _changes(due.city, pledge, half_year, earlier, drafted.get(pledge.number)) for pledge in chosen
    )


def _changes(
    city: City, pledge: Pledge, half_year: HalfYear, earlier: HalfYear, draft: Draft | None
) -> PledgeChanges:
    against, before = None, None
    if draft:
        against, before = draft.number, draft.view
    elif earlier < half_year and earlier in city.term_named(pledge.term):
        against, before = str(earlier), freeze(compose_report(city, pledge, earlier))
    if before is None:
        return PledgeChanges(pledge.number, pledge.name, None, ())
    after = freeze(compose_report(city, pledge, half_year))
    return PledgeChanges(pledge.number, pledge.name, against, compare(json.loads(before), json.loads(after)))
