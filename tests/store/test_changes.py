"""The history of a row is found by the reference that traces and findings use."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from gongyak import references
from gongyak.changes import Action
from gongyak.store.changes import Wanted, read_changes, read_changes_before, read_changes_of
from gongyak.store.writing import write_pledge
from tests import cast
from tests.store.clerk import NOW, write
from tests.store.facts import BIG, SMALL
from tests.store.strategies import CONTENTS

if TYPE_CHECKING:
    from gongyak.pledges import Pledge
    from gongyak.store.database import Database


def references_of(pledge: Pledge) -> set[str]:
    """Return the references of all rows of *pledge* that a report can name."""
    lines = [line for topic in pledge.topics for line in (topic, *topic.details)]
    found = {row for line in lines for row in references.line(line, cast.H2_2025)}
    for project in pledge.projects:
        for statement in project.statements:
            found.update(references.cells(project, statement, statement.cells))
    for statement in pledge.overall:
        found.update(references.cells(None, statement, statement.cells))
    found.update(map(references.count, pledge.participation.counts))
    found.update(map(references.stated_count, pledge.participation.stated))
    found.update(f"remark:{remark.id}" for remark in pledge.remarks)
    found.update(f"photo:{photo.id}" for photo in pledge.photos)
    found.update(f"event:{event.id}" for event in pledge.events)
    return found | {f"pledge:{pledge.number}", "official:담당"}


def test_every_row_a_report_can_name_says_who_entered_it(city_database: Database) -> None:
    with write(city_database) as session:
        write_pledge(session, BIG, CONTENTS)
    asked = references_of(BIG)
    assert len(asked) > 30
    with city_database.read() as session:
        found = read_changes_of(session, BIG.number, asked)
    assert found.keys() == asked
    assert {len(changes) for changes in found.values()} == {1}
    assert {changes[0].action for changes in found.values()} == {Action.ADDED}


def test_the_newest_change_comes_first(city_database: Database) -> None:
    with write(city_database, who="b.lee") as session:
        write_pledge(session, SMALL, {})
    with write(city_database, who="담당", minutes=1) as session:
        write_pledge(session, replace(SMALL, goal="새 목표"), {})
    with city_database.read() as session:
        (changes,) = read_changes_of(session, SMALL.number, ["pledge:1-1"]).values()
    assert [change.who for change in changes] == ["담당", "b.lee"]
    assert changes[1].at == NOW
    assert changes[0].after == {"goal": "새 목표"}


def test_alike_rows_of_other_pledges_are_not_mixed_up(city_database: Database) -> None:
    overall = "overall:계/계@2024H2"
    with write(city_database) as session:
        write_pledge(session, BIG, CONTENTS)
        write_pledge(session, replace(SMALL, overall=BIG.overall), {})
        found = read_changes_of(session, SMALL.number, [overall, "line:b1", "nonsense"])
    assert [change.pledge for change in found[overall]] == [SMALL.number]
    assert found["line:b1"] == found["nonsense"] == []


def test_all_changes_can_be_read_or_those_of_one_pledge(city_database: Database) -> None:
    with write(city_database) as session:
        write_pledge(session, SMALL, {})
        everything = read_changes(session)
        own = read_changes(session, SMALL.number)
        newest = read_changes(session, limit=2)
    assert {change.pledge for change in own} == {SMALL.number}
    assert len(everything) > len(own) > len(newest) == 2
    assert everything[:2] == newest


def test_the_history_is_narrowed_and_read_on_from_where_it_ended(city_database: Database) -> None:
    with write(city_database, who="b.lee") as session:
        write_pledge(session, SMALL, {})
    with write(city_database, who="담당", minutes=1) as session:
        write_pledge(session, replace(SMALL, goal="새 목표"), {})
    with city_database.read() as session:

        def found(limit: int = 100, before: int | None = None, **wanted: Any) -> list[tuple[int, str, str]]:
            read = read_changes_before(session, Wanted(**wanted), before, limit)
            return [(number, change.who, change.table) for number, change in read]

        everything = found()
        assert len(everything) == len(read_changes(session))
        assert [number for number, *_ in everything] == sorted((each[0] for each in everything), reverse=True)
        assert found(limit=3) + found(before=found(limit=3)[-1][0]) == everything
        minute = timedelta(minutes=1)
        (last,) = found(pledge=SMALL.number, since=NOW + minute)
        assert last[1:] == ("담당", "pledges")
        assert found(who="담당", pledge=SMALL.number) == [last]
        assert found(pledge=SMALL.number, until=NOW + minute) == found(who="b.lee")
        assert found(since=NOW + 2 * minute) == found(pledge="9-9") == found(who="아무도") == []
