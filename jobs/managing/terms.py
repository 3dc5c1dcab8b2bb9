"""Editing the city's terms, and the days on which it works or writes no letters."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from gongyak.city import DayException, QuietDays
from gongyak.store.city import read_city, write_city
from gongyak.store.renaming import Renamed, rename
from gongyak.term import Term
from jobs.managing.city import changing, edit_city, removing
from jobs.managing.errors import EndsTooEarly, NameTaken, NoSuchThing
from jobs.managing.fields import DAY, NAME, REASON, SINCE, UNTIL, day_in, optional_in, require_seen, text_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongyak.city import City
    from jobs.desk import Desk

    Given = Mapping[str, str]

_HEAD: Final = "head-"
"""What the names of the fields begin with that hold the heads of budget columns."""


def add_term(desk: Desk, given: Given) -> None:
    """Add a term; raise `NameTaken` where its name or its days are those of another."""
    term = _term_in(given)

    def edit(city: City) -> City:
        if any(each.name == term.name for each in city.terms):
            raise NameTaken(name=term.name)
        return _with_terms(city, (*city.terms, term))

    edit_city(desk, f"{term.name} 추가", edit)


def change_term(desk: Desk, name: str, given: Given) -> bool:
    """Change name, days and heads of the term *name*; tell whether it was renamed: pledges follow.

    Raises `ChangedBefore`, `NameTaken`, `NoSuchThing`, `EndsTooEarly`.
    """
    term = _term_in(given)
    with changing(desk, name) as session:
        known = {each.name: each for each in read_city(session).terms}
        if name not in known:
            raise NoSuchThing(name=name)
        require_seen(known[name], given.get("seen", ""))
        if term.name != name:
            if term.name in known:
                raise NameTaken(name=term.name)
            rename(session, Renamed.TERM, name, name=term.name)
        city = read_city(session)
        terms = tuple(term if each.name == term.name else each for each in city.terms)
        write_city(session, _with_terms(city, terms))
    return term.name != name


def remove_term(desk: Desk, name: str) -> None:
    """Remove the term *name*; raise `StillUsed` where pledges are of it."""

    def edit(city: City) -> City:
        return replace(city, terms=tuple(each for each in city.terms if each.name != name))

    with removing(name):
        edit_city(desk, f"{name} 삭제", edit)


def add_day(desk: Desk, given: Given) -> None:
    """Add a day on which the city works or rests against the calendar; raise `NameTaken` for one there is."""
    works = given.get("works") == "yes"
    day = DayException(day_in(given, "day", DAY), works, text_in(given, "source", REASON))

    def edit(city: City) -> City:
        if any(each.day == day.day for each in city.days):
            raise NameTaken(name=day.day)
        return replace(city, days=tuple(sorted((*city.days, day), key=lambda each: each.day)))

    edit_city(desk, "근무일 예외", edit)


def remove_day(desk: Desk, given: Given) -> None:
    """Leave a day to the calendar again."""
    day = day_in(given, "day", DAY)
    edit_city(
        desk,
        "근무일 예외 삭제",
        lambda city: replace(city, days=tuple(each for each in city.days if each.day != day)),
    )


def add_quiet(desk: Desk, given: Given) -> None:
    """Add days on which no letters go out; raise `NameTaken` where others begin on the same day."""
    first, last = day_in(given, "first", SINCE), day_in(given, "last", UNTIL)
    if last < first:
        raise EndsTooEarly(since=first, until=last)
    quiet = QuietDays(first, last, text_in(given, "reason", REASON))

    def edit(city: City) -> City:
        if any(each.first == first for each in city.quiet):
            raise NameTaken(name=first)
        return replace(city, quiet=tuple(sorted((*city.quiet, quiet), key=lambda each: each.first)))

    edit_city(desk, "알림을 쉬는 기간", edit)


def remove_quiet(desk: Desk, given: Given) -> None:
    """Let letters go out again on the days that begin with ``first``."""
    first = day_in(given, "first", SINCE)
    edit_city(
        desk,
        "알림을 쉬는 기간 삭제",
        lambda city: replace(city, quiet=tuple(each for each in city.quiet if each.first != first)),
    )


def _term_in(given: Given) -> Term:
    """Return the term of a form; a head is kept only where it is not the one that follows from the days."""
    first, last = day_in(given, "first", SINCE), day_in(given, "last", UNTIL)
    if last < first:
        raise EndsTooEarly(since=first, until=last)
    term = Term(text_in(given, "name", NAME), first, last)
    heads = ((each, optional_in(given, f"{_HEAD}{each.key}", NAME)) for each in term.columns)
    stated = tuple((column.key, head) for column, head in heads if head and head != column.label)
    return replace(term, column_labels=stated)


def _with_terms(city: City, terms: tuple[Term, ...]) -> City:
    """Return *city* with *terms* in time; raise `NameTaken` for two that begin or end on the same day."""
    for days in ([each.first_day for each in terms], [each.last_day for each in terms]):
        twice = next((day for day in days if days.count(day) > 1), None)
        if twice is not None:
            raise NameTaken(name=twice)
    return replace(city, terms=tuple(sorted(terms, key=lambda each: each.first_day)))
