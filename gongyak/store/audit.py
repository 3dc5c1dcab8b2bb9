"""The audit: whatever session writes a fact leaves a row in ``changes``, in the same transaction.

Every flush of every session passes here.  What would pass by (bulk statements, a session without an author)
is refused by `UnauditedWrite`: that is a mistake of the program, not of a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NoReturn, cast

from sqlalchemy import Table, event, insert
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, UOWTransaction, object_session
from sqlalchemy.orm.attributes import get_history

from gongyak.changes import Action
from gongyak.store.base import Fact, Record
from gongyak.store.columns import json_ready
from gongyak.store.tables import ChangeRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

_AUTHOR: Final = "gongyak.author"
_PENDING: Final = "gongyak.changes"
_HAS_WRITTEN: Final = "gongyak.has_written"
_FACTS: Final = frozenset(
    mapper.local_table for mapper in Fact.registry.mappers if issubclass(mapper.class_, Fact)
)


class UnauditedWrite(Exception):
    """A write of facts that would leave no trace of who did it."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes, when (an instant), and because of what: the command, the page, the job."""

    who: str
    at: datetime
    cause: str


def has_written_facts(session: Session) -> bool:
    """Tell whether *session* has sent any change of a fact to the database."""
    return _HAS_WRITTEN in session.info


def sign(session: Session, author: Author) -> None:
    """Name the *author* of all that *session* writes."""
    session.info[_AUTHOR] = author


@event.listens_for(Session, "before_flush")
def _begin(session: Session, _context: UOWTransaction, _instances: object) -> None:
    session.info[_PENDING] = []
    if _AUTHOR not in session.info:
        for row in chain(session.new, session.dirty, session.deleted):
            if isinstance(row, Fact):
                message = f"{row.kind}:{row.key} is written by nobody"
                raise UnauditedWrite(message)


@event.listens_for(Session, "after_flush")
def _write(session: Session, _context: UOWTransaction) -> None:
    if pending := session.info.pop(_PENDING, None):
        session.info[_HAS_WRITTEN] = True
        session.connection().execute(insert(ChangeRow), pending)


@event.listens_for(Fact, "after_insert", propagate=True)
def _added(_mapper: Mapper[Any], _connection: Connection, row: Fact) -> None:
    _note(row, Action.ADDED, {}, row.audited())


@event.listens_for(Fact, "after_update", propagate=True)
def _changed(_mapper: Mapper[Any], _connection: Connection, row: Fact) -> None:
    before: dict[str, object] = {}
    after: dict[str, object] = {}
    for name in row.audited_names():
        history = get_history(row, name)
        if history.has_changes():
            before[name] = json_ready(history.deleted[0]) if history.deleted else None
            after[name] = json_ready(history.added[0]) if history.added else None
    if after:
        _note(row, Action.CHANGED, before, after)


@event.listens_for(Fact, "before_delete", propagate=True)  # while its columns can still be read
def _removed(_mapper: Mapper[Any], _connection: Connection, row: Fact) -> None:
    _note(row, Action.REMOVED, row.audited(), {})


def _note(row: Fact, action: Action, before: dict[str, object], after: dict[str, object]) -> None:
    session = cast("Session", object_session(row))  # flushing, so there is one, and it has an author
    author: Author = session.info[_AUTHOR]
    session.info[_PENDING].append(
        {
            "at": author.at,
            "who": author.who,
            "cause": author.cause,
            "action": action,
            "table_name": row.__tablename__,
            "row_key": row.key,
            "pledge": row.of_pledge,
            "before": before,
            "after": after,
        }
    )


@event.listens_for(Session, "do_orm_execute")
def _refuse_bulk_statements(state: ORMExecuteState) -> None:
    if not (state.is_insert or state.is_update or state.is_delete):
        return
    table = getattr(state.statement, "table", None)
    if isinstance(table, Table) and table in _FACTS:
        message = f"a bulk statement on {table.name} would pass the audit by: write the objects"
        raise UnauditedWrite(message)


@event.listens_for(Record, "before_update", propagate=True)
@event.listens_for(Record, "before_delete", propagate=True)
def _keep(_mapper: Mapper[Any], _connection: Connection, row: Record) -> NoReturn:
    message = f"{row.__tablename__}: a record is written once and kept"
    raise UnauditedWrite(message)


class AuditedSession(Session):
    """A session without the old bulk methods, which would pass the audit by."""

    def _bulk_save_mappings(self, *_given: object, **_more: object) -> NoReturn:
        message = "bulk_save_objects and its like would pass the audit by: add the objects"
        raise UnauditedWrite(message)
