"""The reports that others are compared with: as they were drafted, or as the facts have them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongyak.city import City
from gongyak.compose import compose_report
from gongyak.halfyear import HalfYear
from gongyak.pledges import Pledge
from gongyak.store.drafts import newest_drafts, read_draft
from jobs.rendering import freeze

if TYPE_CHECKING:
    from gongyak.store.session import Session


@dataclass(frozen=True, slots=True)
class Earlier:
    """A report: the number of its draft, or the half-year (``2024H1``) if it never was; its frozen view."""

    name: str
    view: str


def newest_reports(session: Session, half_year: HalfYear, pledges: Sequence[Pledge]) -> dict[str, Earlier]:
    """Return the report of *half_year* as it was drafted last, by 관리번호, where it was."""
    newest = newest_drafts(session, half_year, [pledge.number for pledge in pledges])
    return {
        number: Earlier(draft.number, read_draft(session, draft.number).view)
        for number, draft in newest.items()
    }


def reports_before(
    session: Session, city: City, half_year: HalfYear, pledges: Sequence[Pledge]
) -> dict[str, Earlier]:
    """Return the report of the half-year before *half_year*, by 관리번호: drafted, or else of the facts.

    A term's first report has none before it.
    """
    before = half_year.previous
    found = newest_reports(session, before, pledges)
    for pledge in pledges:
        if pledge.number not in found and before in city.term_named(pledge.term):
            found[pledge.number] = Earlier(str(before), freeze(compose_report(city, pledge, before)))
    return found
