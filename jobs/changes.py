"""The job ``changes``: what the facts of a half-year hold that an earlier report did not, and the reverse."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from gongyak.comparing import Difference, compare
from gongyak.compose import compose_report
from gongyak.drafts import Draft
from gongyak.halfyear import HalfYear
from gongyak.pledges import Pledge
from gongyak.store.city import read_city
from gongyak.store.drafts import list_drafts, read_draft
from gongyak.store.reading import read_pledges
from jobs.desk import Desk
from jobs.due import Due, read_due
from jobs.earlier import Earlier, newest_reports, reports_before
from jobs.rendering import freeze

if TYPE_CHECKING:
    from gongyak.store.drafts import DraftSummary
    from gongyak.store.session import Session


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


def changes_in(desk: Desk, draft: Draft, since: Since = Since.HALF_YEAR) -> PledgeChanges:
    """Return what changed in *draft* itself: since the half-year before, or the version before it."""
    with desk.database.read() as session:
        pledges = read_pledges(session, [draft.pledge])
        if since is Since.DRAFT:
            earlier = _version_before(session, draft)
        else:
            before = reports_before(session, read_city(session), draft.half_year, pledges)
            earlier = before.get(draft.pledge)
    view = json.loads(draft.view)
    differences = compare(json.loads(earlier.view), view) if earlier else ()
    return PledgeChanges(draft.pledge, view["name"], earlier.name if earlier else None, differences)


def _version_before(session: Session, draft: Draft) -> Earlier | None:
    versions = list_drafts(session, draft.half_year, draft.pledge)
    before = max((each for each in versions if each.version < draft.version), key=_version, default=None)
    return Earlier(before.number, read_draft(session, before.number).view) if before else None


def _version(draft: DraftSummary) -> int:
    return draft.version


def _changes(due: Due, pledge: Pledge, earlier: Earlier | None) -> PledgeChanges:
    if earlier is None:
        return PledgeChanges(pledge.number, pledge.name, None, ())
    after = freeze(compose_report(due.city, pledge, due.half_year))
    differences = compare(json.loads(earlier.view), json.loads(after))
    return PledgeChanges(pledge.number, pledge.name, earlier.name, differences)
