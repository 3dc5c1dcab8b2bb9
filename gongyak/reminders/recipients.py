"""Who is written to: those in charge, whoever stands in for them, and who comes after them.

The chain is the event's 책임자, the pledge's 담당자, 팀장, 과장, 총괄; of each step those who are in their
post on the day.  Somebody away is represented by the deputy, and the deputy's deputy.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from gongyak.city import City
from gongyak.people import Official, Role, Tenure
from gongyak.pledges import Pledge
from gongyak.reminders.notice import PledgeName, Reason, Why

Place = tuple[str, str | None]
Chain = tuple[tuple[Why, tuple[Official, ...]], ...]
_NOBODY: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True)
class Charge:
    """What somebody answers for: a pledge, an event that ``responsible`` (an id) sees to, or both."""

    pledge: Pledge | None
    responsible: str | None = None

    @cached_property
    def key(self) -> tuple[str | None, str | None]:
        """What makes this the same charge within the city."""
        return self.pledge.number if self.pledge else None, self.responsible

    @cached_property
    def pledge_name(self) -> PledgeName | None:
        """What a letter names of the pledge."""
        return PledgeName.of(self.pledge) if self.pledge else None


@dataclass(frozen=True)
class Seat:
    """Who answers (``owners``), who gets the letter (``receiver``), and why.

    ``also`` are colleagues away with nobody to stand in for them: they count as told, too.
    """

    owners: tuple[Official, ...]
    receiver: Official
    reason: Reason
    also: tuple[Official, ...] = ()

    @cached_property
    def hearers(self) -> tuple[str, ...]:
        """The ids of those of whom one must have heard: the owners and the receiver."""
        return tuple(dict.fromkeys([*(owner.id for owner in self.owners), self.receiver.id]))

    @cached_property
    def all(self) -> tuple[str, ...]:
        """The ids of all who count as told when the receiver is; the receiver is the last."""
        others = (each.id for each in (*self.also, *self.owners) if each is not self.receiver)
        return (*dict.fromkeys(others), self.receiver.id)


class Staff:
    """The officials as they stand on one day, and on every other until somebody comes, goes or is away."""

    def __init__(self, city: City, day: date) -> None:
        """Look at every post once."""
        self._day = day
        self._officials = {official.id: official for official in city.officials}
        self._holders: dict[tuple[Role, str | None, str | None], list[Official]] = {}
        self._seats: dict[tuple[str | None, str | None], tuple[Seat, ...]] = {}
        for official in city.officials:
            for post in official.posts:
                if day in post.tenure:
                    for place in _places(post.role, post.department, post.team):
                        self._holders.setdefault(place, []).append(official)

    def get(self, official: str) -> Official | None:
        """Return the official of this id who serves on the day, or None."""
        found = self._officials.get(official)
        return found if found and self._serves(found) else None

    def seats(self, charge: Charge, refused: Collection[str] = _NOBODY) -> tuple[Seat, ...]:
        """Return who is written to about *charge*; none where nobody is there.

        *refused* are those who answered that it is not theirs: it goes to the next in the chain.
        """
        if refused:
            return self._seated(self.chain(charge), refused)
        if charge.key not in self._seats:
            self._seats[charge.key] = self._seated(self.chain(charge), refused)
        return self._seats[charge.key]

    def chain(self, charge: Charge) -> Chain:
        """Return the chain of those in their posts on the day, who comes first at its head."""
        place, pledge = self.place(charge), charge.pledge
        department = pledge.department if pledge else None
        officers = (each.official for each in pledge.officers if self._day in each.tenure) if pledge else ()
        return (
            (Why.RESPONSIBLE, self._in_place((charge.responsible,), department)),
            (Why.OFFICER, self._in_place(officers, department)),
            (Why.TEAM_LEAD, self.holders(Role.TEAM_LEAD, place)),
            (Why.HEAD, self.holders(Role.HEAD, place)),
            (Why.COORDINATOR, tuple(self._holders.get((Role.COORDINATOR, None, None), ()))),
        )

    def view(self, charge: Charge) -> tuple[tuple[Why, str, str | None], ...]:
        """Return everybody in the chain with who gets their letters: where it is the same, so is all else."""
        members = ((why, member) for why, step in self.chain(charge) for member in step)
        receivers = ((why, member, self.present(member)) for why, member in members)
        return tuple((why, member.id, present.id if present else None) for why, member, present in receivers)

    def place(self, charge: Charge) -> Place | None:
        """Return the department and team that answer: the pledge's, else those of the responsible's post."""
        if charge.pledge:
            return charge.pledge.department, charge.pledge.team
        official = self.get(charge.responsible) if charge.responsible else None
        posts = (post for post in official.posts if self._day in post.tenure) if official else ()
        return next(((post.department, post.team) for post in posts), None)

    def holders(self, role: Role, place: Place | None) -> tuple[Official, ...]:
        """Return who is 팀장 or 과장 of a *place*; a place without a team has no 팀장."""
        if place is None:
            return ()
        department, team = place
        if role is Role.TEAM_LEAD:
            return tuple(self._holders.get((role, department, team), ())) if team else ()
        return tuple(self._holders.get((role, department, None), ()))

    def present(self, official: Official, refused: Collection[str] = _NOBODY) -> Official | None:
        """Return who gets the letters of *official*: themselves, or, while away, the deputy; None: nobody."""
        seen: set[str] = set()
        found: Official | None = official
        while found is not None and found.id not in seen and found.id not in refused:
            seen.add(found.id)
            absence = found.absence_on(self._day)
            if absence is None:
                return found
            found = self.get(absence.deputy) if absence.deputy else None
        return None

    def _seated(self, chain: Chain, refused: Collection[str]) -> tuple[Seat, ...]:
        """Return the seats of the first step at which somebody is there; those away above it are told too."""
        away: tuple[Official, ...] = ()
        for why, members in chain:
            step = tuple(member for member in members if member.id not in refused)
            if seats := tuple(self._step(why, step, refused, away)):
                return seats
            away = away or step
        return ()

    def _step(
        self, why: Why, members: Iterable[Official], refused: Collection[str], away: tuple[Official, ...]
    ) -> Iterator[Seat]:
        receivers = [(member, self.present(member, refused)) for member in members]
        lost = (*away, *(member for member, receiver in receivers if receiver is None))
        for member, receiver in receivers:
            if receiver is not None:
                absent = [*lost, *([member] if receiver is not member else [])]
                reason = Reason(why, ", ".join(each.name for each in absent) or None)
                yield Seat(away or (member,), receiver, reason, lost)
                lost = away

    def _in_place(self, ids: Iterable[str | None], department: str | None) -> tuple[Official, ...]:
        """Return those of *ids* who have not moved away, each once."""
        found = (self.get(each) for each in dict.fromkeys(ids) if each)
        return tuple(each for each in found if each and not self._has_left(each, department))

    def _has_left(self, official: Official, department: str | None) -> bool:
        """Tell whether an official had a post in *department* and has none there any more."""
        there = [post for post in official.posts if post.department == department]
        return bool(there) and not any(self._day in post.tenure for post in there)

    def _serves(self, official: Official) -> bool:
        """Tell whether an official holds a post; of whom no post was ever entered, nobody can say."""
        return not official.posts or any(self._day in post.tenure for post in official.posts)


class Roster:
    """The staff of each day, looked at anew only when somebody comes, goes or is away."""

    def __init__(self, city: City, pledges: Iterable[Pledge]) -> None:
        """Gather the days on which something changes."""
        posts = [post.tenure for official in city.officials for post in official.posts]
        charges = [officer.tenure for pledge in pledges for officer in pledge.officers]
        absences = [away.tenure for official in city.officials for away in official.absences]
        self._city = city
        self._turns = sorted(_turns(posts + charges + absences))
        self._staff: tuple[int, Staff] | None = None

    def on(self, day: date) -> Staff:
        """Return the staff of *day*: the same object until something changes."""
        period = bisect_right(self._turns, day)
        if self._staff is None or self._staff[0] != period:
            self._staff = period, Staff(self._city, day)
        return self._staff[1]


def _turns(tenures: Collection[Tenure]) -> set[date]:
    """Return the days on which one of *tenures* begins or is over."""
    ends = (tenure.until for tenure in tenures)
    over = {until + timedelta(1) for until in ends if until and until < date.max}
    return over | {tenure.since for tenure in tenures}


def _places(role: Role, department: str, team: str | None) -> tuple[tuple[Role, str | None, str | None], ...]:
    if role is Role.COORDINATOR:
        return ((role, None, None),)
    return ((role, department, None), (role, department, team)) if team else ((role, department, None),)
