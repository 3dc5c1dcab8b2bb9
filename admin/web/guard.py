"""The guard before every page: the headers each answer carries, and the last door for mistakes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS: Final = {
    # Nothing is loaded from anywhere but our own site, no script or style stands in a page itself, and no
    # page of another site may frame ours.  Pictures just chosen are shown before they are sent (blob:).
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
        "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # The address of an answer's page is a signed token: it must not travel on, nor stay in a shared computer.
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
}


class Guard:
    """ASGI middleware: puts `HEADERS` on every answer, and answers where the program itself is mistaken.

    An answer that brings one of the headers keeps its own.
    """

    def __init__(self, app: ASGIApp, at_fault: Callable[[Request, Exception], Response]) -> None:
        """Stand before *app*; *at_fault* writes a mistake down and returns what people see of it."""
        self._app: Final = app
        self._at_fault: Final = at_fault

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        has_begun = False

        async def send_guarded(message: Message) -> None:
            nonlocal has_begun
            if message["type"] == "http.response.start":
                has_begun = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._app(scope, receive, send_guarded)
        except Exception as error:
            if has_begun:
                raise
            response = await run_in_threadpool(self._at_fault, Request(scope), error)
            await response(scope, receive, send_guarded)
