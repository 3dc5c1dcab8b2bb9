"""The engine: drafts over four workers on PostgreSQL, beside the same drafts made without an engine.

Half-year by half-year all pledges are drafted by force, again and again until there are as many drafts as
asked for.  Each half-year waits for its last run to end before it is asked for anew, so the workers never
want for parts, and no two make the same version.  Both ways begin warm: a few drafts have been made before.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, LiteralString

import psycopg
from sqlalchemy import make_url

from benchmarks.databases import POSTGRESQL, new_database
from benchmarks.drafting import make_city
from benchmarks.tables import Table
from config.settings import load_settings
from gongyak.occurrences import OccurrenceState, Request
from gongyak.store.occurrences import ask, begin, end, list_occurrences
from gongyak.store.replicas import live_replicas
from jobs.catalogue import CATALOGUE
from jobs.desk import Desk
from jobs.load import load_facts
from jobs.progress import no_progress
from tests.needs import libpq

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.synchronize import Barrier

    from gongyak.store.session import Session

WORKERS: Final = 4
PLEDGES: Final = 120
HALF_YEARS: Final = tuple(f"{year}{half}" for year in range(2022, 2027) for half in ("H1", "H2"))[1:9]
DRAFTS: Final = 2 * PLEDGES * len(HALF_YEARS)
_LOOK: Final = 0.1
_BEGAN: Final = datetime(2026, 7, 2, tzinfo=UTC)
_FEW: Final = ("1-1", "2-1", "3-1", "4-1")
"""The pledges drafted first, that both ways begin warm."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a run took: drafts made, seconds by the clock, CPU seconds of the processes that drafted.

    ``busy`` is how many seconds they were at work on parts, all together (0: not measured).
    """

    drafts: int
    clock: float
    cpu: float
    busy: float = 0

    @property
    def rate(self) -> float:
        """Drafts a second, of all processes together."""
        return self.drafts / self.clock


def engine(rounds: int, tell: Callable[[str], None], drafts: int = 0) -> list[Table]:
    """Make `DRAFTS` drafts, *rounds* times with the engine and without it in turn; return the table.

    *drafts*: after that so many once more, with the engine only (0: none).
    """
    requests = make_requests(DRAFTS)
    with TemporaryDirectory(prefix="gongyak-bench-") as folder:
        make_city(Path(folder) / "city", PLEDGES)
        measured: list[tuple[Figures, Figures]] = []
        for number in range(1, rounds + 1):
            tell(f"{DRAFTS:,} drafts by {WORKERS} workers ({number}/{rounds})")
            whole = _on_new_database(Path(folder), requests, by_workers)
            tell(f"{DRAFTS:,} drafts without the engine ({number}/{rounds})")
            measured.append((whole, _on_new_database(Path(folder), requests, by_themselves)))
        long = []
        if drafts:
            tell(f"{drafts:,} drafts by {WORKERS} workers")
            long = [_on_new_database(Path(folder), make_requests(drafts), by_workers)]
    return [table(measured, long)]


def make_requests(drafts: int) -> list[Request]:
    """Return requests for at least *drafts* drafts: half-year after half-year, from the first again."""
    half_years = islice(cycle(HALF_YEARS), -(-drafts // PLEDGES))
    return [_request(half_year, number) for number, half_year in enumerate(half_years, 1)]


def _request(half_year: str, number: int, **options: object) -> Request:
    return Request(
        id=f"draft:{half_year}@{number}",
        job="draft",
        argument=half_year,
        due=_BEGAN + timedelta(seconds=number),
        asked_by="bench",
        asked_at=_BEGAN,
        options={"force": True, **options},
    )


def _warm_up(half_years: Sequence[str]) -> list[Request]:
    """Return requests for a few drafts each."""
    return [_request(half_year, 0, pledges=list(_FEW)) for half_year in half_years]


def by_workers(desk: Desk, environment: dict[str, str], requests: Sequence[Request]) -> Figures:
    """Have *requests* done by ``gongyak work``, `WORKERS` times."""
    with _working(desk, environment) as processes:
        _see_through(desk, _warm_up(HALF_YEARS))
        cpu, busy, begun = sum(map(cpu_of, processes)), _busy(desk), time.perf_counter()
        _see_through(desk, requests)
        clock = time.perf_counter() - begun
        cpu, busy = sum(map(cpu_of, processes)) - cpu, _busy(desk) - busy
    return Figures(_made(desk, requests), clock, cpu, busy)


def by_themselves(desk: Desk, environment: dict[str, str], requests: Sequence[Request]) -> Figures:
    """Have the functions of the same job called by as many processes, which share out the half-years."""
    context = get_context("spawn")
    barrier, answers = context.Barrier(WORKERS + 1), context.SimpleQueue()
    with desk.database.begin(who="bench", at=_BEGAN, cause="benchmark") as session:
        for request in (*_warm_up(HALF_YEARS), *requests):
            ask(session, request)
    shares = [[each for each in requests if each.argument in HALF_YEARS[n::WORKERS]] for n in range(WORKERS)]
    processes = [
        context.Process(target=_draft_alone, args=(environment, share, barrier, answers.put))
        for share in shares
    ]
    for process in processes:
        process.start()
    barrier.wait()
    begun = time.perf_counter()
    cpu = sum(answers.get() for _ in processes)
    clock = time.perf_counter() - begun
    for process in processes:
        process.join()
    return Figures(_made(desk, requests), clock, cpu)


def _draft_alone(
    environment: dict[str, str],
    requests: Sequence[Request],
    barrier: Barrier,
    answer: Callable[[float], None],
) -> None:
    """Do *requests* in a thread, as the engine does; answer with the CPU seconds that took."""

    def draft() -> None:
        with Desk(load_settings(environment, Path()), "bench") as desk:
            for request in _warm_up(sorted({request.argument for request in requests})):
                _do(desk, request)
            barrier.wait()
            before = time.process_time()
            for request in requests:
                _do(desk, request)
            answer(time.process_time() - before)

    thread = threading.Thread(target=draft)
    thread.start()
    thread.join()


def _do(desk: Desk, request: Request) -> None:
    """Do what an occurrence of the job ``draft`` does."""
    job = CATALOGUE[request.job]
    with desk.database.begin(who="bench", at=desk.now(), cause=request.id) as session:
        begin(session, request.id, "bench", desk.now())
    parts = job.plan(desk, request)
    results = [job.work(desk, request, part, no_progress) for part in parts]
    with desk.database.begin(who="bench", at=desk.now(), cause=request.id) as session:
        job.close(session, desk, request, results)
        end(session, request.id, OccurrenceState.DONE, desk.now())


def _on_new_database(
    folder: Path,
    requests: Sequence[Request],
    measure: Callable[[Desk, dict[str, str], Sequence[Request]], Figures],
) -> Figures:
    with new_database(POSTGRESQL, folder) as url, TemporaryDirectory(dir=folder) as var:
        environment = {
            "GONGYAK_DATABASE_URL": url,
            "GONGYAK_PATHS_VAR": var,
            "GONGYAK_WEB_PORT": "0",
        }
        with Desk(load_settings(environment, folder), "bench") as desk:
            load_facts(desk, folder / "city")
            return measure(desk, environment, requests)


@contextmanager
def _working(desk: Desk, environment: dict[str, str]) -> Iterator[list[int]]:
    """Run the workers, and give their process ids once all are ready."""
    command = [str(Path(sys.executable).with_name("gongyak")), "work"]
    log = desk.settings.paths.var / "work.log"
    with log.open("w") as errors:
        processes = [
            subprocess.Popen(command, env={**os.environ, **environment}, cwd=log.parent, stderr=errors)
            for _ in range(WORKERS)
        ]
    try:
        while _living(desk) < WORKERS:
            _require_running(processes, log)
        yield [process.pid for process in processes]
        _require_running(processes, log)
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait()


def _living(desk: Desk) -> int:
    time.sleep(_LOOK)
    with desk.database.read() as session:
        return len(live_replicas(session))


def _require_running(processes: Sequence[subprocess.Popen[bytes]], log: Path) -> None:
    if any(process.poll() is not None for process in processes):
        message = f"a worker has died:\n{log.read_text('utf-8')}"
        raise ValueError(message)


def _see_through(desk: Desk, requests: Sequence[Request]) -> None:
    """Ask for *requests* in their order, a half-year's next one when its last has ended; wait for all."""
    waiting = list(requests)
    while True:
        with desk.database.begin(who="bench", at=desk.now(), cause="benchmark") as session:
            open_ = _open(session)
            for request in [each for each in waiting if each.argument not in open_]:
                if request.argument not in open_:
                    open_.add(request.argument)
                    waiting.remove(request)
                    ask(session, request)
        if not open_:
            return
        time.sleep(_LOOK)


