"""이행상태: the state of the pledge as of the half-year."""

from __future__ import annotations

from gongyak.editing.merging import Fields
from gongyak.editing.standing import StandingSection
from gongyak.pledges import Status
from jobs.pledge_page import PledgePage


class StandingPart:
    """One choice."""

    section = StandingSection()
    template = "work-standing.html"

    def context(self, told: PledgePage, fields: Fields) -> dict[str, object]:  # noqa: ARG002 - see `Part`
        """Return the states that there are, and the one that holds where none is chosen."""
        return {"states": tuple(Status), "until_now": told.pledge.status_by(told.half_year.previous)}
