"""What of coming in cannot be seen at the pages (tests/admin/web/test_login.py)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from unicodedata import normalize

import pytest

from gongyak.accounts import PER_ACCOUNT, AccessKind, Account, digest_of
from gongyak.store.access_log import read_access
from gongyak.store.accounts import remove_account, write_account
from gongyak.store.city import write_city
from gongyak.store.sessions import find_session
from jobs.account_errors import TooManyAttempts, WrongLogin
from jobs.accounts import remove
from jobs.desk import Desk
from jobs.entering import Credentials, log_in, log_out, recognise, require_right
from jobs.passwords import hash_of, is_right
from tests.cast import CITY, OFFICER
from tests.jobs.world import NOON, desk_at
from tests.store.clerk import statements

PASSWORD = "가람시-공약-2025"  # noqa: S105 - of invented people


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path, clock) as desk:
        with desk.database.begin(who="tester", at=NOON, cause="test") as session:
            write_city(session, CITY)
            write_account(session, Account(official=OFFICER.id, password=hash_of(PASSWORD), set_at=NOON))
        yield desk


def given(password: str = PASSWORD) -> Credentials:
    return Credentials(OFFICER.id, password, "192.0.2.1")


def seen_at(desk: Desk, token: str) -> datetime:
    with desk.database.read() as session:
        found = find_session(session, digest_of(token))
    assert found
    return found[0].seen_at


def test_a_password_is_the_same_however_a_keyboard_composes_hangul() -> None:
    kept = hash_of(normalize("NFD", PASSWORD))
    assert is_right(PASSWORD, kept)
    assert kept.startswith("$argon2id$")
    assert kept != hash_of(PASSWORD)  # a salt of its own


def test_without_an_account_nothing_is_right() -> None:
    assert not is_right("nobody's password", None)


def test_a_session_is_written_to_no_more_than_once_a_minute(desk: Desk, clock: Clock) -> None:
    token = log_in(desk, given())
    clock.now += timedelta(seconds=59)
    with statements() as sent:
        assert recognise(desk, token)
    assert not [each for each in sent if each.startswith("UPDATE")]
    clock.now += timedelta(seconds=1)
    assert recognise(desk, token)
    assert seen_at(desk, token) == clock.now


def test_who_is_there_takes_as_many_queries_however_many_there_are(desk: Desk) -> None:
    tokens = [log_in(desk, given()) for _ in range(3)]
    recognise(desk, tokens[0])
    with statements() as sent:
        assert recognise(desk, tokens[1])
    assert len([each for each in sent if each.startswith("SELECT")]) == 4


def test_a_session_that_idled_too_long_is_forgotten_at_the_next_login(desk: Desk, clock: Clock) -> None:
    token = log_in(desk, given())
    clock.now += timedelta(hours=2)
    log_in(desk, given())
    with desk.database.read() as session:
        assert find_session(session, digest_of(token)) is None


def test_an_account_that_is_removed_while_its_password_is_hashed_lets_nobody_in(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look_and_remove(password: str, kept: str | None) -> bool:
        remove(desk, OFFICER.id)
        return is_right(password, kept)

    monkeypatch.setattr("jobs.entering.is_right", look_and_remove)
    with pytest.raises(WrongLogin):
        log_in(desk, given())


def test_a_session_of_a_removed_account_is_none(desk: Desk) -> None:
    token = log_in(desk, given())
    with desk.database.begin(who="tester", at=NOON, cause="test") as session:
        remove_account(session, OFFICER.id)
    assert recognise(desk, token) is None
    log_out(desk, token, "192.0.2.1")


@pytest.mark.parametrize(("attempts", "told"), [(1, "1초"), (6, "32초"), (8, "3분"), (12, "15분")])
def test_the_waiting_time_is_told_as_people_say_it(
    desk: Desk, clock: Clock, attempts: int, told: str
) -> None:
    for _ in range(4 + attempts):
        with pytest.raises(WrongLogin):
            require_right(desk, given("wrong"))
        clock.now += timedelta(minutes=15)
    clock.now -= timedelta(minutes=15)
    with pytest.raises(TooManyAttempts) as caught:
        require_right(desk, given())
    assert f"{told} 뒤에 다시" in str(caught.value)


def test_only_who_leaves_has_left(desk: Desk, clock: Clock) -> None:
    token, idle = log_in(desk, given()), log_in(desk, given())
    for _ in range(2):
        log_out(desk, token, "192.0.2.7")
    clock.now += timedelta(hours=2)
    assert recognise(desk, idle) is None
    with desk.database.read() as session:
        (left,) = read_access(session, [AccessKind.LOGOUT], limit=9)
    assert (left.official, left.address, left.at) == (OFFICER.id, "192.0.2.7", NOON)


def test_who_came_in_and_who_was_refused_is_kept_without_what_was_typed(desk: Desk) -> None:
    log_in(desk, given())
    for _ in range(PER_ACCOUNT.free):
        with pytest.raises(WrongLogin):
            log_in(desk, given("wrong"))
    with pytest.raises(WrongLogin):
        log_in(desk, Credentials("my-secret-1234", "wrong", "192.0.2.1"))
    with desk.database.read() as session:
        found = read_access(session, list(AccessKind), limit=9)
    kinds = [each.kind for each in found]
    assert kinds == ["refused", "locked", "refused", "refused", "refused", "refused", "login"]
    assert [each.official for each in found] == [None, *[OFFICER.id] * 6]
    assert {each.address for each in found} == {"192.0.2.1"}
    assert "secret" not in repr(found)
