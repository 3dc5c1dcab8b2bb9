"""Reading pledges takes as many queries for fifty as for one, and little time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gongyak.store.reading import read_pledges
from gongyak.store.writing import write_pledge
from tests.store.clerk import statements, write
from tests.store.facts import BIG, SMALL, big_pledge
from tests.store.strategies import CONTENTS

if TYPE_CHECKING:
    from gongyak.store.database import Database


def fill(database: Database, count: int, topics: int, details: int) -> None:
    with write(database) as session:
        for number in range(count):
            write_pledge(session, big_pledge(f"3-{number}", topics, details), CONTENTS)


def queries(database: Database, count: int) -> int:
    with database.read() as session, statements() as sent:
        assert len(read_pledges(session, (f"3-{number}" for number in range(count)))) == count
    return sum(statement.startswith("SELECT") for statement in sent)


def test_fifty_pledges_take_as_many_queries_as_one(city_database: Database) -> None:
    fill(city_database, 50, topics=1, details=1)
    assert queries(city_database, 1) == queries(city_database, 50) <= 20


def test_the_statement_does_not_grow_with_the_numbers_asked_for(city_database: Database) -> None:
    def sent_for(count: int) -> list[str]:
        with city_database.read() as session, statements() as sent:
            read_pledges(session, (f"3-{number}" for number in range(count)))
        return [statement for statement in sent if statement.startswith("SELECT")]

    assert sent_for(1) == sent_for(10_000)


def test_pledges_come_in_the_order_of_their_numbers(city_database: Database) -> None:
    with write(city_database) as session:
        write_pledge(session, BIG, CONTENTS)
        write_pledge(session, SMALL, {})
        assert read_pledges(session) == (SMALL, BIG)


def test_a_number_that_is_not_there_is_left_out(city_database: Database) -> None:
    with write(city_database) as session:
        write_pledge(session, SMALL, {})
        assert read_pledges(session, [SMALL.number, "9-9", "' OR 1=1 --"]) == (SMALL,)
        assert read_pledges(session, []) == ()


@pytest.mark.parametrize(("term", "found"), [("민선8기", (SMALL,)), ("민선9기", ())])
def test_pledges_can_be_asked_for_by_their_term(
    city_database: Database, term: str, found: tuple[object, ...]
) -> None:
    with write(city_database) as session:
        write_pledge(session, SMALL, {})
        assert read_pledges(session, term=term) == found
        assert read_pledges(session, [SMALL.number], term) == found


def test_a_reader_sees_one_state_while_others_write(city_database: Database) -> None:
    with write(city_database) as session:
        write_pledge(session, SMALL, {})
    with city_database.read() as reader:
        before = read_pledges(reader)
        with write(city_database) as session:
            write_pledge(session, BIG, CONTENTS)
        assert read_pledges(reader) == before
