"""내 달력: the secret address of a person's calendar, and what calendar programs fetch from there."""

from __future__ import annotations

from hashlib import sha256
from http import HTTPStatus
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from admin.web.access import user_of
from admin.web.pages import Pages
from gongyak.mail.feed import MEDIA_TYPE
from jobs.desk import Desk
from jobs.feeds import PATH, feed_of, made_at, make_feed, revoke_feed

_LONGEST: Final = 100


class Feeds:
    """The page on which a calendar is made and revoked, and the calendars themselves."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        """Read and record at *desk*."""
        self._desk: Final = desk
        self._pages: Final = pages

    def shown(self, request: Request) -> Response:
        """Show whether there is a calendar; its address was shown once."""
        return self._show(request)

    def made(self, request: Request) -> Response:
        """Make a new calendar, and show its address this once."""
        token = make_feed(self._desk.lent_to(user_of(request).official))
        site = self._desk.settings.site.address or f"{request.url.scheme}://{request.url.netloc}"
        return self._show(request, f"{site.rstrip('/')}/{PATH}/{token}.ics")

    def revoked(self, request: Request) -> Response:
        """Make the address lead nowhere."""
        revoke_feed(self._desk.lent_to(user_of(request).official))
        return self._pages.go("/calendar-feed")

    def fetched(self, request: Request) -> Response:
        """Answer with the calendar of a token; whatever is wrong with that looks the same."""
        token = request.path_params["token"]
        content = feed_of(self._desk, token) if token.isascii() and len(token) <= _LONGEST else None
        if content is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        mark = f'"{sha256(content).hexdigest()}"'
        headers = {"ETag": mark, "Cache-Control": "private, no-cache"}
        if mark in request.headers.get("If-None-Match", ""):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        return Response(content, media_type=MEDIA_TYPE, headers=headers)

    def _show(self, request: Request, address: str | None = None) -> Response:
        since = made_at(self._desk, user_of(request).official)
        return self._pages.show_to(
            request,
            "calendar-feed.html",
            since=self._desk.in_zone(since) if since else None,
            address=address,
        )
