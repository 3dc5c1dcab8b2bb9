from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from gongyak.accounts import Account, Invitation, LoginSession
from gongyak.store.accounts import (
    add_invitation,
    drop_first_invitations,
    find_account,
    find_invitation,
    has_accounts,
    read_accounts,
    read_invited,
    remove_account,
    take_invitation,
    write_account,
)
from gongyak.store.changes import read_changes
from gongyak.store.city import find_official, read_city, write_city
from gongyak.store.errors import Refused
from gongyak.store.sessions import find_session, open_session
from tests.store.clerk import NOW, write
from tests.store.strategies import CITY

if TYPE_CHECKING:
    from gongyak.store.database import Database

WHO, OTHER = CITY.officials[0].id, CITY.officials[1].id
ACCOUNT = Account(official=WHO, password="$argon2id$one", set_at=NOW)  # noqa: S106 - the hash of nothing


def invitation(digit: str, official: str | None, hours: int = 24) -> Invitation:
    return Invitation(
        digest=digit * 64,
        official=official,
        made_by="tester",
        made_at=NOW,
        expires_at=NOW + timedelta(hours=hours),
    )


def test_an_account_is_kept_as_it_was_written(city_database: Database) -> None:
    with write(city_database) as session:
        assert not has_accounts(session)
        write_account(session, ACCOUNT)
    changed = replace(ACCOUNT, is_active=False, must_change=True)
    with write(city_database) as session:
        assert read_accounts(session) == (ACCOUNT,)
        write_account(session, changed)
    with city_database.read() as session:
        assert has_accounts(session)
        assert find_account(session, WHO) == changed
        assert find_account(session, "nobody") is None


def test_the_audit_keeps_what_changes_and_never_a_hash(city_database: Database) -> None:
    with write(city_database) as session:
        write_account(session, ACCOUNT)
    with write(city_database, who="admin") as session:
        later = replace(ACCOUNT, password="$argon2id$two", set_at=NOW + timedelta(days=1))  # noqa: S106 - as above
        write_account(session, later)
    with write(city_database, who="admin") as session:
        remove_account(session, WHO)
    with city_database.read() as session:
        told = [change for change in read_changes(session) if "account" in str(change)]
    assert len(told) == 3
    assert "argon2" not in str(told)


def test_nobody_has_an_account_who_is_no_official(city_database: Database) -> None:
    with pytest.raises(Refused), write(city_database) as session:
        write_account(session, replace(ACCOUNT, official="nobody"))


def test_an_official_with_an_account_does_not_vanish_from_the_city(city_database: Database) -> None:
    with write(city_database) as session:
        write_account(session, ACCOUNT)
        city = read_city(session)
    fewer = replace(city, officials=city.officials[1:])
    with pytest.raises(Refused), write(city_database) as session:
        write_city(session, fewer)


def test_an_account_goes_with_its_sessions_and_its_invitation(city_database: Database) -> None:
    with write(city_database) as session:
        write_account(session, ACCOUNT)
        opened = LoginSession(digest="a" * 64, official=WHO, standing="b" * 64, started_at=NOW, seen_at=NOW)
        open_session(session, opened)
        add_invitation(session, invitation("c", WHO))
    with write(city_database) as session:
        assert remove_account(session, WHO)
        assert not remove_account(session, WHO)
    with city_database.read() as session:
        assert find_session(session, "a" * 64) is None
        assert find_invitation(session, "c" * 64, NOW) is None


def test_an_invitation_holds_until_it_expires_and_is_used_once(city_database: Database) -> None:
    with write(city_database) as session:
        add_invitation(session, invitation("a", WHO))
    with write(city_database) as session:
        just_before = NOW + timedelta(hours=23, minutes=59)
        assert find_invitation(session, "a" * 64, just_before) == invitation("a", WHO)
        assert find_invitation(session, "a" * 64, NOW + timedelta(hours=24)) is None
        assert find_invitation(session, "b" * 64, NOW) is None
        assert read_invited(session, NOW) == {WHO}
        assert read_invited(session, NOW + timedelta(hours=24)) == frozenset()
        assert [take_invitation(session, "a" * 64) for _ in range(2)] == [True, False]


@pytest.mark.parametrize("official", [WHO, None])
def test_a_newer_invitation_makes_the_one_before_it_void(
    city_database: Database, official: str | None
) -> None:
    with write(city_database) as session:
        for each in (invitation("a", official), invitation("d", OTHER), invitation("b", official)):
            add_invitation(session, each)
    with city_database.read() as session:
        found = [find_invitation(session, digit * 64, NOW) is not None for digit in ("a", "b", "d")]
    assert found == [False, True, True]


def test_expired_invitations_are_forgotten(city_database: Database) -> None:
    with write(city_database) as session:
        add_invitation(session, invitation("a", WHO, hours=1))
        later = replace(invitation("b", OTHER), made_at=NOW + timedelta(hours=1))
        add_invitation(session, later)
        assert not take_invitation(session, "a" * 64)


def test_the_invitations_of_a_first_administrator_are_taken_back(city_database: Database) -> None:
    with write(city_database) as session:
        add_invitation(session, invitation("a", None))
        add_invitation(session, invitation("b", WHO))
        drop_first_invitations(session)
        assert [take_invitation(session, digit * 64) for digit in "ab"] == [False, True]


def test_an_official_is_found_with_all_posts(city_database: Database) -> None:
    with city_database.read() as session:
        for official in CITY.officials:
            assert find_official(session, official.id) == replace(official, absences=())
        assert find_official(session, "nobody") is None
