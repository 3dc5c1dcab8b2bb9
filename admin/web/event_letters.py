"""The letters about an event that are to come: what they will say, and a copy to try."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from admin.web.access import user_of
from admin.web.pages import Pages
from admin.web.tellings import AHEAD
from admin.web.wording import in_words
from gongyak.letters import Letter
from jobs.desk import Desk
from jobs.event_letters import NoOwnAddress, readable_notices, send_to_self
from scheduler.simulation import foreseen_letter

HEADERS: Final = {
    # A letter's own styles stand in it, as mail programs want them.  Nothing else of it is let do anything:
    # no script, no form, no picture, no link that leads anywhere.
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'; sandbox"
    ),
}


class EventLetters:
    """Previews."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        """Foresee at *desk*."""
        self._desk: Final = desk
        self._pages: Final = pages

    def shown(self, request: Request) -> Response:
        """Show subject and text of a letter, and its HTML in a frame."""
        return self._show(request)

    def html(self, request: Request) -> Response:
        """Answer with the letter's HTML alone, for the frame."""
        return HTMLResponse(self._letter(request).html, headers=HEADERS)

    def tried(self, request: Request) -> Response:
        """Send a copy to whoever asks."""
        desk = self._desk.lent_to(user_of(request).official)
        try:
            send_to_self(desk, self._letter(request))
        except NoOwnAddress as error:
            return self._show(request, error)
        return self._pages.go(f"{_path(request)}?sent=yes")

    def _show(self, request: Request, error: NoOwnAddress | None = None) -> Response:
        letter = self._letter(request)
        return self._pages.show_to(
            request,
            "event-letter.html",
            status=HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK,
            letter=letter,
            day=_day(request),
            event=request.path_params["event"],
            here=_path(request),
            error=in_words(error),
            is_sent="sent" in request.query_params,
        )

    def _letter(self, request: Request) -> Letter:
        """Return the letter, of which only what the person may read; raise HTTPException 404 without one."""
        day, recipient = _day(request), request.path_params["recipient"]
        today = self._desk.today
        if day is None or not today <= day <= today + AHEAD:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        keep = readable_notices(self._desk, user_of(request), recipient)
        letter = foreseen_letter(self._desk, day, recipient, keep)
        if letter is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return letter


def _day(request: Request) -> date | None:
    try:
        return date.fromisoformat(request.path_params["day"])
    except ValueError:
        return None


def _path(request: Request) -> str:
    event, day, recipient = (
        quote(request.path_params[name], safe="") for name in ("event", "day", "recipient")
    )
    return f"/events/{event}/letters/{day}/{recipient}"
