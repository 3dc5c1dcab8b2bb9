"""Whom letters go to that are not about one's own pledges."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gongyak.city import City
from gongyak.people import Absence, Official, Tenure
from jobs.contacts import administrators, contact_of, coordinators, enquiries
from tests.cast import CITY, HEAD, OFFICER
from tests.jobs.townhall import COORDINATOR, KEEPER, OTHER_KEEPER, TOWN

DAY = date(2025, 5, 13)


def with_(*officials: Official) -> City:
    changed = {each.id: each for each in officials}
    return replace(TOWN, officials=tuple(changed.get(each.id, each) for each in TOWN.officials))


def away(official: Official, deputy: Official | None) -> Official:
    absence = Absence(Tenure(DAY, DAY), deputy.id if deputy else None)
    return replace(official, absences=(absence,))


def test_an_official_is_written_to_under_the_post_of_the_day() -> None:
    contact = contact_of(OFFICER, DAY)
    assert contact
    assert (contact.address, contact.official, contact.key) == (OFFICER.email, OFFICER.id, OFFICER.id)
    assert (contact.person.name, contact.person.title) == (OFFICER.name, "담당자")
    former = contact_of(HEAD, DAY)
    assert former
    assert (former.person.name, former.person.title) == (HEAD.name, "")


def test_who_has_no_address_is_nobody_to_write_to() -> None:
    assert contact_of(replace(OFFICER, email=None), DAY) is None
    assert coordinators(with_(replace(COORDINATOR, email=None)), DAY) == ()


def test_the_coordinators_are_those_of_the_day() -> None:
    assert [each.official for each in coordinators(TOWN, DAY)] == [COORDINATOR.id]
    assert coordinators(TOWN, date(2022, 6, 30)) == ()
    assert coordinators(CITY, DAY) == ()


def test_the_deputy_of_a_coordinator_is_written_to_once() -> None:
    second = replace(COORDINATOR, id="총괄2", email="second@example.kr")
    city = with_(away(COORDINATOR, second))
    city = replace(city, officials=(*city.officials, second))
    assert [each.official for each in coordinators(city, DAY)] == ["총괄2"]
    assert [each.official for each in coordinators(with_(away(COORDINATOR, None)), DAY)] == [COORDINATOR.id]


def test_the_administrator_of_the_settings_comes_before_those_of_the_city() -> None:
    assert [each.official for each in administrators(TOWN, DAY, None)] == [KEEPER.id, OTHER_KEEPER.id]
    (contact,) = administrators(TOWN, DAY, "boss@example.kr")
    assert (contact.address, contact.official, contact.key) == ("boss@example.kr", None, "boss@example.kr")
    assert [each.address for each in administrators(None, DAY, "boss@example.kr")] == ["boss@example.kr"]
    assert administrators(None, DAY, None) == ()


def test_readers_ask_the_coordinator() -> None:
    contact = enquiries(TOWN, DAY)
    assert (contact.name, contact.email, contact.phone) == ("김총괄", COORDINATOR.email, "031-8000-0000")
    assert enquiries(CITY, DAY).name == ""
