"""The reviews of drafts: steps that are added and read, never changed, and the documents handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import exists, func, insert, select
from sqlalchemy.orm import aliased

from gongyak.reviews import Review, Stage, Waiting
from gongyak.store.statements import insert_new, table_of
from gongyak.store.tables import DraftReviewRow, DraftRow, FinalDocumentRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from gongyak.halfyear import HalfYear

_REVIEWS: Final = table_of(DraftReviewRow)
_FINAL: Final = table_of(FinalDocumentRow)
_NAMES: Final = ("draft", "position", "stage", "who", "at", "note")


def add_review(session: Session, review: Review) -> bool:
    """Keep a step; False: somebody else has taken one in its place, and nothing is kept."""
    return insert_new(session, _REVIEWS, {name: getattr(review, name) for name in _NAMES})


def read_reviews(session: Session, draft: str) -> tuple[Review, ...]:
    """Return the steps of the review of *draft*, in their order."""
    query = select(*(_REVIEWS.c[name] for name in _NAMES)).where(_REVIEWS.c.draft == draft)
    rows = session.connection().execute(query.order_by(_REVIEWS.c.position)).mappings()
    return tuple(Review(**row) for row in rows)


def stages(session: Session, half_year: HalfYear, pledge: str | None = None) -> dict[str, Stage]:
    """Return the stages of the drafts for *half_year* of *pledge* (None: of all), by their numbers.

    A draft that nothing has been done with is left out.  One query.
    """
    drafts = select(DraftRow.number).where(DraftRow.half_year == half_year)
    if pledge is not None:
        drafts = drafts.where(DraftRow.pledge == pledge)
    last = (
        select(_REVIEWS.c.draft, func.max(_REVIEWS.c.position).label("position"))
        .where(_REVIEWS.c.draft.in_(drafts))
        .group_by(_REVIEWS.c.draft)
        .subquery()
    )
    query = select(_REVIEWS.c.draft, _REVIEWS.c.stage).join(
        last, (_REVIEWS.c.draft == last.c.draft) & (_REVIEWS.c.position == last.c.position)
    )
    return {row.draft: row.stage for row in session.connection().execute(query)}


def read_waiting(session: Session) -> tuple[Waiting, ...]:
    """Return the drafts whose review has begun and is not done, by half-year and 관리번호.

    A draft that a newer one has taken the place of waits for nobody.  One query.
    """
    places = func.max(_REVIEWS.c.position).label("position")
    last = select(_REVIEWS.c.draft, places).group_by(_REVIEWS.c.draft).subquery()
    newer = aliased(DraftRow)
    is_newest = ~exists().where(
        newer.half_year == DraftRow.half_year,
        newer.pledge == DraftRow.pledge,
        newer.version > DraftRow.version,
    )
    query = (
        select(DraftRow.number, DraftRow.half_year, DraftRow.pledge, _REVIEWS.c.stage)
        .join(_REVIEWS, _REVIEWS.c.draft == DraftRow.number)
        .join(last, (_REVIEWS.c.draft == last.c.draft) & (_REVIEWS.c.position == last.c.position))
        .where(_REVIEWS.c.stage != Stage.CONFIRMED, is_newest)
        .order_by(DraftRow.half_year, DraftRow.pledge)
    )
    return tuple(Waiting(**row) for row in session.execute(query).mappings())


def keep_final(session: Session, draft: str, content: bytes) -> None:
    """Keep the document of the confirmed *draft* as it is handed in."""
    session.connection().execute(insert(_FINAL).values(draft=draft, content=content))


def find_final(session: Session, draft: str) -> bytes | None:
    """Return the document of *draft* as it is handed in; None: it has not been confirmed."""
    query = select(_FINAL.c.content).where(_FINAL.c.draft == draft)
    found: bytes | None = session.connection().execute(query).scalar()
    return found
