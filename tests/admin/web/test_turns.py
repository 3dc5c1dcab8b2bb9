"""Few pages are made at the same time; what must not wait for them does not."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Lock

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from admin.web.access import Everyone, Gate, Page
from admin.web.session import Cookies
from jobs.desk import Desk
from tests.admin.web.browser import Browser
from tests.jobs.world import desk_at

AT_ONCE = 2


class Busy:
    """An endpoint that answers when it is allowed to, and counts how many are in it."""

    def __init__(self) -> None:
        self.allowed = Event()
        self.inside = self.most = 0
        self._lock = Lock()

    def __call__(self, _: Request) -> Response:
        with self._lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
        assert self.allowed.wait(60)
        with self._lock:
            self.inside -= 1
        return PlainTextResponse("made")


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        yield desk


def test_readers_take_turns_and_neither_the_bare_nor_those_who_write_wait_for_them(desk: Desk) -> None:
    reading, writing = Busy(), Busy()
    pages = [
        Page("/read", reading, Everyone()),
        Page("/write", writing, Everyone(is_bare=True), "POST"),
        Page("/healthz", lambda _: PlainTextResponse("well"), Everyone(is_bare=True)),
    ]
    browser = Browser(Starlette(routes=Gate(desk, Cookies(desk.settings, ""), "").routes(pages)))

    async def play() -> list[str]:
        readers = [asyncio.create_task(browser.send("GET", "/read")) for _ in range(8)]
        writers = [asyncio.create_task(browser.send("POST", "/write")) for _ in range(AT_ONCE + 1)]
        while reading.inside < AT_ONCE or writing.inside < len(writers):
            assert (await browser.send("GET", "/healthz")).text == "well"
        for busy in (writing, reading):
            busy.allowed.set()
        return [answer.text for answer in await asyncio.gather(*readers, *writers)]

    assert asyncio.run(play()) == ["made"] * (8 + AT_ONCE + 1)
    assert reading.most == AT_ONCE
