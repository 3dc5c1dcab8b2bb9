from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from queue import Queue
from threading import Thread

import pytest

from gongyak.occurrences import Request
from scheduler.pinging import Ping

NOW = datetime(2026, 11, 23, tzinfo=UTC)
DONE = Request(id="post:a", job="post", argument="a", due=NOW, asked_by="tester", asked_at=NOW)


@pytest.fixture
def monitor() -> Iterator[tuple[str, Queue[str]]]:
    """Give the address of a monitor, and the paths it was called at."""
    called: Queue[str] = Queue()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            called.put(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/ping/1", called
    server.shutdown()
    server.server_close()


def test_the_monitor_is_called(monitor: tuple[str, Queue[str]]) -> None:
    address, called = monitor
    Ping(address)(DONE)
    assert called.get(timeout=10) == "/ping/1"


def test_without_an_address_nobody_is_called() -> None:
    Ping(None)(DONE)


def test_a_monitor_that_does_not_answer_is_logged_only(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        Ping._call("http://127.0.0.1:9/", "post:a")  # noqa: SLF001 - in this thread, to see the end
    assert "nobody answered after post:a" in caplog.text
