"""Switching an account off, where somebody is left to switch it on again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongyak.store.accounts import read_accounts
from gongyak.store.city import read_city
from jobs import accounts
from jobs.managing.city import administrators_of
from jobs.managing.errors import LastAdministrator

if TYPE_CHECKING:
    from jobs.desk import Desk


def disable(desk: Desk, official: str) -> bool:
    """Let nobody in by the account of *official*; False: so it was already.

    Raises `NoSuchAccount`, and `LastAdministrator` where no administrator could come in any more.
    """
    with desk.database.read() as session:
        usable = {account.official for account in read_accounts(session) if account.is_active}
        able = administrators_of(read_city(session), desk.today) & usable
    if able == {official}:
        raise LastAdministrator
    return accounts.disable(desk, official)
