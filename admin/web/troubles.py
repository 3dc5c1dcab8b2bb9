"""The one place where what went wrong becomes a page."""

from __future__ import annotations

import logging
from contextlib import suppress
from http import HTTPStatus
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from admin.web.access import NOT_OURS
from admin.web.pages import Pages
from gongyak.errors import GongyakError
from gongyak.links import LinkBroken, LinkExpired
from gongyak.store.errors import NoCity
from jobs.account_errors import NoInvitation
from jobs.answering import DateHasChanged, IsOver, NoSuchNotice
from jobs.desk import Desk
from jobs.mistakes import write_trace
from jobs.tracing import request_number
from scheduler.errors import NoSuchLine

LOG: Final = logging.getLogger("gongyak.web")
_STATUS: Final[dict[type[Exception], HTTPStatus]] = {
    LinkBroken: HTTPStatus.NOT_FOUND,
    LinkExpired: HTTPStatus.GONE,
    NoSuchNotice: HTTPStatus.NOT_FOUND,
    DateHasChanged: HTTPStatus.CONFLICT,
    IsOver: HTTPStatus.GONE,
    NoInvitation: HTTPStatus.GONE,
    NoCity: HTTPStatus.CONFLICT,
    NoSuchLine: HTTPStatus.NOT_FOUND,
}
"""The mistakes whose words are for whoever reads the page; all others are the administrator's."""
_REFUSALS: Final[dict[int, str]] = {
    HTTPStatus.BAD_REQUEST: "unreadable.html",
    HTTPStatus.FORBIDDEN: "forbidden.html",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "unreadable.html",
}
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
        """Answer for an address that there is not, a method that it does not take, and whoever may not."""
        status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.NOT_FOUND
        headers = error.headers if isinstance(error, HTTPException) else None
        is_form = isinstance(error, HTTPException) and error.detail == NOT_OURS
        page = "form-old.html" if is_form else _REFUSALS.get(status, "missing.html")
        response = self._pages.show(page, status=status)
        response.headers.update(headers or {})
        return response

    def unforeseen(self, _: Request, error: Exception) -> Response:
        """Answer for a mistake of the program itself, or a database that is away."""
        return self._fault(error)

    def _fault(self, error: Exception) -> Response:
        if isinstance(error, GongyakError) and error.retryable:
            response = self._later(HTTPStatus.SERVICE_UNAVAILABLE)
            response.headers["Retry-After"] = _LATER_S
            return response
        with suppress(OSError):  # people get their page, even where no log can be written
            write_trace(self._desk.settings.paths.var, self._desk.now(), error)
        LOG.error("a mistake of the program: %s", type(error).__name__)
        return self._later(HTTPStatus.INTERNAL_SERVER_ERROR)

    def _later(self, status: HTTPStatus) -> Response:
        """Return the page with the number by which the mistake is found in the log."""
        return self._pages.show("later.html", status=status, number=request_number())
