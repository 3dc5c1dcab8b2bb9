"""Accounts and the invitations to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, insert, or_, select

from gongyak.accounts import Account, Invitation
from gongyak.store.feeds import drop_feed
from gongyak.store.statements import table_of
from gongyak.store.tables import AccountRow, InvitationRow, SessionRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

_ACCOUNT: Final = ("official", "password", "set_at", "is_active", "must_change")
_INVITATIONS: Final = table_of(InvitationRow)
_INVITATION: Final = ("digest", "official", "made_by", "made_at", "expires_at")


def find_account(session: Session, official: str) -> Account | None:
    """Return the account of *official*, or None."""
    row = session.get(AccountRow, official)
    return _account(row) if row else None


def read_accounts(session: Session) -> tuple[Account, ...]:
    """Return all accounts, by id."""
    return tuple(map(_account, session.scalars(select(AccountRow).order_by(AccountRow.official))))


def has_accounts(session: Session) -> bool:
    """Tell whether anybody has an account."""
    return session.scalar(select(AccountRow.official).limit(1)) is not None


def write_account(session: Session, account: Account) -> None:
    """Make the stored account equal to *account*; whose official there is none is `Refused` at the end."""
    values = {name: getattr(account, name) for name in _ACCOUNT}
    row = session.get(AccountRow, account.official, with_for_update=True)
    if row is None:
        session.add(AccountRow(**values))
    else:
        for name, value in values.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
    session.flush()


def remove_account(session: Session, official: str) -> bool:
    """Remove the account of *official* with its sessions, invitation and calendar; False: there is none."""
    row = session.get(AccountRow, official, with_for_update=True)
    session.connection().execute(delete(SessionRow).where(SessionRow.official == official))
    session.connection().execute(delete(_INVITATIONS).where(_INVITATIONS.c.official == official))
    drop_feed(session, official)
    if row is not None:
        session.delete(row)
        session.flush()
    return row is not None


def add_invitation(session: Session, invitation: Invitation) -> None:
    """Keep *invitation* in place of an earlier one to the same account; forget those that have expired."""
    same = (
        _INVITATIONS.c.official.is_(None)
        if invitation.official is None
        else _INVITATIONS.c.official == invitation.official
    )
    old = delete(_INVITATIONS).where(or_(same, _INVITATIONS.c.expires_at <= invitation.made_at))
    session.connection().execute(old)
    values = {name: getattr(invitation, name) for name in _INVITATION}
    session.connection().execute(insert(_INVITATIONS).values(values))


def find_invitation(session: Session, digest: str, now: datetime) -> Invitation | None:
    """Return the invitation of this digest, if it can be used *now*."""
    columns = (_INVITATIONS.c[name] for name in _INVITATION)
    valid = (_INVITATIONS.c.digest == digest, _INVITATIONS.c.expires_at > now)
    row = session.connection().execute(select(*columns).where(*valid)).mappings().one_or_none()
    return Invitation(**row) if row else None


def read_invited(session: Session, now: datetime) -> frozenset[str]:
    """Return whoever has an invitation that can be used *now*."""
    valid = select(_INVITATIONS.c.official).where(_INVITATIONS.c.expires_at > now)
    return frozenset(official for (official,) in session.connection().execute(valid) if official is not None)


def take_invitation(session: Session, digest: str) -> bool:
    """Use an invitation up, and tell whether that was possible: of two at once one gets it."""
    taken = delete(_INVITATIONS).where(_INVITATIONS.c.digest == digest)
    return bool(session.connection().execute(taken).rowcount)


def drop_first_invitations(session: Session) -> None:
    """Take back what invites a first administrator: there is one."""
    session.connection().execute(delete(_INVITATIONS).where(_INVITATIONS.c.official.is_(None)))


def _account(row: AccountRow) -> Account:
    return Account(**{name: getattr(row, name) for name in _ACCOUNT})
