"""The benchmark of the pages: what it asks, and what it makes of the figures."""

from __future__ import annotations

import asyncio

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from admin.web.serving import WebServer
from benchmarks.web import ask, percentiles


def test_of_a_hundred_answers_five_take_longer_than_the_percentile() -> None:
    middle, high = percentiles([float(number) for number in range(101)])
    assert (middle, high) == (50, 95)


def test_each_user_asks_in_the_name_of_the_coordinator_until_the_time_is_over() -> None:
    seen: list[str] = []

    def told(request: Request) -> Response:
        seen.append(request.cookies["gongyak_session"])
        return PlainTextResponse("읽음")

    server = WebServer(Starlette(routes=[Route("/page", told)]), "127.0.0.1", 0)
    server.start()
    try:
        taken = asyncio.run(ask([server.port], "/page?x=1", users=3, seconds=0))
        with pytest.raises(ValueError, match="404"):
            asyncio.run(ask([server.port], "/none", users=1, seconds=0))
    finally:
        server.stop()
    assert len(taken) == len(seen) == 3
    assert all(seconds > 0 for seconds in taken)
