"""The job of looking after accounts: who has one, who may use it, who has to choose another password."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongyak.accounts import Account, user_on
from gongyak.people import Role
from gongyak.store.accounts import find_account, read_accounts, read_invited, remove_account, write_account
from gongyak.store.city import read_city
from gongyak.store.sessions import clear_attempts, end_sessions_of, last_seen
from jobs.account_errors import NoSuchAccount
from jobs.entering import subject_of_account

if TYPE_CHECKING:
    from datetime import datetime

    from gongyak.store.session import Session
    from jobs.desk import Desk

_CAUSE = "계정 관리"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an official stands: the roles of today, the account (None: none), and when last seen in a session.

    ``is_invited``: a link to set a password is on its way.
    """

    official: str
    name: str
    roles: tuple[Role, ...]
    has_account: bool
    is_active: bool
    must_change: bool
    is_invited: bool
    seen_at: datetime | None


def list_accounts(desk: Desk) -> tuple[Standing, ...]:
    """Return every official with how they stand, in the city's order; raise `NoCity`."""
    with desk.database.read() as session:
        officials = read_city(session).officials
        accounts = {account.official: account for account in read_accounts(session)}
        invited, seen = read_invited(session, desk.now()), last_seen(session)
    return tuple(
        Standing(
            official=each.id,
            name=each.name,
            roles=tuple(sorted(user_on(each, desk.today).roles)),
            has_account=each.id in accounts,
            is_active=each.id in accounts and accounts[each.id].is_active,
            must_change=each.id in accounts and accounts[each.id].must_change,
            is_invited=each.id in invited,
            seen_at=seen.get(each.id),
        )
        for each in officials
    )


def disable(desk: Desk, official: str) -> bool:
    """Let nobody in by the account of *official*, and end their sessions; False: so it was already.

    Raises `NoSuchAccount`.
    """
    with desk.database.begin(who=desk.who, at=desk.now(), cause=_CAUSE) as session:
        account = _account(session, official)
        write_account(session, replace(account, is_active=False))
        end_sessions_of(session, official)
    return account.is_active


def enable(desk: Desk, official: str) -> bool:
    """Let *official* in again, at once even after many attempts; False: so it was already.

    Raises `NoSuchAccount`.
    """
    with desk.database.begin(who=desk.who, at=desk.now(), cause=_CAUSE) as session:
        account = _account(session, official)
        write_account(session, replace(account, is_active=True))
        clear_attempts(session, subject_of_account(official))
    return not account.is_active


def unlock(desk: Desk, official: str) -> None:
    """Let *official* try again at once, however many attempts there were; raise `NoSuchAccount`."""
    with desk.database.begin(who=desk.who, at=desk.now(), cause=_CAUSE) as session:
        _account(session, official)
        clear_attempts(session, subject_of_account(official))


def end_sessions(desk: Desk, official: str) -> int:
    """End all sessions of *official*, and return how many there were; raise `NoSuchAccount`."""
    with desk.database.begin(who=desk.who, at=desk.now(), cause=_CAUSE) as session:
        _account(session, official)
        return end_sessions_of(session, official)


def renew(desk: Desk, official: str) -> None:
    """Have *official* choose another password before anything else; raise `NoSuchAccount`."""
    with desk.database.begin(who=desk.who, at=desk.now(), cause=_CAUSE) as session:
        write_account(session, replace(_account(session, official), must_change=True))


def remove(desk: Desk, official: str) -> None:
    """Remove the account of *official*, with sessions and invitation; raise `NoSuchAccount`."""
    with desk.database.begin(who=desk.who, at=desk.now(), cause=_CAUSE) as session:
        if not remove_account(session, official):
            raise NoSuchAccount(official=official)


def _account(session: Session, official: str) -> Account:
    account = find_account(session, official)
    if account is None:
        raise NoSuchAccount(official=official)
    return account
