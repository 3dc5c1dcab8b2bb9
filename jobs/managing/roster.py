"""People as their pages show them: the list, and one person with all that is theirs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongyak.store.accounts import read_accounts, read_invited
from gongyak.store.charges import Charge, charges_of, count_charges
from gongyak.store.city import read_city
from gongyak.store.sessions import count_sessions, last_seen, waits_of
from jobs.entering import subject_of_account
from jobs.managing.errors import NoSuchThing
from jobs.managing.fields import seen_of
from jobs.managing.people import basics_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from gongyak.accounts import Account
    from gongyak.city import City
    from gongyak.people import Absence, Official, Post
    from gongyak.store.session import Session
    from jobs.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How somebody comes in: the account (None: none), an invitation on its way, sessions, a wait.

    ``locked_until`` is when the next attempt is let through after too many, ``seen_at`` the last use of a
    session that goes on.
    """

    account: Account | None
    is_invited: bool
    seen_at: datetime | None
    sessions: int
    locked_until: datetime | None


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A person in the list: the posts of today, how many pledges they are in charge of today."""

    official: Official
    posts: tuple[Post, ...]
    charges: int
    access: Access


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person with all that is theirs."""

    city: City
    official: Official
    charges: tuple[Charge, ...]
    access: Access

    @property
    def posts(self) -> tuple[tuple[int, Post, str], ...]:
        """The posts by number, the newest first, each with the mark that a change of it starts from."""
        return tuple((number, each, seen_of(each)) for number, each in enumerate(self.official.posts))[::-1]

    @property
    def absences(self) -> tuple[tuple[int, Absence, str], ...]:
        """The absences by number, the newest first, each with the mark that a change of it starts from."""
        return tuple((number, each, seen_of(each)) for number, each in enumerate(self.official.absences))[
            ::-1
        ]

    @property
    def basics(self) -> Mapping[str, str]:
        """The fields of the form on what they are called and how to be reached."""
        return basics_of(self.official)

    @property
    def takers(self) -> tuple[tuple[str, str], ...]:
        """Who else may take something over: ids, and names with the department of the newest post."""
        others = (each for each in self.city.officials if each.id != self.official.id)
        return tuple((each.id, _shown(each)) for each in others)

    @property
    def names(self) -> Mapping[str, str]:
        """What all officials are called, by id."""
        return {each.id: each.name for each in self.city.officials}


def list_people(desk: Desk) -> tuple[City, tuple[ListedPerson, ...]]:
    """Return the city and all its people in its order; the number of queries does not depend on theirs."""
    today = desk.today
    with desk.database.read() as session:
        city, charges = read_city(session), count_charges(session, today)
        ways = _Ways(session, desk)
    people = (
        ListedPerson(
            each,
            tuple(post for post in each.posts if today in post.tenure),
            charges[each.id],
            ways.of(each.id),
        )
        for each in city.officials
    )
    return city, tuple(people)


def read_person(desk: Desk, key: str) -> PersonPage:
    """Return all of one official; raise `NoSuchThing`."""
    with desk.database.read() as session:
        city = read_city(session)
        official = next((each for each in city.officials if each.id == key), None)
        if official is None:
            raise NoSuchThing(name=key)
        return PersonPage(city, official, charges_of(session, key), _Ways(session, desk).of(key))


class _Ways:
    """How everybody comes in, read in a constant number of queries."""

    def __init__(self, session: Session, desk: Desk) -> None:
        now = desk.now()
        self._accounts = {account.official: account for account in read_accounts(session)}
        self._invited = read_invited(session, now)
        self._seen, self._sessions = last_seen(session), count_sessions(session)
        self._waits = waits_of(session, now)

    def of(self, key: str) -> Access:
        """Return how the official *key* comes in."""
        return Access(
            account=self._accounts.get(key),
            is_invited=key in self._invited,
            seen_at=self._seen.get(key),
            sessions=self._sessions[key],
            locked_until=self._waits.get(subject_of_account(key)),
        )


def _shown(official: Official) -> str:
    newest = max(official.posts, key=lambda post: post.tenure.since, default=None)
    return f"{official.name} ({newest.department})" if newest else f"{official.name} ({official.id})"
