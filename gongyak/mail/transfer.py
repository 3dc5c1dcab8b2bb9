"""A message on its way: the part of SMTP between the server's 354 and its answer to the last dot.

Only one moment is doubtful: from the dot until the answer.  So the dot goes out by itself, once all that
stands before it has left this process; whatever fails earlier has certainly sent nothing.
"""

from __future__ import annotations

import asyncio
from typing import Final

from aiosmtplib import SMTP, SMTPException, SMTPResponseException
from aiosmtplib.protocol import SMTPProtocol
from aiosmtplib.response import SMTPResponse

from gongyak.mail.errors import Deferred, Stage, Unknown

_PIECE: Final = 1 << 18
"""Bytes given to the connection at once; each piece may take the time that a command may."""
_POLL: Final = 0.002
"""Seconds between looks at how much of a piece is left."""
_LINE_END: Final = b"\r\n"


async def transfer(
    client: SMTP, content: bytes, patience: float, answer_patience: float
) -> tuple[Stage, SMTPResponse]:
    """Send *content* after a 354, and return the server's answer, whatever it says, and to what it answers.

    That is ``content`` where it came before the last dot went out, ``answer`` after it.  *patience* is for
    each piece, *answer_patience* for the answer, both in seconds.  Raises `Deferred` where the connection
    failed before the dot, `Unknown` where no answer came after it.
    """
    protocol = client.protocol
    if protocol is None:
        raise Deferred(stage=Stage.CONTENT, reply="Connection lost")
    answer = asyncio.create_task(protocol.read_response(timeout=None))
    stage = Stage.CONTENT
    try:
        await _send_all_but_the_dot(protocol, content, answer, patience)
        if not answer.done():
            protocol.write(b".\r\n")
            stage = Stage.ANSWER
        return stage, await asyncio.wait_for(answer, answer_patience)
    except SMTPResponseException as error:  # it is no SMTP at all
        return stage, SMTPResponse(error.code, error.message)
    except (SMTPException, OSError) as error:
        fault = Unknown if stage is Stage.ANSWER else Deferred
        raise fault(stage=stage, reply=str(error) or "Timed out") from error
    finally:
        answer.cancel()


async def _send_all_but_the_dot(
    protocol: SMTPProtocol, content: bytes, answer: asyncio.Task[SMTPResponse], patience: float
) -> None:
    """Send *content*, and see it gone; stop where the server answers before the end."""
    stuffed = _stuff(content)
    for start in range(0, len(stuffed), _PIECE):
        protocol.write(stuffed[start : start + _PIECE])
        async with asyncio.timeout(patience):
            while not answer.done() and _left(protocol):  # noqa: ASYNC110 - aiosmtplib tells nobody
                await asyncio.sleep(_POLL)
        if answer.done():
            return


def _left(protocol: SMTPProtocol) -> int:
    """Return how many bytes wait in this process: none once the connection is gone."""
    transport = protocol.transport
    return transport.get_write_buffer_size() if isinstance(transport, asyncio.WriteTransport) else 0


def _stuff(content: bytes) -> bytes:
    """Double the dots that begin a line (RFC 5321, 4.5.2), and end the last line."""
    stuffed = (_LINE_END + content).replace(b"\r\n.", b"\r\n..").removeprefix(_LINE_END)
    return stuffed if stuffed.endswith(_LINE_END) else stuffed + _LINE_END
