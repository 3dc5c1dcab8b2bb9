"""The server carries the letters, the folder until there is one."""

from __future__ import annotations

from pathlib import Path

from gongyak.mail.choice import open_post
from gongyak.mail.folder import FolderPost
from gongyak.mail.server import SmtpServer
from gongyak.mail.smtp import SmtpPost


def test_the_folder_serves_until_there_is_a_server(tmp_path: Path) -> None:
    server = SmtpServer(host="mail.example.kr", port=587, security="starttls")
    assert isinstance(open_post(None, tmp_path), FolderPost)
    assert isinstance(open_post(server, tmp_path), SmtpPost)
