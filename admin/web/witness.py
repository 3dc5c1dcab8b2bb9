"""The witness of every request: gives it a number, writes its line into the log, and counts it.

Neither log nor counts hold an address as it was asked for, which may be a secret, but the page's own pattern.
"""

from __future__ import annotations

import logging
from time import monotonic
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from admin.web.access import Door
from admin.web.tally import Tally
from jobs.tracing import answering

LOG: Final = logging.getLogger("gongyak.web")
HEADER: Final = "X-Request-ID"
NO_PAGE: Final = "none"
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"})


class Witness:
    """ASGI middleware before all others."""

    def __init__(self, app: ASGIApp, tally: Tally) -> None:
        """Stand before *app*, and count what is asked on the *tally*."""
        self._app: Final = app
        self._tally: Final = tally

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back with the request's number."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, begun = 0, monotonic()

        async def send_numbered(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[HEADER] = number
            await send(message)

        with answering(Headers(scope=scope).get(HEADER)) as number:
            try:
                await self._app(scope, receive, send_numbered)
            finally:
                self._note(scope, status, monotonic() - begun)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        door = scope.get("endpoint")
        page = door.page.path if isinstance(door, Door) else NO_PAGE
        method = scope["method"] if scope["method"] in _METHODS else "other"
        self._tally.note(method, page, status, seconds)
        LOG.info("%s %s %s %.0f ms", method, page, status or "unanswered", seconds * 1000)
