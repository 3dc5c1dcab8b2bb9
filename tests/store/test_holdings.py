from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from gongyak.events import PlannedEvent
from gongyak.people import Assignment, Tenure
from gongyak.permissions import Holding
from gongyak.store.city import write_city
from gongyak.store.holdings import (
    holding_of_draft,
    holding_of_event,
    holding_of_letter,
    holding_of_pledge,
    holdings_of_pledges,
)
from gongyak.store.writing import write_pledge
from gongyak.when import When
from tests import cast
from tests.store.clerk import statements, write
from tests.store.post import letter, queue

if TYPE_CHECKING:
    from gongyak.store.database import Database

DAY = date(2025, 1, 2)
BEFORE = DAY - timedelta(days=1)
OFFICERS = (
    Assignment(cast.OFFICER.id, Tenure(date(2024, 1, 1), BEFORE)),
    Assignment(cast.LEAD.id, Tenure(DAY)),
    Assignment(cast.HEAD.id, Tenure(DAY, DAY)),
)
EVENT = PlannedEvent(id="e1", name="개소식", when=When.parse("2025-03"), responsible=cast.NEW_HEAD.id)
NOW_IN_CHARGE = Holding(frozenset({cast.LEAD.id, cast.HEAD.id}), cast.DEPARTMENT)


def fill(database: Database) -> None:
    with write(database) as session:
        write_city(session, cast.CITY)
        write_pledge(session, cast.pledge(number="1-1", officers=OFFICERS, events=(EVENT,)), {})
        write_pledge(session, cast.pledge(number="1-2", officers=()), {})


def test_a_pledge_is_whose_it_is_on_the_day(database: Database) -> None:
    fill(database)
    with database.read() as session:
        assert holding_of_pledge(session, "1-1", DAY) == NOW_IN_CHARGE
        before = holding_of_pledge(session, "1-1", BEFORE)
        assert before == Holding(frozenset({cast.OFFICER.id}), cast.DEPARTMENT)
        assert holding_of_pledge(session, "1-2", DAY) == Holding(frozenset(), cast.DEPARTMENT)
        assert holding_of_pledge(session, "1-3", DAY) is None


def test_all_pledges_are_told_at_once_in_two_queries_and_one_for_the_mark(database: Database) -> None:
    fill(database)
    with database.read() as session, statements() as sent:
        told = holdings_of_pledges(session, DAY)
    assert told == {"1-1": NOW_IN_CHARGE, "1-2": Holding(frozenset(), cast.DEPARTMENT)}
    assert len([each for each in sent if each.startswith("SELECT")]) == 3


def test_an_event_is_its_pledges_and_whose_who_answers_for_it(database: Database) -> None:
    fill(database)
    with database.read() as session:
        event = holding_of_event(session, "e1", DAY)
        assert event == Holding(NOW_IN_CHARGE.officials | {cast.NEW_HEAD.id}, cast.DEPARTMENT)
        assert holding_of_event(session, "e2", DAY) is None


def test_a_letter_is_its_recipients(database: Database) -> None:
    posted = queue(database, letter("a", recipient="g1"), letter("b", recipient=None))
    with database.read() as session:
        assert [holding_of_letter(session, each.id) for each in posted] == [
            Holding(frozenset({"g1"})),
            Holding(),
        ]
        assert holding_of_letter(session, posted[-1].id + 1) is None


def test_a_draft_that_there_is_not_is_nobodys(database: Database) -> None:
    with database.read() as session:
        assert holding_of_draft(session, "2024H2_1-1_v1", DAY) is None
