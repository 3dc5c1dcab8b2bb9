"""The city is written by difference, and read back as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings

from gongyak.city import City
from gongyak.events import PlannedEvent
from gongyak.people import Department, Official, Post, Role, Tenure
from gongyak.store.changes import read_changes
from gongyak.store.city import read_city, write_city
from gongyak.store.errors import NoCity, Refused, TwiceTheSame
from gongyak.store.writing import write_pledge
from gongyak.when import When
from tests.store.clerk import changes, write
from tests.store.facts import SMALL
from tests.store.strategies import CITY, cities

if TYPE_CHECKING:
    from gongyak.store.database import Database

FIRST = date(2024, 1, 1)


def stored(database: Database) -> City:
    with database.read() as session:
        return read_city(session)


def test_a_database_without_a_city_says_so(database: Database) -> None:
    with pytest.raises(NoCity, match="gongyak load"):
        stored(database)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=15,
    deadline=None,
)
@given(city=cities())
def test_whatever_is_written_over_whatever_was_there_is_read_back(database: Database, city: City) -> None:
    with write(database) as session:
        write_city(session, city)
    assert stored(database) == city
    with write(database) as session:
        before = changes(session)
        write_city(session, city)
        assert changes(session) == before


def test_a_new_head_of_department_is_audited_as_a_post(city_database: Database) -> None:
    post = Post(Role.HEAD, "총무과", None, Tenure(FIRST))
    with write(city_database) as session:
        count = changes(session)
        write_city(session, replace(CITY, officials=(*CITY.officials, Official("새", "김새", posts=(post,)))))
        assert changes(session) == count + 2
        posted = [change for change in read_changes(session) if change.table == "posts"]
    assert [change.key for change in posted] == ["새/과장/총무과/@2024-01-01"]


def test_departments_stand_in_their_stated_order(city_database: Database) -> None:
    turned = replace(CITY, departments=CITY.departments[::-1])
    with write(city_database) as session:
        count = changes(session)
        write_city(session, turned)
        assert changes(session) == count + 1
    assert stored(city_database).departments == turned.departments


def test_what_a_pledge_refers_to_cannot_be_taken_away(city_database: Database) -> None:
    with write(city_database) as session:
        write_pledge(session, SMALL, {})
    rule = "pledges → (departments|teams)|fk_pledges_department"
    with pytest.raises(Refused, match=rule), write(city_database) as session:
        write_city(session, replace(CITY, departments=CITY.departments[1:]))
    assert stored(city_database) == CITY


def test_events_of_pledges_are_none_of_the_city(city_database: Database) -> None:
    event = PlannedEvent(id="opening", name="개소식", when=When.unit(FIRST))
    own = PlannedEvent(id="day", name="시민의 날", when=When.unit(FIRST))
    with write(city_database) as session:
        write_pledge(session, replace(SMALL, events=(event,)), {})
        write_city(session, replace(CITY, events=(own,)))
    assert stored(city_database).events == (own,)


@pytest.mark.parametrize(
    "wrong",
    [
        {"sources": ("국비", "계")},
        {"name": ""},
        {"departments": (*CITY.departments, Department(""))},
        {"officials": (Official("하나", "하나", posts=(Post(Role.HEAD, "없는 과", None, Tenure(FIRST)),)),)},
    ],
)
def test_a_city_that_breaks_a_rule_is_refused(city_database: Database, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused), write(city_database) as session:
        write_city(session, replace(CITY, **wrong))
    assert stored(city_database) == CITY


def test_two_posts_alike_are_refused_where_they_have_no_team_too(city_database: Database) -> None:
    post = Post(Role.HEAD, "총무과", None, Tenure(FIRST))
    official = Official("둘", "김둘", posts=(post, replace(post, tenure=Tenure(FIRST, FIRST))))
    with pytest.raises(TwiceTheSame, match="둘/과장/총무과"), write(city_database) as session:
        write_city(session, replace(CITY, officials=(*CITY.officials, official)))
