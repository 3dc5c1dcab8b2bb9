"""The job of reviewing: a draft is handed on, approved, sent back or confirmed, each step once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongyak.drafts import draft_number
from gongyak.errors import Words
from gongyak.findings import Severity
from gongyak.reviews import Review, Stage, may_follow, needs_note
from gongyak.store.drafts import next_version, read_draft
from gongyak.store.names import names_of_officials
from gongyak.store.reviews import add_review, keep_final, read_reviews
from jobs.copying import clean_copy
from jobs.review_errors import DraftSuperseded, NoteWanted, ReviewedMeanwhile, StepOutOfOrder
from jobs.review_letters import tell_of_step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongyak.drafts import Draft
    from gongyak.store.session import Session
    from jobs.desk import Desk

STAGES: Final = {
    Stage.DRAFTED: Words("작성", "drafted"),
    Stage.REQUESTED: Words("검토 요청", "review requested"),
    Stage.RETURNED: Words("보완 요청", "sent back"),
    Stage.APPROVED: Words("승인", "approved"),
    Stage.CONFIRMED: Words("확정", "confirmed"),
}
"""What the stages are called."""
_CAUSE: Final = "초안 검토 화면"
_LONGEST: Final = 2000


def take_step(desk: Desk, number: str, stage: Stage, seen: int, note: str = "") -> Review:
    """Take the draft *number* to *stage* in the name of who sits at the desk, and return the step.

    *seen* is how many steps the reviewer knew of.  A confirmed draft is kept as it is handed in.  Raises
    `NoSuchDraft`, `ReviewedMeanwhile`, `DraftSuperseded`, `StepOutOfOrder` and `NoteWanted`.
    """
    words = note.strip()[:_LONGEST]
    final = clean_copy(desk, number, force=True) if stage is Stage.CONFIRMED else b""
    at = desk.now()
    with desk.database.begin(who=desk.who, at=at, cause=_CAUSE) as session:
        draft = read_draft(session, number)
        steps = read_reviews(session, number)
        _require_seen(session, steps, seen)
        _require_newest(session, draft)
        _require_way(draft, steps, stage, words)
        step = Review(draft=number, position=len(steps) + 1, stage=stage, who=desk.who, at=at, note=words)
        if not add_review(session, step):  # on PostgreSQL two may come as far as this
            _require_seen(session, read_reviews(session, number), seen)
        if final:
            keep_final(session, number, final)
        tell_of_step(session, desk, draft, [*steps, step], _CAUSE)
    return step


def errors_in(draft: Draft) -> int:
    """Return how much in *draft* is certainly wrong."""
    return sum(finding.severity is Severity.ERROR for finding in draft.findings)


def _require_seen(session: Session, steps: Sequence[Review], seen: int) -> None:
    """Raise `ReviewedMeanwhile` where there is a step that the reviewer had not seen."""
    if len(steps) > seen:
        last, names = steps[-1], names_of_officials(session)
        words = STAGES[last.stage]
        raise ReviewedMeanwhile(who=names.get(last.who, last.who), stage_ko=words.ko, stage_en=words.en)


def _require_newest(session: Session, draft: Draft) -> None:
    newest = next_version(session, draft.half_year, draft.pledge) - 1
    if newest != draft.version:
        number = draft_number(draft.half_year, draft.pledge, newest)
        raise DraftSuperseded(number=draft.number, newest=number)


def _require_way(draft: Draft, steps: Sequence[Review], stage: Stage, note: str) -> None:
    start = steps[-1].stage if steps else Stage.DRAFTED
    if not may_follow(start, stage):
        raise StepOutOfOrder(stage_ko=STAGES[start].ko, stage_en=STAGES[start].en)
    if needs_note(stage, errors_in(draft)) and not note:
        raise NoteWanted
