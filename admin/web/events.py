"""행사·알림: planned events by month, who is told of them when, and what people record of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from http import HTTPStatus
from itertools import groupby
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from admin.web.access import text_of, user_of
from admin.web.listing import asked
from admin.web.pages import Pages
from gongyak.errors import GongyakError
from gongyak.events import EventState
from gongyak.notation import ImpossibleDate, NotADate
from gongyak.printing import write_when
from gongyak.reminders.notice import about_event
from gongyak.when import Precision, When
from jobs.desk import Desk
from jobs.events import EventHasChanged, ListedEvent, ReasonWanted, list_events, move, record
from scheduler.simulation import event_plans

STATES: Final = {
    EventState.PLANNED: ("예정", "info"),
    EventState.HAPPENED: ("개최함", "good"),
    EventState.DROPPED: ("취소", "quiet"),
}
_AHEAD: Final = timedelta(days=90)
"""How far ahead people see who will be told."""
_REFUSALS: Final[dict[type[GongyakError], HTTPStatus]] = {
    EventHasChanged: HTTPStatus.CONFLICT,
    ReasonWanted: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotADate: HTTPStatus.UNPROCESSABLE_ENTITY,
    ImpossibleDate: HTTPStatus.UNPROCESSABLE_ENTITY,
}
_ALL: Final = "all"


@dataclass(frozen=True, slots=True)
class Telling:
    """A letter to come: on which day to whom, by name, and why that one."""

    day: date
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Month:
    """The events of a month, or of a longer time within which their day is not known yet."""

    name: str
    events: tuple[ListedEvent, ...]


class Events:
    """The page of events."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        """Read and record at *desk*."""
        self._desk: Final = desk
        self._pages: Final = pages

    def listed(self, request: Request) -> Response:
        """Show the events that the person may read: those still ahead, or of the state asked for."""
        return self._show(request)

    def happened(self, request: Request) -> Response:
        """Record that an event has taken place."""
        return self._record(request, EventState.HAPPENED)

    def dropped(self, request: Request) -> Response:
        """Record that an event was called off, and why."""
        return self._record(request, EventState.DROPPED)

    def planned(self, request: Request) -> Response:
        """Take back what was recorded: the event is still ahead."""
        return self._record(request, EventState.PLANNED)

    def moved(self, request: Request) -> Response:
        """Give an event another date, and keep why."""
        key, desk = request.path_params["event"], self._desk.lent_to(user_of(request).official)
        seen, text, reason = (text_of(request, field) for field in ("seen", "date", "reason"))
        return self._done(request, lambda: move(desk, key, seen, text, reason))

    def _record(self, request: Request, state: EventState) -> Response:
        key, desk = request.path_params["event"], self._desk.lent_to(user_of(request).official)
        seen, reason = text_of(request, "seen"), text_of(request, "reason")
        return self._done(request, lambda: record(desk, key, seen, state, reason))

    def _done(self, request: Request, do: Callable[[], None]) -> Response:
        """Do what was asked for, and go back to the list; a mistake is told above the list."""
        try:
            do()
        except tuple(_REFUSALS) as error:
            return self._show(request, error)
        return self._pages.go(f"/events?state={_ALL}#{request.path_params['event']}")

    def _show(self, request: Request, error: GongyakError | None = None) -> Response:
        wanted = _ALL if error else asked(request, "state")["state"] or EventState.PLANNED
        events = list_events(self._desk, user_of(request))
        shown = [each for each in events if wanted in {_ALL, each.event.state}]
        today = self._desk.today
        given = {field: text_of(request, field) for field in ("date", "reason")} if error else {}
        return self._pages.show_to(
            request,
            "events.html",
            status=_REFUSALS[type(error)] if error else HTTPStatus.OK,
            months=_by_month(shown),
            total=len(shown),
            wanted=wanted,
            states=STATES,
            today=today,
            tellings=_tellings(self._desk, today, today + _AHEAD),
            error=_told(error) if error else None,
            given=given,
            about=request.path_params.get("event"),
        )


def _by_month(events: Iterable[ListedEvent]) -> list[Month]:
    ordered = sorted(events, key=_place)
    return [
        Month(name, tuple(group)) for name, group in groupby(ordered, lambda each: _month(each.event.when))
    ]


def _place(listed: ListedEvent) -> tuple[int, int, Precision, date]:
    """Return what puts the events of a month in order, and after them those of a longer time from then on."""
    when = listed.event.when
    return when.first.year, when.first.month, max(when.begins, Precision.MONTH), when.first


def _month(when: When) -> str:
    if when.begins <= Precision.MONTH:
        return f"{when.first.year}년 {when.first.month}월"
    return f"{write_when(When.unit(when.first, when.begins))} 중(날짜 미정)"


def _tellings(desk: Desk, first: date, last: date) -> dict[str, list[Telling]]:
    """Return what will be told of each event, by its id: only those of events on the page are shown."""
    found: dict[str, list[Telling]] = {}
    for plan in event_plans(desk, first, last):
        for digest in plan.letters:
            for notice in digest.notices:
                if notice.event is not None and notice.about == about_event(notice.event):
                    telling = Telling(plan.day, digest.name, str(notice.reason))
                    found.setdefault(notice.event.id, []).append(telling)
    return found


def _told(error: GongyakError) -> dict[str, str]:
    return {
        "text": error.text.fill("ko", error.values),
        "remedy": error.remedy.fill("ko", error.values),
    }
