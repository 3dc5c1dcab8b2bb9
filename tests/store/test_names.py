"""What things are called is read without reading them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongyak.store.names import PledgeName, names_of_officials, names_of_pledges
from gongyak.store.writing import write_pledge
from tests.store.clerk import statements, write
from tests.store.facts import BIG, SMALL
from tests.store.strategies import CONTENTS, OFFICIALS

if TYPE_CHECKING:
    from gongyak.store.database import Database


def test_pledges_are_named_by_their_numbers_in_one_query(city_database: Database) -> None:
    with write(city_database) as session:
        write_pledge(session, BIG, CONTENTS)
        write_pledge(session, SMALL, {})
    with city_database.read() as session:
        assert names_of_pledges(session, ["민선9기"]) == ()
        with statements() as sent:
            found = names_of_pledges(session)
        assert [each.number for each in names_of_pledges(session, [SMALL.term])] == ["1-1", "2-10"]
    assert found[0] == PledgeName(
        number=SMALL.number, name=SMALL.name, term=SMALL.term, department=SMALL.department
    )
    assert found[1].name == BIG.name
    assert len(sent) == 1


def test_officials_are_named_by_their_ids(city_database: Database) -> None:
    with city_database.read() as session:
        assert names_of_officials(session) == {each.id: each.name for each in OFFICIALS}
