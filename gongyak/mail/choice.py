"""Which post carries the letters: the server, or the folder until there is one."""

from __future__ import annotations

from pathlib import Path

from gongyak.mail.folder import FolderPost
from gongyak.mail.post import Post
from gongyak.mail.server import SmtpServer
from gongyak.mail.smtp import SmtpPost


def open_post(server: SmtpServer | None, folder: Path) -> Post:
    """Return the post to *server*, or where there is none (None) into *folder*."""
    return FolderPost(folder) if server is None else SmtpPost(server)
