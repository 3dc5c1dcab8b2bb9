"""Who answers for a pledge: departments, teams, officials and the posts they held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a post makes of its holder; the value is the word people use."""

    OFFICER = "담당자"
    TEAM_LEAD = "팀장"
    HEAD = "과장"
    COORDINATOR = "총괄"
    ADMINISTRATOR = "관리자"
    READER = "열람"


@dataclass(frozen=True, slots=True)
class Department:
    """A department (부서), known by its name, with its teams' names in their official order."""

    name: str
    teams: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tenure:
    """From when to when somebody had a post or a charge: ``until`` is inclusive, None means still."""

    since: date
    until: date | None = None

    def __contains__(self, day: date) -> bool:
        """Tell whether it was held on *day*."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Post:
    """A post somebody held: the role, where, and when.

    ``team`` is None for a head of department and for roles above the departments.
    """

    role: Role
    department: str
    team: str | None
    tenure: Tenure


@dataclass(frozen=True, slots=True)
class Absence:
    """When an official is away, and who answers meanwhile: ``deputy`` is an official's id, None: nobody."""

    tenure: Tenure
    deputy: str | None = None


@dataclass(frozen=True, slots=True)
class Official:
    """An official: ``id`` is the personnel number or any short name of the city's own."""

    id: str
    name: str
    email: str | None = None
    phone: str | None = None
    posts: tuple[Post, ...] = ()
    absences: tuple[Absence, ...] = ()

    def absence_on(self, day: date) -> Absence | None:
        """Return the absence that holds *day*, or None."""
        return next((absence for absence in self.absences if day in absence.tenure), None)

    def post_on(self, day: date, role: Role, department: str, team: str | None = None) -> Post | None:
        """Return the post of *role* in *department* (and *team*, if given) held on *day*, or None."""
        for post in self.posts:
            place = (post.role, post.department) == (role, department) and team in (None, post.team)
            if place and day in post.tenure:
                return post
        return None


@dataclass(frozen=True, slots=True)
class Assignment:
    """An official's charge of one pledge as 담당자, and when."""

    official: str
    tenure: Tenure
