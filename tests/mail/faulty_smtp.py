"""A mail server on loopback that goes wrong where it is told to, and is honest everywhere else."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    import ssl

_CHUNK: Final = 1 << 16
_END: Final = b"\r\n.\r\n"
_TOO_NEW: Final = bytes((21, 3, 1, 0, 2, 2, 70))
"""The alert of a server whose TLS is too old: fatal, protocol_version (RFC 5246, 7.2)."""


class Act(Enum):
    """What the server does instead of answering."""

    SILENCE = auto()
    HANG_UP = auto()
    STALL = auto()
    """Reads no more, and keeps the connection."""
    SLOW = auto()
    """Reads the message slowly, to its end."""
    LATE = auto()
    """Answers late."""
    OLD_TLS = auto()
    """Knows no TLS as new as the client's."""


Fault = str | Act
LATE_S: Final = 0.4


class _Gone(Exception):
    """The conversation is over."""


@dataclass
class FaultySmtp:
    """The server: ``faults`` names for each stage what goes wrong there the first times, one after the other.

    Stages: connect, ehlo, starttls, handshake, auth, mail, rcpt, data, content (amid the message), answer
    (after its last dot).  ``tls`` is what STARTTLS uses, or with ``implicit`` the whole connection.
    ``received`` holds recipient and bytes of every message that was complete, ``answered`` or not.
    """

    faults: Mapping[str, Sequence[Fault]] = field(default_factory=dict)
    tls: ssl.SSLContext | None = None
    implicit: bool = False
    offers: tuple[str, ...] = ("SIZE 50000000",)
    received: list[tuple[str, bytes]] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    connections: int = 0

    def __post_init__(self) -> None:
        self._left = {stage: list(faults) for stage, faults in self.faults.items()}
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 14)
        listening.bind(("127.0.0.1", 0))
        self.port = listening.getsockname()[1]
        tls = self.tls if self.implicit else None
        self._server = await asyncio.start_server(self._accept, sock=listening, limit=_CHUNK, ssl=tls)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()
        await asyncio.sleep(0.001)  # aborted transports close in the loop's next rounds

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self.connections += 1
        try:
            with suppress(_Gone, OSError, asyncio.IncompleteReadError):
                await _Conversation(self, reader, writer).hold()
        finally:
            writer.transport.abort()

    def next_fault(self, stage: str) -> Fault | None:
        """Return what goes wrong at *stage* this time."""
        left = self._left.get(stage)
        return left.pop(0) if left else None


class _Conversation:
    def __init__(
        self, server: FaultySmtp, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._server = server
        self._reader = reader
        self._writer = writer
        self._recipient = ""
        self._is_secure = server.implicit

    async def hold(self) -> None:
        await self._answer("connect", "220 faulty.example.kr ESMTP")
        while True:
            line = (await self._reader.readuntil(b"\r\n")).decode().strip()
            self._server.commands.append(line)
            verb = line.split(":")[0].split()[0].lower()
            await getattr(self, f"_{verb}")(line)

    async def _answer(self, stage: str, honest: str) -> bool:
        """Answer, and tell whether honestly."""
        match self._server.next_fault(stage):
            case None:
                await self._say(honest)
                return True
            case str(reply):
                await self._say(reply)
                if reply.startswith("421"):
                    raise _Gone
            case Act.LATE:
                await asyncio.sleep(LATE_S)
                await self._say(honest)
            case Act.HANG_UP:
                raise _Gone
            case _:
                while await self._reader.read(_CHUNK):
                    pass
                raise _Gone
        return False

    async def _say(self, reply: str) -> None:
        self._writer.write(f"{reply}\r\n".encode())
        await self._writer.drain()

    async def _ehlo(self, _line: str) -> None:
        offers = list(self._server.offers)
        if self._server.tls is not None and not self._is_secure:
            offers.append("STARTTLS")
        lines = ["faulty.example.kr", *offers]
        honest = "\r\n".join(f"250{' ' if n == len(lines) else '-'}{text}" for n, text in enumerate(lines, 1))
        await self._answer("ehlo", honest)

    async def _starttls(self, _line: str) -> None:
        if not await self._answer("starttls", "220 go ahead"):
            return
        assert self._server.tls is not None
        match self._server.next_fault("handshake"):
            case None:
                await self._writer.start_tls(self._server.tls)
                self._is_secure = True
            case str(reply):
                await self._reader.read(_CHUNK)
                await self._say(reply)
            case Act.OLD_TLS:
                await self._reader.read(_CHUNK)
                self._writer.write(_TOO_NEW)
                await self._writer.drain()
            case _:
                raise _Gone

    async def _auth(self, line: str) -> None:
        if "LOGIN" in line or "CRAM-MD5" in line:
            await self._say("334 UGFzc3dvcmQ6")
            await self._reader.readuntil(b"\r\n")
        await self._answer("auth", "235 2.7.0 welcome")

    async def _mail(self, _line: str) -> None:
        await self._answer("mail", "250 2.1.0 sender ok")

    async def _rcpt(self, line: str) -> None:
        self._recipient = line.partition("<")[2].partition(">")[0]
        await self._answer("rcpt", "250 2.1.5 recipient ok")

    async def _data(self, _line: str) -> None:
        if not await self._answer("data", "354 go ahead"):
            return
        content = await self._content(self._server.next_fault("content"))
        self._server.received.append((self._recipient, content))
        await self._answer("answer", "250 2.0.0 taken")

    async def _content(self, fault: Fault | None) -> bytes:
        content = bytearray(b"\r\n")
        while not content.endswith(_END):
            read = await self._reader.read(_CHUNK)
            if not read:
                raise _Gone
            content += read
            if isinstance(fault, str):
                await self._say(fault)
                fault = Act.SILENCE
            elif fault is Act.SLOW:
                await asyncio.sleep(0.001)
            elif fault is Act.STALL:
                await asyncio.Event().wait()
            elif fault is Act.HANG_UP:
                raise _Gone
        plain = bytes(content).removesuffix(b".\r\n").replace(b"\r\n..", b"\r\n.")
        return plain.removeprefix(b"\r\n")

    async def _rset(self, _line: str) -> None:
        await self._answer("rset", "250 2.0.0 forgotten")

    async def _quit(self, _line: str) -> None:
        await self._say("221 2.0.0 bye")
        raise _Gone
