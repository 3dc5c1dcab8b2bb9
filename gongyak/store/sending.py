"""A letter under way: what its attempts came to, and what becomes of those whose sender has died.

Each attempt leaves a row, written with the state that it led to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, exists, func, insert, select, update

from gongyak.letters import Attempt, AttemptOutcome, LetterKind, LetterState, Posted, Reply
from gongyak.store.errors import SenderDied
from gongyak.store.statements import table_of
from gongyak.store.suppressions import clear_failures, count_failure
from gongyak.store.tables import AttemptRow, LetterRow, ReplicaRow, SuppressionRow

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from sqlalchemy import ColumnElement, RowMapping
    from sqlalchemy.orm import Session

_TABLE: Final = table_of(LetterRow)
_ATTEMPTS: Final = table_of(AttemptRow)
_REPLICAS: Final = table_of(ReplicaRow)
_SUPPRESSIONS: Final = table_of(SuppressionRow)
_IN_HAND: Final = (LetterState.CLAIMED, LetterState.SENDING)

# What every letter takes is put together once, not once a letter: that would cost more than to execute it.
_BEGIN: Final = (
    update(_TABLE)
    .where(
        _TABLE.c.id == bindparam("letter"),
        _TABLE.c.holder == bindparam("hand"),
        _TABLE.c.state == LetterState.CLAIMED,
    )
    .values(state=LetterState.SENDING, changed_at=bindparam("now"))
)
_SEND: Final = (
    update(_TABLE)
    .where(_TABLE.c.id == bindparam("letter"), _TABLE.c.state != LetterState.SENT)
    .values(
        state=LetterState.SENT,
        holder=None,
        changed_at=bindparam("now"),
        attempts=_TABLE.c.attempts + 1,
        error=None,
    )
    .returning(exists().where(_SUPPRESSIONS.c.address == bindparam("to")).label("has_refused"))
)
_NOTE: Final = insert(_ATTEMPTS).values(
    number=select(func.count() + 1).where(_ATTEMPTS.c.letter == bindparam("of")).scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class Released:
    """What became of the letters of dead processes: how many wait again, and which are unknown (numbers)."""

    requeued: int = 0
    unknown: tuple[int, ...] = ()


def begin_data(session: Session, posted: Posted, now: datetime) -> bool:
    """Keep that DATA is about to go out; False: the letter is no longer ours, and must not be sent.

    Committed before DATA: from here on nobody can know whether a letter of a dead process has arrived.
    """
    ours = {"letter": posted.id, "hand": posted.holder, "now": now}
    return bool(session.connection().execute(_BEGIN, ours).rowcount)


def mark_sent(session: Session, posted: Posted, reply: Reply, now: datetime) -> bool:
    """Keep that the server has taken the letter; False: that is known already.

    It holds whoever has the letter meanwhile: what the server has is sent, and is not sent again.  The
    address's refusals in a row are forgotten.
    """
    which = {"letter": posted.id, "to": posted.letter.address, "now": now}
    sent = session.connection().execute(_SEND, which).first()
    if sent is None:
        return False
    _note(session, _Held.of(posted), AttemptOutcome.SENT, reply, now)
    if sent.has_refused:
        clear_failures(session, posted.letter.address)
    return True


def mark_deferred(session: Session, posted: Posted, reply: Reply, now: datetime, *, due: datetime) -> bool:
    """Keep that the server takes it later, and let it be tried again at *due*; False: it is not ours."""
    again = {"state": LetterState.QUEUED, "due": due, "error": reply.told}
    if not _settle(session, _ours(posted), now, again):
        return False
    _note(session, _Held.of(posted), AttemptOutcome.DEFERRED, reply, now)
    return True


def mark_failed(
    session: Session, posted: Posted, reply: Reply, now: datetime, *, suppress_after: int | None = None
) -> bool:
    """Keep that it is not tried again; return whether its address gets no letters from now on.

    Where the address itself was refused, *suppress_after* says after how many such refusals in a row that
    happens; None: the address is not to blame.  A letter that is not ours stays as it is.
    """
    if not _settle(session, _ours(posted), now, {"state": LetterState.FAILED, "error": reply.told}):
        return False
    _note(session, _Held.of(posted), AttemptOutcome.FAILED, reply, now)
    if suppress_after is None:
        return False
    return count_failure(session, posted.letter.address, reply.told or reply.text, now, suppress_after)


def mark_unknown(
    session: Session, posted: Posted, reply: Reply, now: datetime, *, resend: Collection[LetterKind] = ()
) -> LetterState | None:
    """Keep that nobody knows whether it has arrived; return the state it came to, None: it is not ours.

    A letter of a kind in *resend* is queued once more under the same Message-ID, if that has not happened
    before; any other waits for a person.
    """
    return _lose(session, _Held.of(posted), reply, now, resend)


def release_dead(session: Session, now: datetime, *, resend: Collection[LetterKind] = ()) -> Released:
    """Take the letters of processes that are not (or no longer) among the live replicas.

    A claimed one simply waits again.  One that had begun DATA is unknown, or waits again where `mark_unknown`
    says so.
    """
    living = select(_REPLICAS.c.id).where(_REPLICAS.c.ended_at.is_(None))
    query = select(_TABLE.c.id, _TABLE.c.state, _TABLE.c.holder).where(
        _TABLE.c.state.in_(_IN_HAND), _TABLE.c.holder.not_in(living)
    )
    rows = session.connection().execute(query.order_by(_TABLE.c.id).with_for_update(skip_locked=True))
    came_to = {
        number: _release(session, _Held(number, holder), state, now, resend)
        for number, state, holder in rows.all()
    }
    unknown = (number for number, state in came_to.items() if state is LetterState.UNKNOWN)
    return Released(list(came_to.values()).count(LetterState.QUEUED), tuple(unknown))


def put_back(session: Session, posted: Posted, now: datetime) -> bool:
    """Let a letter wait again that has certainly not gone out, though it may have begun; False: not ours.

    That is no attempt: the server, or our own disk, would have treated any letter so.
    """
    return _settle(session, _ours(posted), now, {"state": LetterState.QUEUED})


def read_attempts(session: Session, number: int) -> tuple[Attempt, ...]:
    """Return the attempts to send a letter, in their order."""
    query = select(_ATTEMPTS).where(_ATTEMPTS.c.letter == number).order_by(_ATTEMPTS.c.number)
    rows = session.connection().execute(query).mappings()
    return tuple(map(_attempt, rows))


def _attempt(row: RowMapping) -> Attempt:
    reply = Reply(row["stage"], row["code"], row["reply"])
    return Attempt(row["number"], row["at"], row["holder"], row["outcome"], reply)


@dataclass(frozen=True, slots=True)
class _Held:
    """A letter in somebody's hand."""

    number: int
    holder: str

    @classmethod
    def of(cls, posted: Posted) -> _Held:
        return cls(posted.id, posted.holder or "")

    def stands(self, *states: LetterState) -> tuple[ColumnElement[bool], ...]:
        """Return what holds as long as it is in that hand, in one of some states."""
        return (_TABLE.c.id == self.number, _TABLE.c.holder == self.holder, _TABLE.c.state.in_(states))


