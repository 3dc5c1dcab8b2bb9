"""행사·알림: planned events as a list by months, and as the calendar of a month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from itertools import groupby
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from admin.web.access import user_of
from admin.web.listing import asked
from admin.web.months import WEEKDAYS, month_asked, table_of
from admin.web.pages import Pages
from admin.web.tellings import tellings
from gongyak.events import EventState
from gongyak.permissions import Action, Subject, may
from gongyak.printing import write_when
from gongyak.when import Precision, When
from jobs.desk import Desk
from jobs.events import ListedEvent, list_events, working_days

STATES: Final = {
    EventState.PLANNED: ("예정", "info"),
    EventState.HAPPENED: ("개최함", "good"),
    EventState.DROPPED: ("취소", "quiet"),
}
_ALL: Final = "all"
_MONTH: Final = "month"


@dataclass(frozen=True, slots=True)
class Month:
    """The events of a month, or of a longer time within which their day is not known yet."""

    name: str
    events: tuple[ListedEvent, ...]


class Events:
    """The two views of all events."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        """Read at *desk*."""
        self._desk: Final = desk
        self._pages: Final = pages

    def listed(self, request: Request) -> Response:
        """Show the events that the person may read: by months, or one month as a calendar."""
        if request.query_params.get("view") == _MONTH:
            return self._month(request)
        wanted = asked(request, "state")["state"] or EventState.PLANNED
        events = list_events(self._desk, user_of(request))
        shown = [each for each in events if wanted in {_ALL, each.event.state}]
        return self._show(
            request, "events.html", months=_by_month(shown), wanted=wanted, tellings=tellings(self._desk)
        )

    def _month(self, request: Request) -> Response:
        today = self._desk.today
        first = month_asked(request, today)
        events = list_events(self._desk, user_of(request))
        table = table_of(first, today, events, working_days(self._desk))
        return self._show(request, "events-month.html", month=table, weekdays=WEEKDAYS, today=today)

    def _show(self, request: Request, page: str, **fields: object) -> Response:
        may_add = may(user_of(request), Action.EDIT, Subject.EVENT)
        return self._pages.show_to(
            request, page, status=HTTPStatus.OK, states=STATES, may_add=may_add, **fields
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
