"""Who may do what with what: one table, asked by every page and by whatever else acts for a person.

A role reaches nothing, what is one's own, what belongs to a department one leads, or all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Final

from gongyak.accounts import User
from gongyak.people import Role


class Action(StrEnum):
    """What is done."""

    READ = "read"
    EDIT = "edit"
    MAKE = "make"
    APPROVE = "approve"
    OPERATE = "operate"


class Subject(StrEnum):
    """What it is done with; the value is the name of the part of a page's address that holds its key."""

    PLEDGE = "number"
    DRAFT = "draft"
    EVENT = "event"
    LETTER = "letter"
    SCHEDULE = "line"
    RUN = "run"
    AUDIT = "change"
    CITY = "reference"
    ACCOUNT = "account"
    SETTING = "setting"


class Scope(IntEnum):
    """How far a role reaches."""

    NOTHING = 0
    OWN = 1
    DEPARTMENT = 2
    ALL = 3


@dataclass(frozen=True, slots=True)
class Holding:
    """Whose a thing is: the ids of the ``officials`` in charge of it, and its ``department`` (None: none)."""

    officials: frozenset[str] = frozenset()
    department: str | None = None


_Reach = Mapping[Subject, Mapping[Action, Scope]]


def _all(*actions: Action, scope: Scope = Scope.ALL) -> dict[Action, Scope]:
    return dict.fromkeys(actions, scope)


_READ, _EDIT, _MAKE, _APPROVE, _OPERATE = Action
_LEADING: Final[_Reach] = {
    Subject.PLEDGE: _all(_READ, _EDIT, scope=Scope.DEPARTMENT),
    Subject.DRAFT: _all(_READ, _EDIT, _MAKE, _APPROVE, scope=Scope.DEPARTMENT),
    Subject.EVENT: _all(_READ, _EDIT, scope=Scope.DEPARTMENT),
    Subject.LETTER: _all(_READ, scope=Scope.OWN),
    Subject.RUN: _all(_READ, scope=Scope.OWN),
}
REACH: Final[Mapping[Role, _Reach]] = {
    Role.OFFICER: {
        Subject.PLEDGE: _all(_READ, _EDIT, scope=Scope.OWN),
        Subject.DRAFT: _all(_READ, _EDIT, _MAKE, scope=Scope.OWN),
        Subject.EVENT: _all(_READ, _EDIT, scope=Scope.OWN),
        Subject.LETTER: _all(_READ, scope=Scope.OWN),
        Subject.RUN: _all(_READ, scope=Scope.OWN),
    },
    Role.TEAM_LEAD: _LEADING,
    Role.HEAD: _LEADING,
    Role.COORDINATOR: {
        Subject.PLEDGE: _all(_READ, _EDIT, _MAKE),
        Subject.DRAFT: _all(*Action),
        Subject.EVENT: _all(_READ, _EDIT, _MAKE),
        Subject.LETTER: _all(_READ, _OPERATE),
        Subject.SCHEDULE: _all(_READ, _OPERATE),
        Subject.RUN: _all(_READ),
        Subject.AUDIT: _all(_READ),
        # Whoever may change the posts makes administrators, so the coordinator only looks.
        Subject.CITY: _all(_READ),
    },
    Role.ADMINISTRATOR: {subject: _all(*Action) for subject in Subject},
    Role.READER: {
        subject: _all(_READ) for subject in Subject if subject not in {Subject.ACCOUNT, Subject.SETTING}
    },
}
"""What each role reaches; a role, subject or action that is not here reaches nothing."""


def reach(user: User, action: Action, subject: Subject) -> Scope:
    """Return how far *user* reaches with *action*, by the role that reaches farthest: for menus and lists."""
    scopes = (REACH[role].get(subject, {}).get(action, Scope.NOTHING) for role in user.roles)
    return max(scopes, default=Scope.NOTHING)


def may(user: User, action: Action, subject: Subject, holding: Holding | None = None) -> bool:
    """Tell whether *user* may do *action* with the thing of *holding*; without one: with any at all."""
    scope = reach(user, action, subject)
    if holding is None or scope in {Scope.NOTHING, Scope.ALL}:
        return scope is not Scope.NOTHING
    is_own = user.official in holding.officials
    return is_own or (scope is Scope.DEPARTMENT and holding.department in user.leads)
