"""How a draft is reviewed: the stages it comes to, who may take it there, and the record of each step.

A step is a fact that nothing takes back.  A draft that has been confirmed stays as it is: facts that change
later make a newer draft, whose review begins anew.  A newer draft also ends the review of those before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from gongyak.accounts import User
from gongyak.drafts import draft_number
from gongyak.halfyear import HalfYear
from gongyak.permissions import Action, Holding, Subject, may


class Stage(StrEnum):
    """How far the review of a draft has come; nothing has been done with one that is only ``drafted``."""

    DRAFTED = "drafted"
    REQUESTED = "requested"
    RETURNED = "returned"
    APPROVED = "approved"
    CONFIRMED = "confirmed"


PENDING: Final = frozenset({Stage.REQUESTED, Stage.APPROVED})
"""The stages at which somebody else has to look at a draft; a newer draft ends them."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a draft comes to a stage: from which others, by what its reviewer has to be allowed."""

    start: frozenset[Stage]
    action: Action


WAYS: Final[Mapping[Stage, Way]] = {
    Stage.REQUESTED: Way(frozenset({Stage.DRAFTED, Stage.RETURNED}), Action.EDIT),
    Stage.APPROVED: Way(frozenset({Stage.REQUESTED}), Action.APPROVE),
    # The department answers for what it reports; what is handed in is collected by the coordinator.
    Stage.CONFIRMED: Way(frozenset({Stage.APPROVED}), Action.OPERATE),
    Stage.RETURNED: Way(PENDING, Action.APPROVE),
}
"""The one table of what may follow upon what, in the order in which pages offer it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One step of a draft's review: the ``position``-th, from 1 on; ``stage`` is the one it led to."""

    draft: str
    position: int
    stage: Stage
    who: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A draft whose review is not done: ``number`` of the draft, its pledge (관리번호), and its stage."""

    number: str
    half_year: HalfYear
    pledge: str
    stage: Stage


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the drafts of a pledge for a half-year stand: the ``newest`` one, and its stage.

    ``confirmed`` is the newest draft that was confirmed (None: none), ``lapsed`` the newest one whose review
    was ended by a newer draft before it was done.
    """

    newest: str
    stage: Stage
    confirmed: str | None = None
    lapsed: str | None = None


def standing_of(half_year: HalfYear, pledge: str, version: int, stages: Mapping[str, Stage]) -> Standing:
    """Return how the drafts of *pledge* up to *version* stand; *stages* are those of drafts by number."""
    newest, *before = (draft_number(half_year, pledge, each) for each in range(version, 0, -1))
    stage = stages.get(newest, Stage.DRAFTED)
    confirmed = next((each for each in (newest, *before) if stages.get(each) is Stage.CONFIRMED), None)
    since = before[: before.index(confirmed)] if confirmed in before else before
    lapsed = next((each for each in since if stages.get(each) in PENDING), None)
    is_new = stage is Stage.DRAFTED  # once the newest is being reviewed, nobody looks for an older review
    return Standing(newest, stage, confirmed, lapsed if is_new else None)


def may_follow(start: Stage, stage: Stage) -> bool:
    """Tell whether a draft may come from *start* to *stage*."""
    return stage in WAYS and start in WAYS[stage].start


def ways_of(user: User, holding: Holding | None, start: Stage) -> tuple[Stage, ...]:
    """Return to which stages *user* may take the draft of *holding* that is at *start*."""
    return tuple(
        stage
        for stage, way in WAYS.items()
        if may_follow(start, stage) and may(user, way.action, Subject.DRAFT, holding)
    )


def needs_note(stage: Stage, errors: int) -> bool:
    """Tell whether a step to *stage* needs a word why: sending back does, confirming *errors* does."""
    return stage is Stage.RETURNED or (stage is Stage.CONFIRMED and errors > 0)


def is_awaited(user: User, holding: Holding, stage: Stage) -> bool:
    """Tell whether a draft of *holding* that is at *stage* waits for *user* in person.

    One to be reviewed waits for those who lead its department, one that was sent back for those in charge,
    one that was approved for whoever confirms.
    """
    if stage is Stage.REQUESTED:
        return holding.department in user.leads
    if stage is Stage.RETURNED:
        return user.official in holding.officials
    return stage is Stage.APPROVED and may(user, Action.OPERATE, Subject.DRAFT, holding)
