"""Which pledges officials are in charge of, and from when to when."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from gongyak.people import Tenure
from gongyak.store.tables import AssignmentRow, PledgeRow

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Charge:
    """A pledge that an official is or was in charge of: 관리번호, name, term, and when."""

    number: str
    name: str
    term: str
    tenure: Tenure


def charges_of(session: Session, official: str) -> tuple[Charge, ...]:
    """Return the charges of *official*, by the pledges' numbers and in time.  One query."""
    query = (
        select(PledgeRow.number, PledgeRow.name, PledgeRow.term, AssignmentRow.since, AssignmentRow.until)
        .join(AssignmentRow, AssignmentRow.pledge == PledgeRow.number)
        .where(AssignmentRow.official == official)
        .order_by(PledgeRow.number, AssignmentRow.since)
    )
    rows = session.execute(query)
    return tuple(
        Charge(number, name, term, Tenure(since, until)) for number, name, term, since, until in rows
    )


def count_charges(session: Session, day: date) -> Counter[str]:
    """Return of how many pledges each official is in charge on *day*.  One query."""
    query = (
        select(AssignmentRow.official, func.count())
        .where(AssignmentRow.since <= day, or_(AssignmentRow.until.is_(None), AssignmentRow.until >= day))
        .group_by(AssignmentRow.official)
    )
    return Counter({official: count for official, count in session.execute(query)})  # noqa: C416 - rows are no pairs to dict() for mypy
