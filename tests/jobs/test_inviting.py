from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest

from gongyak.accounts import INVITATION_LASTS, PasswordUnfit
from gongyak.city import City
from gongyak.people import Role
from gongyak.store.accounts import find_account, has_accounts
from gongyak.store.city import read_city, write_city
from gongyak.store.errors import NoCity
from jobs.account_errors import (
    AccountDisabled,
    IdTaken,
    NoInvitation,
    NoSuchOfficial,
    PasswordsDiffer,
    UnfitPerson,
    WrongLogin,
)
from jobs.accounts import disable
from jobs.desk import Desk
from jobs.entering import Credentials, log_in, recognise
from jobs.inviting import Person, accept, invite, invite_first, read_welcome
from tests.cast import CITY, DEPARTMENT, NEW_HEAD, OFFICER
from tests.jobs.world import NOON, desk_at

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
        settle(desk, CITY)
        yield desk


def settle(desk: Desk, city: City) -> None:
    with desk.database.begin(who="tester", at=NOON, cause="test") as session:
        write_city(session, city)


def enter(desk: Desk, official: str, password: str = PASSWORD) -> str:
    return log_in(desk, Credentials(official, password, "192.0.2.1"))


def roles(desk: Desk, official: str) -> set[Role]:
    visitor = recognise(desk, enter(desk, official))
    assert visitor
    return set(visitor.user.roles)


def first(desk: Desk) -> str:
    token = invite_first(desk)
    assert token
    return token


def test_whoever_is_invited_sets_a_password_once(desk: Desk) -> None:
    token = invite(desk, OFFICER.id)
    assert read_welcome(desk, token).official == replace(OFFICER, absences=())
    assert accept(desk, token, PASSWORD, PASSWORD) == OFFICER.id
    assert roles(desk, OFFICER.id) == {Role.OFFICER}
    for again in (lambda: read_welcome(desk, token), lambda: accept(desk, token, "x", "x")):
        with pytest.raises(NoInvitation):
            again()


def test_an_invitation_is_no_way_to_be_somebody_else(desk: Desk) -> None:
    token = invite(desk, OFFICER.id)
    assert accept(desk, token, PASSWORD, PASSWORD, Person(NEW_HEAD.id)) == OFFICER.id
    with pytest.raises(WrongLogin):
        enter(desk, NEW_HEAD.id)


def test_an_invitation_ends_after_a_day(desk: Desk, clock: Clock) -> None:
    token = invite(desk, OFFICER.id)
    clock.now += INVITATION_LASTS - timedelta(seconds=1)
    assert read_welcome(desk, token)
    clock.now += timedelta(seconds=1)
    with pytest.raises(NoInvitation):
        accept(desk, token, PASSWORD, PASSWORD)


@pytest.mark.parametrize("token", ["", "x", "가", "\0", "x" * 5000])
def test_what_was_never_an_invitation_is_none(desk: Desk, token: str) -> None:
    invite(desk, OFFICER.id)
    with pytest.raises(NoInvitation):
        read_welcome(desk, token)


def test_a_new_invitation_replaces_a_forgotten_password_and_ends_the_sessions(desk: Desk) -> None:
    accept(desk, invite(desk, OFFICER.id), PASSWORD, PASSWORD)
    session = enter(desk, OFFICER.id)
    token = invite(desk, OFFICER.id)
    assert recognise(desk, session)
    accept(desk, token, "다른-비밀번호-77", "다른-비밀번호-77")
    assert recognise(desk, session) is None
    with pytest.raises(WrongLogin):
        enter(desk, OFFICER.id)
    assert enter(desk, OFFICER.id, "다른-비밀번호-77")


def test_nobody_is_invited_who_is_not_there_or_is_switched_off(desk: Desk) -> None:
    with pytest.raises(NoSuchOfficial):
        invite(desk, "nobody")
    accept(desk, invite(desk, OFFICER.id), PASSWORD, PASSWORD)
    token = invite(desk, OFFICER.id)
    disable(desk, OFFICER.id)
    with pytest.raises(AccountDisabled):
        invite(desk, OFFICER.id)
    with pytest.raises(NoInvitation):  # nor does an earlier invitation switch the account on again
        accept(desk, token, PASSWORD, PASSWORD)


