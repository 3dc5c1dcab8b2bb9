"""Planned events as matters: reminders ahead, the date wanted or changed, and what is overdue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from gongyak.events import EventState, PlannedEvent
from gongyak.notices import Told
from gongyak.reminders.leads import Agenda, Agendas
from gongyak.reminders.ledger import CHANGED, DROPPED
from gongyak.reminders.matters import RANKS, Addressed, Day, Matter, Planned, Rank
from gongyak.reminders.notice import (
    Hindrance,
    Invitation,
    Notice,
    NoticeTopic,
    Reason,
    Why,
    about_event,
    is_exact,
)
from gongyak.reminders.recipients import Charge, Seat
from gongyak.when import Precision, When

_INVITING: Final = frozenset({NoticeTopic.EVENT, NoticeTopic.DATE_CHANGED, NoticeTopic.DROPPED})


class EventMatter(Matter):
    """A planned event of a pledge, or (None) of the city."""

    def __init__(self, event: PlannedEvent, charge: Charge, agendas: Agendas) -> None:
        """Look up the event's leads."""
        when = event.when
        super().__init__(about_event(event), when.edtf, event.name, when.last, charge)
        self._event = event
        self._agendas = agendas
        self._is_exact = is_exact(when)
        self._is_planned = event.state is EventState.PLANNED
        self._agenda = agendas.of_event(when, agendas.policy.leads_of(event))

    def plan(self, day: Day) -> Iterator[Planned]:
        """Yield changes of the date to those told before, then what is due; nothing once it has happened.

        Superiors hear of it only after those who answer could: not before the event's own first lead.
        """
        if not self._is_planned and self._event.state is EventState.HAPPENED:
            return
        for recipient, last in day.ledger.latest(self.about).items():
            if not self._is_known(last):
                yield from self._change(day, recipient, last)
        if self._is_planned and (dues := self._agenda.by(day.today)):
            yield from self._tell(day, dues, self._topic(day.today))

    def after(self, today: date) -> date | None:
        """Return the next day after *today* on which it is due; None where nothing is asked any more."""
        if not self._is_planned or not self._agenda.fixed:
            return None
        own = self._agenda.after(today)
        if own is not None and own <= self.end:
            return own  # superiors hear of it only when it is over
        copies = (self._copy_agenda(rank).after(today) for rank in RANKS)
        return min(filter(None, (own, *copies)), default=None)

    def _copy_agenda(self, rank: Rank) -> Agenda:
        return self._agendas.of_copy(rank.head, rank.starts(self._agendas.policy), self.end)

    def _topic(self, today: date) -> NoticeTopic:
        if today > self.end:
            return NoticeTopic.OVERDUE
        return NoticeTopic.EVENT if self._is_exact else NoticeTopic.DATE_WANTED

    def _is_known(self, last: Told) -> bool:
        """Tell whether who was told *last* has nothing new to hear; who had no day needs no cancelling."""
        if self._event.state is EventState.DROPPED:
            return last.lead.startswith(DROPPED) or not is_exact(When.parse(last.version))
        return last.version == self.version

    def _change(self, day: Day, recipient: str, last: Told) -> Iterator[Planned]:
        """Yield to *recipient*, unless they have left or it was not theirs, that the date has changed."""
        official = day.staff.get(recipient)
        if official is None or recipient in day.ledger.replies(self.about, last.version).refused:
            return
        dropped = self._event.state is EventState.DROPPED
        topic = NoticeTopic.DROPPED if dropped else NoticeTopic.DATE_CHANGED
        receiver = day.staff.present(official)
        if receiver is None or topic not in day.topics:
            yield self._unsent(Hindrance.PAUSED if receiver else Hindrance.ABSENT, recipient)
            return
        seat = Seat(
            (official,), receiver, Reason(Why.TOLD_BEFORE, None if receiver is official else official.name)
        )
        word = DROPPED if dropped else CHANGED
        told = tuple(self._changed_row(day, word, each) for each in seat.all)
        before = When.parse(last.version)
        yield Addressed(receiver, self._notice(day, topic, seat, told, before))

    def _changed_row(self, day: Day, word: str, recipient: str) -> Told:
        lead = day.ledger.fresh(word, self.about, self.version, recipient)
        return Told(self.about, self.version, lead, recipient, day.today)

    def _notice(
        self,
        day: Day,
        topic: NoticeTopic,
        seat: Seat,
        told: tuple[Told, ...],
        before: When | None = None,
    ) -> Notice:
        return Notice(
            topic=topic,
            about=self.about,
            version=self.version,
            lead=told[-1].lead,
            day=day.today,
            reason=seat.reason,
            told=told,
            due=self._due(day.today),
            pledge=self._pledge_name,
            event=self._event,
            before=before,
            answerable=self._answerable(day) if topic is NoticeTopic.ESCALATION else (),
            invitation=self._invitation(day, topic, before),
        )

    def _due(self, today: date) -> date | None:
        """Return the day that is counted to: the first, the last once it is over, None while not exact."""
        if self._event.state is EventState.DROPPED:
            return None
        if today > self.end:
            return self.end
        return self._event.when.first if self._is_exact else None

    def _invitation(self, day: Day, topic: NoticeTopic, before: When | None) -> Invitation | None:
        """Return the calendar entry that goes along: for exact days, and to take back what was one."""
        if topic not in _INVITING:
            return None
        dropped = topic is NoticeTopic.DROPPED
        exact = self._event.when.precision is Precision.DAY and not dropped
        if not exact and (before is None or before.precision is not Precision.DAY):
            return None
        sequence = day.ledger.sequence(self.about, self.version, dropped=dropped)
        return Invitation(self._event.id, sequence, cancel=not exact)
