"""The job of turning back: what somebody saved last of a pledge, all of it or nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gongyak.errors import GongyakError, Words
from gongyak.printing import write_instant
from gongyak.store.changes import read_last_together
from gongyak.store.errors import Refused
from gongyak.store.names import names_of_officials
from gongyak.store.undoing import ChangedSince, turn_back
from gongyak.store.writing import lock_pledge
from jobs.editing import CAUSE
from jobs.history_words import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from gongyak.changes import Change
    from gongyak.store.session import Session
    from jobs.desk import Desk

UNDONE: Final = f"{CAUSE}(되돌리기)"
"""What the history names as the cause of what was turned back; turning back that is turning back, too."""


class NotLast(GongyakError):
    """What is to be turned back is not what this person changed last; no values."""

    text = Words(
        "그 뒤에 저장한 내용이 있어 되돌리지 않았습니다.",
        "Something else has been saved since; nothing was undone.",
    )
    remedy = Words("무엇을 되돌릴지 다시 확인하여 주시기 바랍니다.", "Look again at what is to be undone.")


class RowsChanged(GongyakError):
    """Others have changed the same rows since; values: ``rows`` (what, by whom, when)."""

    text = Words(
        "그 뒤에 다시 바뀐 항목이 있어 되돌리지 않았습니다: {rows}",
        "The same entries have been changed since, so nothing was undone: {rows}",
    )
    remedy = Words(
        "해당 항목의 이력을 확인하고 직접 고쳐 주시기 바랍니다.",
        "Look at their history, and correct them by hand.",
    )


class BuiltUpon(GongyakError):
    """Something else refers by now to what would be gone again; no values."""

    text = Words(
        "그 뒤에 이 내용에 이어서 입력한 것이 있어 되돌리지 않았습니다.",
        "Something has been entered since that belongs to this, so nothing was undone.",
    )
    remedy = Words("이어서 입력한 것을 먼저 지워 주시기 바랍니다.", "Remove that first.")


@dataclass(frozen=True, slots=True)
class LastChange:
    """What a person saved last of a pledge: by which ``number`` it goes, when, how many rows of what."""

    number: int
    at: datetime
    rows: tuple[tuple[str, int], ...]
    is_undone: bool


def read_last_change(desk: Desk, pledge: str) -> LastChange | None:
    """Return what the person at *desk* saved last of *pledge* on its page; None: nothing yet."""
    with desk.database.read() as session:
        found = read_last_together(session, pledge, desk.who, CAUSE)
    if found is None:
        return None
    number, changes = found
    counted = Counter(TABLES[change.table] for change in changes)
    newest = changes[0]
    return LastChange(number, desk.in_zone(newest.at), tuple(counted.items()), newest.cause == UNDONE)


def undo(desk: Desk, pledge: str, number: int) -> None:
    """Turn back what the person at *desk* saved last of *pledge*, which goes by *number*.

    Raises `NotLast`, `RowsChanged`, `BuiltUpon` and the store's errors; then nothing is changed.
    """
    try:
        with desk.database.begin(who=desk.who, at=desk.now(), cause=UNDONE) as session:
            lock_pledge(session, pledge)
            found = read_last_together(session, pledge, desk.who, CAUSE)
            if found is None or found[0] != number:
                raise NotLast
            _turn_back(session, desk, pledge, found[1])
    except Refused:
        raise BuiltUpon from None


def _turn_back(session: Session, desk: Desk, pledge: str, changes: tuple[Change, ...]) -> None:
    try:
        turn_back(session, pledge, changes)
    except ChangedSince as error:
        officials = names_of_officials(session)
        rows = dict.fromkeys(_named(each, desk, officials) for each in error.newest)
        raise RowsChanged(rows=", ".join(rows)) from None


def _named(change: Change, desk: Desk, officials: Mapping[str, str]) -> str:
    at = write_instant(desk.in_zone(change.at))
    return f"{TABLES[change.table]}({officials.get(change.who, change.who)}, {at})"