def _ours(posted: Posted) -> tuple[ColumnElement[bool], ...]:
    return _Held.of(posted).stands(*_IN_HAND)


def _release(
    session: Session, held: _Held, state: LetterState, now: datetime, resend: Collection[LetterKind]
) -> LetterState | None:
    if state is LetterState.SENDING:
        reply = Reply("answer", told=str(SenderDied()))
        return _lose(session, held, reply, now, resend)
    waits = {"state": LetterState.QUEUED}
    return LetterState.QUEUED if _settle(session, held.stands(state), now, waits) else None


def _lose(
    session: Session, held: _Held, reply: Reply, now: datetime, resend: Collection[LetterKind]
) -> LetterState | None:
    """Keep that a letter's fate is unknown, and return what state it came to."""
    sending = held.stands(LetterState.SENDING)
    may_repeat = (*sending, _TABLE.c.kind.in_(resend), _TABLE.c.resent.is_(False))
    once_more = {"state": LetterState.QUEUED, "due": now, "resent": True, "error": reply.told}
    if _settle(session, may_repeat, now, once_more):
        state = LetterState.QUEUED
    elif _settle(session, sending, now, {"state": LetterState.UNKNOWN, "error": reply.told}):
        state = LetterState.UNKNOWN
    else:
        return None
    _note(session, held, AttemptOutcome.UNKNOWN, reply, now)
    return state


def _settle(
    session: Session, which: tuple[ColumnElement[bool], ...], now: datetime, values: Mapping[str, object]
) -> bool:
    """Let the letter go into a state in which nobody holds it; False: it is not as *which* says."""
    change = update(_TABLE).where(*which).values(holder=None, changed_at=now, **values)
    if "error" in values:  # an attempt, not merely a letter put back
        change = change.values(attempts=_TABLE.c.attempts + 1)
    return bool(session.connection().execute(change).rowcount)


def _note(session: Session, held: _Held, outcome: AttemptOutcome, reply: Reply, now: datetime) -> None:
    """Note an attempt; the letter's row is locked by its change, so no two take the same number."""
    values = {
        "of": held.number,
        "letter": held.number,
        "at": now,
        "holder": held.holder,
        "outcome": outcome,
        "stage": reply.stage,
        "code": reply.code,
        "reply": reply.text,
    }
    session.connection().execute(_NOTE, values)
