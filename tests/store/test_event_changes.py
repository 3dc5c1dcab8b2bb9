from __future__ import annotations

from gongyak.events import EventState, PlannedEvent
from gongyak.store.changes import read_changes
from gongyak.store.database import Database
from gongyak.store.event_changes import change_event, version_of
from gongyak.store.events import find_event
from gongyak.store.writing import write_pledge
from gongyak.when import When
from tests.cast import pledge
from tests.store.clerk import write

EVENT = PlannedEvent(id="opening", name="개소식", when=When.parse("2025-40", "상반기 중"))
SEEN = version_of(EVENT.state, EVENT.when)


def furnish(database: Database) -> None:
    with write(database) as session:
        write_pledge(session, pledge(number="1-1", events=(EVENT,)), {})


def test_an_event_gets_its_state_or_date_and_the_rest_stays(city_database: Database) -> None:
    furnish(city_database)
    day = When.parse("2025-05-20", "5월 20일")
    with write(city_database) as session:
        assert change_event(session, "opening", SEEN, when=day)
    with write(city_database) as session:
        assert change_event(session, "opening", version_of(EVENT.state, day), state=EventState.HAPPENED)
        found = find_event(session, "opening")
        assert found
        assert (found[0].name, found[0].when, found[0].state) == ("개소식", day, EventState.HAPPENED)
        states, dates = read_changes(session, "1-1", 2)
    assert (states.before, states.after) == ({"state": "planned"}, {"state": "happened"})
    assert dates.before["when"] == "2025-40"
    assert dates.after["written"] == "5월 20일"


def test_what_has_changed_meanwhile_or_is_gone_is_left_alone(city_database: Database) -> None:
    furnish(city_database)
    with write(city_database) as session:
        assert not change_event(session, "opening", "planned 2024-40", state=EventState.DROPPED)
        assert not change_event(session, "none", SEEN, state=EventState.DROPPED)
        found = find_event(session, "opening")
    assert found == (EVENT, "1-1")
