"""A mail server that takes every letter and keeps none: ``python -m benchmarks.sink``, a process of its own.

It prints its port first.  At every line that it reads it prints what has come since the last one, as JSON:
``{"letters": n, "bytes": n, "sum": the letters' checksums added up}``; at the end of its input it ends.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import zlib
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_END: Final = b"\r\n.\r\n"
_ANSWERS: Final = {
    b"EHLO": b"250-sink\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE 100000000\r\n",
    b"DATA": b"354 go ahead\r\n",
    b"QUIT": b"221 bye\r\n",
}


class Sink:
    """The server as whoever measures sees it."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        """Talk to the *process* that the server is; it tells its port first."""
        self._process = process
        self.port: Final = json.loads(self._line())

    def taken(self) -> dict[str, int]:
        """Return what has come since this was asked last."""
        if self._process.stdin is not None:
            print(file=self._process.stdin, flush=True)
        answer: dict[str, int] = json.loads(self._line())
        return answer

    def _line(self) -> str:
        return self._process.stdout.readline() if self._process.stdout is not None else ""


@contextmanager
def running_sink() -> Iterator[Sink]:
    """Run a sink on 127.0.0.1 meanwhile."""
    command = [sys.executable, "-m", "benchmarks.sink"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Sink(process)  # its input ends with this block, and with that the process


class _Conversation(asyncio.Protocol):
    """One connection; clients wait for each answer, so what has come is one command, or part of a letter."""

    def __init__(self, taken: Counter[str]) -> None:
        self._taken = taken
        self._letter: bytearray | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._say(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        if self._letter is None:
            verb = data[:4].upper()
            self._letter = bytearray() if verb == b"DATA" else None
            self._say(_ANSWERS.get(verb, b"250 OK\r\n"))
            if verb == b"QUIT":
                self._transport.close()
            return
        self._letter += data
        if self._letter.endswith(_END):
            self._taken.update(letters=1, bytes=len(self._letter), sum=zlib.crc32(self._letter))
            self._letter = None
            self._say(b"250 OK\r\n")

    def _say(self, answer: bytes) -> None:
        if isinstance(self._transport, asyncio.WriteTransport):
            self._transport.write(answer)


async def _serve() -> None:
    taken = Counter[str](letters=0, bytes=0, sum=0)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Conversation(taken), "127.0.0.1", 0)
    _tell(server.sockets[0].getsockname()[1])
    while await loop.run_in_executor(None, sys.stdin.readline):
        _tell(taken)
        taken.update({name: -value for name, value in taken.items()})
    server.close()


def _tell(answer: object) -> None:
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    asyncio.run(_serve())
