"""Giving what others refer to another name: the database takes the rows along that refer to it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from gongyak.store.tables import DepartmentRow, FieldRow, TeamRow, TermRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class Renamed(Enum):
    """What can have another name; a source of money cannot, for the places of figures hold its name."""

    DEPARTMENT = DepartmentRow
    FIELD = FieldRow
    TERM = TermRow
    TEAM = TeamRow


def rename(session: Session, what: Renamed, *key: str, name: str) -> bool:
    """Give the thing with this *key* (of a team: department and name) the *name*; False: there is none.

    A name that another one has is `Refused`.
    """
    row = session.get(what.value, key)
    if row is None:
        return False
    row.name = name
    session.flush()
    session.expire_all()  # what the database has taken along is read anew
    return True
