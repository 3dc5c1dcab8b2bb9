"""What all tables share: names of constraints, types of columns, and the three kinds of rows.

A *fact* is audited whenever a session writes it; a *record* is written once and never changes; *work* moves
through states, by conditional statements whose row count tells who was first.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Final, cast

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Date,
    Enum,
    ForeignKey,
    ForeignKeyConstraint,
    LargeBinary,
    MetaData,
    Table,
    inspect,
)
from sqlalchemy.orm import ColumnProperty, DeclarativeBase, Mapped, class_mapper, mapped_column, validates

from gongyak.accounts import AccessKind
from gongyak.changes import Action
from gongyak.events import EventState
from gongyak.findings import Severity
from gongyak.halfyear import HalfYear
from gongyak.letters import AttemptOutcome, LetterKind, LetterState
from gongyak.lines import Fate, Side, Stand
from gongyak.money import Money
from gongyak.notices import AnswerKind
from gongyak.occurrences import LogLevel, OccurrenceState
from gongyak.participation import Category
from gongyak.people import Role
from gongyak.pledges import Block, RemarkKind, Status
from gongyak.reviews import Stage
from gongyak.store.columns import (
    ChecksumText,
    ColumnKeyText,
    EdtfText,
    HalfYearText,
    Instant,
    KeyText,
    LeadsText,
    NameText,
    Number,
    PlainText,
    Thousands,
    enum_values,
    json_ready,
)
from gongyak.when import When

_ENUMS: Final[tuple[type[StrEnum], ...]] = (
    AccessKind,
    Action,
    AnswerKind,
    AttemptOutcome,
    Block,
    Category,
    EventState,
    Fate,
    LetterKind,
    LetterState,
    LogLevel,
    OccurrenceState,
    RemarkKind,
    Role,
    Severity,
    Side,
    Stage,
    Stand,
    Status,
)
_LONGEST_VALUE: Final = 32

Name = Annotated[str, mapped_column(NameText)]
Key = Annotated[str, mapped_column(KeyText)]
Whole = Annotated[int, mapped_column(Number)]
Checksum = Annotated[str, mapped_column(ChecksumText)]
ColumnKey = Annotated[str, mapped_column(ColumnKeyText)]


def _choice(members: type[StrEnum]) -> Enum:
    """Return the column type of an enum: its values as text, checked by the database."""
    return Enum(
        members,
        native_enum=False,
        create_constraint=True,
        length=_LONGEST_VALUE,
        values_callable=enum_values,
        name=members.__name__.lower(),
    )


class Base(DeclarativeBase):
    """The base of every table."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: PlainText(),
        bytes: LargeBinary(),
        date: Date(),
        datetime: Instant(),
        HalfYear: HalfYearText(),
        When: EdtfText(),
        Money: Thousands(),
        tuple[int, ...]: LeadsText(),
        dict[str, object]: JSON(),
        list[str]: JSON(),
        **{members: _choice(members) for members in _ENUMS},
    }

    def __init_subclass__(cls, **options: object) -> None:
        """Give every column the check its type asks for; one that refers to another has the other's."""
        super().__init_subclass__(**options)
        if "__table__" not in cls.__dict__:
            return
        for column in cls.__table__.columns:
            rule = "" if column.foreign_keys else getattr(column.type, "rule", "")
            if rule:
                check = CheckConstraint(rule.format(column=column.name), name=column.name)
                cast("Table", cls.__table__).append_constraint(check)


class Fact(Base):
    """A row people entered: every change of it leaves a row in ``changes``.

    ``kind`` and ``key_form`` give its reference as `gongyak.references` writes it: ``line:ab12``.
    ``identity`` names the attributes that tell one fact from another; ``siblings`` those whose common values
    make rows stand in one order, where the kind has a position.
    """

    __abstract__ = True
    kind: ClassVar[str]
    key_form: ClassVar[str]
    identity: ClassVar[tuple[str, ...]]
    siblings: ClassVar[tuple[str, ...]] = ()
    unaudited: ClassVar[frozenset[str]] = frozenset({"first_day", "last_day"})

    def __init_subclass__(cls, **options: object) -> None:
        """Let every column remember its old value, even where the row was not loaded when it was set."""
        super().__init_subclass__(**options)
        if "__table__" in cls.__dict__:
            mapper = class_mapper(cls, configure=False)
            for column in cls.__table__.columns:
                cast("ColumnProperty[Any]", mapper.get_property_by_column(column)).active_history = True

    @property
    def key(self) -> str:
        """What follows the kind in the row's reference."""
        return self.key_form.format_map(_Shown(self))

    @property
    def of_pledge(self) -> str | None:
        """The 관리번호 of the pledge that the row belongs to, or None."""
        return getattr(self, "pledge", None)

    def audited(self) -> dict[str, object]:
        """Return the columns by name, JSON-ready, without empty ones and those that follow from others."""
        values = {name: getattr(self, name) for name in self.audited_names()}
        return {name: json_ready(value) for name, value in values.items() if value is not None}

    @classmethod
    def audited_names(cls) -> list[str]:
        """Return the attributes that the audit keeps."""
        return [
            attribute.key for attribute in inspect(cls).column_attrs if attribute.key not in cls.unaudited
        ]


class _Shown(dict[str, object]):
    """The attributes of a row for a format: those without a value are left blank."""

    def __init__(self, row: Fact) -> None:
        super().__init__()
        self._row = row

    def __missing__(self, name: str) -> object:
        value = getattr(self._row, name)
        return "" if value is None else value


class Record(Base):
    """A row that is written once: a draft, a change, a picture."""

    __abstract__ = True


class Work(Base):
    """A row that moves through states: a letter on its way, an occurrence, a line of the timetable.

    What it was before is told by other rows (attempts, occurrences), not by the audit.
    """

    __abstract__ = True


class Placed:
    """A row in an order among its siblings; positions have gaps, so that others can go between."""

    position: Mapped[int] = mapped_column(default=0)


class Dated:
    """A row with a date as people know it; both ends of its interval stand beside it for searching."""

    when: Mapped[When | None] = mapped_column("edtf")
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    written: Mapped[str | None]

    @validates("when")
    def _keep_interval(self, _: str, when: When | None) -> When | None:
        self.first_day = when.first if when else None
        self.last_day = when.last if when else None
        return when


def interval_checks() -> tuple[CheckConstraint, ...]:
    """Return the rules of a `Dated` table: an interval exactly where there is a date."""
    return (
        CheckConstraint(
            "(edtf IS NULL) = (first_day IS NULL) AND (edtf IS NULL) = (last_day IS NULL)",
            name="interval",
        ),
        CheckConstraint("edtf IS NOT NULL OR written IS NULL", name="written_date"),
        CheckConstraint("first_day <= last_day", name="interval_order"),
    )


def refers_to(target: str, *, follows: bool = False) -> ForeignKey:
    """Return a foreign key to *target*, checked when the transaction ends: no order of writing matters.

    With *follows* a renamed target takes the rows along that refer to it.
    """
    return ForeignKey(target, deferrable=True, initially="DEFERRED", onupdate="CASCADE" if follows else None)


def refer_to(columns: list[str], targets: list[str], *, follows: bool = False) -> ForeignKeyConstraint:
    """Return a foreign key over several columns; see `refers_to`."""
    return ForeignKeyConstraint(
        columns, targets, deferrable=True, initially="DEFERRED", onupdate="CASCADE" if follows else None
    )
