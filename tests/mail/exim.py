"""Exim, a real mail server, as a private instance: its own settings, queue and mailbox, and no daemon.

Each connection to a port of the test's own is handed to one ``exim4 -bs``, as inetd would.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from threading import Thread
from typing import Final

from tests.mail import certificates

_SETTINGS: Final = """\
exim_user = {user}
exim_group = {group}
spool_directory = {folder}/spool
log_file_path = {folder}/spool/%slog
primary_hostname = peer.example.kr
domainlist local = example.kr
acl_smtp_rcpt = accept domains = +local
acl_smtp_data = accept
tls_advertise_hosts = *
tls_certificate = {folder}/server.pem
tls_privatekey = {folder}/server.pem
host_lookup =
rfc1413_hosts =
keep_environment =
deliver_drop_privilege = true
begin routers
everyone:
  driver = accept
  domains = +local
  transport = maildir
begin transports
maildir:
  driver = appendfile
  maildir_format
  directory = {folder}/spool/mail
  create_directory
  user = {user}
"""


@dataclass(frozen=True)
class Exim:
    """A running instance: its port on loopback, and the folder of its Maildir."""

    port: int
    mailbox: Path


@contextmanager
def running() -> Iterator[Exim]:
    """Run a private Exim that takes mail to example.kr by STARTTLS into one Maildir."""
    folder = Path(mkdtemp(prefix="gongyak-test-exim-"))
    try:
        settings = _prepare(folder)
        listening = socket.create_server(("127.0.0.1", 0))
        thread = Thread(target=_serve, args=(listening, settings))
        thread.start()
        try:
            yield Exim(listening.getsockname()[1], folder / "spool" / "mail")
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            listening.close()
            thread.join()
    finally:
        shutil.rmtree(folder)


def _prepare(folder: Path) -> Path:
    """Write settings and certificate; as root Exim works as its own user, who must be able to write here."""
    user = pwd.getpwnam("Debian-exim") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    spool = folder / "spool"
    spool.mkdir()
    certificate = folder / "server.pem"
    certificates.authority().issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(certificate)
    for path in (folder, spool, certificate):
        os.chown(path, user.pw_uid, user.pw_gid)
    settings = folder / "exim.conf"
    settings.write_text(_SETTINGS.format(folder=folder, user=user.pw_name, group=user.pw_gid), "utf-8")
    settings.chmod(0o644)
    return settings


def _serve(listening: socket.socket, settings: Path) -> None:
    while True:
        try:
            connection, _ = listening.accept()
        except OSError:
            return
        with connection:
            # -odi: the letter lies in the mailbox before the process ends.
            command = ["/usr/sbin/exim4", "-C", str(settings), "-odi", "-bs"]
            line = connection.fileno()
            subprocess.run(command, stdin=line, stdout=line, stderr=subprocess.DEVNULL, check=True)
