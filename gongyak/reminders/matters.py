"""Matters: what people are reminded of, and how what is due reaches those in charge and their superiors."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from gongyak.notices import Told
from gongyak.people import Official, Role
from gongyak.reminders.leads import Agenda, Due
from gongyak.reminders.ledger import Ledger, Replies
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

    ``about`` and ``version`` are those of `Told`; ``charge`` says whose it is; ``end`` is the day after which
    it is overdue.
    """

    def __init__(self, about: str, version: str, name: str, end: date, charge: Charge) -> None:
        """Keep what it is, and whose."""
        self.about = about
        self.version = version
        self.name = name
        self.end = end
        self.charge = charge
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
        replies = day.ledger.replies(self.about, self.version)
        seats = day.staff.seats(self.charge, replies.refused)
        if not seats:
            yield self._unsent(Hindrance.NOBODY)
        waiting = [seat for seat in seats if not self._has_heard(day, dues, seat.hearers)]
        if replies.is_done:
            if waiting:
                yield self._unsent(Hindrance.DONE)
            return
        for seat in waiting:
            yield self._addressed(day, dues, topic, seat, replies)
        if day.today > self.end:
            answering = {each for seat in seats for each in seat.hearers} | replies.refused
            for rank in RANKS:
                yield from self._copy(day, rank, answering, replies)

    def _copy(self, day: Day, rank: Rank, answering: Collection[str], replies: Replies) -> Iterator[Planned]:
        """Yield what the superiors of *rank* hear, but those who answer themselves."""
        dues = self._copy_agenda(rank).by(day.today)
        place = day.staff.place(self.charge)
        for holder in day.staff.holders(rank.role, place) if dues else ():
            if holder.id in answering or self._has_heard(day, dues, (holder.id,)):
                continue
            receiver = day.staff.present(holder)
            if receiver is None:
                yield self._unsent(Hindrance.ABSENT, holder.id)
            elif not self._has_heard(day, dues, (receiver.id,)):
                reason = Reason(rank.why, None if receiver is holder else holder.name)
                seat = Seat((holder,), receiver, reason)
                yield self._addressed(day, dues, NoticeTopic.ESCALATION, seat, replies)

    def _addressed(
        self, day: Day, dues: tuple[Due, ...], topic: NoticeTopic, seat: Seat, replies: Replies
    ) -> Planned:
        """Return the notice to *seat*, or why it gets none."""
        if topic not in day.topics:
            return self._unsent(Hindrance.PAUSED, seat.receiver.id)
        if replies.is_snoozed(seat.hearers, day.today):
            return self._unsent(Hindrance.SNOOZED, seat.receiver.id)
        return Addressed(seat.receiver, self._notice(day, topic, seat, self._rows(day, dues, seat)))

    def _has_heard(self, day: Day, dues: tuple[Due, ...], officials: Iterable[str]) -> bool:
        """Tell whether one of *officials* has been told of the latest lead."""
        return day.ledger.has_any(self.about, self.version, dues[-1].lead, officials)

    def _rows(self, day: Day, dues: tuple[Due, ...], seat: Seat) -> tuple[Told, ...]:
        """Return the rows to be written: of the latest lead, and of the older ones it stands for."""
        about, version, today, has = self.about, self.version, day.today, day.ledger.has
        return tuple(
            [
                Told(about, version, due.lead, each, today)
                for each in seat.all
                for due in dues
                if not has(about, version, due.lead, each)
            ]
        )

    def _unsent(self, hindrance: Hindrance, official: str | None = None) -> Unsent:
        return Unsent(self.about, self.name, self._pledge_name, official, hindrance)

    def _answerable(self, day: Day) -> tuple[str, ...]:
        """Return the names of those who answer for it."""
        refused = day.ledger.replies(self.about, self.version).refused
        seats = day.staff.seats(self.charge, refused)
        return tuple(dict.fromkeys(owner.name for seat in seats for owner in seat.owners))
