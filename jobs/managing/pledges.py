"""Editing what a pledge is called and whose it is; what is reported of it has pages of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from gongyak.editing.merging import merge
from gongyak.people import Assignment
from gongyak.pledges import Pledge
from gongyak.store.city import read_city
from gongyak.store.reading import read_pledges
from gongyak.store.writing import lock_pledge, remove_pledge, write_pledge
from jobs.editing import Conflicting
from jobs.managing.city import CAUSE, changing
from jobs.managing.errors import ChangedBefore, NameTaken, NoSuchThing, UnfitField
from jobs.managing.fields import Label, optional_in, require_seen, seen_of, tenure_in, text_in
from jobs.managing.people import place_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gongyak.city import City
    from gongyak.store.session import Session
    from jobs.desk import Desk

    Given = Mapping[str, str]

NUMBER: Final = Label("관리번호", "number")
PLEDGE: Final = Label("공약명", "name of the pledge")
TERM: Final = Label("임기", "term")
FIELD: Final = Label("분야", "field")
GOAL: Final = Label("목표", "goal")


@dataclass(frozen=True, slots=True)
class MasterPage:
    """A pledge with the city that it is of, for the page on which its master data are kept."""

    city: City
    pledge: Pledge

    @property
    def base(self) -> dict[str, str]:
        """The fields that the form is shown with."""
        return master_of(self.pledge)

    @property
    def charges(self) -> tuple[tuple[int, Assignment, str], ...]:
        """Those in charge by number, the newest first, each with the mark that a change of it starts from."""
        return tuple((number, each, seen_of(each)) for number, each in enumerate(self.pledge.officers))[::-1]

    @property
    def names(self) -> dict[str, str]:
        """What all officials are called, by id."""
        return {each.id: each.name for each in self.city.officials}


def list_masters(desk: Desk) -> tuple[City, tuple[Pledge, ...]]:
    """Return the city and all its pledges, by number; the number of queries does not depend on theirs."""
    with desk.database.read() as session:
        return read_city(session), read_pledges(session)


def read_master(desk: Desk, number: str) -> MasterPage:
    """Return the pledge *number* for its page; raise `NoSuchThing`."""
    with desk.database.read() as session:
        return MasterPage(read_city(session), _stored(session, number))


def master_of(pledge: Pledge) -> dict[str, str]:
    """Return the master data of *pledge* as the fields of a form."""
    return {
        "name": pledge.name,
        "term": pledge.term,
        "field": pledge.field,
        "place": f"{pledge.department}\t{pledge.team}" if pledge.team else pledge.department,
        "goal": pledge.goal or "",
    }


def add_pledge(desk: Desk, given: Given) -> str:
    """Add a pledge, with somebody in charge where one is chosen, and return its number.

    Raises `NameTaken` and what is wrong with a field.
    """
    number = text_in(given, "number", NUMBER)
    if "/" in number:
        raise UnfitField(**NUMBER.values, text=number)
    with changing(desk, f"공약 {number} 추가") as session:
        if read_pledges(session, [number]):
            raise NameTaken(name=number)
        city = read_city(session)
        bare = Pledge(number=number, name="", term="", field="", department="")
        pledge = _with_master(bare, _fields_in(city, given), city)
        officers = (_charge_in(city, given),) if given.get("official") else ()
        write_pledge(session, replace(pledge, officers=officers), {})
    return number


def change_master(desk: Desk, number: str, base: Given, typed: Given) -> None:
    """Change the master data of the pledge *number* to what was *typed*; *base* is what was shown.

    Raises `Conflicting`, `NoSuchThing` and what is wrong with a field.
    """

    def edit(pledge: Pledge, city: City) -> Pledge:
        merged = merge(base, _fields_in(city, typed), master_of(pledge))
        if merged.conflicts:
            raise Conflicting(merged.conflicts)
        return _with_master(pledge, merged.fields, city)

    _edit(desk, number, "기본 정보", edit)


def add_charge(desk: Desk, number: str, given: Given) -> None:
    """Put somebody in charge of the pledge *number*; raise `NameTaken` where they are already."""

    def edit(pledge: Pledge, city: City) -> Pledge:
        charge = _charge_in(city, given)
        if any(_key(each) == _key(charge) for each in pledge.officers):
            raise NameTaken(name=charge.official)
        return replace(pledge, officers=(*pledge.officers, charge))

    _edit(desk, number, "담당자 지정", edit)


def change_charge(desk: Desk, number: str, index: int, given: Given) -> None:
    """Change the time of a charge, or remove it (``remove``); raise `ChangedBefore`."""

    def edit(pledge: Pledge, _: City) -> Pledge:
        officers = list(pledge.officers)
        if not 0 <= index < len(officers):
            raise ChangedBefore
        require_seen(officers[index], given.get("seen", ""))
        if given.get("remove"):
            del officers[index]
        else:
            officers[index] = replace(officers[index], tenure=tenure_in(given))
        return replace(pledge, officers=tuple(officers))

    _edit(desk, number, "담당 기간", edit)


def drop_pledge(desk: Desk, number: str) -> None:
    """Remove a pledge entered by mistake; raise `HasDrafts`, `NoSuchThing`."""
    with desk.database.begin(who=desk.who, at=desk.now(), cause=f"{CAUSE}: 공약 {number} 삭제") as session:
        if not remove_pledge(session, number):
            raise NoSuchThing(name=number)


def _edit(desk: Desk, number: str, done: str, edit: Callable[[Pledge, City], Pledge]) -> None:
    with desk.database.begin(who=desk.who, at=desk.now(), cause=f"{CAUSE}: {number} {done}") as session:
        lock_pledge(session, number)
        before = _stored(session, number)
        after = edit(before, read_city(session))
        if after != before:
            write_pledge(session, after, {})


def _stored(session: Session, number: str) -> Pledge:
    found = next(iter(read_pledges(session, [number])), None)
    if found is None:
        raise NoSuchThing(name=number)
    return found


def _fields_in(city: City, given: Given) -> dict[str, str]:
    """Return the fields of a form, tidied; raise what is wrong with one."""
    fields = {
        "name": text_in(given, "name", PLEDGE),
        "term": text_in(given, "term", TERM),
        "field": text_in(given, "field", FIELD),
        "goal": optional_in(given, "goal", GOAL) or "",
        "place": given.get("place", ""),
    }
    place_in(city, fields)
    known = ({each.name for each in city.terms}, set(city.fields))
    for name, names in zip(("term", "field"), known, strict=True):
        if fields[name] not in names:
            raise NoSuchThing(name=fields[name])
    return fields


def _with_master(pledge: Pledge, fields: Given, city: City) -> Pledge:
    department, team = place_in(city, fields)
    return replace(
        pledge,
        name=fields["name"],
        term=fields["term"],
        field=fields["field"],
        department=department,
        team=team,
        goal=fields["goal"] or None,
    )


def _charge_in(city: City, given: Given) -> Assignment:
    official = given.get("official", "")
    if all(each.id != official for each in city.officials):
        raise NoSuchThing(name=official)
    return Assignment(official, tenure_in(given))


def _key(charge: Assignment) -> tuple[object, ...]:
    return charge.official, charge.tenure.since
