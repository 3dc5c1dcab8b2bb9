"""The tables of the pledges: lines, what became of plans, counts, remarks, photos.

Every row carries the 관리번호 of its pledge, and foreign keys carry it along, so no row can belong to one
pledge through its parent and to another by itself.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gongyak.halfyear import HalfYear
from gongyak.lines import Fate, Side, Stand
from gongyak.participation import Category
from gongyak.pledges import Block, RemarkKind, Status
from gongyak.store.base import (
    Checksum,
    Dated,
    Fact,
    Key,
    Name,
    Placed,
    Record,
    Whole,
    interval_checks,
    refer_to,
    refers_to,
)


class PledgeRow(Fact):
    """A pledge; ``version`` counts its changes, so that two people do not overwrite each other."""

    __tablename__ = "pledges"
    __table_args__ = (refer_to(["department", "team"], ["teams.department", "teams.name"], follows=True),)
    kind = "pledge"
    key_form = "{number}"
    identity = ("number",)
    unaudited = frozenset({"version"})

    number: Mapped[Name] = mapped_column(primary_key=True)
    name: Mapped[Name]
    term: Mapped[str] = mapped_column(refers_to("terms.name", follows=True), index=True)
    field: Mapped[str] = mapped_column(refers_to("fields.name", follows=True))
    department: Mapped[str] = mapped_column(refers_to("departments.name", follows=True))
    team: Mapped[str | None]
    goal: Mapped[str | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy asks for a plain dict

    @property
    def of_pledge(self) -> str | None:
        """Its own 관리번호."""
        return self.number


class AssignmentRow(Placed, Fact):
    """An official's charge of a pledge."""

    __tablename__ = "assignments"
    __table_args__ = (CheckConstraint("since <= until", name="order"),)
    kind = "assignment"
    key_form = "{official}@{since}"
    identity = ("pledge", "official", "since")

    pledge: Mapped[str] = mapped_column(refers_to("pledges.number"), primary_key=True)
    official: Mapped[str] = mapped_column(
        refers_to("officials.id", follows=True), primary_key=True, index=True
    )
    since: Mapped[date] = mapped_column(primary_key=True)
    until: Mapped[date | None]


class StatusRow(Fact):
    """The state of a pledge as of a half-year."""

    __tablename__ = "statuses"
    kind = "status"
    key_form = "{half_year}"
    identity = ("pledge", "half_year")

    pledge: Mapped[str] = mapped_column(refers_to("pledges.number"), primary_key=True)
    half_year: Mapped[HalfYear] = mapped_column(primary_key=True)
    status: Mapped[Status]


class LineRow(Placed, Dated, Fact):
    """A topic (without a parent) or a detail."""

    __tablename__ = "lines"
    __table_args__ = (
        *interval_checks(),
        UniqueConstraint("pledge", "id"),
        CheckConstraint("parent <> id", name="parent"),
        CheckConstraint("text <> '' OR edtf IS NOT NULL", name="tells_something"),
        refer_to(["pledge", "parent"], ["lines.pledge", "lines.id"]),
    )
    kind = "line"
    key_form = "{id}"
    identity = ("id",)
    siblings = ("parent",)

    id: Mapped[Key] = mapped_column(primary_key=True)
    pledge: Mapped[str] = mapped_column(refers_to("pledges.number"))
    parent: Mapped[str | None] = mapped_column(index=True)
    text: Mapped[str]
    entered: Mapped[HalfYear]
    stand: Mapped[Stand]
    side: Mapped[Side]


class OutcomeRow(Dated, Fact):
    """What became of a plan, as told in the report of a half-year."""

    __tablename__ = "outcomes"
    __table_args__ = (*interval_checks(), refer_to(["pledge", "line"], ["lines.pledge", "lines.id"]))
    kind = "outcome"
    key_form = "{line}@{reported}"
    identity = ("pledge", "line", "reported")

    pledge: Mapped[str] = mapped_column(primary_key=True)
    line: Mapped[str] = mapped_column(primary_key=True)
    reported: Mapped[HalfYear] = mapped_column(primary_key=True)
    fate: Mapped[Fate]
    text: Mapped[str | None]
    reason: Mapped[str | None]


