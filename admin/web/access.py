"""The one gate before every page: who is there, may they, and did the form come from one of our own pages.

A page is declared with what it needs (`Page`); `require_doors` refuses what is not, so that nothing is open
by oversight.  Endpoints are plain functions of a request: they run in a thread, and find who is there by
`user_of` and what was sent by `form_of` and `text_of`.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final, cast
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Message, Receive, Scope, Send

from admin.web.session import (
    CSRF_FIELD,
    CSRF_HEADER,
    SESSION,
    VISIT,
    Cookies,
    csrf_of,
    is_csrf,
    new_token,
    token_in,
)
from gongyak.accounts import User
from gongyak.permissions import Action, Subject, may
from jobs.desk import Desk
from jobs.entering import Visitor, recognise
from jobs.holdings import find_holding

Endpoint = Callable[[Request], Response]
LOGIN: Final = "/login"
PASSWORD: Final = "/password"  # noqa: S105 - the path of a page
NOT_OURS: Final = "the form is none of ours"
"""The detail of the 403 for a form that no page of ours was asked for."""
_SMALL: Final = 1_000_000
"""Bytes that a form of texts may have."""
_FIELDS: Final = 20_000
"""Fields that a form may have: a pledge of many unit projects has some 120 amounts for each."""
_AT_ONCE: Final = 2
"""How many passwords are hashed at the same time: each takes 64 MB and a core."""
_READ_AT_ONCE: Final = 2
"""How many pages are made at the same time: Python runs one thread at a time, others get in its way."""
_PARAMETER: Final = re.compile(r"{(\w+)(?::\w+)?}")


class Undeclared(Exception):
    """A page that does not say what it needs, or whose address has parts that nobody asks about."""


@dataclass(frozen=True, slots=True)
class Everyone:
    """A page for everybody.

    *is_bare*: it does not matter who asks, and its form needs no token of ours: the address of an answer is
    signed, a style sheet has no form.
    """

    is_bare: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """A page for whoever is logged in.  *is_first*: also while a new password has to be chosen."""

    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Needs:
    """A page for those who may do *action* with the *subject*.

    Where the page's address has a part named as the subject's value (``/pledges/{number}``), that thing is
    asked about, else any at all; other parts have to be named in *free*, so that none is forgotten.
    """

    action: Action
    subject: Subject
    free: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page: where, what answers, to which method, and what it needs.

    *largest* is how many bytes may be sent, *files* how many files.  *is_slow*: it hashes passwords, so few
    run at the same time.
    """

    path: str
    endpoint: Endpoint
    needs: Everyone | Known | Needs
    method: str = "GET"
    largest: int = _SMALL
    files: int = 1
    is_slow: bool = False

    def __post_init__(self) -> None:
        """Raise `Undeclared` for parts of the address that nothing is asked about."""
        parts = set(_PARAMETER.findall(self.path))
        if isinstance(self.needs, Needs) and parts - {self.needs.subject, *self.needs.free}:
            raise Undeclared(self.path)


def user_of(request: Request) -> User:
    """Return who is logged in; only for pages that somebody has to be logged in for."""
    return cast("User", request.state.user)


def form_of(request: Request) -> FormData:
    """Return what the form of a POST sent: ``form_of(request).get("name", "")``."""
    return cast("FormData", request.state.form)


def text_of(request: Request, field: str) -> str:
    """Return the text in a *field* of the form; without it, or where it is a file, an empty one."""
    value = form_of(request).get(field)
    return value if isinstance(value, str) else ""


def is_by_script(request: Request) -> bool:
    """Tell whether htmx asks, which puts the answer into the page that is open."""
    return "HX-Request" in request.headers


def texts_of(request: Request) -> dict[str, str]:
    """Return the fields that the form of a POST sent, without files, line breaks as they are stored."""
    return {
        name: value.replace("\r\n", "\n")
        for name, value in form_of(request).items()
        if isinstance(value, str)
    }


class Gate:
    """Makes the routes of declared pages, each behind its door."""

    def __init__(self, desk: Desk, cookies: Cookies, base: str) -> None:
        """Ask at *desk* who may; *base* is the path of the site in front of all others."""
        self.desk: Final = desk
        self.cookies: Final = cookies
        self.base: Final = base
        self.slow: Final = asyncio.Semaphore(_AT_ONCE)
        self.reading: Final = asyncio.Semaphore(_READ_AT_ONCE)

    def routes(self, pages: Iterable[Page]) -> list[BaseRoute]:
        """Return the routes of *pages*."""
        return [Route(each.path, Door(each, self), methods=[each.method]) for each in pages]


def require_doors(routes: Sequence[BaseRoute]) -> None:
    """Raise `Undeclared` for a route that does not lead through a door."""
    for route in routes:
        if not isinstance(route, Route) or not isinstance(route.endpoint, Door):
            raise Undeclared(getattr(route, "path", route))


