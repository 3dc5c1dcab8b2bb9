from __future__ import annotations

import gc
import socket
import time
from collections.abc import Iterator
from threading import Event, Thread

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from admin.web.serving import CannotListen, WebServer, sweep_seldom

LOOPBACK = "127.0.0.1"


class Slow:
    """An endpoint that answers when it is allowed to."""

    def __init__(self) -> None:
        self.begun, self.allowed = Event(), Event()

    def answer(self, _: Request) -> Response:
        self.begun.set()
        assert self.allowed.wait(10)
        return PlainTextResponse("done")


@pytest.fixture
def slow() -> Slow:
    return Slow()


@pytest.fixture
def server(slow: Slow) -> Iterator[WebServer]:
    def hello(_: Request) -> Response:
        return PlainTextResponse("hello")

    app = Starlette(routes=[Route("/", hello), Route("/slow", slow.answer)])
    server = WebServer(app, LOOPBACK, 0)
    server.start()
    yield server
    slow.allowed.set()
    server.stop()


def test_it_answers_from_start_until_stop(server: WebServer) -> None:
    address = f"http://{LOOPBACK}:{server.port}/"
    answer = httpx.get(address)
    assert answer.text == "hello"
    assert "server" not in answer.headers
    server.stop()
    with pytest.raises(httpx.ConnectError):
        httpx.get(address)


def test_no_answer_waits_for_the_one_before_to_be_confirmed(server: WebServer) -> None:
    taken = []
    with httpx.Client(base_url=f"http://{LOOPBACK}:{server.port}") as client:
        for _ in range(40):
            begun = time.perf_counter()
            client.get("/")
            taken.append(time.perf_counter() - begun)
    assert min(taken[1:]) < 0.03, "were the delay there, each would take 0.04 s"


def test_a_request_in_progress_is_finished_before_it_stops(server: WebServer, slow: Slow) -> None:
    answers: list[str] = []
    address = f"http://{LOOPBACK}:{server.port}/slow"
    reader = Thread(target=lambda: answers.append(httpx.get(address).text))
    reader.start()
    assert slow.begun.wait(10)
    stopper = Thread(target=server.stop)
    stopper.start()
    slow.allowed.set()
    for thread in (stopper, reader):
        thread.join(10)
        assert not thread.is_alive()
    assert answers == ["done"]


def test_a_port_that_is_taken_is_told_with_the_remedy() -> None:
    with socket.create_server((LOOPBACK, 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CannotListen) as caught:
            WebServer(Starlette(), LOOPBACK, port).start()
    assert str(port) in caught.value.say("ko")
    assert "[web]" in caught.value.say("en")


def test_a_host_that_is_not_this_computers_is_told() -> None:
    with pytest.raises(CannotListen):
        WebServer(Starlette(), "192.0.2.1", 0).start()  # RFC 5737: nobody's


def test_a_server_never_started_stops_at_once() -> None:
    WebServer(Starlette(), LOOPBACK, 0).stop()


def test_a_process_that_serves_looks_for_cycles_seldom_and_never_at_what_was_there() -> None:
    usual = gc.get_threshold()
    try:
        sweep_seldom()
        assert gc.get_threshold() > usual
        assert gc.get_freeze_count() > 10_000
        assert len(gc.get_objects(generation=2)) < gc.get_freeze_count()
    finally:
        gc.unfreeze()
        gc.set_threshold(*usual)
