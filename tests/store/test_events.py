from __future__ import annotations

from dataclasses import replace

from gongyak.events import PlannedEvent
from gongyak.store.city import write_city
from gongyak.store.database import Database
from gongyak.store.events import find_event, find_pledge_name, read_events
from gongyak.store.writing import write_pledge
from gongyak.when import When
from tests.cast import CITY, OFFICER, pledge
from tests.jobs.world import NOON

FAIR = PlannedEvent(id="fair", name="가람 바이오 박람회", when=When.parse("2025-09-03/2025-09-05"))
OPENING = PlannedEvent(
    id="opening",
    name="LIH-G 개소식",
    when=When.parse("2025-40", "2025년 상반기"),
    place="가람바이오센터",
    responsible=OFFICER.id,
    kind="개관",
    leads=(-7, 0),
)


def test_an_event_is_found_by_its_id_with_its_pledge(database: Database) -> None:
    with database.begin(who="tester", at=NOON, cause="test") as session:
        write_city(session, replace(CITY, events=(FAIR,)))
        write_pledge(session, pledge(events=(OPENING,)), {})
    with database.read() as session:
        assert find_event(session, "opening") == (OPENING, "1-1")
        assert find_event(session, "fair") == (FAIR, None)
        assert find_event(session, "none") is None
        assert set(read_events(session)) == {(OPENING, "1-1"), (FAIR, None)}


def test_a_pledge_is_named_by_its_number(database: Database) -> None:
    with database.begin(who="tester", at=NOON, cause="test") as session:
        write_city(session, CITY)
        write_pledge(session, pledge(name="바이오"), {})
    with database.read() as session:
        assert find_pledge_name(session, "1-1") == "바이오"
        assert find_pledge_name(session, "9-9") is None
