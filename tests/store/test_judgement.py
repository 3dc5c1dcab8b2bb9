"""What people decided about the checks is kept once, audited, and read back as it was."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongyak.changes import Action
from gongyak.judgement import Glossary, Judgement, Mute
from gongyak.store.changes import read_changes
from gongyak.store.errors import Refused, TwiceTheSame
from gongyak.store.judgement import add_mute, add_mutes, read_judgement, remove_mute, write_names
from gongyak.store.writing import remove_pledge, write_pledge
from tests.store.clerk import NOW, changes, execute, statements, write
from tests.store.facts import SMALL
from tests.store.strategies import NAMES, tuples_of

if TYPE_CHECKING:
    from gongyak.store.database import Database

OF_CITY = Mute("year-mark", None, None, "서식이 그렇습니다.", "총괄", NOW)
OF_PLEDGE = replace(OF_CITY, pledge=SMALL.number, reason="공약만")
OF_ROW = replace(OF_PLEDGE, row="line:p1", reason="이 줄만")
GLOSSARY = Glossary((("국립암센터", ("국립 암센터", "암센타")), ("명지병원", ())))
ACCEPTED = (("바이오콤플렉스", "바이오컴플렉스"),)


def stored(database: Database) -> Judgement:
    with database.read() as session:
        return read_judgement(session)


@pytest.fixture
def pledge_database(city_database: Database) -> Database:
    with write(city_database) as session:
        write_pledge(session, SMALL, {})
    return city_database


def test_nothing_is_decided_in_a_new_database(database: Database) -> None:
    assert stored(database) == Judgement()


def test_each_scope_of_a_mute_is_kept_beside_the_others_the_widest_first(pledge_database: Database) -> None:
    with write(pledge_database) as session:
        add_mutes(session, (OF_ROW, OF_CITY, OF_PLEDGE))
    assert stored(pledge_database).mutes == (OF_CITY, OF_PLEDGE, OF_ROW)


@pytest.mark.parametrize("mute", [OF_CITY, OF_PLEDGE, OF_ROW])
def test_a_mute_given_again_gets_the_new_reason_and_is_kept_once(
    pledge_database: Database, mute: Mute
) -> None:
    with write(pledge_database) as session:
        add_mute(session, mute)
    with write(pledge_database, "과장", 5) as session:
        add_mute(session, replace(mute, reason="다른 까닭"))
        (change,) = read_changes(session, limit=1)
    assert stored(pledge_database).mutes == (replace(mute, reason="다른 까닭"),)
    assert (change.action, change.who, change.before) == (Action.CHANGED, "과장", {"reason": mute.reason})


@pytest.mark.parametrize("mute", [OF_CITY, OF_PLEDGE, OF_ROW])
def test_the_same_mute_twice_is_refused_even_past_the_program(pledge_database: Database, mute: Mute) -> None:
    with write(pledge_database) as session:
        add_mute(session, mute)
    copy = (
        "INSERT INTO mutes (rule, pledge, reference, reason, who, at) "
        "SELECT rule, pledge, reference, reason, who, at FROM mutes"
    )
    with pytest.raises(Refused, match="mutes"), write(pledge_database) as session:
        execute(session, copy)


def test_removing_takes_the_scope_named_and_no_other(pledge_database: Database) -> None:
    with write(pledge_database) as session:
        add_mutes(session, (OF_CITY, OF_PLEDGE, OF_ROW))
        assert remove_mute(session, OF_CITY.rule, SMALL.number, None)
        assert not remove_mute(session, OF_CITY.rule, SMALL.number, None)
        (change,) = read_changes(session, limit=1)
    assert stored(pledge_database).mutes == (OF_CITY, OF_ROW)
    assert (change.action, change.pledge, change.before["reason"]) == (Action.REMOVED, "1-1", "공약만")


def test_a_mute_of_an_unknown_pledge_is_refused(city_database: Database) -> None:
    with pytest.raises(Refused), write(city_database) as session:
        add_mute(session, OF_PLEDGE)


def test_a_row_without_its_pledge_is_refused(pledge_database: Database) -> None:
    with pytest.raises(Refused, match="row_of_pledge"), write(pledge_database) as session:
        add_mute(session, replace(OF_ROW, pledge=None))


def test_a_pledge_removed_takes_its_mutes_along(pledge_database: Database) -> None:
    with write(pledge_database) as session:
        add_mutes(session, (OF_CITY, OF_PLEDGE, OF_ROW))
    with write(pledge_database) as session:
        assert remove_pledge(session, SMALL.number)
    assert stored(pledge_database).mutes == (OF_CITY,)


def test_names_are_read_back_in_their_order_and_the_same_again_changes_nothing(database: Database) -> None:
    with write(database) as session:
        write_names(session, GLOSSARY, ACCEPTED)
        before = changes(session)
        write_names(session, GLOSSARY, ACCEPTED)
        assert changes(session) == before == 5
    assert stored(database) == Judgement((), GLOSSARY, ACCEPTED)


def test_the_same_name_twice_is_refused(database: Database) -> None:
    twice = Glossary((("국립암센터", ()), ("국립암센터", ("암센타",))))
    with pytest.raises(TwiceTheSame, match="국립암센터"), write(database) as session:
        write_names(session, twice, ())


def test_all_is_read_in_four_queries(pledge_database: Database) -> None:
    with write(pledge_database) as session:
        add_mutes(session, (OF_CITY, OF_PLEDGE, OF_ROW))
        write_names(session, GLOSSARY, ACCEPTED)
    with pledge_database.read() as session, statements() as sent:
        read_judgement(session)
    assert len([each for each in sent if each.startswith("SELECT")]) == 4


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None)
@given(
    preferred=tuples_of(st.tuples(NAMES, tuples_of(NAMES, str)), lambda each: each[0]),
    accepted=tuples_of(st.tuples(NAMES, NAMES), str),
)
def test_whatever_names_are_written_over_whatever_was_there_are_read_back(
    database: Database,
    preferred: tuple[tuple[str, tuple[str, ...]], ...],
    accepted: tuple[tuple[str, str], ...],
) -> None:
    with write(database) as session:
        write_names(session, Glossary(preferred), accepted)
    assert stored(database) == Judgement((), Glossary(preferred), accepted)