def _open(session: Session) -> set[str]:
    """Return the half-years that are asked for or worked on."""
    states = (OccurrenceState.WAITING, OccurrenceState.RUNNING)
    return {each.request.argument for each in list_occurrences(session, states=states)}


def _made(desk: Desk, requests: Sequence[Request]) -> int:
    """Return how many drafts *requests* have made; raise ValueError unless it is all of them."""
    drafts = int(_ask_database(desk, "SELECT count(*) FROM drafts")) - len(_FEW) * len(HALF_YEARS)
    if drafts != len(requests) * PLEDGES:
        message = f"{drafts} drafts were made of {len(requests) * PLEDGES}"
        raise ValueError(message)
    return drafts


def _busy(desk: Desk) -> float:
    """Return how many seconds the workers were at work on parts, as DBOS has noted it."""
    return float(
        _ask_database(
            desk,
            "SELECT sum(completed_at_epoch_ms - started_at_epoch_ms) / 1000.0"
            " FROM dbos.operation_outputs WHERE function_name = 'work'",
        )
    )


def _ask_database(desk: Desk, question: LiteralString) -> Any:  # noqa: ANN401 - a number of whatever kind
    with psycopg.connect(libpq(make_url(desk.settings.database.url.get_secret_value()))) as connection:
        (answer,) = connection.execute(question).fetchone() or (0,)
    return answer


