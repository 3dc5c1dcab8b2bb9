"""Sessions of browsers, and the attempts to log in that throttle the hasty."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, func, insert, select, update

from gongyak.accounts import Account, LoginSession
from gongyak.store.accounts import find_account
from gongyak.store.city import find_official
from gongyak.store.keeping import know_mark, mark_column
from gongyak.store.statements import insert_new, table_of
from gongyak.store.tables import AttemptsRow, SessionRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from gongyak.people import Official

_SESSIONS: Final = table_of(SessionRow)
_SESSION: Final = ("digest", "official", "standing", "started_at", "seen_at")
_ATTEMPTS: Final = table_of(AttemptsRow)


@dataclass(frozen=True, slots=True)
class Attempts:
    """How often somebody has tried in vain in a row, and from when on the next attempt is let through."""

    count: int
    open_from: datetime


def open_session(session: Session, opened: LoginSession) -> None:
    """Keep the session of a browser."""
    values = {name: getattr(opened, name) for name in _SESSION}
    session.connection().execute(insert(_SESSIONS).values(values))


def find_session(session: Session, digest: str) -> tuple[LoginSession, Account, Official] | None:
    """Return the session of this digest with its account and its official, or None.  Four queries.

    The first of them brings the mark of the facts along, so that a request need not ask for it by itself.
    """
    columns = (_SESSIONS.c[name] for name in _SESSION)
    query = select(*columns, mark_column().label("mark")).where(_SESSIONS.c.digest == digest)
    row = session.connection().execute(query).mappings().one_or_none()
    if row is None:
        return None
    know_mark(session, row["mark"])
    found = LoginSession(**{name: row[name] for name in _SESSION})
    account, official = find_account(session, found.official), find_official(session, found.official)
    return (found, account, official) if account and official else None


def touch_session(session: Session, digest: str, now: datetime) -> None:
    """Keep that the session was used *now*; never an earlier time than is kept already."""
    mine = (_SESSIONS.c.digest == digest, _SESSIONS.c.seen_at < now)
    session.connection().execute(update(_SESSIONS).where(*mine).values(seen_at=now))


def end_session(session: Session, digest: str) -> bool:
    """End one session; False: there is none."""
    return bool(session.connection().execute(delete(_SESSIONS).where(_SESSIONS.c.digest == digest)).rowcount)


def end_sessions_of(session: Session, official: str) -> int:
    """End all sessions of *official*, and return how many there were."""
    ended = delete(_SESSIONS).where(_SESSIONS.c.official == official)
    return session.connection().execute(ended).rowcount


def forget_idle(session: Session, unseen_since: datetime) -> None:
    """Forget the sessions that nobody has used since."""
    session.connection().execute(delete(_SESSIONS).where(_SESSIONS.c.seen_at < unseen_since))


def last_seen(session: Session) -> dict[str, datetime]:
    """Return when each official with a session was last seen."""
    rows = session.connection().execute(
        select(_SESSIONS.c.official, _SESSIONS.c.seen_at).order_by(_SESSIONS.c.seen_at)
    )
    return {row.official: row.seen_at for row in rows}


def count_sessions(session: Session) -> Counter[str]:
    """Return how many sessions each official has."""
    query = select(_SESSIONS.c.official, func.count().label("count")).group_by(_SESSIONS.c.official)
    return Counter({row.official: row.count for row in session.connection().execute(query)})


def waits_of(session: Session, now: datetime) -> dict[str, datetime]:
    """Return until when those wait who have tried too often, by the subjects that are counted."""
    query = select(_ATTEMPTS.c.subject, _ATTEMPTS.c.open_from).where(_ATTEMPTS.c.open_from > now)
    return {row.subject: row.open_from for row in session.connection().execute(query)}


def lock_attempts(session: Session, subject: str, now: datetime) -> Attempts:
    """Return the attempts of *subject*; until the transaction ends nobody else counts one of theirs."""
    insert_new(session, _ATTEMPTS, {"subject": subject, "attempts": 0, "open_from": now})
    query = select(_ATTEMPTS.c.attempts, _ATTEMPTS.c.open_from).where(_ATTEMPTS.c.subject == subject)
    return Attempts(*session.connection().execute(query.with_for_update()).one())


def keep_attempts(session: Session, subject: str, attempts: Attempts) -> None:
    """Keep the attempts of *subject*, which `lock_attempts` has locked."""
    values = {"attempts": attempts.count, "open_from": attempts.open_from}
    session.connection().execute(update(_ATTEMPTS).where(_ATTEMPTS.c.subject == subject).values(values))


def take_back_attempt(session: Session, subject: str, now: datetime) -> None:
    """Count one attempt less for *subject*, whose last one has succeeded, and let the next one through."""
    mine = (_ATTEMPTS.c.subject == subject, _ATTEMPTS.c.attempts > 0)
    less = {"attempts": _ATTEMPTS.c.attempts - 1, "open_from": now}
    session.connection().execute(update(_ATTEMPTS).where(*mine).values(less))


def clear_attempts(session: Session, subject: str) -> None:
    """Forget the attempts of *subject*."""
    session.connection().execute(delete(_ATTEMPTS).where(_ATTEMPTS.c.subject == subject))


def forget_attempts(session: Session, open_before: datetime) -> None:
    """Forget the attempts whose wait was over before."""
    session.connection().execute(delete(_ATTEMPTS).where(_ATTEMPTS.c.open_from < open_before))
