"""What follows from the facts alone, kept in memory until a fact changes.

Every transaction that has written facts renews the *mark* of its database as the last thing it does.  A
reader's snapshot holds one mark: what was made under the same mark was made of the same facts, whichever
process has written them.  Writers keep nothing and are given nothing kept: they see what nobody else does.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import RLock
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast
from uuid import uuid4

from sqlalchemy import select

from gongyak.store.statements import put, table_of
from gongyak.store.tables import FactsMarkRow

if TYPE_CHECKING:
    from sqlalchemy import ScalarSelect
    from sqlalchemy.orm import Session

_Made = TypeVar("_Made")
_SHELF: Final = "gongyak.shelf"
_MARK: Final = "gongyak.mark"
_THE_ONE: Final = 1
_MOST: Final = 12
"""How many things are kept at the same time; the one that was asked for longest ago makes room."""
_MARKS: Final = table_of(FactsMarkRow)


@dataclass(slots=True)
class _Kept:
    """What was made under one mark, by what it is, the latest asked for last."""

    mark: str | None = None
    things: dict[Hashable, Any] = field(default_factory=dict)


class Shelf:
    """What a database's readers have made of its facts; they share it, whatever their threads."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._kept = _Kept()
        self._making: Final = RLock()

    def find(self, mark: str, key: Hashable, make: Callable[[], _Made]) -> _Made:
        """Return what was made as *key* under *mark*, or what *make* makes now: one at a time, once.

        A reader whose snapshot is older than another's throws away what that one kept: this costs time only.
        """
        with self._making:
            if self._kept.mark != mark:
                self._kept = _Kept(mark)
            things = self._kept.things
            if key in things:
                things[key] = things.pop(key)
            else:
                things[key] = make()
                if len(things) > _MOST:
                    del things[next(iter(things))]
            return cast("_Made", things[key])

    def holds(self, mark: str, key: Hashable) -> bool:
        """Tell whether there is something made as *key* under *mark*."""
        kept = self._kept
        return kept.mark == mark and key in kept.things


def lend(session: Session, shelf: Shelf) -> None:
    """Let what *session* makes be kept on the *shelf*: it sees one state throughout, and writes nothing."""
    session.info[_SHELF] = shelf


def while_facts_stand(session: Session, key: Hashable, make: Callable[[], _Made]) -> _Made:
    """Return what *make* makes of the facts that *session* sees, or what it made before of the same facts.

    It must follow from nothing but the facts and *key*, and nobody may change it.
    """
    shelf: Shelf | None = session.info.get(_SHELF)
    mark = _mark_of(session) if shelf else None
    return make() if shelf is None or mark is None else shelf.find(mark, key, make)


def is_kept(session: Session, key: Hashable) -> bool:
    """Tell whether `while_facts_stand` has something for *key*."""
    shelf: Shelf | None = session.info.get(_SHELF)
    mark = _mark_of(session) if shelf else None
    return shelf is not None and mark is not None and shelf.holds(mark, key)


def renew_mark(session: Session) -> None:
    """Give the facts another mark: by whoever has changed them, at the end of the transaction.

    Until the transaction ends others wait here, who end theirs: they lock nothing afterwards.
    """
    put(session, _MARKS, {"id": _THE_ONE, "mark": uuid4().hex})


def mark_column() -> ScalarSelect[str]:
    """Return the mark as a column of a query that is sent anyway; what comes of it goes to `know_mark`."""
    return select(_MARKS.c.mark).scalar_subquery()


def know_mark(session: Session, mark: str | None) -> None:
    """Tell *session* which mark it sees, so that it need not ask."""
    session.info[_MARK] = mark


def _mark_of(session: Session) -> str | None:
    """Return the mark of what *session* sees; None: nobody has written facts under this version yet."""
    if _MARK not in session.info:
        know_mark(session, session.connection().execute(select(_MARKS.c.mark)).scalar())
    return cast("str | None", session.info[_MARK])
