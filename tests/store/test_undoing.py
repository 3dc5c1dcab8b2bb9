"""What was changed in one go is turned back, and that is turned back again."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongyak.changes import Action
from gongyak.photos import Photo
from gongyak.pledges import Remark, RemarkKind
from gongyak.store.changes import read_changes, read_last_together
from gongyak.store.reading import read_pledges
from gongyak.store.undoing import ChangedSince, turn_back
from gongyak.store.writing import remove_pledge, write_pledge
from tests import cast
from tests.store.clerk import write
from tests.store.facts import BIG, SMALL
from tests.store.strategies import CONTENTS, PICTURES, pledges

if TYPE_CHECKING:
    from gongyak.pledges import Pledge
    from gongyak.store.database import Database

ON_ONE_DATABASE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=12,
    deadline=None,
)
MINUTES = count(1)  # each example writes into the same audit
TOGETHER = ("topics", "orders", "events")
APART = (
    "name",
    "goal",
    "statuses",
    "projects",
    "overall",
    "participation",
    "remarks",
    "photos",
    "not_applicable",
)


@st.composite
def edits(draw: st.DrawFn) -> tuple[Pledge, Pledge]:
    """Return a pledge, and the same after somebody has changed much or little in it."""
    before, other = draw(pledges()), draw(pledges())
    names = draw(st.lists(st.sampled_from([*APART, "lines"]), unique=True))
    taken = [name for each in names for name in (TOGETHER if each == "lines" else [each])]
    after = replace(before, **{name: getattr(other, name) for name in taken})
    topics = draw(st.permutations(after.topics))
    texts = [draw(st.sampled_from([topic.text, "다른 글"])) for topic in topics]
    moved = (replace(topic, text=text) for topic, text in zip(topics, texts, strict=True))
    return before, replace(after, topics=tuple(moved))


def stored(database: Database, number: str) -> Pledge:
    with database.read() as session:
        return read_pledges(session, [number])[0]


def save(database: Database, pledge: Pledge, minutes: int, who: str = "담당") -> None:
    with write(database, who, minutes) as session:
        write_pledge(session, pledge, CONTENTS)


def undo(database: Database, number: str, minutes: int, who: str = "담당") -> None:
    with write(database, who, minutes) as session:
        found = read_last_together(session, number, who, "test")
        assert found is not None
        turn_back(session, number, found[1])


@ON_ONE_DATABASE
@given(edit=edits())
def test_whatever_was_changed_is_as_before_and_then_as_after_again(
    city_database: Database, edit: tuple[Pledge, Pledge]
) -> None:
    before, after = edit
    with write(city_database, "b.lee") as session:
        remove_pledge(session, before.number)
    save(city_database, before, next(MINUTES), "b.lee")
    save(city_database, after, next(MINUTES))
    if after == before:
        return
    undo(city_database, before.number, next(MINUTES))
    assert stored(city_database, before.number) == before
    undo(city_database, before.number, next(MINUTES))
    assert stored(city_database, before.number) == after


def test_every_kind_of_row_of_a_pledge_is_brought_back(city_database: Database) -> None:
    save(city_database, BIG, 0)
    empty = replace(
        BIG,
        officers=(),
        statuses=(),
        topics=(),
        orders=(),
        projects=(),
        overall=(),
        participation=SMALL.participation,
        remarks=(),
        photos=(),
        events=(),
        not_applicable=(),
    )
    save(city_database, empty, 1)
    undo(city_database, BIG.number, 2)
    assert stored(city_database, BIG.number) == BIG
    with city_database.read() as session:
        newest = read_changes(session, BIG.number, 1)[0]
    assert (newest.who, newest.action) == ("담당", Action.ADDED)


def test_what_others_have_done_elsewhere_stays(city_database: Database) -> None:
    save(city_database, SMALL, 0)
    save(city_database, replace(SMALL, remarks=(remark("r1"),)), 1)
    save(city_database, replace(SMALL, remarks=(remark("r1"),), goal="새 목표"), 2, who="b.lee")
    undo(city_database, SMALL.number, 3)
    assert stored(city_database, SMALL.number) == replace(SMALL, goal="새 목표")


def test_a_row_that_was_changed_since_is_left_alone_and_all_others_too(city_database: Database) -> None:
    save(city_database, SMALL, 0)
    mine = replace(SMALL, goal="내 목표", remarks=(remark("r1"), remark("r2")))
    save(city_database, mine, 1)
    theirs = replace(mine, remarks=(remark("r1", "부지가 더 좁음"), remark("r2")))
    save(city_database, theirs, 2, who="b.lee")
    with pytest.raises(ChangedSince) as told:
        undo(city_database, SMALL.number, 3)
    (change,) = told.value.newest
    assert (change.who, change.table, change.key) == ("b.lee", "remarks", "r1")
    assert stored(city_database, SMALL.number) == theirs


@pytest.mark.parametrize("field", ["goal", "remarks"])
def test_what_was_changed_or_removed_since_is_told(city_database: Database, field: str) -> None:
    save(city_database, SMALL, 0)
    mine = replace(SMALL, goal="내 목표", remarks=(remark("r1"),))
    save(city_database, mine, 1)
    save(city_database, replace(mine, **{field: getattr(SMALL, field)}), 2, who="b.lee")
    with pytest.raises(ChangedSince) as told:
        undo(city_database, SMALL.number, 3)
    assert [change.who for change in told.value.newest] == ["b.lee"]


def test_what_comes_back_where_something_else_stands_by_now_stands_beside_it(
    city_database: Database,
) -> None:
    three = replace(SMALL, remarks=(remark("r1"), remark("r2"), remark("r3")))
    save(city_database, three, 0)
    two = replace(three, remarks=(remark("r1"), remark("r3")))
    save(city_database, two, 1)
    save(city_database, replace(two, remarks=(remark("r1"), remark("x"), remark("r3"))), 2, who="b.lee")
    undo(city_database, SMALL.number, 3)
    keys = [each.id for each in stored(city_database, SMALL.number).remarks]
    assert keys in (["r1", "r2", "x", "r3"], ["r1", "x", "r2", "r3"])
    with city_database.read() as session:
        once = read_pledges(session, [SMALL.number])
    with city_database.read() as session:
        assert read_pledges(session, [SMALL.number]) == once


def test_a_photo_that_was_removed_comes_back_with_its_picture(city_database: Database) -> None:
    shown = replace(SMALL, photos=(Photo("f1", "개소식", PICTURES[0], cast.H2_2024),))
    save(city_database, shown, 0)
    save(city_database, SMALL, 1)
    undo(city_database, SMALL.number, 2)
    assert stored(city_database, SMALL.number) == shown


def test_nothing_was_changed_by_somebody_who_changed_nothing(city_database: Database) -> None:
    save(city_database, SMALL, 0)
    with city_database.read() as session:
        assert read_last_together(session, SMALL.number, "b.lee", "test") is None
        assert read_last_together(session, SMALL.number, "담당", "est") is None
        assert read_last_together(session, SMALL.number, "담당", "t_s") is None


def remark(key: str, text: str = "부지가 좁음") -> Remark:
    return Remark(key, RemarkKind.PROBLEM, text, cast.H2_2024)
