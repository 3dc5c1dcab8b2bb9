"""The job of letting in whom the single sign-on vouches for: officials with an account and a post today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongyak.accounts import AccessKind
from gongyak.store.access_log import Access, add_access
from gongyak.store.accounts import find_account
from gongyak.store.city import find_city
from jobs.account_errors import NotVouched, ProviderSilent
from jobs.entering import count_at, forgive_at, let_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongyak.store.session import Session
    from jobs.desk import Desk

_CAUSE: Final = "통합 로그인"


def log_in_vouched(desk: Desk, vouch: Callable[[], str], address: str, former: str | None = None) -> str:
    """Return the token of a new session for whom *vouch* names; the session of the token *former* ends.

    Raises `NotVouched`, `TooManyAttempts`, `NoPostToday`, and what *vouch* raises.
    """
    count_at(desk, address)
    try:
        return _log_in(desk, vouch(), address, former)
    except ProviderSilent:  # nobody's fault at this address, from where they may now try passwords
        forgive_at(desk, address)
        raise
    except NotVouched as error:
        now = desk.now()
        with desk.database.begin(who="web", at=now, cause=_CAUSE) as session:
            kind, who = AccessKind.REFUSED, error.values.get("official")
            official = who if isinstance(who, str) else None
            add_access(session, Access(at=now, kind=kind, official=official, address=address, detail=_CAUSE))
        raise


def _log_in(desk: Desk, named: str, address: str, former: str | None) -> str:
    now = desk.now()
    with desk.database.begin(who="web", at=now, cause=_CAUSE) as session:
        official = _official(session, desk, named)
        account = find_account(session, official) if official else None
        if account is None or not account.is_active:
            why = "the account is disabled" if account else "no account, or no one official, by this claim"
            raise NotVouched(official=account and account.official, why=why)
        coming = Access(
            at=now, kind=AccessKind.LOGIN, official=account.official, address=address, detail=_CAUSE
        )
        return let_in(session, desk, coming, former)


def _official(session: Session, desk: Desk, named: str) -> str | None:
    """Return the id of the one official who is *named* so; None: nobody, or several."""
    city = find_city(session)
    officials = city.officials if city else ()
    if desk.settings.oidc.claim != "email":
        found = [each.id for each in officials if each.id == named]
    elif named.isascii():  # other letters may look like, or fold into, those of somebody else's address
        found = [each.id for each in officials if (each.email or "").lower() == named.lower()]
    else:
        found = []
    return found[0] if len(found) == 1 else None
