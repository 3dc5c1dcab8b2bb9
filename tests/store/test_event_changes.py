from __future__ import annotations

from dataclasses import replace
from threading import Thread

from gongyak.events import EventState, PlannedEvent
from gongyak.store.changes import read_changes
from gongyak.store.city import read_city
from gongyak.store.database import Database
from gongyak.store.event_changes import add_event, lock_event, version_of, write_event
from gongyak.store.events import find_event
from gongyak.store.reading import read_pledges
from gongyak.store.writing import lock_pledge, write_pledge
from gongyak.when import When
from tests.cast import OFFICER, pledge
from tests.store.clerk import write

EVENT = PlannedEvent(id="opening", name="개소식", when=When.parse("2025-40", "상반기 중"))


def furnish(database: Database) -> None:
    with write(database) as session:
        write_pledge(session, pledge(number="1-1", events=(EVENT,)), {})


def test_whatever_is_changed_is_audited_and_the_rest_stays(city_database: Database) -> None:
    furnish(city_database)
    changed = replace(
        EVENT,
        when=When.parse("2025-05-20", "5월 20일"),
        state=EventState.HAPPENED,
        place="시청",
        responsible=OFFICER.id,
        kind="개관",
        leads=(-7, 0),
    )
    with write(city_database) as session:
        assert lock_event(session, "opening") == (EVENT, "1-1")
        write_event(session, changed)
    with write(city_database) as session:
        assert find_event(session, "opening") == (changed, "1-1")
        (change,) = read_changes(session, "1-1", 1)
    told = ("state", "when", "written", "place", "event_kind")
    assert [change.before[name] for name in told] == ["planned", "2025-40", "상반기 중", None, None]
    assert [change.after[name] for name in told] == ["happened", "2025-05-20", "5월 20일", "시청", "개관"]


def test_an_event_that_is_not_there_cannot_be_locked(city_database: Database) -> None:
    with write(city_database) as session:
        assert lock_event(session, "none") is None


def test_every_difference_makes_another_version() -> None:
    others = [
        replace(EVENT, name="개관식"),
        replace(EVENT, when=When.parse("2025-40")),
        replace(EVENT, place="시청"),
        replace(EVENT, leads=()),
        replace(EVENT, state=EventState.DROPPED),
    ]
    assert len({version_of(each) for each in [EVENT, *others]}) == 6
    assert version_of(replace(EVENT)) == version_of(EVENT)


def test_a_new_event_comes_last_and_only_once(city_database: Database) -> None:
    furnish(city_database)
    second = replace(EVENT, id="second", name="준공식")
    own = replace(EVENT, id="citys", name="시민의 날")
    with write(city_database) as session:
        assert add_event(session, second, "1-1")
        assert add_event(session, own, None)
    with write(city_database) as session:
        assert not add_event(session, replace(second, name="둘째"), "1-1")
        (stored,) = read_pledges(session, ["1-1"])
        assert stored.events == (EVENT, second)
        assert read_city(session).events == (own,)


def test_an_event_is_not_written_while_somebody_writes_its_pledge(city_database: Database) -> None:
    furnish(city_database)
    seen: list[str] = []

    def change() -> None:
        with write(city_database, "다른 사람") as session:
            found = lock_event(session, "opening")
            assert found
            seen.append(found[0].name)
            write_event(session, replace(found[0], place="시청"))

    with write(city_database) as session:
        lock_pledge(session, "1-1")
        other = Thread(target=change)
        other.start()
        other.join(0.2)
        assert not seen
        write_pledge(session, pledge(number="1-1", events=(replace(EVENT, name="개관식"),)), {})
    other.join(30)
    assert seen == ["개관식"]
    with write(city_database) as session:
        found = find_event(session, "opening")
    assert found
    assert (found[0].name, found[0].place) == ("개관식", "시청")
