"""The entries of a half-year as matters: what each pledge's report lacks is asked for until it is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from gongyak.city import City
from gongyak.notices import Told
from gongyak.pledges import Pledge
from gongyak.reminders.facts import Round
from gongyak.reminders.leads import Agenda, Agendas, Due, in_order, over_due
from gongyak.reminders.matters import Day, Matter, Planned, Rank
from gongyak.reminders.missing import lacks
from gongyak.reminders.notice import Lack, Notice, NoticeTopic, about_entries
from gongyak.reminders.recipients import Charge, Seat

REQUEST: Final = "request"
"""The lead of the letter that asks for a half-year's entries in the first place."""
_BEFORE: Final = (-3, -1, 0)
_AFTER: Final = (1, 3, 7, 14, 21)


class EntryMatter(Matter):
    """What a pledge's report of a half-year lacks, from the request until three weeks after the deadline."""

    def __init__(self, entry_round: Round, city: City, pledge: Pledge, agendas: Agendas) -> None:
        """Work out the days on which it is asked for."""
        half_year, deadline = entry_round.half_year, entry_round.deadline
        about = about_entries(half_year, pledge)
        super().__init__(about, deadline.isoformat(), half_year.name, deadline, Charge(pledge))
        self._round = entry_round
        self._city = city
        self._pledge = pledge
        self._agendas = agendas
        self._agenda = self._agenda_of((*self._ahead(), *self._over(_AFTER)))
        self._is_settled = pledge.number in entry_round.settled

    @cached_property
    def lacks(self) -> tuple[Lack, ...]:
        """What the report lacks."""
        return lacks(self._city, self._pledge, self._round.half_year)

    def plan(self, day: Day) -> Iterator[Planned]:
        """Yield to whom it is to be told what is missing; nobody once all is there or the time is over.

        What may well be right as it is (`Lack.is_hint`) is a reason to write only when asking at first.
        """
        dues = (
            () if self._is_settled or day.today > self._agenda.fixed[-1].send else self._agenda.by(day.today)
        )
        if not dues or not self.lacks:
            return
        if dues[-1].lead != REQUEST and all(lack.is_hint for lack in self.lacks):
            return
        yield from self._tell(day, dues, NoticeTopic.OVERDUE if day.today > self.end else NoticeTopic.MISSING)

    def after(self, today: date) -> date | None:
        """Return the next day after *today* on which it is asked for; superiors hear of it on these days."""
        return None if self._is_settled else self._agenda.after(today)

    def _copy_agenda(self, rank: Rank) -> Agenda:
        first = rank.starts(self._agendas.policy)
        return self._agenda_of(self._over([lead for lead in _AFTER if lead >= first], rank.head))

    def _agenda_of(self, dues: Iterable[Due]) -> Agenda:
        return Agenda(in_order(dues), self.end, self.end, 0, self._agendas.open_days)

    def _ahead(self) -> Iterator[Due]:
        if self._round.request:
            day = self._round.request
            yield Due(REQUEST, day, self._agendas.open_days.ahead(day, self.end))
        for lead in _BEFORE:
            day = self.end + timedelta(lead)
            yield Due(str(lead), day, self._agendas.open_days.ahead(day, self.end))

    def _over(self, leads: Iterable[int], head: str = "") -> Iterator[Due]:
        return (over_due(lead, self.end, self._agendas.open_days, head) for lead in leads)

    def _notice(self, day: Day, topic: NoticeTopic, seat: Seat, told: tuple[Told, ...]) -> Notice:
        return Notice(
            topic=topic,
            about=self.about,
            version=self.version,
            lead=told[-1].lead,
            day=day.today,
            reason=seat.reason,
            told=told,
            due=self.end,
            pledge=self._pledge_name,
            half_year=self._round.half_year,
            lacks=self.lacks,
            answerable=self._answerable(day) if topic is NoticeTopic.ESCALATION else (),
        )
