"""Matters: what people are reminded of, and how what is due reaches those in charge and their superiors."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from gongyak.notices import Told
from gongyak.people import Official, Role
from gongyak.reminders.leads import Agenda, Due
from gongyak.reminders.ledger import Ledger
from gongyak.reminders.notice import Hindrance, Notice, NoticeTopic, Reason, Unsent, Why
from gongyak.reminders.policy import Policy
from gongyak.reminders.recipients import Charge, Seat, Staff


@dataclass(frozen=True, slots=True)
class Rank:
    """Who hears of what is overdue besides those who answer, and how their leads begin."""

    role: Role
    why: Why
    head: str

    def starts(self, policy: Policy) -> int:
        """Return from which day after the date on they hear of it."""
        return policy.team_lead_after if self.role is Role.TEAM_LEAD else policy.head_after


RANKS: Final = (
    Rank(Role.TEAM_LEAD, Why.TEAM_LEAD_COPY, "team-lead+"),
    Rank(Role.HEAD, Why.HEAD_COPY, "head+"),
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which letters go out: who is there, what was told before, which topics are not paused."""

    today: date
    staff: Staff
    ledger: Ledger
    topics: Collection[NoticeTopic]


@dataclass(frozen=True, slots=True)
class Addressed:
    """A notice and whom it goes to."""

    receiver: Official
    notice: Notice


Planned = Addressed | Unsent


class Matter(ABC):
    """Something that people are reminded of: an event, or what a pledge's report lacks.

    ``about`` and ``version`` are those of `Told`; ``end`` is the day after which it is overdue.
    """

    def __init__(self, about: str, version: str, name: str, end: date, charge: Charge) -> None:
        """Keep what it is, and whose."""
        self.about = about
        self.version = version
        self.name = name
        self.end = end
        self._charge = charge
        self._pledge_name = charge.pledge_name

    @abstractmethod
    def plan(self, day: Day) -> Iterator[Planned]:
        """Yield what is to be told on the day, and what would be, were it not for a hindrance."""

    @abstractmethod
    def after(self, today: date) -> date | None:
        """Return the next day after *today* on which it is due, or None."""

    @abstractmethod
    def _notice(self, day: Day, topic: NoticeTopic, seat: Seat, told: tuple[Told, ...]) -> Notice:
        """Return the notice of *topic* to *seat*; the last of *told* is the receiver's latest lead."""

    @abstractmethod
    def _copy_agenda(self, rank: Rank) -> Agenda:
        """Return when superiors of *rank* hear of it."""

    def _tell(self, day: Day, dues: tuple[Due, ...], topic: NoticeTopic) -> Iterator[Planned]:
        """Yield the latest of *dues* to those in charge who have not heard of it, and then to superiors."""
        refused = day.ledger.refused_by(self.about, self.version)
        seats = day.staff.seats(self._charge, refused)
        if not seats:
            yield self._unsent(Hindrance.NOBODY)
        if day.ledger.is_done(self.about, self.version):
            if any(not self._has_heard(day, dues, seat) for seat in seats):
                yield self._unsent(Hindrance.DONE)
            return
        for seat in seats:
            yield from self._tell_seat(day, dues, topic, seat)
        if day.today > self.end:
            answering = {each for seat in seats for each in seat.hearers} | refused
            for rank in RANKS:
                yield from self._copy(day, rank, answering)

    def _copy(self, day: Day, rank: Rank, answering: Collection[str]) -> Iterator[Planned]:
        """Yield what the superiors of *rank* hear, but those who answer themselves."""
        dues = self._copy_agenda(rank).by(day.today)
        place = day.staff.place(self._charge)
        for holder in day.staff.holders(rank.role, place) if dues else ():
            if holder.id in answering:
                continue
            receiver = day.staff.present(holder)
            if receiver is None:
                yield self._unsent(Hindrance.ABSENT, holder.id)
            else:
                reason = Reason(rank.why, None if receiver is holder else holder.name)
                yield from self._tell_seat(
                    day, dues, NoticeTopic.ESCALATION, Seat((holder,), receiver, reason)
                )

    def _tell_seat(
        self, day: Day, dues: tuple[Due, ...], topic: NoticeTopic, seat: Seat
    ) -> Iterator[Planned]:
        if self._has_heard(day, dues, seat):
            return
        if hindrance := self._hindrance(day, topic, seat):
            yield self._unsent(hindrance, seat.receiver.id)
            return
        told = self._rows(day, dues, seat)
        yield Addressed(seat.receiver, self._notice(day, topic, seat, told))

    def _has_heard(self, day: Day, dues: tuple[Due, ...], seat: Seat) -> bool:
        """Tell whether the owner or the receiver has been told of the latest lead."""
        lead = dues[-1].lead
        return any(day.ledger.has(self.about, self.version, lead, each) for each in seat.hearers)

    def _rows(self, day: Day, dues: tuple[Due, ...], seat: Seat) -> tuple[Told, ...]:
        """Return the rows to be written: of the latest lead, and of the older ones it stands for."""
        about, version, has = self.about, self.version, day.ledger.has
        missing = [(due.lead, each) for each in seat.all for due in dues]
        return tuple(
            [
                Told(about, version, lead, each, day.today)
                for lead, each in missing
                if not has(about, version, lead, each)
            ]
        )

    def _hindrance(self, day: Day, topic: NoticeTopic, seat: Seat) -> Hindrance | None:
        if topic not in day.topics:
            return Hindrance.PAUSED
        snoozed = any(day.ledger.is_snoozed(self.about, self.version, each, day.today) for each in seat.all)
        return Hindrance.SNOOZED if snoozed else None

    def _unsent(self, hindrance: Hindrance, official: str | None = None) -> Unsent:
        return Unsent(self.about, self.name, self._pledge_name, official, hindrance)

    def _answerable(self, day: Day) -> tuple[str, ...]:
        """Return the names of those who answer for it."""
        refused = day.ledger.refused_by(self.about, self.version)
        seats = day.staff.seats(self._charge, refused)
        return tuple(dict.fromkeys(owner.name for seat in seats for owner in seat.owners))
