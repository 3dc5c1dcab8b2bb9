"""The tables of what people decided about the checks: mutes, the 용어집, and pairs of names."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gongyak.store.base import Fact, Name, Placed, refers_to


class MuteRow(Fact):
    """A rule switched off: for the city (no pledge), for a pledge, or for one row of it (``reference``)."""

    __tablename__ = "mutes"
    __table_args__ = (
        CheckConstraint("reference IS NULL OR pledge IS NOT NULL", name="row_of_pledge"),
        UniqueConstraint("rule", "pledge", "reference"),
    )
    kind = "mute"
    key_form = "{rule}/{pledge}/{reference}"
    identity = ("rule", "pledge", "reference")
    unaudited = frozenset({"id"})

    id: Mapped[int] = mapped_column(primary_key=True)
    rule: Mapped[Name]
    pledge: Mapped[str | None] = mapped_column(refers_to("pledges.number"), index=True)
    reference: Mapped[Name | None]
    reason: Mapped[Name]
    who: Mapped[Name]
    at: Mapped[datetime]


# NULLs differ from each other in a unique key, so wider mutes need keys of their own.
_OF_PLEDGE = MuteRow.reference.is_(None)
_OF_CITY = MuteRow.pledge.is_(None)
Index(
    "uq_mutes_of_pledge",
    MuteRow.rule,
    MuteRow.pledge,
    unique=True,
    sqlite_where=_OF_PLEDGE,
    postgresql_where=_OF_PLEDGE,
)
Index("uq_mutes_of_city", MuteRow.rule, unique=True, sqlite_where=_OF_CITY, postgresql_where=_OF_CITY)


class PreferredNameRow(Placed, Fact):
    """A name that is to be written in this way."""

    __tablename__ = "preferred_names"
    kind = "preferred"
    key_form = "{name}"
    identity = ("name",)

    name: Mapped[Name] = mapped_column(primary_key=True)


class NameVariantRow(Placed, Fact):
    """Another way of writing a preferred name, which is not to be used."""

    __tablename__ = "name_variants"
    kind = "variant"
    key_form = "{preferred}/{variant}"
    identity = ("preferred", "variant")
    siblings = ("preferred",)

    preferred: Mapped[str] = mapped_column(refers_to("preferred_names.name", follows=True), primary_key=True)
    variant: Mapped[Name] = mapped_column(primary_key=True)


class AcceptedPairRow(Placed, Fact):
    """Two names that look like one, of which both are right."""

    __tablename__ = "accepted_pairs"
    kind = "accepted"
    key_form = "{one}/{other}"
    identity = ("one", "other")

    one: Mapped[Name] = mapped_column(primary_key=True)
    other: Mapped[Name] = mapped_column(primary_key=True)
