from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gongyak.editing.section import Mistaken
from gongyak.editing.standing import StandingSection
from gongyak.pledges import Pledge, Status
from gongyak.store.changes import read_changes
from gongyak.store.reading import read_pledges
from gongyak.term import OutsideTerm
from jobs.desk import Desk
from jobs.editing import Conflicting, save
from jobs.errors import UnknownPledge
from tests.cast import H1_2024, H2_2024
from tests.jobs.world import desk_at, half, small_pledge, stock

SECTION = StandingSection()


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        stock(desk.database, [small_pledge("1-1"), small_pledge("2-1")])
        yield desk


def stored(desk: Desk) -> Pledge:
    with desk.database.read() as session:
        return read_pledges(session, ["1-1"])[0]


def test_what_is_saved_stands_for_its_half_year_and_in_the_history(desk: Desk) -> None:
    save(desk.lent_to("officer"), "1-1", H2_2024, SECTION, {"status": ""}, {"status": "정상추진"})
    assert stored(desk).status_by(H2_2024) is Status.ON_TRACK
    assert stored(desk).status_by(H1_2024) is None
    with desk.database.read() as session:
        newest = read_changes(session, "1-1", 1)[0]
    assert (newest.who, newest.cause) == ("officer", "공약 입력 화면(2024년 하반기 이행상태)")


def test_who_saves_over_what_another_has_saved_meanwhile_is_asked(desk: Desk) -> None:
    base = {"status": ""}
    save(desk, "1-1", H2_2024, SECTION, base, {"status": "정상추진"})
    with pytest.raises(Conflicting) as told:
        save(desk, "1-1", H2_2024, SECTION, base, {"status": "보류"})
    (conflict,) = told.value.conflicts
    assert (conflict.mine, conflict.theirs) == ("보류", "정상추진")
    assert stored(desk).status_by(H2_2024) is Status.ON_TRACK
    save(desk, "1-1", H2_2024, SECTION, {"status": "정상추진"}, {"status": "보류"})
    assert stored(desk).status_by(H2_2024) is Status.ON_HOLD


def test_nothing_is_written_where_nothing_was_changed(desk: Desk) -> None:
    with desk.database.read() as session:
        before = read_changes(session)
    save(desk, "1-1", H2_2024, SECTION, {"status": ""}, {"status": ""})
    with desk.database.read() as session:
        assert read_changes(session) == before


def test_what_cannot_be_saved_says_why(desk: Desk) -> None:
    with pytest.raises(Mistaken) as told:
        save(desk, "1-1", H2_2024, SECTION, {"status": ""}, {"status": "대충"})
    assert "대충" in str(told.value.mistakes["status"])
    with pytest.raises(OutsideTerm):
        save(desk, "1-1", half("2030H1"), SECTION, {}, {})
    with pytest.raises(UnknownPledge):
        save(desk, "8-8", H2_2024, SECTION, {}, {})
