"""What readers have made of the facts is theirs until a fact changes: at once, whoever has changed it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier
from typing import TYPE_CHECKING

import pytest

from gongyak.store.city import read_city, write_city
from gongyak.store.database import Database
from gongyak.store.holdings import holdings_of_pledges
from gongyak.store.keeping import Shelf, while_facts_stand
from gongyak.store.reading import read_pledges
from gongyak.store.schedule import pause
from gongyak.store.writing import write_pledge
from tests.store.clerk import NOW, statements, write
from tests.store.facts import BIG, SMALL
from tests.store.strategies import CITY, CONTENTS

if TYPE_CHECKING:
    from gongyak.pledges import Pledge

DAY = date(2025, 1, 2)


@pytest.fixture
def stranger(migrated_url: str) -> Iterator[Database]:
    """Give the same database as another process has it."""
    with Database(migrated_url) as database:
        yield database


def pledges_of(database: Database) -> tuple[Pledge, ...]:
    with database.read() as session:
        return read_pledges(session)


def queries_to_read(database: Database) -> int:
    with database.read() as session, statements() as sent:
        read_city(session)
        read_pledges(session)
        read_pledges(session, [SMALL.number])
        holdings_of_pledges(session, DAY)
    return sum(statement.startswith("SELECT") for statement in sent)


def test_the_same_facts_are_read_once(city_database: Database) -> None:
    with write(city_database) as session:
        write_pledge(session, SMALL, {})
    assert queries_to_read(city_database) > 20
    assert queries_to_read(city_database) == 1
    assert pledges_of(city_database)[0] is pledges_of(city_database)[0]


def test_what_another_process_writes_shows_at_once(city_database: Database, stranger: Database) -> None:
    for pledge in (SMALL, BIG):
        before = pledges_of(city_database)
        with write(stranger) as session:
            write_pledge(session, pledge, CONTENTS)
        assert pledges_of(city_database) == (*before, pledge)
    renamed = replace(CITY, name="다른 시")
    with write(stranger) as session:
        write_city(session, renamed)
    with city_database.read() as session:
        assert read_city(session).name == "다른 시"


@pytest.mark.needs("postgresql")
@pytest.mark.parametrize("either_url", ["postgresql"], indirect=True)  # on SQLite one follows the other
def test_a_transaction_that_ends_after_a_later_one_shows_too(
    city_database: Database, stranger: Database
) -> None:
    with write(stranger) as slow:
        write_pledge(slow, SMALL, {})  # its changes have the lower numbers
        slow.flush()
        with write(city_database) as quick:
            write_pledge(quick, BIG, CONTENTS)
        assert pledges_of(city_database) == (BIG,)
    assert pledges_of(city_database) == (SMALL, BIG)


def test_a_reader_goes_on_with_its_own_state(city_database: Database, stranger: Database) -> None:
    with city_database.read() as reader:
        assert read_pledges(reader) == ()
        with write(stranger) as session:
            write_pledge(session, SMALL, {})
        assert pledges_of(city_database) == (SMALL,)
        assert read_pledges(reader) == ()
        assert read_pledges(reader, [SMALL.number]) == ()
    assert pledges_of(city_database) == (SMALL,)


def test_a_writer_sees_what_it_has_written_and_nobody_else_does(city_database: Database) -> None:
    assert pledges_of(city_database) == ()

    class ThoughtBetterOfIt(Exception):
        """Undoes a transaction."""

    def try_it() -> None:
        with write(city_database) as session:
            write_pledge(session, SMALL, {})
            assert read_pledges(session) == (SMALL,)
            raise ThoughtBetterOfIt

    with pytest.raises(ThoughtBetterOfIt):
        try_it()
    assert pledges_of(city_database) == ()


def test_what_is_no_fact_changes_nothing(city_database: Database) -> None:
    queries_to_read(city_database)
    with write(city_database) as session:
        pause(session, "drafts", "tester", NOW)
    assert queries_to_read(city_database) == 1


@pytest.mark.parametrize(
    ("numbers", "term"),
    [
        ([BIG.number, "9-9"], None),
        ([], None),
        (None, SMALL.term),
        (None, "민선1기"),
        ([SMALL.number] * 2, "민선8기"),
    ],
)
def test_the_kept_pledges_are_narrowed_as_the_database_narrows_them(
    city_database: Database, numbers: list[str] | None, term: str | None
) -> None:
    with write(city_database) as session:
        write_pledge(session, SMALL, {})
        write_pledge(session, BIG, CONTENTS)
        fresh = read_pledges(session, numbers, term)
    assert pledges_of(city_database) == (SMALL, BIG)
    with city_database.read() as session:
        assert read_pledges(session, None if numbers is None else iter(numbers), term) == fresh


def test_many_who_ask_at_once_have_it_made_once(city_database: Database) -> None:
    with write(city_database) as session:
        write_pledge(session, SMALL, {})
    made: list[int] = []
    barrier = Barrier(4)

    def make() -> int:
        made.append(1)
        return len(made)

    def ask() -> int:
        with city_database.read() as session:
            barrier.wait(10)
            return while_facts_stand(session, "made", make)

    with ThreadPoolExecutor(4) as pool:
        assert {future.result() for future in [pool.submit(ask) for _ in range(4)]} == {1}


def test_a_shelf_holds_a_dozen_things_and_drops_what_was_not_asked_for_longest() -> None:
    shelf = Shelf()
    for number in range(12):
        shelf.find("a", number, lambda: 1)
    shelf.find("a", 0, lambda: -1)
    shelf.find("a", 12, lambda: 12)
    assert shelf.holds("a", 0)
    assert not shelf.holds("a", 1)
    assert not shelf.holds("b", 0)


def test_a_mistake_while_making_keeps_nothing() -> None:
    shelf = Shelf()
    with pytest.raises(ZeroDivisionError):
        shelf.find("a", "x", lambda: 1 // 0)
    assert shelf.find("a", "x", lambda: 2) == 2
