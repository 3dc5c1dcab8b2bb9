"""The job of letting people in: log in, recognise, log out, change the password.

Attempts are counted before the password is looked at, so that many at once are no way around the count.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Final

from gongyak.accounts import (
    FORGOTTEN_AFTER,
    PER_ACCOUNT,
    PER_ADDRESS,
    AccessKind,
    Account,
    LoginSession,
    Pace,
    User,
    digest_of,
    require_fit,
    standing_of,
    user_on,
)
from gongyak.store.access_log import Access, add_access, forget_access
from gongyak.store.accounts import find_account, write_account
from gongyak.store.city import find_official
from gongyak.store.sessions import (
    Attempts,
    clear_attempts,
    end_session,
    end_sessions_of,
    find_session,
    forget_attempts,
    forget_idle,
    keep_attempts,
    lock_attempts,
    open_session,
    take_back_attempt,
    touch_session,
    waits_of,
)
from jobs.account_errors import NoPostToday, PasswordsDiffer, SamePassword, TooManyAttempts, WrongLogin
from jobs.passwords import hash_of, is_right

if TYPE_CHECKING:
    from gongyak.store.session import Session
    from jobs.desk import Desk

TOKEN_BYTES: Final = 32
TOUCHED_EVERY: Final = timedelta(minutes=1)
"""A session's last use is written down no more often than this."""
_CAUSE: Final = "로그인"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who is logged in; ``must_change`` tells that another password has to be chosen first."""

    user: User
    must_change: bool


@dataclass(frozen=True, slots=True)
class Credentials:
    """What somebody typed, and the network address they typed it from."""

    official: str
    password: str
    address: str


def log_in(desk: Desk, given: Credentials, former: str | None = None) -> str:
    """Return the token of a new session; the session of the token *former* ends.

    Raises `WrongLogin`, `TooManyAttempts`, `NoPostToday`.
    """
    try:
        account = require_right(desk, given)
    except WrongLogin:
        _note_refusal(desk, given)
        raise
    now = desk.now()
    with desk.database.begin(who=account.official, at=now, cause=_CAUSE) as session:
        if find_account(session, account.official) != account:  # disabled or changed a moment ago
            raise WrongLogin
        clear_attempts(session, subject_of_account(given.official))
        return let_in(
            session,
            desk,
            Access(at=now, kind=AccessKind.LOGIN, official=account.official, address=given.address),
            former,
        )


def let_in(session: Session, desk: Desk, coming: Access, former: str | None) -> str:
    """Keep that somebody has proved to be an official, and return the token of a new session.

    The session of the token *former* ends.  Raises `NoPostToday`.
    """
    user = _user(session, desk, coming.official or "")
    take_back_attempt(session, _subject_of_address(coming.address), coming.at)
    _clean(session, desk, coming.at)
    if former:
        end_session(session, digest_of(former))
    add_access(session, coming)
    return _open(session, user, coming.at)


def count_at(desk: Desk, address: str) -> None:
    """Count an attempt of a network address that says nothing of an account; raise `TooManyAttempts`."""
    now = desk.now()
    with desk.database.begin(who="web", at=now, cause=_CAUSE) as session:
        _count(session, _subject_of_address(address), PER_ADDRESS, now)


def forgive_at(desk: Desk, address: str) -> None:
    """Take the last attempt off a network address."""
    now = desk.now()
    with desk.database.begin(who="web", at=now, cause=_CAUSE) as session:
        take_back_attempt(session, _subject_of_address(address), now)


def recognise(desk: Desk, token: str) -> Visitor | None:
    """Return who has the session of *token*; None where it has ended, or never was."""
    digest, now = digest_of(token), desk.now()
    with desk.database.read() as session:
        found = find_session(session, digest)
        desk.standing.look(session)
    if found is None:
        return None
    opened, account, official = found
    user = user_on(official, desk.today)
    if not _is_alive(desk, opened, account, user):
        _end(desk, token)
        return None
    if now - opened.seen_at >= TOUCHED_EVERY:
        with desk.database.begin(who=user.official, at=now, cause=_CAUSE) as session:
            touch_session(session, digest, now)
    return Visitor(user, account.must_change)


def log_out(desk: Desk, token: str, address: str) -> None:
    """End the session of *token*, if it has not ended, and keep who left, at a network *address*."""
    now = desk.now()
    with desk.database.begin(who="web", at=now, cause=_CAUSE) as session:
        found = find_session(session, digest_of(token))
        if end_session(session, digest_of(token)) and found:
            official = found[1].official
            add_access(session, Access(at=now, kind=AccessKind.LOGOUT, official=official, address=address))


def _end(desk: Desk, token: str) -> None:
    """End a session that holds no longer: nobody has left."""
    with desk.database.begin(who="web", at=desk.now(), cause=_CAUSE) as session:
        end_session(session, digest_of(token))


def change_password(desk: Desk, given: Credentials, new: str, again: str) -> str:
    """Set the password *new*, end all sessions of the official, and return the token of a new one.

    Raises `PasswordsDiffer`, `SamePassword`, `PasswordUnfit`, `WrongLogin`, `TooManyAttempts`.
    """
    require_chosen(given.official, new, again)
    if new == given.password:
        raise SamePassword
    account, now = require_right(desk, given), desk.now()
    password = hash_of(new)
    with desk.database.begin(who=account.official, at=now, cause="비밀번호 변경") as session:
        if find_account(session, account.official) != account:
            raise WrongLogin
        write_account(session, replace(account, password=password, set_at=now, must_change=False))
        end_sessions_of(session, account.official)
        _forgive(session, given, now)
        return _open(session, _user(session, desk, account.official), now)


def require_chosen(official: str, new: str, again: str) -> None:
    """Raise `PasswordsDiffer` or `PasswordUnfit` unless *new* may be the password of *official*."""
    if new != again:
        raise PasswordsDiffer
    require_fit(new, official)


def require_right(desk: Desk, given: Credentials) -> Account:
    """Count an attempt, and return the account if the password is right.

    Raises `TooManyAttempts` before anything is looked at, `WrongLogin` in whatever else is wrong.
    """
    now = desk.now()
    subjects = {
        subject_of_account(given.official): PER_ACCOUNT,
        _subject_of_address(given.address): PER_ADDRESS,
    }
    with desk.database.begin(who="web", at=now, cause=_CAUSE) as session:
        for subject, pace in subjects.items():
            _count(session, subject, pace, now)
        account = find_account(session, given.official) if given.official.isprintable() else None
    is_usable = account is not None and account.is_active
    if not is_right(given.password, account.password if account and is_usable else None) or account is None:
        raise WrongLogin
    return account


def _note_refusal(desk: Desk, given: Credentials) -> None:
    """Keep that an attempt was refused; an id that there is not is not kept: it may be a password."""
    now = desk.now()
    with desk.database.begin(who="web", at=now, cause=_CAUSE) as session:
        is_known = given.official.isprintable() and find_account(session, given.official) is not None
        waits = waits_of(session, now)
        subjects = {subject_of_account(given.official), _subject_of_address(given.address)}
        kind = AccessKind.LOCKED if subjects & waits.keys() else AccessKind.REFUSED
        add_access(session, _access(kind, given.official if is_known else None, given, now))


def _access(kind: AccessKind, official: str | None, given: Credentials, now: datetime) -> Access:
    return Access(at=now, kind=kind, official=official, address=given.address)


def subject_of_account(official: str) -> str:
    """Return under which name attempts on an account are counted: a digest, for people mistype passwords."""
    return f"account:{digest_of(official)}"


def _subject_of_address(address: str) -> str:
    return f"address:{digest_of(address)}"


def _forgive(session: Session, given: Credentials, now: datetime) -> None:
    """Forget the attempts on an account whose owner has come in, and take this one off the address."""
    clear_attempts(session, subject_of_account(given.official))
    take_back_attempt(session, _subject_of_address(given.address), now)


def _count(session: Session, subject: str, pace: Pace, now: datetime) -> None:
    before = lock_attempts(session, subject, now)
    if now < before.open_from:
        raise _too_many(before.open_from - now)
    count = 1 if now - before.open_from >= FORGOTTEN_AFTER else before.count + 1
    keep_attempts(session, subject, Attempts(count, now + pace.wait_after(count)))


def _too_many(wait: timedelta) -> TooManyAttempts:
    seconds = max(1, round(wait.total_seconds()))
    minutes = -(-seconds // 60)
    is_short = seconds < 60  # noqa: PLR2004 - a minute
    return TooManyAttempts(
        seconds=seconds,
        wait_ko=f"{seconds}초" if is_short else f"{minutes}분",
        wait_en=f"{seconds} s" if is_short else f"{minutes} min",
    )


def _clean(session: Session, desk: Desk, now: datetime) -> None:
    """Forget what no longer holds."""
    forget_idle(session, now - _idle(desk))
    forget_attempts(session, now - FORGOTTEN_AFTER)
    forget_access(session, now - timedelta(days=desk.settings.web.access_log_days))


def _user(session: Session, desk: Desk, official: str) -> User:
    """Return the official as a user of today; raise `NoPostToday`."""
    found = find_official(session, official)
    user = user_on(found, desk.today) if found else User(official=official, name=official)
    if not user.roles:
        raise NoPostToday(name=user.name)
    return user


def _open(session: Session, user: User, now: datetime) -> str:
    token = token_urlsafe(TOKEN_BYTES)
    opened = LoginSession(
        digest=digest_of(token),
        official=user.official,
        standing=standing_of(user),
        started_at=now,
        seen_at=now,
    )
    open_session(session, opened)
    return token


def _is_alive(desk: Desk, opened: LoginSession, account: Account, user: User) -> bool:
    is_fresh = desk.now() - opened.seen_at < _idle(desk)
    return is_fresh and account.is_active and opened.standing == standing_of(user)


def _idle(desk: Desk) -> timedelta:
    return timedelta(minutes=desk.settings.web.session_minutes)
