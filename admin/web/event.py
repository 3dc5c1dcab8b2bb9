"""One planned event: what is known of it, who will be told, and what people record of it."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from admin.web.access import form_of, text_of, user_of
from admin.web.events import STATES
from admin.web.pages import Pages
from admin.web.tellings import Telling, tellings
from admin.web.wording import in_words
from gongyak.editing.event import write_leads
from gongyak.errors import GongyakError
from gongyak.events import EventState
from gongyak.notation import ImpossibleDate, NotADate
from gongyak.notices import AnswerKind
from gongyak.permissions import Action, Holding, Subject, may
from jobs.answering import IsOver, snooze, standing_answers, wake
from jobs.desk import Desk
from jobs.draft_list import names_for
from jobs.event_results import NotYetHeld, Result, SentenceWanted, offer, record_result
from jobs.events import EventHasChanged, ListedEvent, ReasonWanted, find_listed, move, record
from jobs.holdings import find_holding
from jobs.remind import policy_of

REFUSALS: Final[dict[type[GongyakError], HTTPStatus]] = {
    EventHasChanged: HTTPStatus.CONFLICT,
    IsOver: HTTPStatus.CONFLICT,
    ReasonWanted: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotADate: HTTPStatus.UNPROCESSABLE_ENTITY,
    ImpossibleDate: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotYetHeld: HTTPStatus.UNPROCESSABLE_ENTITY,
    SentenceWanted: HTTPStatus.UNPROCESSABLE_ENTITY,
}
"""The mistakes that are told above the form, with what was typed still in it."""
_ANSWERS: Final = {
    AnswerKind.SNOOZE: "알림을 미룸",
    AnswerKind.DONE: "완료하였다고 회신함",
    AnswerKind.NOT_MINE: "담당이 아니라고 회신함",
}


class EventPage:
    """The page of one event."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        """Read and record at *desk*."""
        self._desk: Final = desk
        self._pages: Final = pages

    def shown(self, request: Request) -> Response:
        """Show the event."""
        return self._show(request)

    def happened(self, request: Request) -> Response:
        """Record that the event has taken place."""
        return self._record(request, EventState.HAPPENED)

    def dropped(self, request: Request) -> Response:
        """Record that the event was called off, and why."""
        return self._record(request, EventState.DROPPED)

    def planned(self, request: Request) -> Response:
        """Take back what was recorded: the event is still ahead."""
        return self._record(request, EventState.PLANNED)

    def moved(self, request: Request) -> Response:
        """Give the event another date, and keep why."""
        key, desk = request.path_params["event"], self._lent(request)
        seen, text, reason = (text_of(request, field) for field in ("seen", "date", "reason"))
        return self._done(request, lambda: move(desk, key, seen, text, reason))

    def with_result(self, request: Request) -> Response:
        """Record that the event has taken place, and its result in the report; go on to that."""
        number, key = request.path_params["number"], request.path_params["event"]
        result = Result(*(text_of(request, field) for field in ("sentence", "held", "place")))
        try:
            told_in = record_result(self._lent(request), number, key, text_of(request, "seen"), result)
        except tuple(REFUSALS) as error:
            return self._show(request, error)
        return self._pages.go(f"/pledges/{quote(number, safe='')}/work?half_year={told_in}#part-results")

    def snoozed(self, request: Request) -> Response:
        """Keep letters about the event from the person for some days."""
        key, desk = request.path_params["event"], self._lent(request)
        return self._done(request, lambda: snooze(desk, key))

    def woken(self, request: Request) -> Response:
        """Let letters about the event come again."""
        key, desk = request.path_params["event"], self._lent(request)
        return self._done(request, lambda: wake(desk, key))

    def _lent(self, request: Request) -> Desk:
        return self._desk.lent_to(user_of(request).official)

    def _record(self, request: Request, state: EventState) -> Response:
        key, desk = request.path_params["event"], self._lent(request)
        seen, reason = text_of(request, "seen"), text_of(request, "reason")
        return self._done(request, lambda: record(desk, key, seen, state, reason))

    def _done(self, request: Request, do: Callable[[], object]) -> Response:
        """Do what was asked for, and show the event; a mistake is told above it."""
        try:
            do()
        except tuple(REFUSALS) as error:
            return self._show(request, error)
        return self._pages.go(f"/events/{quote(request.path_params['event'], safe='')}")

    def _show(self, request: Request, error: GongyakError | None = None) -> Response:
        user, key = user_of(request), request.path_params["event"]
        listed = find_listed(self._desk, user, key)
        if listed is None:  # it is gone, or was never of this pledge
            raise HTTPException(HTTPStatus.NOT_FOUND)
        told = tellings(self._desk).get(key, [])
        return self._pages.show_to(
            request,
            "event.html",
            status=REFUSALS[type(error)] if error else HTTPStatus.OK,
            listed=listed,
            event=listed.event,
            states=STATES,
            told=told,
            leads=write_leads(policy_of(self._desk).leads_of(listed.event)),
            offer=self._offer(request, listed),
            error=in_words(error),
            given={name: text_of(request, name) for name in form_of(request)} if error else {},
            **self._answers(request, listed, told),
        )

    def _offer(self, request: Request, listed: ListedEvent) -> object:
        """Return what is proposed as a result, where the person may edit the pledge and the event is open."""
        if listed.pledge is None or listed.event.state is not EventState.PLANNED:
            return None
        holding = find_holding(self._desk, Subject.PLEDGE, listed.pledge.number) or Holding()
        if not may(user_of(request), Action.EDIT, Subject.PLEDGE, holding):
            return None
        return offer(self._desk, listed.pledge.number, listed.event)

    def _answers(self, request: Request, listed: ListedEvent, told: list[Telling]) -> dict[str, object]:
        """Return what people answered, and what the person may: be quiet for a while, or hear again."""
        user, names = user_of(request).official, names_for(self._desk)
        answers = standing_answers(self._desk, listed.event)
        is_asleep = any(each.official == user and each.kind is AnswerKind.SNOOZE for each in answers)
        is_open = listed.event.state is EventState.PLANNED and listed.may_edit
        return {
            "answers": [
                (names.get(each.official, each.official), _ANSWERS[each.kind], each.until) for each in answers
            ],
            "can_wake": is_open and is_asleep,
            "can_snooze": is_open and not is_asleep and any(each.recipient == user for each in told),
        }