def test_a_password_that_will_not_do_leaves_the_invitation(desk: Desk) -> None:
    token = invite(desk, OFFICER.id)
    with pytest.raises(PasswordsDiffer):
        accept(desk, token, PASSWORD, PASSWORD + "x")
    with pytest.raises(PasswordUnfit):
        accept(desk, token, "short", "short")
    assert accept(desk, token, PASSWORD, PASSWORD) == OFFICER.id


def test_the_first_administrator_may_be_an_official(desk: Desk) -> None:
    token = first(desk)
    welcome = read_welcome(desk, token)
    assert (welcome.official, welcome.departments) == (None, (DEPARTMENT,))
    assert OFFICER.id in {each.id for each in welcome.officials}
    accept(desk, token, PASSWORD, PASSWORD, Person(OFFICER.id))
    assert roles(desk, OFFICER.id) == {Role.OFFICER, Role.ADMINISTRATOR}
    with desk.database.read() as session:
        assert {each.id for each in read_city(session).officials} == {each.id for each in CITY.officials}


def test_the_first_administrator_may_be_new(desk: Desk) -> None:
    accept(desk, first(desk), PASSWORD, PASSWORD, Person("root1", "박새롬", DEPARTMENT))
    assert roles(desk, "root1") == {Role.ADMINISTRATOR}


@pytest.mark.parametrize(
    ("person", "error"),
    [
        (Person("root1", "", DEPARTMENT), UnfitPerson),
        (Person("root1", "박새롬", ""), UnfitPerson),
        (Person("root1", "박새롬", "없는 과"), UnfitPerson),
        (Person("", "박새롬", DEPARTMENT), UnfitPerson),
        (Person("ro\0t", "박새롬", DEPARTMENT), UnfitPerson),
        (Person(OFFICER.id, "박새롬", DEPARTMENT), IdTaken),
    ],
)
def test_a_person_who_is_not_fully_told_leaves_the_invitation(
    desk: Desk, person: Person, error: type[Exception]
) -> None:
    token = first(desk)
    with pytest.raises(error):
        accept(desk, token, PASSWORD, PASSWORD, person)
    assert read_welcome(desk, token).official is None
    with desk.database.read() as session:
        assert not has_accounts(session)


def test_there_is_one_first_administrator_only(desk: Desk) -> None:
    void, token = first(desk), first(desk)
    with pytest.raises(NoInvitation):
        read_welcome(desk, void)
    accept(desk, token, PASSWORD, PASSWORD, Person(OFFICER.id))
    assert invite_first(desk) is None
    with pytest.raises(NoInvitation):
        accept(desk, token, PASSWORD, PASSWORD, Person(NEW_HEAD.id))


def test_the_link_of_the_first_administrator_is_void_once_anybody_has_an_account(desk: Desk) -> None:
    token = first(desk)
    accept(desk, invite(desk, NEW_HEAD.id), PASSWORD, PASSWORD)
    with pytest.raises(NoInvitation):
        read_welcome(desk, token)
    with pytest.raises(NoInvitation):
        accept(desk, token, PASSWORD, PASSWORD, Person(OFFICER.id))


def test_two_who_use_the_link_at_once_make_one_administrator(desk: Desk) -> None:
    token, barrier, done = first(desk), Barrier(2), []

    def use(official: str) -> None:
        barrier.wait(30)
        try:
            done.append(accept(desk, token, PASSWORD, PASSWORD, Person(official)))
        except NoInvitation:
            done.append("")

    threads = [Thread(target=use, args=(each,)) for each in (OFFICER.id, NEW_HEAD.id)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(map(bool, done)) == [False, True]
    with desk.database.read() as session:
        accounts = [find_account(session, each) for each in (OFFICER.id, NEW_HEAD.id)]
    assert sum(account is not None for account in accounts) == 1


def test_before_there_is_a_city_the_link_says_what_to_do(migrated_url: str, tmp_path: Path) -> None:
    with desk_at(migrated_url, tmp_path) as desk:
        token = first(desk)
        with pytest.raises(NoCity):
            read_welcome(desk, token)
