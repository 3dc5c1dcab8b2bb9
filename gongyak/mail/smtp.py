"""The post by SMTP: many letters by one connection, each with an outcome of its own (docs/mail.md).

aiosmtplib's low-level commands are used, not its ``send_message``: the outbox must know the moment before
DATA, and a lost connection means another thing before the message's last dot than after it.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from time import monotonic
from typing import Final

from aiosmtplib import SMTP, SMTPException, SMTPResponseException
from aiosmtplib.response import SMTPResponse

from gongyak.mail.errors import (
    BEGUN,
    Deferred,
    LoginRefused,
    MailError,
    NotProtected,
    Refused,
    SenderRefused,
    Stage,
    Unknown,
)
from gongyak.mail.pace import next_start
from gongyak.mail.post import Line, Outgoing, Receipt
from gongyak.mail.server import PERMANENT, TRANSIENT, SmtpServer, hang_up, open_connection, tls_context
from gongyak.mail.transfer import transfer

_GO_AHEAD: Final = 354
_TAKEN: Final = range(200, 300)
_NEEDS_MORE: Final = 530
"""STARTTLS or a login is demanded first (RFC 3207, 4; RFC 4954, 6)."""
_TOO_LARGE: Final = 552


class SmtpPost:
    """A post that sends by *server*; *clock* (steady seconds) and *sleep* keep its pace."""

    def __init__(
        self,
        server: SmtpServer,
        clock: Callable[[], float] = monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """Remember the server; nothing is connected yet."""
        self.server = server
        self._clock = clock
        self._sleep = sleep
        self._context: ssl.SSLContext | None = None
        self._last: float | None = None

    @asynccontextmanager
    async def connect(self) -> AsyncIterator[Line]:
        """Open a connection, and quit it at the end."""
        line = _SmtpLine(self, await self.dial())
        try:
            yield line
        finally:
            await line.quit()

    async def dial(self) -> SMTP:
        """Return a new connection, ready for letters."""
        if self._context is None:
            self._context = tls_context(self.server)
        return await open_connection(self.server, self._context)

    async def keep_pace(self) -> None:
        """Wait until the next letter may begin."""
        start = next_start(self._last, self._clock(), self.server.per_minute)
        if (wait := start - self._clock()) > 0:
            await self._sleep(wait)
        self._last = start


class _SmtpLine:
    """One connection after the other: a lost one is opened anew when the next letter needs it."""

    def __init__(self, post: SmtpPost, client: SMTP) -> None:
        self._post = post
        self._client = client
        self._used = False

    async def send(self, message: Outgoing, begin_data: Callable[[], bool]) -> Receipt | None:
        """Send *message*; see `gongyak.mail.post.Line`."""
        await self._post.keep_pace()
        try:
            await self._announce(message)
            if not begin_data():
                await self._forget()
                return None
            return await self._deliver(message.content)
        except MailError as error:
            await self._recover(error)
            raise
        except BaseException:
            await self._hang_up()  # cancelled, or the outbox failed: in the midst of whatever it was
            raise

    async def quit(self) -> None:
        """End the connection as RFC 5321 asks; a server that does not answer is not waited for."""
        transport = self._client.transport
        with suppress(SMTPException, OSError):
            await self._client.quit(timeout=min(1.0, self._post.server.timeout))
        await hang_up(self._client, transport)

    async def _announce(self, message: Outgoing) -> None:
        """Send the envelope; a connection that the server has closed since the last letter is opened anew."""
        was_used, self._used = self._used, True
        if not self._client.is_connected:
            await self._dial_again()
        elif was_used:
            try:
                await self._envelope(message)
            except Deferred:
                if self._client.is_connected:
                    raise
                await self._dial_again()
            else:
                return
        await self._envelope(message)

    async def _dial_again(self) -> None:
        self._client = await self._post.dial()

    async def _envelope(self, message: Outgoing) -> None:
        options, encoding = self._options(message)
        with _judging(Stage.MAIL):
            await self._client.mail(message.sender, options=options, encoding=encoding)
        with _judging(Stage.RCPT):
            await self._client.rcpt(message.recipient, encoding=encoding)

    def _options(self, message: Outgoing) -> tuple[list[str], str]:
        """Return the options of MAIL and the encoding of the addresses."""
        options = [f"SIZE={len(message.content)}"] if self._client.supports_extension("size") else []
        if (message.sender + message.recipient).isascii():
            return options, "ascii"
        if not self._client.supports_extension("smtputf8"):
            raise Refused(stage=Stage.MAIL, reply="SMTPUTF8 is not offered: the address must be ASCII")
        return [*options, "SMTPUTF8"], "utf-8"

    async def _deliver(self, content: bytes) -> Receipt:
        with _judging(Stage.DATA):
            go_ahead = await self._client.execute_command(b"DATA")
        if go_ahead.code != _GO_AHEAD:
            raise judge(Stage.DATA, go_ahead)
        server = self._post.server
        stage, answer = await transfer(self._client, content, server.timeout, server.answer_timeout)
        if stage is Stage.ANSWER and answer.code in _TAKEN:
            return Receipt(answer.code, answer.message)
        raise judge(stage, answer)

    async def _recover(self, error: MailError) -> None:
        """Make the connection fit for the next letter, or give it up where both sides may be out of step."""
        is_in_step = error.code in TRANSIENT or error.code in PERMANENT
        if is_in_step and error.stage is not Stage.CONTENT:
            await self._forget()
        else:
            await self._hang_up()

    async def _forget(self) -> None:
        try:
            await self._client.rset()
        except (SMTPException, OSError):
            await self._hang_up()

    async def _hang_up(self) -> None:
        await hang_up(self._client, self._client.transport)


@contextmanager
def _judging(stage: Stage) -> Iterator[None]:
    """Turn aiosmtplib's errors before the message itself into outcomes."""
    try:
        yield
    except SMTPResponseException as error:
        raise judge(stage, SMTPResponse(error.code, error.message)) from error
    except (SMTPException, OSError) as error:
        raise Deferred(stage=stage, reply=str(error)) from error


def judge(stage: Stage, answer: SMTPResponse) -> MailError:
    """Return the outcome that the server's *answer* at *stage* means, where it is not that of success."""
    return _outcome(stage, answer)(stage=stage, code=answer.code, reply=answer.message)


def _outcome(stage: Stage, answer: SMTPResponse) -> type[MailError]:
    if answer.code == _NEEDS_MORE and stage not in BEGUN:
        return NotProtected if "TLS" in answer.message.upper() else LoginRefused
    if answer.code in PERMANENT:
        is_senders = stage is Stage.MAIL and answer.code != _TOO_LARGE
        return SenderRefused if is_senders else Refused
    # Neither yes nor no: nonsense, which after the dot tells nothing.
    is_doubtful = stage is Stage.ANSWER and answer.code not in TRANSIENT
    return Unknown if is_doubtful else Deferred
