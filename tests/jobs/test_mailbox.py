"""The sender of all letters, and the post that carries them, as the settings have them."""

from __future__ import annotations

from pathlib import Path

from config.settings import Mail
from gongyak.mail.addresses import Sender
from gongyak.mail.folder import FolderPost
from gongyak.mail.smtp import SmtpPost
from jobs.mailbox import domain_of_site, post_of, sender_of
from tests.jobs.townhall import Clock
from tests.jobs.world import desk_at


def mail(folder: Path, **settings: str) -> Mail:
    own = {f"GONGYAK_MAIL_{name.upper()}": value for name, value in settings.items()}
    return desk_at("sqlite:///none.sqlite3", folder, Clock(), **own).settings.mail


def test_until_there_is_a_server_letters_go_into_the_folder(tmp_path: Path) -> None:
    assert isinstance(post_of(mail(tmp_path)), FolderPost)


def test_the_server_is_that_of_the_settings(tmp_path: Path) -> None:
    given = {
        "server": "mail.example.kr",
        "port": "465",
        "security": "tls",
        "username": "gongyak",
        "password": "hidden-word",
        "timeout_s": "7",
        "per_minute": "60",
    }
    post = post_of(mail(tmp_path, **given))
    assert isinstance(post, SmtpPost)
    server = post.server
    assert (server.host, server.port, server.security) == ("mail.example.kr", 465, "tls")
    assert (server.username, server.password) == ("gongyak", "hidden-word")
    assert (server.timeout, server.per_minute, server.ca_file) == (7, 60, None)
    assert "hidden-word" not in repr(server)


def test_protection_is_asked_for_unless_the_settings_say_otherwise(tmp_path: Path) -> None:
    post = post_of(mail(tmp_path, server="mail.example.kr"))
    assert isinstance(post, SmtpPost)
    assert post.server.security == "starttls"


def test_the_sender_and_the_sites_domain_are_those_of_the_settings(tmp_path: Path) -> None:
    own = mail(tmp_path, sender="gongyak@garam.example.kr", sender_name="가람시", reply_to="team@example.kr")
    assert sender_of(own) == Sender("가람시", "gongyak@garam.example.kr", "team@example.kr")
    assert domain_of_site(own) == "garam.example.kr"
    assert sender_of(mail(tmp_path)).reply_to is None
