"""The tables of the city's own report forms, of which is in use, and of who came in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gongyak.accounts import AccessKind
from gongyak.store.base import Checksum, Name, Record, refers_to


class ReportFormRow(Record):
    """A form of reports as it was handed in; every version is kept."""

    __tablename__ = "report_forms"
    __table_args__ = (CheckConstraint("version >= 1", name="version"),)

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[Name]
    checksum: Mapped[Checksum]
    content: Mapped[bytes]
    saved_by: Mapped[Name]
    saved_at: Mapped[datetime]


class FormChoiceRow(Record):
    """Which form was taken into use, when and by whom; the newest holds, without a version none of ours."""

    __tablename__ = "form_choices"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int | None] = mapped_column(refers_to("report_forms.version"))
    chosen_by: Mapped[Name]
    chosen_at: Mapped[datetime]


class AccessRow(Record):
    """Somebody came in, was refused, or took a document along; never what was typed as a password."""

    __tablename__ = "access_log"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    kind: Mapped[AccessKind]
    official: Mapped[str | None]
    address: Mapped[str]
    detail: Mapped[str | None]
