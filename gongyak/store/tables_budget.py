"""The tables of the budget: unit projects, their statements and cells, and those of the pledge as a whole."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gongyak.halfyear import HalfYear
from gongyak.money import Money
from gongyak.references import TOTAL
from gongyak.store.base import ColumnKey, Fact, Key, Name, Placed, refer_to, refers_to


def place_of(source: str | None, column_key: str | None) -> str:
    """Return the place of a cell in its statement, 계 standing for a total: ``국비/2024``, ``계/계``."""
    return f"{source or TOTAL}/{column_key or TOTAL}"


def _place_check() -> CheckConstraint:
    """Return the rule that ties the place, which is never NULL and so can be a key, to what it is made of."""
    source, column_key = (f"coalesce({name}, '{TOTAL}')" for name in ("source", "column_key"))
    return CheckConstraint(f"place = {source} || '/' || {column_key}", name="place")


class ProjectRow(Placed, Fact):
    """A unit project (단위사업)."""

    __tablename__ = "projects"
    __table_args__ = (UniqueConstraint("pledge", "id"),)
    kind = "project"
    key_form = "{id}"
    identity = ("id",)

    id: Mapped[Key] = mapped_column(primary_key=True)
    pledge: Mapped[str] = mapped_column(refers_to("pledges.number"))
    name: Mapped[Name]


class StatementRow(Fact):
    """The budget of a unit project as of the last day of a half-year."""

    __tablename__ = "statements"
    __table_args__ = (refer_to(["pledge", "project"], ["projects.pledge", "projects.id"]),)
    kind = "statement"
    key_form = "{project}@{as_of}"
    identity = ("pledge", "project", "as_of")

    pledge: Mapped[str] = mapped_column(primary_key=True)
    project: Mapped[str] = mapped_column(primary_key=True)
    as_of: Mapped[HalfYear] = mapped_column(primary_key=True)


class Cell(Placed):
    """What a cell holds: its place, and three amounts."""

    place: Mapped[str] = mapped_column(primary_key=True)
    column_key: Mapped[ColumnKey | None]
    planned: Mapped[Money | None]
    secured: Mapped[Money | None]
    executed: Mapped[Money | None]


class CellRow(Cell, Fact):
    """A cell of a unit project's statement; without a source or a column it is a stated total."""

    __tablename__ = "cells"
    __table_args__ = (
        _place_check(),
        refer_to(
            ["pledge", "project", "as_of"], ["statements.pledge", "statements.project", "statements.as_of"]
        ),
    )
    kind = "budget"
    key_form = "{project}/{place}@{as_of}"
    identity = ("pledge", "project", "as_of", "place")
    siblings = ("project", "as_of")
    unaudited = frozenset({"place"})

    pledge: Mapped[str] = mapped_column(primary_key=True)
    project: Mapped[str] = mapped_column(primary_key=True)
    as_of: Mapped[HalfYear] = mapped_column(primary_key=True)
    source: Mapped[str | None] = mapped_column(refers_to("sources.name"))


class OverallStatementRow(Fact):
    """The stated totals over all unit projects of a pledge as of the last day of a half-year."""

    __tablename__ = "overall_statements"
    kind = "overall_statement"
    key_form = "{as_of}"
    identity = ("pledge", "as_of")

    pledge: Mapped[str] = mapped_column(refers_to("pledges.number"), primary_key=True)
    as_of: Mapped[HalfYear] = mapped_column(primary_key=True)


class OverallCellRow(Cell, Fact):
    """A cell of the stated totals over all unit projects."""

    __tablename__ = "overall_cells"
    __table_args__ = (
        _place_check(),
        refer_to(["pledge", "as_of"], ["overall_statements.pledge", "overall_statements.as_of"]),
    )
    kind = "overall"
    key_form = "{place}@{as_of}"
    identity = ("pledge", "as_of", "place")
    siblings = ("as_of",)
    unaudited = frozenset({"place"})

    pledge: Mapped[str] = mapped_column(primary_key=True)
    as_of: Mapped[HalfYear] = mapped_column(primary_key=True)
    source: Mapped[str | None] = mapped_column(refers_to("sources.name"))
