"""A crash trial: replicas are killed at random moments, then everything that was to happen is counted."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope

from gongyak.halfyear import HalfYear
from gongyak.letters import LetterState
from gongyak.occurrences import Occurrence, OccurrenceState, Request
from gongyak.store.database import Database
from gongyak.store.drafts import list_drafts
from gongyak.store.letters import LetterSummary, list_letters
from gongyak.store.occurrences import ask, list_occurrences
from gongyak.store.schedule import pause
from gongyak.term import Term
from tests.cast import TERM
from tests.jobs.world import small_pledge, stock
from tests.trials.replica import BEGAN, LETTERS, clock

ROOT: Final = Path(__file__).parents[2]
PLEDGES: Final = 60
PATIENCE: Final = 90.0
EVERY: Final = 3
"""After so many kills drafts are asked for anew."""
MANY: Final = 100_000


def free_port() -> int:
    """Return a port of the loopback that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def half_years(term: Term) -> Iterator[HalfYear]:
    """Yield the half-years of *term*, from its first on."""
    half_year = term.first_half
    while half_year in term:
        yield half_year
        half_year = half_year.next


class Sink:
    """Takes every letter, and remembers its Message-ID."""

    def __init__(self) -> None:
        self.received: Counter[str] = Counter()

    async def handle_DATA(self, _server: SMTP, _session: Any, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        content = envelope.content or b""
        raw = content if isinstance(content, bytes) else content.encode()
        head = raw.partition(b"\r\n\r\n")[0].decode("ascii", "replace")
        line = next(line for line in head.splitlines() if line.lower().startswith("message-id:"))
        self.received[line.partition(":")[2].strip()] += 1
        return "250 OK"


@dataclass
class Figures:
    """What a trial came to; all but the first four and the last are to be 0."""

    kills: int = 0
    occurrences: int = 0
    drafts: int = 0
    letters: int = 0
    unended: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    drafts_lost: list[str] = field(default_factory=list)
    drafts_twice: list[str] = field(default_factory=list)
    fired_not_once: list[str] = field(default_factory=list)
    letters_lost: list[str] = field(default_factory=list)
    sent_twice: list[str] = field(default_factory=list)
    unknown: int = 0

    @property
    def wrong(self) -> dict[str, list[str]]:
        """Whatever is not as it must be."""
        return {name: value for name, value in vars(self).items() if isinstance(value, list) and value}


class Trial:
    """Replicas on the database at *url*, a sink for their letters, and somebody who kills them."""

    def __init__(self, url: str, folder: Path, replicas: int, chance: random.Random) -> None:
        self.database = Database(url)
        self.database.migrate()
        stock(self.database, [small_pledge(f"1-{n:03}") for n in range(PLEDGES)])
        self.began = time.time()
        self.sink = Sink()
        self.controller = Controller(self.sink, hostname="127.0.0.1", port=free_port())
        self.figures = Figures()
        self._url, self._folder, self._replicas, self._chance = url, folder, replicas, chance
        self._living: list[int] = []
        self._half_years = half_years(TERM)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Start sink and replicas; in the end all are gone."""
        self.controller.start()
        script = [sys.executable, "-m", "tests.trials.replica", self._url, str(self._folder)]
        with (
            (self._folder / "replicas.log").open("w") as log,
            subprocess.Popen(
                [*script, str(self.controller.port), str(self.began)],
                cwd=ROOT,
                env=os.environ | {"PYTHONPATH": str(ROOT)},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            ) as self._forker,
        ):
            try:
                for _ in range(self._replicas):
                    self._start()
                yield
            finally:
                for pid in self._living:
                    with suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)
                self._forker.stdin.close()  # type: ignore[union-attr]
                self.controller.stop()
                self.database.close()

    def _start(self) -> None:
        forker = self._forker
        forker.stdin.write("start\n")  # type: ignore[union-attr]
        forker.stdin.flush()  # type: ignore[union-attr]
        self._living.append(int(forker.stdout.readline()))  # type: ignore[union-attr]

    def kill(self, times: int, longest: float) -> None:
        """Kill a replica and start another, so many times, each after up to *longest* seconds."""
        for number in range(times):
            if number % EVERY == 0:
                self.ask()
            time.sleep(self._chance.uniform(0.05, longest))
            pid = self._living.pop(self._chance.randrange(len(self._living)))
            os.kill(pid, signal.SIGKILL)
            self.figures.kills += 1
            self._start()

    def ask(self) -> None:
        """Ask by force for all drafts of another half-year: two of the same at once share their drafts."""
        now = clock(self.began)
        half_year = next(self._half_years)
        request = Request(
            id=f"draft:{half_year}@{now.isoformat()}",
            job="draft",
            argument=str(half_year),
            due=now,
            asked_by="trial",
            asked_at=now,
            options={"force": True},
        )
        with self.database.begin(who="trial", at=now, cause=request.id) as session:
            ask(session, request)

    def settle(self) -> None:
        """Let the clock strike no more, wait until all is done and sent, and take count."""
        started = time.monotonic()
        with self.database.begin(who="trial", at=BEGAN, cause="trial") as session:
            pause(session, "write", "trial", BEGAN)
        time.sleep(0.5)
        while self._is_at_work() and time.monotonic() - started < PATIENCE:
            time.sleep(0.2)
        self._count()

    def _is_at_work(self) -> bool:
        with self.database.read() as session:
            open_ = list_occurrences(
                session, states=(OccurrenceState.WAITING, OccurrenceState.RUNNING), limit=MANY
            )
            going = (LetterState.QUEUED, LetterState.CLAIMED, LetterState.SENDING)
            return bool(open_ or list_letters(session, states=going, limit=1))

    def _count(self) -> None:
        with self.database.read() as session:
            occurrences = list_occurrences(session, limit=MANY)
            letters = list_letters(session, limit=MANY)
            drafts = Counter((draft.cause, draft.pledge) for draft in list_drafts(session))
        self._count_occurrences(occurrences)
        self._count_drafts(occurrences, drafts)
        self._count_letters(occurrences, letters)

    def _count_occurrences(self, occurrences: tuple[Occurrence, ...]) -> None:
        figures = self.figures
        figures.occurrences = len(occurrences)
        figures.unended = [each.request.id for each in occurrences if each.ended_at is None]
        figures.failed = [
            f"{each.request.id}: {each.error}" for each in occurrences if each.state is OccurrenceState.FAILED
        ]

    def _count_drafts(self, occurrences: tuple[Occurrence, ...], drafts: Counter[tuple[str, str]]) -> None:
        figures = self.figures
        figures.drafts = drafts.total()
        for each in occurrences:
            if each.request.job == "draft":
                made = {pledge for cause, pledge in drafts if cause == each.request.id}
                if len(made) != PLEDGES:
                    figures.drafts_lost.append(f"{each.request.id}: {PLEDGES - len(made)}")
        figures.drafts_twice = [f"{cause} {pledge}" for (cause, pledge), count in drafts.items() if count > 1]

    def _count_letters(self, occurrences: tuple[Occurrence, ...], letters: tuple[LetterSummary, ...]) -> None:
        """Each minute wrote its letters once; each letter was received once, or is unknown."""
        figures = self.figures
        figures.letters = len(letters)
        written = Counter(letter.cause for letter in letters)
        fired = sorted(each.request.due for each in occurrences if each.request.job == "write")
        gaps = [str(a) for a, b in pairwise(fired) if (b - a).total_seconds() != 60]
        figures.fired_not_once = gaps + [
            f"{each.request.id}: {written[each.request.id]}"
            for each in occurrences
            if each.request.job == "write" and written[each.request.id] != LETTERS
        ]
        for letter in letters:
            count = self.sink.received[letter.message_id]
            is_unknown = letter.state is LetterState.UNKNOWN
            figures.unknown += is_unknown
            if not count and not is_unknown:
                figures.letters_lost.append(f"{letter.key} {letter.state}")
            if count > 1:
                figures.sent_twice.append(f"{letter.key} {count}")
