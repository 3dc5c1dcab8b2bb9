"""The tables of what is written once: drafts with their bytes, findings and reviews, and the audit."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gongyak.changes import Action
from gongyak.findings import Severity
from gongyak.halfyear import HalfYear
from gongyak.reviews import Stage
from gongyak.store.base import Checksum, Name, Record, refers_to


class DraftRow(Record):
    """A draft.

    ``again`` numbers the drafts of the same pledge from the same inputs: 0 is the first, others were forced.
    """

    __tablename__ = "drafts"
    __table_args__ = (
        UniqueConstraint("half_year", "pledge", "version"),
        UniqueConstraint("half_year", "pledge", "inputs", "again"),
        CheckConstraint("version >= 1", name="version"),
        CheckConstraint("again >= 0", name="again"),
    )

    number: Mapped[Name] = mapped_column(primary_key=True)
    half_year: Mapped[HalfYear]
    pledge: Mapped[str] = mapped_column(refers_to("pledges.number"), index=True)
    version: Mapped[int]
    inputs: Mapped[Checksum]
    again: Mapped[int]
    template: Mapped[Checksum]
    document: Mapped[Checksum]
    view: Mapped[str]
    cause: Mapped[str]
    made_by: Mapped[Name]
    made_at: Mapped[datetime]


class DraftDocumentRow(Record):
    """The bytes of a draft, apart from it, so that reading drafts never reads them by the way."""

    __tablename__ = "draft_documents"

    draft: Mapped[str] = mapped_column(refers_to("drafts.number"), primary_key=True)
    content: Mapped[bytes]


class DraftFindingRow(Record):
    """What a check found in a draft."""

    __tablename__ = "draft_findings"

    draft: Mapped[str] = mapped_column(refers_to("drafts.number"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    rule: Mapped[Name]
    severity: Mapped[Severity]
    message: Mapped[str]
    remedy: Mapped[str]
    place: Mapped[str]
    rows: Mapped[list[str]]


class DraftReviewRow(Record):
    """One step of a draft's review: of two people who take it at once, one finds its place taken."""

    __tablename__ = "draft_reviews"
    __table_args__ = (
        CheckConstraint("position >= 1", name="position"),
        CheckConstraint("stage <> 'drafted'", name="step"),
        CheckConstraint("stage <> 'returned' OR note <> ''", name="note"),
    )

    draft: Mapped[str] = mapped_column(refers_to("drafts.number"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    stage: Mapped[Stage]
    who: Mapped[Name]
    at: Mapped[datetime]
    note: Mapped[str]


class FinalDocumentRow(Record):
    """The bytes of a confirmed draft as it is handed in, made when it was confirmed."""

    __tablename__ = "final_documents"

    draft: Mapped[str] = mapped_column(refers_to("drafts.number"), primary_key=True)
    content: Mapped[bytes]


class ChangeRow(Record):
    """One change of one fact; refers to nothing by foreign key, because it outlives what it tells of."""

    __tablename__ = "changes"
    __table_args__ = (Index(None, "row_key"), Index(None, "pledge"))

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    at: Mapped[datetime]
    who: Mapped[Name]
    cause: Mapped[str]
    action: Mapped[Action]
    table_name: Mapped[Name]
    row_key: Mapped[str]
    pledge: Mapped[str | None]
    before: Mapped[dict[str, object]]
    after: Mapped[dict[str, object]]