class TopicOrderRow(Placed, Fact):
    """The place of a topic among the results of one half-year, where it differs from its usual one."""

    __tablename__ = "topic_orders"
    __table_args__ = (refer_to(["pledge", "line"], ["lines.pledge", "lines.id"]),)
    kind = "order"
    key_form = "{line}@{half_year}"
    identity = ("pledge", "half_year", "line")
    siblings = ("half_year",)

    pledge: Mapped[str] = mapped_column(primary_key=True)
    half_year: Mapped[HalfYear] = mapped_column(primary_key=True)
    line: Mapped[str] = mapped_column(primary_key=True)


class NotApplicableRow(Fact):
    """Somebody's word that a block of the report of a half-year has nothing."""

    __tablename__ = "not_applicable"
    kind = "not_applicable"
    key_form = "{block}@{half_year}"
    identity = ("pledge", "half_year", "block")

    pledge: Mapped[str] = mapped_column(refers_to("pledges.number"), primary_key=True)
    half_year: Mapped[HalfYear] = mapped_column(primary_key=True)
    block: Mapped[Block] = mapped_column(primary_key=True)
    reason: Mapped[str | None]


class CountRow(Placed, Fact):
    """How often something took place in a half-year."""

    __tablename__ = "counts"
    __table_args__ = (CheckConstraint("number >= 0", name="number"),)
    kind = "count"
    key_form = "{category}/{label}@{half_year}"
    identity = ("pledge", "category", "label", "half_year")

    pledge: Mapped[str] = mapped_column(refers_to("pledges.number"), primary_key=True)
    category: Mapped[Category] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(primary_key=True)
    half_year: Mapped[HalfYear] = mapped_column(primary_key=True)
    number: Mapped[Whole]


class StatedCountRow(Placed, Fact):
    """A stated total, or a stated note, of one category in the report of a half-year."""

    __tablename__ = "stated_counts"
    __table_args__ = (
        CheckConstraint("total >= 0", name="total"),
        CheckConstraint("total IS NOT NULL OR note IS NOT NULL", name="states_something"),
    )
    kind = "stated"
    key_form = "{category}@{half_year}"
    identity = ("pledge", "category", "half_year")

    pledge: Mapped[str] = mapped_column(refers_to("pledges.number"), primary_key=True)
    category: Mapped[Category] = mapped_column(primary_key=True)
    half_year: Mapped[HalfYear] = mapped_column(primary_key=True)
    total: Mapped[Whole | None]
    note: Mapped[str | None]


class RemarkRow(Placed, Fact):
    """A problem or a measure."""

    __tablename__ = "remarks"
    __table_args__ = (CheckConstraint("entered <= retired", name="order"),)
    kind = "remark"
    key_form = "{id}"
    identity = ("id",)

    id: Mapped[Key] = mapped_column(primary_key=True)
    pledge: Mapped[str] = mapped_column(refers_to("pledges.number"), index=True)
    remark_kind: Mapped[RemarkKind]
    text: Mapped[Name]
    entered: Mapped[HalfYear]
    retired: Mapped[HalfYear | None]


class PictureRow(Record):
    """A picture, known by the checksum of its bytes; kept even when no photo shows it any more."""

    __tablename__ = "pictures"
    __table_args__ = (CheckConstraint("width > 0 AND height > 0", name="size"),)

    checksum: Mapped[Checksum] = mapped_column(primary_key=True)
    media_type: Mapped[Name]
    width: Mapped[int]
    height: Mapped[int]
    content: Mapped[bytes] = mapped_column(deferred=True, deferred_raiseload=True)


class PhotoRow(Placed, Fact):
    """A picture with its caption in a pledge's reports."""

    __tablename__ = "photos"
    __table_args__ = (CheckConstraint("entered <= retired", name="order"),)
    kind = "photo"
    key_form = "{id}"
    identity = ("id",)

    id: Mapped[Key] = mapped_column(primary_key=True)
    pledge: Mapped[str] = mapped_column(refers_to("pledges.number"), index=True)
    caption: Mapped[str]
    checksum: Mapped[str] = mapped_column(refers_to("pictures.checksum"), index=True)
    entered: Mapped[HalfYear]
    retired: Mapped[HalfYear | None]
