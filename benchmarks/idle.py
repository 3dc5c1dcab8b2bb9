"""The service while it has nothing to do: memory and CPU time of ``gongyak serve`` on both databases."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from benchmarks.databases import POSTGRESQL, SQLITE, new_database
from benchmarks.drafting import SAMPLE
from benchmarks.engine import cpu_of
from benchmarks.tables import Table
from config.settings import load_settings
from jobs.desk import Desk
from jobs.load import load_facts

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS: Final = 60
SETTLING: Final = 45
"""Seconds until the first strikes are over, and the engine has gone to rest."""


def idle(rounds: int, tell: Callable[[str], None]) -> list[Table]:
    """Watch the service for a minute *rounds* times on each database; return the table."""
    measured: dict[str, list[tuple[float, float]]] = {SQLITE: [], POSTGRESQL: []}
    for number in range(1, rounds + 1):
        for kind, figures in measured.items():
            tell(f"an idle service on {kind} ({number}/{rounds})")
            figures.append(_watched(kind))
    lines = (
        ("memory (RSS)", *(f"{median(mib for mib, _ in each):.0f} MiB" for each in measured.values())),
        ("CPU time, of a core", *(f"{median(cpu for _, cpu in each):.2%}" for each in measured.values())),
    )
    return [Table(f"`gongyak serve` with nothing to do, over {SECONDS} seconds", ("", *measured), lines)]


def _watched(kind: str) -> tuple[float, float]:
    """Return the memory in MiB at the end of the time, and the share of a core over it."""
    with TemporaryDirectory(prefix="gongyak-bench-") as folder, new_database(kind, Path(folder)) as url:
        environment = {
            "GONGYAK_DATABASE_URL": url,
            "GONGYAK_PATHS_VAR": folder,
            "GONGYAK_WEB_PORT": str(_free_port()),
        }
        with Desk(load_settings(environment, Path(folder)), "bench") as desk:
            load_facts(desk, SAMPLE)
        command = [str(Path(sys.executable).with_name("gongyak")), "serve"]
        with (Path(folder) / "serve.log").open("w") as log:
            process = subprocess.Popen(command, env=os.environ | environment, cwd=folder, stderr=log)
        try:
            time.sleep(SETTLING)
            before = cpu_of(process.pid)
            time.sleep(SECONDS)
            if process.poll() is not None:
                message = "the service has ended"
                raise ValueError(message)
            return _memory_of(process.pid), (cpu_of(process.pid) - before) / SECONDS
        finally:
            process.terminate()
            process.wait()


def _free_port() -> int:
    """Return a port that nobody listens at: the pages are served as well, though nobody asks for any."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _memory_of(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text("ascii")
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else 0
