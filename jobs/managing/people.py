"""Editing people: their names and addresses, posts and absences."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from gongyak.editing.merging import merge
from gongyak.people import Absence, Official, Post, Role, Tenure
from jobs.editing import Conflicting
from jobs.managing.city import edit_city, removing
from jobs.managing.errors import ChangedBefore, FieldMissing, NameTaken, NoSuchThing, UnfitField
from jobs.managing.fields import (
    DEPARTMENT,
    ID,
    NAME,
    PHONE,
    ROLE,
    UNTIL,
    day_in,
    mail_in,
    optional_in,
    require_seen,
    tenure_in,
    text_in,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from gongyak.city import City
    from jobs.desk import Desk

    Given = Mapping[str, str]

_WITH_TEAM: Final = frozenset({Role.OFFICER, Role.TEAM_LEAD})


def add_person(desk: Desk, given: Given) -> str:
    """Add an official with a first post, and return the id.

    Raises `NameTaken` and what is wrong with a field.
    """
    key, name = text_in(given, "id", ID), text_in(given, "name", NAME)
    if "/" in key:
        raise UnfitField(**ID.values, text=key)

    def edit(city: City) -> City:
        if any(each.id == key for each in city.officials):
            raise NameTaken(name=key)
        person = Official(
            key,
            name,
            mail_in(given, "email"),
            optional_in(given, "phone", PHONE),
            (_post_in(city, given),),
        )
        return replace(city, officials=(*city.officials, person))

    edit_city(desk, f"{name} 추가", edit)
    return key


def basics_of(person: Official) -> dict[str, str]:
    """Return the fields by which a form shows what an official is called and how to be reached."""
    return {"name": person.name, "email": person.email or "", "phone": person.phone or ""}


def change_basics(desk: Desk, key: str, base: Given, typed: Given) -> None:
    """Change name, mail address and phone number of the official *key* to what was *typed*.

    *base* is what the form was shown with.  Raises `Conflicting`, `NoSuchThing` and a field's own errors.
    """

    def edit(person: Official) -> Official:
        wanted = {
            "name": text_in(typed, "name", NAME),
            "email": mail_in(typed, "email") or "",
            "phone": optional_in(typed, "phone", PHONE) or "",
        }
        merged = merge(base, wanted, basics_of(person))
        if merged.conflicts:
            raise Conflicting(merged.conflicts)
        fields = merged.fields
        return replace(
            person, name=fields["name"], email=fields["email"] or None, phone=fields["phone"] or None
        )

    _edit_person(desk, key, "인적 사항", edit)


def remove_person(desk: Desk, key: str) -> None:
    """Remove an official entered by mistake; raise `StillUsed` for one whom anything refers to."""

    def edit(city: City) -> City:
        _official(city, key)
        return replace(city, officials=tuple(each for each in city.officials if each.id != key))

    with removing(key):
        edit_city(desk, f"{key} 삭제", edit)


def add_post(desk: Desk, key: str, given: Given) -> None:
    """Give the official *key* one more post; raise `NameTaken` for one they have from the same day on."""

    def edit(city: City) -> City:
        person = _official(city, key)
        post = _post_in(city, given)
        if any(
            each.tenure.since == post.tenure.since and replace(each, tenure=post.tenure) == post
            for each in person.posts
        ):
            raise NameTaken(name=f"{post.role} {post.department}")
        return _with(city, replace(person, posts=(*person.posts, post)))

    edit_city(desk, f"{key} 직위 추가", edit)


def change_post(desk: Desk, key: str, number: int, given: Given) -> None:
    """Change the time of the official's post *number*, or remove it (``remove``).

    ``seen`` is the mark of the post as the form was shown with.  Raises `ChangedBefore`.
    """

    def edit(person: Official) -> Official:
        posts = list(person.posts)
        require_seen(_nth(posts, number), given.get("seen", ""))
        if given.get("remove"):
            del posts[number]
        else:
            posts[number] = replace(posts[number], tenure=tenure_in(given))
        return replace(person, posts=tuple(posts))

    _edit_person(desk, key, "직위", edit)


def leave(desk: Desk, key: str, given: Given) -> None:
    """End all posts that the official *key* holds with the day ``until``; what begins later is dropped."""
    last = day_in(given, "until", UNTIL)

    def edit(person: Official) -> Official:
        posts = [post for post in person.posts if post.tenure.since <= last]
        return replace(person, posts=tuple(_ended(post, last) for post in posts))

    _edit_person(desk, key, "전출·퇴직", edit)


def add_absence(desk: Desk, key: str, given: Given) -> None:
    """Add a time in which the official *key* is away; raise `NameTaken` for one from the same day on."""
    tenure = tenure_in(given)

    def edit(city: City) -> City:
        person = _official(city, key)
        if any(each.tenure.since == tenure.since for each in person.absences):
            raise NameTaken(name=tenure.since)
        absence = Absence(tenure, _deputy_in(city, key, given))
        return _with(city, replace(person, absences=(*person.absences, absence)))

    edit_city(desk, f"{key} 부재 추가", edit)


def change_absence(desk: Desk, key: str, number: int, given: Given) -> None:
    """Change the official's absence *number*, or remove it (``remove``); raise `ChangedBefore`."""

    def edit(city: City) -> City:
        person = _official(city, key)
        absences = list(person.absences)
        require_seen(_nth(absences, number), given.get("seen", ""))
        if given.get("remove"):
            del absences[number]
        else:
            absences[number] = Absence(tenure_in(given), _deputy_in(city, key, given))
        return _with(city, replace(person, absences=tuple(absences)))

    edit_city(desk, f"{key} 부재", edit)


def _edit_person(desk: Desk, key: str, done: str, edit: Callable[[Official], Official]) -> None:
    edit_city(desk, f"{key} {done}", lambda city: _with(city, edit(_official(city, key))))


def _official(city: City, key: str) -> Official:
    found = next((each for each in city.officials if each.id == key), None)
    if found is None:
        raise NoSuchThing(name=key)
    return found


def _with(city: City, person: Official) -> City:
    officials = (person if each.id == person.id else each for each in city.officials)
    return replace(city, officials=tuple(officials))


def _nth(things: Sequence[object], number: int) -> object:
    if not 0 <= number < len(things):
        raise ChangedBefore
    return things[number]


def _ended(post: Post, last: date) -> Post:
    until = post.tenure.until
    return post if until and until <= last else replace(post, tenure=Tenure(post.tenure.since, last))


def _post_in(city: City, given: Given) -> Post:
    """Return the post that a form describes; a team is asked for where the role may have one."""
    word = text_in(given, "role", ROLE)
    if word not in set(Role):
        raise UnfitField(**ROLE.values, text=word)
    role, (department, team) = Role(word), place_in(city, given)
    return Post(role, department, team if role in _WITH_TEAM else None, tenure_in(given))


def place_in(city: City, given: Given) -> tuple[str, str | None]:
    """Return department and team of a form; raise `NoSuchThing` for what the city does not have.

    Both stand in one field, ``place``, with a tab between; without one it is the department as a whole.
    """
    name, _, team = given.get("place", "").partition("\t")
    if not name:
        raise FieldMissing(**DEPARTMENT.values)
    department = next((each for each in city.departments if each.name == name), None)
    if department is None or (team and team not in department.teams):
        raise NoSuchThing(name=f"{name} {team}".strip())
    return name, team or None


def _deputy_in(city: City, key: str, given: Given) -> str | None:
    deputy = given.get("deputy", "").strip() or None
    if deputy is not None and (deputy == key or all(each.id != deputy for each in city.officials)):
        raise NoSuchThing(name=deputy)
    return deputy
