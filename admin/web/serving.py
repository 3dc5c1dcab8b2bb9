"""The web server: uvicorn in a thread of a process that does other things besides."""

from __future__ import annotations

import gc
import socket
from threading import Thread
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from gongyak.errors import GongyakError, Words

PATIENCE_S: Final = 10
"""For how long a request in progress is waited for when the server stops."""
_QUEUE: Final = 128
_NEW_OBJECTS: Final = 20_000
_SWEEPS: Final = (10, 20)


class CannotListen(GongyakError):
    """The address or the port cannot be had; values: ``host``, ``port``, ``reason``."""

    text = Words(
        "{host}의 {port}번 포트를 열 수 없습니다({reason}).",
        "Port {port} of {host} is not to be had ({reason}).",
    )
    remedy = Words(
        "같은 포트를 쓰는 다른 프로그램을 멈추거나 설정 [web] host와 port를 고쳐 주시기 바랍니다.",
        "Stop the other program, or change the settings [web] host and port.",
    )


def sweep_seldom() -> None:
    """Have Python look for garbage cycles less often: a page leaves none, and makes 10,000s of objects.

    The facts that readers keep are many, too, and are looked through at each full sweep: with Python's own
    thresholds that was a tenth of a page's CPU time.  What is there already is never looked at again.
    """
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, *_SWEEPS)


class WebServer:
    """Serves *app* at *host* and *port* (0: any free one) from `start` until `stop`.

    Signals are left to the process: whoever has started the server stops it.
    """

    def __init__(self, app: ASGIApp, host: str, port: int) -> None:
        """Prepare; nothing is opened yet."""
        self._address: Final = (host, port)
        self._server: Final = uvicorn.Server(
            uvicorn.Config(
                app,
                lifespan="off",
                ws="none",
                log_config=None,
                log_level="warning",
                access_log=False,  # addresses of answers are secrets, and no log is to keep them
                server_header=False,
                timeout_graceful_shutdown=PATIENCE_S,
            )
        )
        self._socket: socket.socket | None = None
        self._thread: Thread | None = None

    @property
    def port(self) -> int:
        """The port that is listened to, once started."""
        return int(self._socket.getsockname()[1]) if self._socket else self._address[1]

    def start(self) -> None:
        """Listen, so that from now on requests are answered; raise `CannotListen`."""
        host, port = self._address
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            self._socket = socket.create_server((host, port), family=family, backlog=_QUEUE)
        except (OSError, OverflowError) as error:
            raise CannotListen(host=host, port=port, reason=getattr(error, "strerror", error)) from error
        # What is accepted here inherits it: else the end of an answer waits 40 ms for the browser to confirm
        # its beginning, because asyncio takes a socket that others have made for one of another protocol.
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._thread = Thread(target=self._server.run, args=([self._socket],), name="web", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Take no more requests, wait for those in progress, and return when the thread has ended."""
        self._server.should_exit = True
        if self._thread is not None:
            self._thread.join()
            self._thread = None
