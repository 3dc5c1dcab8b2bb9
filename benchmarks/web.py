"""The pages: how long they take to answer, for one user and for twenty at once, on both databases.

A city on PostgreSQL runs two replicas (compose.yaml), and a proxy gives each its share of the users.
"""

from __future__ import annotations

import asyncio
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from benchmarks.databases import POSTGRESQL, SQLITE, new_database
from benchmarks.drafting import HALF_YEAR, make_city, run
from benchmarks.engine import cpu_of
from benchmarks.tables import Table
from config.settings import load_settings
from gongyak.accounts import Account, LoginSession, digest_of, standing_of, user_on
from gongyak.store.accounts import write_account
from gongyak.store.city import find_official
from gongyak.store.sessions import open_session
from jobs.desk import Desk
from jobs.load import load_facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PLEDGES: Final = 123
USERS: Final = (1, 20)
REPLICAS: Final = {SQLITE: 1, POSTGRESQL: 2}
SECONDS: Final = 4.0
PAGES: Final = {
    "home": f"/?half_year={HALF_YEAR}",
    "board": f"/pledges?half_year={HALF_YEAR}",
    "pledge": f"/pledges/1-1?half_year={HALF_YEAR}",
    "drafts": f"/drafts?half_year={HALF_YEAR}",
    "work": f"/pledges/1-1/work?half_year={HALF_YEAR}",
    "events": "/events",
}
_COORDINATOR: Final = "g1001"
_TOKEN: Final = "a-session-of-the-benchmark"  # noqa: S105 - of a city that nobody lives in
_LENGTH: Final = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
_OK: Final = b"HTTP/1.1 200 "
_PERCENT: Final = 95


@dataclass(slots=True)
class Answers:
    """What came of asking for a page: the seconds of each answer, and the CPU seconds of the service."""

    seconds: list[float] = field(default_factory=list)
    cpu: float = 0.0


Measured = dict[tuple[str, int], Answers]


def web(rounds: int, tell: Callable[[str], None]) -> list[Table]:
    """Ask for each page for some seconds, *rounds* times in turn; return the tables."""
    return [_table(kind, _measured(kind, rounds, tell)) for kind in (SQLITE, POSTGRESQL)]


def _table(kind: str, measured: Measured) -> Table:
    taken = (f"{_users(users)}: {what}" for users in USERS for what in ("median", f"{_PERCENT} %"))
    lines = tuple(
        (
            name,
            *(_shown(value) for users in USERS for value in percentiles(measured[name, users].seconds)),
            _shown(measured[name, USERS[-1]].cpu / len(measured[name, USERS[-1]].seconds)),
        )
        for name in PAGES
    )
    heads = ("", *taken, "CPU time of one")
    services = "one process" if REPLICAS[kind] == 1 else f"{REPLICAS[kind]} replicas"
    return Table(f"Answers of pages, {PLEDGES} pledges on {kind}, {services}", heads, lines)


def percentiles(seconds: list[float]) -> tuple[float, float]:
    """Return the median and the 95th percentile of *seconds*."""
    cuts = quantiles(seconds, n=100, method="inclusive")
    return cuts[49], cuts[_PERCENT - 1]


def _users(users: int) -> str:
    return "one user" if users == 1 else f"{users} at once"


def _shown(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


def _measured(kind: str, rounds: int, tell: Callable[[str], None]) -> Measured:
    """Return what came of it by page and number of users."""
    found: Measured = {(name, users): Answers() for name in PAGES for users in USERS}
    with TemporaryDirectory(prefix="gongyak-bench-") as folder, new_database(kind, Path(folder)) as url:
        tell(f"a city of {PLEDGES} pledges on {kind}")
        with _services(Path(folder), url, REPLICAS[kind]) as services:
            ports = [port for _, port in services]
            for path in PAGES.values():
                asyncio.run(ask(ports, path, users=4, seconds=1.0))
            for number in range(1, rounds + 1):
                for (name, users), answers in found.items():
                    tell(f"{name} on {kind}, {_users(users)} ({number}/{rounds})")
                    before = _cpu_of(services)
                    answers.seconds += asyncio.run(ask(ports, PAGES[name], users, SECONDS))
                    answers.cpu += _cpu_of(services) - before
    return found


def _cpu_of(services: Sequence[tuple[int, int]]) -> float:
    return sum(cpu_of(process) for process, _ in services)


@contextmanager
def _services(folder: Path, url: str, replicas: int) -> Iterator[list[tuple[int, int]]]:
    """Give process and port of each service for a city of its own whose reports are drafted."""
    os.environ["GONGYAK_DATABASE_URL"] = url
    environment = {**os.environ, "GONGYAK_PATHS_VAR": str(folder / "var")}
    make_city(folder / "city", PLEDGES)
    with Desk(load_settings(environment, folder), "bench") as desk:
        load_facts(desk, folder / "city")
        _log_in(desk)
    run(folder, "draft", HALF_YEAR)
    try:
        with ExitStack() as stack:
            yield [stack.enter_context(_service(folder, environment)) for _ in range(replicas)]
    finally:
        del os.environ["GONGYAK_DATABASE_URL"]


@contextmanager
def _service(folder: Path, environment: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Give process and port of a service."""
    port = _free_port()
    command = [str(Path(sys.executable).with_name("gongyak")), "serve"]
    own = environment | {"GONGYAK_WEB_PORT": str(port)}
    with (folder / f"serve-{port}.log").open("w") as log:
        process = subprocess.Popen(command, env=own, cwd=folder, stderr=log)
    try:
        _wait_for(process, port)
        yield process.pid, port
    finally:
        process.terminate()
        process.wait()


def _log_in(desk: Desk) -> None:
    """Open a session of the coordinator, who sees all pledges."""
    now = desk.now()
    with desk.database.begin(who="bench", at=now, cause="bench") as session:
        write_account(session, Account(official=_COORDINATOR, password="none", set_at=now))  # noqa: S106
        official = find_official(session, _COORDINATOR)
        if official is None:
            message = f"the sample city has no {_COORDINATOR}"
            raise ValueError(message)
        standing = standing_of(user_on(official, desk.today))
        opened = LoginSession(
            digest=digest_of(_TOKEN), official=_COORDINATOR, standing=standing, started_at=now, seen_at=now
        )
        open_session(session, opened)


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    while process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz"):
                return
        except OSError:
            time.sleep(0.1)
    message = "the service has ended"
    raise ValueError(message)


async def ask(ports: Sequence[int], path: str, users: int, seconds: float) -> list[float]:
    """Return what each answer took that *users* got who ask for *path* over and over for *seconds*.

    They are spread over the *ports*.
    """
    until = time.perf_counter() + seconds
    each = await asyncio.gather(*(_one_user(port, path, until) for port in islice(cycle(ports), users)))
    return [taken for one in each for taken in one]


async def _one_user(port: int, path: str, until: float) -> list[float]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: gongyak_session={_TOKEN}\r\n\r\n".encode()
    taken: list[float] = []
    try:
        while not taken or time.perf_counter() < until:
            begun = time.perf_counter()
            writer.write(request)
            await _read_answer(reader, path)
            taken.append(time.perf_counter() - begun)
    finally:
        writer.close()
        await writer.wait_closed()
    return taken


async def _read_answer(reader: asyncio.StreamReader, path: str) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    length = _LENGTH.search(head)
    if not head.startswith(_OK) or length is None:
        message = f"{path} was answered with {head[:40]!r}"
        raise ValueError(message)
    await reader.readexactly(int(length[1]))


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
