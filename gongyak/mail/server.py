"""The mail server as the settings name it, and opening a connection to it: greeting, protection, login.

Protection fails closed: what is asked for is had, or nothing is sent.  (aiosmtplib's own default,
``start_tls=None``, sends the password in clear where a server offers no TLS.)
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Final, Literal

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPException,
    SMTPResponseException,
)

from gongyak.mail.errors import LoginRefused, MailError, NotAdmitted, NotProtected, Stage, Unreachable

Security = Literal["starttls", "tls", "plain"]
TRANSIENT: Final = range(400, 500)
PERMANENT: Final = range(500, 600)
_OTHER_METHOD: Final = frozenset({504, 534})
"""Answers to AUTH after which another method may do: unknown, too weak (RFC 4954, 4 and 6)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpServer:
    """Where letters go, how the connection is protected, and as whom.

    ``ca_file`` (PEM) is trusted besides the system's authorities.  ``timeout`` is how many seconds each step
    may take; after a message's last dot it is ``answer_timeout``, since servers look for viruses before they
    answer (RFC 5321, 4.5.3.2.6: ten minutes) and whoever gives up earlier sends twice.  ``per_minute`` is how
    many letters the server takes, 0 for as many as it can.
    """

    host: str
    port: int
    security: Security
    ca_file: Path | None = None
    username: str | None = None
    password: str = field(default="", repr=False)
    timeout: float = 30
    answer_timeout: float = 600
    per_minute: int = 0


def tls_context(server: SmtpServer) -> ssl.SSLContext | None:
    """Return what certificates are checked by (TLS 1.2 at least), None for a plain connection.

    Raises `NotProtected` where the file of the private authority cannot be used.
    """
    if server.security == "plain":
        return None
    context = ssl.create_default_context()
    if server.ca_file is not None:
        try:
            context.load_verify_locations(cafile=server.ca_file)
        except OSError as error:
            raise NotProtected(stage=Stage.CONNECT, reply=f"{server.ca_file}: {error}") from error
    return context


async def open_connection(server: SmtpServer, context: ssl.SSLContext | None) -> SMTP:
    """Return a connection that is greeted, protected, logged in; raise an error that is ``about_server``."""
    client = SMTP(
        hostname=server.host,
        port=server.port,
        timeout=server.timeout,
        use_tls=server.security == "tls",
        start_tls=False,  # done below, where it must succeed
        tls_context=context,
        local_hostname="localhost",  # never used; None would ask the DNS for it
    )
    try:
        with opening(Stage.CONNECT):
            await client.connect()
        await _greet(client)
        if server.security == "starttls":
            await _protect(client)
            await _greet(client)
        if server.username is not None:
            await _log_in(client, server.username, server.password)
    except BaseException:
        await hang_up(client, client.transport)
        raise
    return client


async def hang_up(client: SMTP, transport: asyncio.BaseTransport | None) -> None:
    """Drop the connection at once: ``close`` alone would still send what waits, perhaps the last dot.

    *transport* is the client's, which it forgets when it closes.
    """
    if isinstance(transport, asyncio.WriteTransport):
        transport.abort()
    client.close()
    await asyncio.sleep(0)  # the socket closes in the loop's next round


@contextmanager
def opening(stage: Stage) -> Iterator[None]:
    """Turn whatever goes wrong before the first letter into an error that is ``about_server``."""
    try:
        yield
    except SMTPResponseException as error:
        kind = NotAdmitted if error.code in PERMANENT else Unreachable
        raise kind(stage=stage, code=error.code, reply=error.message) from error
    except (SMTPException, OSError) as error:
        raise _connection_fault(stage, error) from error


def _connection_fault(stage: Stage, error: Exception) -> MailError:
    """Return `NotProtected` where TLS does not come about; a connection that ends amid it may come later."""
    broken = error.__cause__ if isinstance(error.__cause__, ssl.SSLError) else error
    if isinstance(broken, ssl.SSLError) and not isinstance(broken, ssl.SSLEOFError):
        return NotProtected(stage=stage, reply=str(broken))
    return Unreachable(stage=stage, reply=str(error))


async def _greet(client: SMTP) -> None:
    """Say EHLO by our own address, which needs no DNS (RFC 5321, 4.1.4)."""
    with opening(Stage.EHLO):
        own = ip_address(client.get_transport_info("sockname")[0])
        await client.ehlo(hostname=f"[{own}]" if own.version == 4 else f"[IPv6:{own}]")  # noqa: PLR2004 - IPv4


async def _protect(client: SMTP) -> None:
    if not client.supports_extension("starttls"):
        raise NotProtected(stage=Stage.STARTTLS, reply="STARTTLS is not offered")
    with opening(Stage.STARTTLS):
        try:
            await client.starttls()
        except SMTPResponseException as error:
            if error.code in TRANSIENT:
                raise
            raise NotProtected(stage=Stage.STARTTLS, code=error.code, reply=error.message) from error


async def _log_in(client: SMTP, username: str, password: str) -> None:
    """Log in by one method; another is tried only where the server does not know the first.

    A wrong password is not tried by all of them: accounts are locked after a few attempts.
    """
    methods = {"plain": client.auth_plain, "login": client.auth_login, "cram-md5": client.auth_crammd5}
    refusal = LoginRefused(stage=Stage.LOGIN, reply="no method of login that is known here is offered")
    for method in _offered(client):
        with opening(Stage.LOGIN):
            try:
                await methods[method](username, password)
            except SMTPAuthenticationError as error:
                if error.code in TRANSIENT:
                    raise
                refusal = LoginRefused(stage=Stage.LOGIN, code=error.code, reply=error.message)
            else:
                return
        if refusal.code not in _OTHER_METHOD:
            break
    raise refusal


def _offered(client: SMTP) -> list[str]:
    """Return the methods offered, best first: without TLS the one that does not show the password."""
    protected = client.get_transport_info("sslcontext") is not None
    best = ("plain", "login", "cram-md5") if protected else ("cram-md5", "plain", "login")
    return [method for method in best if method in client.server_auth_methods]
