from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from gongyak.accounts import Account
from gongyak.store.accounts import remove_account, write_account
from gongyak.store.errors import Refused
from gongyak.store.feeds import drop_feed, events_changed_at, feed_made_at, find_feed, keep_feed
from gongyak.store.writing import write_pledge
from tests.cast import OFFICER, pledge
from tests.store.clerk import NOW, write
from tests.store.test_event_changes import EVENT

if TYPE_CHECKING:
    from gongyak.store.database import Database

ONE, OTHER = "1" * 64, "2" * 64


@pytest.fixture
def database(city_database: Database) -> Database:
    with write(city_database) as session:
        write_account(session, Account(official=OFFICER.id, password="$hash", set_at=NOW))  # noqa: S106 - a hash
        keep_feed(session, ONE, OFFICER.id, NOW)
    return city_database


def test_a_calendar_is_found_by_its_digest_alone(database: Database) -> None:
    with write(database) as session:
        assert (find_feed(session, ONE), find_feed(session, OTHER)) == (OFFICER.id, None)
        assert feed_made_at(session, OFFICER.id) == NOW
        assert feed_made_at(session, "nobody") is None


def test_a_new_one_takes_the_place_of_the_former(database: Database) -> None:
    with write(database) as session:
        keep_feed(session, OTHER, OFFICER.id, NOW + timedelta(days=1))
    with write(database) as session:
        assert (find_feed(session, ONE), find_feed(session, OTHER)) == (None, OFFICER.id)


def test_one_that_was_dropped_is_gone(database: Database) -> None:
    with write(database) as session:
        assert drop_feed(session, OFFICER.id)
        assert not drop_feed(session, OFFICER.id)
        assert find_feed(session, ONE) is None


def test_with_its_account_a_calendar_goes_too(database: Database) -> None:
    with write(database) as session:
        assert remove_account(session, OFFICER.id)
    with write(database) as session:
        assert find_feed(session, ONE) is None


def test_without_an_account_there_is_none(database: Database) -> None:
    with pytest.raises(Refused), write(database) as session:
        keep_feed(session, OTHER, "nobody", NOW)


def test_the_last_change_of_each_event_is_known(database: Database) -> None:
    with write(database) as session:
        write_pledge(session, pledge(events=(EVENT,)), {})
    with write(database, minutes=5) as session:
        assert events_changed_at(session) == {"opening": NOW}
