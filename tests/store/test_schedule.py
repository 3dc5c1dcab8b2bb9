"""A line of the timetable remembers who paused it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongyak.occurrences import LineState
from gongyak.store.occurrences import strike
from gongyak.store.schedule import pause, read_schedule, resume
from tests.store.clerk import write
from tests.store.post import LATER, NOON

if TYPE_CHECKING:
    from gongyak.store.database import Database


def test_a_new_database_knows_no_line(database: Database) -> None:
    with database.read() as session:
        assert read_schedule(session) == {}


def test_a_line_is_paused_in_the_name_of_the_first_who_did(database: Database) -> None:
    with write(database) as session:
        assert pause(session, "overdue", "g1001", NOON)
        assert not pause(session, "overdue", "g1002", LATER)
        paused = read_schedule(session)["overdue"]
        assert paused == LineState(line="overdue", spec="", paused_by="g1001", paused_at=NOON)
        assert paused.is_paused


def test_a_paused_line_keeps_its_mark_and_goes_on_from_it(database: Database) -> None:
    with write(database) as session:
        strike(session, "overdue", spec="daily 08:30", fired_through=NOON)
        assert pause(session, "overdue", "g1001", LATER)
        assert resume(session, "overdue")
        assert not resume(session, "overdue")
        line = read_schedule(session)["overdue"]
    assert line == LineState(line="overdue", spec="daily 08:30", fired_through=NOON)


def test_a_line_that_was_paused_before_it_ever_struck_gets_its_mark(database: Database) -> None:
    with write(database) as session:
        pause(session, "overdue", "g1001", NOON)
        strike(session, "overdue", spec="daily 08:30", fired_through=LATER)
        line = read_schedule(session)["overdue"]
    assert (line.fired_through, line.spec, line.is_paused) == (LATER, "daily 08:30", True)


def test_a_line_nobody_knows_is_not_resumed(database: Database) -> None:
    with write(database) as session:
        assert not resume(session, "overdue")
