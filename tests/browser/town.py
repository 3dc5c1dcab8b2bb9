"""The sample city with accounts, served by ``gongyak serve``: what browsers are sent to in the tests."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx

from config.settings import load_settings
from gongyak.accounts import Account, LoginSession, digest_of, standing_of, user_on
from gongyak.store.accounts import write_account
from gongyak.store.city import read_city
from gongyak.store.sessions import open_session
from jobs.demo import demonstrate
from jobs.desk import Desk
from jobs.passwords import hash_of

LOOPBACK: Final = "127.0.0.1"
COORDINATOR, ADMINISTRATOR, READER = "g1001", "g1002", "g1003"
HEAD, LEAD, OFFICER, OTHER_OFFICER = "g1101", "g1102", "g1103", "g1203"
PASSWORD: Final = "가람시-공약-2025"  # noqa: S105 - of invented people
_SERVE: Final = "import sys; from admin.cli import main; sys.exit(main(['serve']))"
_PATIENCE_S: Final = 60


def desk_in(folder: Path) -> Desk:
    """Return a desk on the database in *folder*."""
    environment = {
        "GONGYAK_DATABASE_URL": f"sqlite:///{folder}/gongyak.sqlite3",
        "GONGYAK_PATHS_VAR": str(folder / "var"),
    }
    return Desk(load_settings(environment, folder), "tester")


def found(folder: Path) -> None:
    """Make the sample city in *folder*, its drafts, and an account for one person of each role."""
    hashed = hash_of(PASSWORD)
    with desk_in(folder) as desk:
        demonstrate(desk)
        with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
            for key in (COORDINATOR, ADMINISTRATOR, READER, HEAD, LEAD, OFFICER, OTHER_OFFICER):
                write_account(session, Account(official=key, password=hashed, set_at=desk.now()))


@dataclass(frozen=True, slots=True)
class Site:
    """A site that is being served: its ``address``, and the ``folder`` of its database."""

    address: str
    folder: Path

    def enter(self, official: str) -> str:
        """Log the *official* in behind the browser's back; return the token of the session."""
        token = f"token-of-{official}-{time.monotonic_ns()}"
        with desk_in(self.folder) as desk:
            with desk.database.read() as session:
                person = next(each for each in read_city(session).officials if each.id == official)
            opened = LoginSession(
                digest=digest_of(token),
                official=official,
                standing=standing_of(user_on(person, desk.today)),
                started_at=desk.now(),
                seen_at=desk.now(),
            )
            with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
                open_session(session, opened)
        return token


@contextmanager
def serving(founded: Path, folder: Path) -> Iterator[Site]:
    """Serve a copy in *folder* of the city that was *founded*, with clock and engine."""
    shutil.copytree(founded, folder, dirs_exist_ok=True)
    with socket.create_server((LOOPBACK, 0)) as free:
        port = free.getsockname()[1]
    own = {
        "GONGYAK_DATABASE_URL": f"sqlite:///{folder}/gongyak.sqlite3",
        "GONGYAK_PATHS_VAR": str(folder / "var"),
        "GONGYAK_WEB_PORT": str(port),
    }
    others = {name: text for name, text in os.environ.items() if not name.startswith("GONGYAK_")}
    log = folder / "serve.log"
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [sys.executable, "-c", _SERVE], env=others | own, stdout=out, stderr=subprocess.STDOUT
        )
        try:
            site = Site(f"http://{LOOPBACK}:{port}", folder)
            _await(site, process, log)
            yield site
        finally:
            process.terminate()
            process.wait(_PATIENCE_S)


def _await(site: Site, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(f"{site.address}/readyz").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    message = f"the site does not answer:\n{log.read_text('utf-8')}"
    raise AssertionError(message)
