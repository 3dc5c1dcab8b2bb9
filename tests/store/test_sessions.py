from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from gongyak.accounts import Account, LoginSession
from gongyak.store.accounts import write_account
from gongyak.store.errors import Refused
from gongyak.store.sessions import (
    Attempts,
    clear_attempts,
    end_session,
    end_sessions_of,
    find_session,
    forget_attempts,
    forget_idle,
    keep_attempts,
    last_seen,
    lock_attempts,
    open_session,
    take_back_attempt,
    touch_session,
)
from tests.store.clerk import NOW, statements, write
from tests.store.strategies import CITY

if TYPE_CHECKING:
    from gongyak.store.database import Database

WHO, OTHER = CITY.officials[0].id, CITY.officials[1].id
LATER = NOW + timedelta(minutes=10)


def opened(digit: str, official: str = WHO) -> LoginSession:
    return LoginSession(digest=digit * 64, official=official, standing="f" * 64, started_at=NOW, seen_at=NOW)


@pytest.fixture
def town(city_database: Database) -> Database:
    with write(city_database) as session:
        for official in (WHO, OTHER):
            write_account(session, Account(official=official, password="$", set_at=NOW))  # noqa: S106 - of nothing
        for each in (opened("a"), opened("b"), opened("c", OTHER)):
            open_session(session, each)
    return city_database


def found(town: Database) -> str:
    with town.read() as session:
        return "".join(digit for digit in "abc" if find_session(session, digit * 64))


def test_a_session_is_found_with_account_and_official_in_four_queries(town: Database) -> None:
    with town.read() as session, statements() as sent:
        one = find_session(session, "a" * 64)
    assert one is not None
    assert (one[0], one[1].official, one[2].id) == (opened("a"), WHO, WHO)
    assert len([each for each in sent if each.startswith("SELECT")]) == 4


def test_a_session_is_touched_and_never_back_in_time(town: Database) -> None:
    with write(town) as session:
        touch_session(session, "a" * 64, LATER)
        touch_session(session, "a" * 64, NOW)
        one = find_session(session, "a" * 64)
        assert one == (replace(opened("a"), seen_at=LATER), one[1], one[2])  # type: ignore[index]
        assert last_seen(session) == {WHO: LATER, OTHER: NOW}


def test_sessions_end_one_by_one_all_of_a_person_and_by_not_being_used(town: Database) -> None:
    with write(town) as session:
        end_session(session, "b" * 64)
    assert found(town) == "ac"
    with write(town) as session:
        touch_session(session, "a" * 64, LATER)
        forget_idle(session, LATER)
    assert found(town) == "a"
    with write(town) as session:
        assert end_sessions_of(session, WHO) == 1
    assert found(town) == ""


def test_a_session_without_an_account_is_refused(city_database: Database) -> None:
    with pytest.raises(Refused), write(city_database) as session:
        open_session(session, opened("a"))


def test_attempts_are_kept_cleared_taken_back_and_forgotten(town: Database) -> None:
    with write(town) as session:
        assert lock_attempts(session, "account:x", NOW) == Attempts(0, NOW)
        keep_attempts(session, "account:x", Attempts(3, LATER))
        assert lock_attempts(session, "account:x", NOW) == Attempts(3, LATER)
        take_back_attempt(session, "account:x", NOW)
        assert lock_attempts(session, "account:x", LATER) == Attempts(2, NOW)
        forget_attempts(session, NOW)
        assert lock_attempts(session, "account:x", LATER) == Attempts(2, NOW)
        forget_attempts(session, LATER)
        assert lock_attempts(session, "account:x", LATER) == Attempts(0, LATER)
        take_back_attempt(session, "account:x", NOW)
        assert lock_attempts(session, "account:x", NOW) == Attempts(0, LATER)
        clear_attempts(session, "account:x")
        assert lock_attempts(session, "account:x", NOW) == Attempts(0, NOW)
