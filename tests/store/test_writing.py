"""Pledges are written by difference, and read back as they were."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings

from gongyak.budget import Amounts, BudgetCell
from gongyak.changes import Action, Change
from gongyak.lines import Detail
from gongyak.money import Money
from gongyak.store.changes import read_changes
from gongyak.store.drafts import add_draft
from gongyak.store.errors import (
    ChangedMeanwhile,
    HasDrafts,
    NotStorable,
    PictureMissing,
    Refused,
    TwiceTheSame,
    WrongPicture,
)
from gongyak.store.reading import read_pledges
from gongyak.store.tables import METADATA, PledgeRow
from gongyak.store.writing import remove_pledge, write_pledge
from tests import cast
from tests.store.clerk import changes, execute, write
from tests.store.facts import BIG, SMALL, draft
from tests.store.strategies import CONTENTS, pledges

if TYPE_CHECKING:
    from gongyak.pledges import Pledge
    from gongyak.store.database import Database

ON_ONE_DATABASE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=15,
    deadline=None,
)


def stored(database: Database) -> tuple[Pledge, ...]:
    with database.read() as session:
        return read_pledges(session)


def last_changes(database: Database, count: int) -> tuple[Change, ...]:
    with database.read() as session:
        return read_changes(session, limit=count)


@ON_ONE_DATABASE
@given(pledge=pledges())
def test_whatever_is_written_over_whatever_was_there_is_read_back(
    city_database: Database, pledge: Pledge
) -> None:
    with write(city_database) as session:
        write_pledge(session, pledge, CONTENTS)
    assert stored(city_database) == (pledge,)


@ON_ONE_DATABASE
@given(pledge=pledges())
def test_writing_the_same_again_changes_nothing_and_leaves_no_trace(
    city_database: Database, pledge: Pledge
) -> None:
    with write(city_database) as session:
        write_pledge(session, pledge, CONTENTS)
    with write(city_database) as session:
        before = changes(session)
        write_pledge(session, pledge, {})
        assert changes(session) == before


def test_a_pledge_with_everything_is_read_back(city_database: Database) -> None:
    with write(city_database) as session:
        write_pledge(session, BIG, CONTENTS)
    assert stored(city_database) == (BIG,)


def test_one_corrected_line_is_one_change(city_database: Database) -> None:
    with write(city_database) as session:
        write_pledge(session, SMALL, {})
    corrected = replace(SMALL.topics[0].details[0], text="고친 글")
    topic = replace(SMALL.topics[0], details=(corrected, *SMALL.topics[0].details[1:]))
    with write(city_database, who="b.lee", minutes=5) as session:
        count = changes(session)
        write_pledge(session, replace(SMALL, topics=(topic, *SMALL.topics[1:])), {})
        assert changes(session) == count + 1
    (change,) = last_changes(city_database, 1)
    assert change.who == "b.lee"
    assert change.cause == "test"
    assert (change.action, change.table, change.key) == (Action.CHANGED, "lines", corrected.id)
    assert change.pledge == SMALL.number
    assert change.before == {"text": SMALL.topics[0].details[0].text}
    assert change.after == {"text": "고친 글"}


def test_a_line_put_between_two_others_leaves_them_alone(city_database: Database) -> None:
    with write(city_database) as session:
        write_pledge(session, SMALL, {})
        count = changes(session)
        first, *others = SMALL.topics[0].details
        new = Detail(id="between", text="사이", entered=cast.H2_2024)
        topic = replace(SMALL.topics[0], details=(first, new, *others))
        pledge = replace(SMALL, topics=(topic, *SMALL.topics[1:]))
        write_pledge(session, pledge, {})
        assert changes(session) == count + 1
    assert stored(city_database) == (pledge,)


def test_a_date_that_gets_known_better_changes_its_interval_too(city_database: Database) -> None:
    with write(city_database) as session:
        write_pledge(session, cast.pledge(cast.topic("t", cast.plan("p", cast.H2_2024, "2025-40"))), {})
        better = cast.pledge(cast.topic("t", cast.plan("p", cast.H2_2024, "2025-05-20")))
        write_pledge(session, better, {})
        execute(
            session, "UPDATE lines SET text = text WHERE first_day = '2025-05-20' AND last_day = first_day"
        )
    (change,) = last_changes(city_database, 1)
    assert (change.before, change.after) == ({"when": "2025-40"}, {"when": "2025-05-20"})


def test_money_is_audited_by_the_cell_the_report_names(city_database: Database) -> None:
    unit = cast.project("lihg", cast.cell("국비", "2024", 100), cast.cell(None, None, 150))
    with write(city_database) as session:
        write_pledge(session, cast.pledge(projects=(unit,)), {})
        corrected = BudgetCell(None, None, Amounts(Money.million(100)))
        statement = replace(unit.statements[0], cells=(unit.statements[0].cells[0], corrected))
        write_pledge(session, cast.pledge(projects=(replace(unit, statements=(statement,)),)), {})
    (change,) = last_changes(city_database, 1)
    assert (change.table, change.key) == ("cells", "lihg/계/계@2024H2")
    assert (change.before, change.after) == ({"planned": 150000}, {"planned": 100000})


def test_removing_takes_every_row_and_audits_each(city_database: Database) -> None:
    with write(city_database) as session:
        before = changes(session)
        write_pledge(session, BIG, CONTENTS)
        added = changes(session) - before
    with write(city_database) as session:
        assert remove_pledge(session, BIG.number)
        assert changes(session) == before + 2 * added
        of_pledge = [
            table for table in METADATA.sorted_tables if "pledge" in table.c and table.name != "changes"
        ]
        assert [table.name for table in of_pledge if session.execute(table.select()).first()] == []
    assert stored(city_database) == ()


def test_removing_what_is_not_there_says_so(city_database: Database) -> None:
    with write(city_database) as session:
        assert not remove_pledge(session, "9-9")


def test_a_pledge_that_was_reported_on_cannot_be_removed(city_database: Database) -> None:
    with write(city_database) as session:
        write_pledge(session, SMALL, {})
        add_draft(session, draft(), b"docx")
    with pytest.raises(HasDrafts, match="1건"), write(city_database) as session:
        remove_pledge(session, SMALL.number)
    assert stored(city_database) == (SMALL,)


def test_an_exception_undoes_all_of_a_unit_of_work(city_database: Database) -> None:
    def fail_at_the_end() -> None:
        with write(city_database) as session:
            write_pledge(session, SMALL, {})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_at_the_end()
    assert stored(city_database) == ()
    with city_database.read() as session:
        assert read_changes(session, SMALL.number) == ()


def test_a_photo_without_its_picture_is_refused(city_database: Database) -> None:
    with pytest.raises(PictureMissing), write(city_database) as session:
        write_pledge(session, BIG, {})


def test_a_picture_under_another_checksum_is_refused(city_database: Database) -> None:
    with pytest.raises(WrongPicture), write(city_database) as session:
        write_pledge(session, BIG, dict.fromkeys(CONTENTS, b"else"))


def test_the_same_line_twice_is_refused_by_name(city_database: Database) -> None:
    twice = cast.pledge(cast.topic("t", cast.result("d", cast.H1_2024), cast.result("d", cast.H2_2024)))
    with pytest.raises(TwiceTheSame, match="line d"), write(city_database) as session:
        write_pledge(session, twice, {})


@pytest.mark.parametrize("text", ["NUL\0", "half \ud800 a pair"])
def test_text_that_no_database_holds_is_refused_on_both(city_database: Database, text: str) -> None:
    with pytest.raises(NotStorable), write(city_database) as session:
        write_pledge(session, replace(SMALL, goal=text), {})


@pytest.mark.parametrize(
    "wrong",
    [
        {"term": "민선1기"},
        {"field": "없는 분야"},
        {"department": "없는 과", "team": None},
        {"department": "총무과", "team": "바이오팀"},
    ],
)
def test_a_pledge_of_what_the_city_has_not_is_refused(city_database: Database, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused), write(city_database) as session:
        write_pledge(session, cast.pledge(**wrong), {})
    assert stored(city_database) == ()


def test_a_row_changed_by_somebody_else_meanwhile_is_not_overwritten(city_database: Database) -> None:
    with write(city_database) as session:
        write_pledge(session, SMALL, {})

    def overwrite() -> None:
        with write(city_database) as session:
            row = session.get_one(PledgeRow, SMALL.number)
            execute(session, "UPDATE pledges SET version = version + 1")
            row.goal = "다른 목표"

    with pytest.raises(ChangedMeanwhile):
        overwrite()
