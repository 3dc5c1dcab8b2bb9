"""Whose a thing is: what permissions are asked with, for one thing or for all pledges at once."""

from __future__ import annotations

from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from gongyak.permissions import Holding
from gongyak.store.keeping import while_facts_stand
from gongyak.store.tables import AssignmentRow, DraftRow, EventRow, LetterRow, OccurrenceRow, PledgeRow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy.orm import Session


def holdings_of_pledges(session: Session, day: date) -> Mapping[str, Holding]:
    """Return the holding of every pledge on *day*, by 관리번호.  Two queries, until a fact changes."""
    return while_facts_stand(session, ("holdings", day), lambda: _of_pledges(session, day))


def _of_pledges(session: Session, day: date) -> Mapping[str, Holding]:
    officers: defaultdict[str, set[str]] = defaultdict(set)
    in_charge = select(AssignmentRow.pledge, AssignmentRow.official).where(
        AssignmentRow.since <= day, or_(AssignmentRow.until.is_(None), AssignmentRow.until >= day)
    )
    for number, official in session.execute(in_charge):
        officers[number].add(official)
    rows = session.execute(select(PledgeRow.number, PledgeRow.department))
    return MappingProxyType(
        {number: Holding(frozenset(officers[number]), department) for number, department in rows}
    )


def holding_of_pledge(session: Session, number: str, day: date) -> Holding | None:
    """Return whose the pledge *number* is on *day*; None: there is none."""
    department = session.scalar(select(PledgeRow.department).where(PledgeRow.number == number))
    if department is None:
        return None
    in_charge = select(AssignmentRow.official).where(
        AssignmentRow.pledge == number,
        AssignmentRow.since <= day,
        or_(AssignmentRow.until.is_(None), AssignmentRow.until >= day),
    )
    return Holding(frozenset(session.scalars(in_charge)), department)


def holding_of_draft(session: Session, number: str, day: date) -> Holding | None:
    """Return whose the draft *number* is: whose its pledge is."""
    pledge = session.scalar(select(DraftRow.pledge).where(DraftRow.number == number))
    return None if pledge is None else holding_of_pledge(session, pledge, day)


def holding_of_event(session: Session, key: str, day: date) -> Holding | None:
    """Return whose the planned event *key* is: whose its pledge is, and whoever answers for it."""
    row = session.execute(
        select(EventRow.pledge, EventRow.responsible).where(EventRow.id == key)
    ).one_or_none()
    if row is None:
        return None
    of_pledge = holding_of_pledge(session, row.pledge, day) if row.pledge else None
    base = of_pledge or Holding()
    return Holding(base.officials | _known(row.responsible), base.department)


def holding_of_letter(session: Session, number: int) -> Holding | None:
    """Return whose the letter *number* is: its recipient's."""
    row = session.execute(select(LetterRow.recipient).where(LetterRow.id == number)).one_or_none()
    return Holding(_known(row.recipient)) if row else None


def holding_of_run(session: Session, key: str) -> Holding | None:
    """Return whose the occurrence *key* is: whoever asked for it."""
    row = session.execute(select(OccurrenceRow.asked_by).where(OccurrenceRow.id == key)).one_or_none()
    return Holding(frozenset({row.asked_by})) if row else None


def _known(official: str | None) -> frozenset[str]:
    return frozenset() if official is None else frozenset({official})