class Door:
    """The ASGI app of one page: lets through whoever may, and sends all others where they belong."""

    def __init__(self, declared: Page, gate: Gate) -> None:
        """Stand before the page *declared*."""
        self.page: Final = declared
        self._gate: Final = gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        request = Request(scope, _limited(receive, self.page.largest), send)
        try:
            async with self._turn(request):
                response = await run_in_threadpool(self._turned_away, request)
                if response is None:
                    if request.method == "POST":
                        await self._read_form(request)
                    response = await self._answer(request)
            await response(scope, receive, send)
        finally:
            await request.close()  # with the files that were sent

    def _turn(self, request: Request) -> AbstractAsyncContextManager[object]:
        """Let few read at once; who writes may have to wait for another, and would keep readers waiting."""
        is_bare = isinstance(self.page.needs, Everyone) and self.page.needs.is_bare
        return nullcontext() if request.method == "POST" or is_bare else self._gate.reading

    async def _answer(self, request: Request) -> Response:
        if not self.page.is_slow or request.method != "POST":
            return await run_in_threadpool(self._ask, request)
        async with self._gate.slow:
            return await run_in_threadpool(self._ask, request)

    def _ask(self, request: Request) -> Response:
        """Have the page answered; who has no session gets the cookie that its forms are tied to."""
        response = self.page.endpoint(request)
        if request.state.greeting and request.state.is_greeting_used:
            self._gate.cookies.greet(response, request, request.state.greeting)
        return response

    def _turned_away(self, request: Request) -> Response | None:
        """Find out who is there; return the way for those who have to go elsewhere, None for all others.

        Raises HTTPException: 404 for what one may not even know of, 403 for what one may only look at.
        """
        visitor = self._introduce(request)
        needs = self.page.needs
        if isinstance(needs, Everyone):
            return None
        if visitor is None:
            return self._to_login(request)
        if visitor.must_change and not (isinstance(needs, Known) and needs.is_first):
            return RedirectResponse(f"{self._gate.base}{PASSWORD}", HTTPStatus.SEE_OTHER)
        if isinstance(needs, Needs):
            self._require(request, visitor.user, needs)
        return None

    def _introduce(self, request: Request) -> Visitor | None:
        """Put into the request's state who is there, and what their forms are tied to."""
        token = token_in(request, SESSION)
        is_bare = isinstance(self.page.needs, Everyone) and self.page.needs.is_bare
        visitor = recognise(self._gate.desk, token) if token and not is_bare else None
        visit = token_in(request, VISIT)
        state = request.state
        state.user = visitor.user if visitor else None
        state.greeting = None if visitor or visit else new_token()
        state.is_greeting_used = False
        state.tie = token if visitor and token else visit or state.greeting
        return visitor

    def _require(self, request: Request, user: User, needs: Needs) -> None:
        key = request.path_params.get(needs.subject)
        holding = None if key is None else find_holding(self._gate.desk, needs.subject, str(key))
        if key is not None and (holding is None or not may(user, Action.READ, needs.subject, holding)):
            raise HTTPException(HTTPStatus.NOT_FOUND)
        if not may(user, needs.action, needs.subject, holding):
            raise HTTPException(HTTPStatus.FORBIDDEN)

    def _to_login(self, request: Request) -> Response:
        """Return the way to the login page, and back from there to what was to be read."""
        query = f"?{request.url.query}" if request.url.query else ""
        back = {"next": f"{request.url.path}{query}"} if request.method in {"GET", "HEAD"} else {}
        address = f"{self._gate.base}{LOGIN}" + (f"?{urlencode(back)}" if back else "")
        if is_by_script(request):  # a script would put the login page into the middle of another
            return Response(status_code=HTTPStatus.UNAUTHORIZED, headers={"HX-Redirect": address})
        return RedirectResponse(address, HTTPStatus.SEE_OTHER)

    async def _read_form(self, request: Request) -> None:
        """Read the form, and raise HTTPException 403 unless it came from a page of ours."""
        needs = self.page.needs
        length = request.headers.get("Content-Length", "0")
        if not (length.isascii() and length.isdigit()) or int(length) > self.page.largest:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        request.state.form = await request.form(max_fields=_FIELDS, max_files=self.page.files)
        if isinstance(needs, Everyone) and needs.is_bare:
            return
        given = request.headers.get(CSRF_HEADER) or request.state.form.get(CSRF_FIELD)
        is_ours = request.headers.get("Sec-Fetch-Site", "same-origin") in {"same-origin", "none"}
        if request.state.greeting or not is_ours or not is_csrf(given, request.state.tie):
            raise HTTPException(HTTPStatus.FORBIDDEN, NOT_OURS)


def _limited(receive: Receive, largest: int) -> Receive:
    """Return *receive*, which raises HTTPException 413 once more than *largest* bytes have come."""
    left = largest

    async def receive_limited() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return message

    return receive_limited


def tie_of(request: Request) -> str:
    """Return the cookie's token that what is answered is tied to; a browser without one is given it."""
    request.state.is_greeting_used = True
    return cast("str", request.state.tie)


def form_token(request: Request) -> str:
    """Return what the forms of the page that answers *request* have to carry."""
    return csrf_of(tie_of(request))