def cpu_of(process: int) -> float:
    """Return the CPU seconds that a process has used, in all its threads."""
    fields = re.sub(r".*\)", "", Path(f"/proc/{process}/stat").read_text("utf-8")).split()
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


def table(measured: Sequence[tuple[Figures, Figures]], long: Sequence[Figures]) -> Table:
    """Return the table of what was *measured* with the engine and without it, and of a *long* run with it."""
    wholes, alones = zip(*measured, strict=True)
    by_clock = median(1 - alone.clock / whole.clock for whole, alone in measured)
    by_cpu = median(1 - alone.cpu / whole.cpu for whole, alone in measured)
    between = median(1 - each.busy / (WORKERS * each.clock) for each in wholes)
    lines = (
        *(_line("by the engine", each) for each in (wholes, long) if each),
        _line("without it", alones),
        ("the engine's share", "", f"{by_clock:.1%}", "", "", f"{by_cpu:.1%}"),
        ("a worker's time between parts", "", f"{between:.1%}", "", "", ""),
    )
    heads = ("", "drafts", "by the clock", "drafts a second", "a process", "CPU time a draft")
    return Table(f"Drafts over {WORKERS} processes on PostgreSQL", heads, lines)


def _line(name: str, figures: Sequence[Figures]) -> tuple[str, ...]:
    clock = median(each.clock for each in figures)
    rate = median(each.rate for each in figures)
    cpu = median(each.cpu / each.drafts for each in figures)
    drafts = f"{figures[0].drafts:,}"
    return name, drafts, f"{clock:.1f} s", f"{rate:.1f}", f"{rate / WORKERS:.1f}", f"{cpu * 1000:.1f} ms"
