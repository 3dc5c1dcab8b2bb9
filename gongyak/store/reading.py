"""Reading pledges: one query a table, however many pledges, assembled from plain rows."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from sqlalchemy import ColumnElement, select

from gongyak.pledges import number_order
from gongyak.store.assembly import Part, assemble
from gongyak.store.keeping import is_kept, while_facts_stand
from gongyak.store.queries import PARTS, PLEDGES, AnySelect
from gongyak.store.tables import PledgeRow
from gongyak.store.texts import each

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection, Select
    from sqlalchemy.orm import Session

    from gongyak.pledges import Pledge

_ALL: Final = "all pledges"


def read_pledges(
    session: Session, numbers: Iterable[str] | None = None, term: str | None = None
) -> tuple[Pledge, ...]:
    """Return the pledges with these 관리번호 (None: all) of this term (None: any), ordered by their numbers.

    Unknown numbers are left out.  The number of queries does not depend on the number of pledges.  A reader's
    pledges are kept once all have been asked for.
    """
    if numbers is None and term is None:
        return while_facts_stand(session, _ALL, lambda: _read(session))
    if not is_kept(session, _ALL):
        return _read(session, numbers, term)
    chosen = None if numbers is None else frozenset(numbers)
    return tuple(
        pledge
        for pledge in read_pledges(session)
        if (chosen is None or pledge.number in chosen) and term in {None, pledge.term}
    )


def _read(
    session: Session, numbers: Iterable[str] | None = None, term: str | None = None
) -> tuple[Pledge, ...]:
    session.flush()
    connection = session.connection()  # rows as they are: the session would look for objects in each
    wanted = _wanted(numbers, term)
    own = connection.execute(PLEDGES.where(*wanted)).all()
    chosen = select(PledgeRow.number).where(*wanted) if wanted else None
    parts = {name: _by_pledge(connection, query, chosen) for name, query in PARTS.items()}
    pledges = (assemble(row, {name: rows.get(row.number, []) for name, rows in parts.items()}) for row in own)
    return tuple(sorted(pledges, key=lambda pledge: number_order(pledge.number)))


def read_numbers(session: Session) -> tuple[str, ...]:
    """Return the 관리번호 of every pledge."""
    return tuple(session.scalars(select(PledgeRow.number).order_by(PledgeRow.number)))


def _wanted(numbers: Iterable[str] | None, term: str | None) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if numbers is not None:
        wanted.append(PledgeRow.number.in_(each(numbers)))
    if term is not None:
        wanted.append(PledgeRow.term == term)
    return wanted


def _by_pledge(connection: Connection, query: AnySelect, chosen: Select[str] | None) -> dict[str, Part]:
    """Return the rows of *query* by the 관리번호 they begin with, in their order."""
    if chosen is not None:
        query = query.where(query.selected_columns["pledge"].in_(chosen))
    rows: defaultdict[str, Part] = defaultdict(list)
    for row in connection.execute(query):
        rows[row[0]].append(row)
    return rows
