"""The whole record of one draft as its page shows it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from gongyak.drafts import Draft
from gongyak.reviews import Stage, Standing, standing_of
from gongyak.store.drafts import DraftSummary, list_drafts, read_document, read_draft
from gongyak.store.names import names_of_officials
from gongyak.store.reviews import read_reviews, stages
from jobs.changes import PledgeChanges, Since, changes_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongyak.reviews import Review
    from jobs.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRecord:
    """A draft, its pledge's name, and when it was made (the city's time).

    ``versions`` are all drafts of the pledge for the half-year, the newest first; ``names`` the officials'.
    ``steps`` are those of the draft's review, ``stages`` those that the reviewed versions have come to.
    """

    draft: Draft
    name: str
    made_at: datetime
    versions: tuple[DraftSummary, ...]
    since_half_year: PledgeChanges
    since_draft: PledgeChanges
    names: Mapping[str, str]
    steps: tuple[Review, ...]
    stages: Mapping[str, Stage]

    @property
    def stage(self) -> Stage:
        """How far the draft's own review has come."""
        return self.stages.get(self.draft.number, Stage.DRAFTED)

    @property
    def standing(self) -> Standing:
        """Where the drafts of the pledge for the half-year stand."""
        newest = self.versions[0]
        return standing_of(newest.half_year, newest.pledge, newest.version, self.stages)


@dataclass(frozen=True, slots=True)
class Named:
    """A draft's number, and its pledge's name as it was printed."""

    number: str
    name: str


def read_document_of(desk: Desk, number: str) -> tuple[Named, bytes]:
    """Return what the draft *number* is called, and its stored bytes; raises `NoSuchDraft`."""
    with desk.database.read() as session:
        draft = read_draft(session, number)
        content = read_document(session, number)
    return Named(number, json.loads(draft.view)["name"]), content


def read_record(desk: Desk, number: str) -> DraftRecord:
    """Return the record of the draft *number*; raises `NoSuchDraft`."""
    with desk.database.read() as session:
        draft = read_draft(session, number)
        versions = list_drafts(session, draft.half_year, draft.pledge)
        names = names_of_officials(session)
        steps = read_reviews(session, number)
        reviewed = stages(session, draft.half_year, draft.pledge)
    return DraftRecord(
        draft=draft,
        name=json.loads(draft.view)["name"],
        made_at=desk.in_zone(draft.made_at),
        versions=tuple(sorted(versions, key=lambda each: -each.version)),
        since_half_year=changes_in(desk, draft, Since.HALF_YEAR),
        since_draft=changes_in(desk, draft, Since.DRAFT),
        names=names,
        steps=steps,
        stages=reviewed,
    )
