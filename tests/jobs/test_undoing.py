from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from gongyak.editing.checklist import ChecklistSection
from gongyak.editing.section import Scene
from gongyak.editing.standing import StandingSection
from gongyak.pledges import Pledge, Status
from gongyak.store.changes import read_changes
from gongyak.store.reading import read_pledges
from gongyak.store.writing import write_pledge
from jobs.desk import Desk
from jobs.editing import save
from jobs.undoing import UNDONE, BuiltUpon, NotLast, RowsChanged, read_last_change, undo
from tests.cast import CITY, H1_2024, H2_2024, OFFICER, plan, result, topic
from tests.jobs.world import NOON, desk_at, small_pledge, stock

SECTION = StandingSection()
PLEDGE = small_pledge("1-1")


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    """Give a desk at which each look at the clock is a minute later."""
    minutes = count()

    def now() -> datetime:
        return NOON + timedelta(minutes=next(minutes))

    with desk_at(migrated_url, tmp_path, now) as desk:
        stock(desk.database, [PLEDGE])
        yield desk.lent_to(OFFICER.id)


def stored(desk: Desk) -> Pledge:
    with desk.database.read() as session:
        return read_pledges(session, ["1-1"])[0]


def chosen(desk: Desk, before: str, after: str) -> None:
    save(desk, "1-1", H2_2024, SECTION, {"status": before}, {"status": after})


def undo_last(desk: Desk) -> None:
    last = read_last_change(desk, "1-1")
    assert last is not None
    undo(desk, "1-1", last.number)


def test_the_last_change_is_turned_back_and_that_as_well(desk: Desk) -> None:
    assert read_last_change(desk, "1-1") is None
    chosen(desk, "", "정상추진")
    chosen(desk, "정상추진", "보류")
    last = read_last_change(desk, "1-1")
    assert last is not None
    assert (last.rows, last.is_undone) == ((("이행상태", 1),), False)
    undo_last(desk)
    assert stored(desk).status_by(H2_2024) is Status.ON_TRACK
    again = read_last_change(desk, "1-1")
    assert again is not None
    assert again.is_undone
    with desk.database.read() as session:
        newest = read_changes(session, "1-1", 1)[0]
    assert (newest.who, newest.cause) == (OFFICER.id, UNDONE)
    undo_last(desk)
    assert stored(desk).status_by(H2_2024) is Status.ON_HOLD


def test_what_another_has_saved_is_not_mine_to_undo(desk: Desk) -> None:
    chosen(desk.lent_to("other"), "", "정상추진")
    assert read_last_change(desk, "1-1") is None
    with pytest.raises(NotLast):
        undo(desk, "1-1", 1)


def test_nothing_but_what_was_shown_is_turned_back(desk: Desk) -> None:
    chosen(desk, "", "정상추진")
    last = read_last_change(desk, "1-1")
    assert last is not None
    chosen(desk, "정상추진", "보류")
    with pytest.raises(NotLast):
        undo(desk, "1-1", last.number)
    assert stored(desk).status_by(H2_2024) is Status.ON_HOLD


def test_what_another_has_changed_since_is_named_and_kept(desk: Desk) -> None:
    chosen(desk, "", "정상추진")
    chosen(desk.lent_to("other"), "정상추진", "보류")
    with pytest.raises(RowsChanged) as told:
        undo_last(desk)
    assert "이행상태(other, 2025. 1. 2. 12:" in str(told.value)
    assert stored(desk).status_by(H2_2024) is Status.ON_HOLD


def test_what_another_has_built_upon_is_kept(desk: Desk) -> None:
    center = topic("center", plan("a", H1_2024))
    with desk.database.begin(who=OFFICER.id, at=desk.now(), cause=f"{UNDONE}: test") as session:
        write_pledge(session, replace(PLEDGE, topics=(*PLEDGE.topics, center)), {})
    added = replace(center, details=(*center.details, result("b", H2_2024)))
    with desk.database.begin(who="other", at=desk.now(), cause="test") as session:
        write_pledge(session, replace(PLEDGE, topics=(*PLEDGE.topics, added)), {})
    with pytest.raises(BuiltUpon):
        undo_last(desk)
    assert stored(desk).topics[-1] == added


def test_a_whole_part_goes_back_at_once(desk: Desk) -> None:
    center = topic("center", plan("a", H1_2024), plan("b", H1_2024))
    with desk.database.begin(who="other", at=desk.now(), cause="test") as session:
        write_pledge(session, replace(PLEDGE, topics=(*PLEDGE.topics, center)), {})
    before = stored(desk)
    typed = {"fate.a": "완료", "when.a": "10. 2.", "fate.b": "취소", "reason.b": "예산 삭감"}
    fields = ChecklistSection().fields(before, Scene(CITY, H2_2024))
    save(desk, "1-1", H2_2024, ChecklistSection(), fields, fields | typed)
    after = stored(desk)
    assert after != before
    undo_last(desk)
    assert stored(desk) == before
    undo_last(desk)
    assert stored(desk) == after
