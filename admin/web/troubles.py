"""The one place where what went wrong becomes a page."""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from admin.web.pages import Pages
from gongyak.errors import GongyakError
from gongyak.links import LinkBroken, LinkExpired
from jobs.answering import DateHasChanged, IsOver, NoSuchNotice
from jobs.desk import Desk
from jobs.mistakes import write_trace

_STATUS: Final[dict[type[Exception], HTTPStatus]] = {
    LinkBroken: HTTPStatus.NOT_FOUND,
    LinkExpired: HTTPStatus.GONE,
    NoSuchNotice: HTTPStatus.NOT_FOUND,
    DateHasChanged: HTTPStatus.CONFLICT,
    IsOver: HTTPStatus.GONE,
}
"""The mistakes whose words are for whoever reads the page; all others are the administrator's."""
_LATER_S: Final = "30"


class Troubles:
    """Pages that say calmly what went wrong and what to do."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        """Write what is the program's own mistake to the log of *desk*."""
        self._desk: Final = desk
        self._pages: Final = pages

    def told(self, _: Request, error: Exception) -> Response:
        """Answer for a mistake with a remedy."""
        status = _STATUS.get(type(error))
        if status is None or not isinstance(error, GongyakError):
            return self._fault(error)
        text, remedy = (words.fill("ko", error.values) for words in (error.text, error.remedy))
        return self._pages.show("trouble.html", status=status, text=text, remedy=remedy)

    def refused(self, _: Request, error: Exception) -> Response:
        """Answer for an address that there is not, or a method that it does not take."""
        status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.NOT_FOUND
        headers = error.headers if isinstance(error, HTTPException) else None
        response = self._pages.show("missing.html", status=status)
        response.headers.update(headers or {})
        return response

    def unforeseen(self, _: Request, error: Exception) -> Response:
        """Answer for a mistake of the program itself, or a database that is away."""
        return self._fault(error)

    def _fault(self, error: Exception) -> Response:
        if isinstance(error, GongyakError) and error.retryable:
            response = self._pages.show("later.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
            response.headers["Retry-After"] = _LATER_S
            return response
        with suppress(OSError):  # people get their page, even where no log can be written
            write_trace(self._desk.settings.paths.var, self._desk.now(), error)
        return self._pages.show("later.html", status=HTTPStatus.INTERNAL_SERVER_ERROR)
