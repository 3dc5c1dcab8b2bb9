"""The tables of the city: its terms, its people, its sources of money, its days off."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gongyak.events import EventState
from gongyak.people import Role
from gongyak.store.base import (
    ColumnKey,
    Dated,
    Fact,
    Key,
    Name,
    Placed,
    interval_checks,
    refer_to,
    refers_to,
)


class CityRow(Fact):
    """The city: one row."""

    __tablename__ = "city"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)
    kind = "city"
    key_form = "{id}"
    identity = ("id",)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[Name]


class SourceRow(Placed, Fact):
    """A source of money (재원); 계 is no source but the sum of all."""

    __tablename__ = "sources"
    __table_args__ = (CheckConstraint("name <> '계'", name="not_the_total"),)
    kind = "source"
    key_form = "{name}"
    identity = ("name",)

    name: Mapped[Name] = mapped_column(primary_key=True)


class FieldRow(Placed, Fact):
    """A field of policy (분야)."""

    __tablename__ = "fields"
    kind = "field"
    key_form = "{name}"
    identity = ("name",)

    name: Mapped[Name] = mapped_column(primary_key=True)


class TermRow(Fact):
    """A term of office."""

    __tablename__ = "terms"
    __table_args__ = (CheckConstraint("first_day <= last_day", name="order"),)
    kind = "term"
    key_form = "{name}"
    identity = ("name",)
    unaudited = frozenset()

    name: Mapped[Name] = mapped_column(primary_key=True)
    first_day: Mapped[date] = mapped_column(unique=True)
    last_day: Mapped[date] = mapped_column(unique=True)


class TermColumnRow(Placed, Fact):
    """A stated head of a budget column of a term."""

    __tablename__ = "term_columns"
    kind = "column"
    key_form = "{term}/{column_key}"
    identity = ("term", "column_key")
    siblings = ("term",)

    term: Mapped[str] = mapped_column(refers_to("terms.name", follows=True), primary_key=True)
    column_key: Mapped[ColumnKey] = mapped_column(primary_key=True)
    label: Mapped[str]


class DepartmentRow(Placed, Fact):
    """A department."""

    __tablename__ = "departments"
    kind = "department"
    key_form = "{name}"
    identity = ("name",)

    name: Mapped[Name] = mapped_column(primary_key=True)


class TeamRow(Placed, Fact):
    """A team of a department."""

    __tablename__ = "teams"
    kind = "team"
    key_form = "{department}/{name}"
    identity = ("department", "name")
    siblings = ("department",)

    department: Mapped[str] = mapped_column(refers_to("departments.name", follows=True), primary_key=True)
    name: Mapped[Name] = mapped_column(primary_key=True)


class OfficialRow(Placed, Fact):
    """An official."""

    __tablename__ = "officials"
    kind = "official"
    key_form = "{id}"
    identity = ("id",)

    id: Mapped[Name] = mapped_column(primary_key=True)
    name: Mapped[Name]
    email: Mapped[str | None]
    phone: Mapped[str | None]


class PostRow(Placed, Fact):
    """A post that an official holds or held."""

    __tablename__ = "posts"
    __table_args__ = (
        CheckConstraint("since <= until", name="order"),
        UniqueConstraint("official", "role", "department", "team", "since"),
        refer_to(["department", "team"], ["teams.department", "teams.name"], follows=True),
    )
    kind = "post"
    key_form = "{official}/{role}/{department}/{team}@{since}"
    identity = ("official", "role", "department", "team", "since")
    siblings = ("official",)
    unaudited = frozenset({"id"})

    id: Mapped[int] = mapped_column(primary_key=True)
    official: Mapped[str] = mapped_column(refers_to("officials.id", follows=True), index=True)
    role: Mapped[Role]
    department: Mapped[str] = mapped_column(refers_to("departments.name", follows=True))
    team: Mapped[str | None]
    since: Mapped[date]
    until: Mapped[date | None]


# NULLs differ from each other in a unique key, so posts without a team need one of their own.
_WITHOUT_TEAM = PostRow.team.is_(None)
Index(
    "uq_posts_without_team",
    PostRow.official,
    PostRow.role,
    PostRow.department,
    PostRow.since,
    unique=True,
    sqlite_where=_WITHOUT_TEAM,
    postgresql_where=_WITHOUT_TEAM,
)


class AbsenceRow(Placed, Fact):
    """A time in which an official is away, and who answers meanwhile."""

    __tablename__ = "absences"
    __table_args__ = (
        CheckConstraint("since <= until", name="order"),
        CheckConstraint("deputy <> official", name="deputy"),
    )
    kind = "absence"
    key_form = "{official}@{since}"
    identity = ("official", "since")
    siblings = ("official",)

    official: Mapped[str] = mapped_column(refers_to("officials.id", follows=True), primary_key=True)
    since: Mapped[date] = mapped_column(primary_key=True)
    until: Mapped[date | None]
    deputy: Mapped[str | None] = mapped_column(refers_to("officials.id", follows=True), index=True)


class DayRow(Fact):
    """A day the city works or rests against the calendar."""

    __tablename__ = "days"
    kind = "day"
    key_form = "{day}"
    identity = ("day",)

    day: Mapped[date] = mapped_column(primary_key=True)
    works: Mapped[bool]
    source: Mapped[str]


class QuietRow(Fact):
    """Days on which the city wants no letters."""

    __tablename__ = "quiet_days"
    __table_args__ = (CheckConstraint("first_day <= last_day", name="order"),)
    kind = "quiet"
    key_form = "{first_day}"
    identity = ("first_day",)
    unaudited = frozenset()

    first_day: Mapped[date] = mapped_column(primary_key=True)
    last_day: Mapped[date]
    reason: Mapped[Name]


class EventRow(Placed, Dated, Fact):
    """A planned event of a pledge, or (without one) of the city."""

    __tablename__ = "events"
    __table_args__ = (
        *interval_checks(),
        CheckConstraint("edtf IS NOT NULL", name="dated"),
        CheckConstraint("line IS NULL OR pledge IS NOT NULL", name="line_of_pledge"),
        refer_to(["pledge", "line"], ["lines.pledge", "lines.id"]),
        Index(None, "pledge", "line"),
    )
    kind = "event"
    key_form = "{id}"
    identity = ("id",)

    id: Mapped[Key] = mapped_column(primary_key=True)
    pledge: Mapped[str | None] = mapped_column(refers_to("pledges.number"))
    name: Mapped[Name]
    place: Mapped[str | None]
    responsible: Mapped[str | None] = mapped_column(refers_to("officials.id", follows=True))
    line: Mapped[str | None]
    state: Mapped[EventState]
    event_kind: Mapped[Name | None]
    leads: Mapped[tuple[int, ...] | None]
