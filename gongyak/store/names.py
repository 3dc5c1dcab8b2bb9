"""What pledges and officials are called: for lists that name them and need nothing else of theirs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from gongyak.pledges import number_order
from gongyak.store.tables import OfficialRow, PledgeRow
from gongyak.store.texts import each

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeName:
    """A pledge's 관리번호 and name, its term and its department."""

    number: str
    name: str
    term: str
    department: str


def names_of_pledges(session: Session, terms: Iterable[str] | None = None) -> tuple[PledgeName, ...]:
    """Return what the pledges of *terms* (None: of all) are called, by their numbers.  One query."""
    query = select(PledgeRow.number, PledgeRow.name, PledgeRow.term, PledgeRow.department)
    if terms is not None:
        query = query.where(PledgeRow.term.in_(each(terms)))
    found = (PledgeName(**row) for row in session.execute(query).mappings())
    return tuple(sorted(found, key=lambda pledge: number_order(pledge.number)))


def names_of_officials(session: Session) -> dict[str, str]:
    """Return the name of every official by id.  One query."""
    rows = session.execute(select(OfficialRow.id, OfficialRow.name))
    return {key: name for key, name in rows}  # noqa: C416 - rows are no pairs to dict() for mypy
