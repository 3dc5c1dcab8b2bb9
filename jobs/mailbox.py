"""The sender of all letters, and the post that carries them, as the settings have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongyak.mail.addresses import Sender, domain_of
from gongyak.mail.choice import open_post
from gongyak.mail.server import SmtpServer

if TYPE_CHECKING:
    from config.settings import Mail
    from gongyak.mail.post import Post


def sender_of(mail: Mail) -> Sender:
    """Return who letters are from."""
    return Sender(mail.sender_name, mail.sender, mail.reply_to)


def domain_of_site(mail: Mail) -> str:
    """Return the domain that Message-IDs and calendar entries are made of: the sender's."""
    return domain_of(mail.sender)


def post_of(mail: Mail) -> Post:
    """Return the post: the mail server, or the folder until there is one."""
    return open_post(_server(mail), mail.folder)


def _server(mail: Mail) -> SmtpServer | None:
    if mail.server is None:
        return None
    return SmtpServer(
        host=mail.server,
        port=mail.port,
        security=mail.security,
        ca_file=mail.ca_file,
        username=mail.username,
        password=mail.password.get_secret_value() if mail.password else "",
        timeout=mail.timeout_s,
        per_minute=mail.per_minute,
    )
