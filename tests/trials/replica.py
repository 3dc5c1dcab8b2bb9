"""A process that forks replicas on demand: each is a real process of its own, without the time Python takes
to begin.

Lines on standard input: ``start`` forks a replica and prints its process id; end of input ends this process.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from config.rules import parse_spec
from config.settings import load_settings
from gongyak.errors import Words
from gongyak.letters import Letter, LetterKind
from gongyak.occurrences import Request
from gongyak.store.outbox import add_letter
from jobs.catalogue import CATALOGUE, Job
from jobs.desk import Desk
from jobs.progress import Progress
from scheduler.logs import log_to_stderr
from scheduler.service import Hearers, Pace, Service
from scheduler.timetable import make_line

if TYPE_CHECKING:
    from gongyak.store.session import Session

BEGAN: Final = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
SPEED: Final = 120
"""How many seconds pass for the replicas while one passes for us."""
LETTERS: Final = 5
"""Letters that each occurrence of the test's job writes."""
PACE: Final = Pace(beat=0.1, tick=0.5, sweep=0.3, grace=1.0, linger=1.0, hold=0.3, sign=1.0, backoff=1.0)


def clock(began: float) -> datetime:
    """Return the instant that the replicas agree on."""
    return BEGAN + timedelta(seconds=(time.time() - began) * SPEED)


def _plan(_desk: Desk, _request: Request) -> Sequence[str]:
    return ("",)


def _work(_desk: Desk, _request: Request, _part: str, _progress: Progress) -> dict[str, Any]:
    return {}


def _write(session: Session, desk: Desk, request: Request, _results: Sequence[dict[str, Any]]) -> str:
    """Write letters whose keys are new each time: called twice with effect, there were too many."""
    for number in range(LETTERS):
        letter = Letter(
            key=f"{request.id}/{number}/{uuid4().hex}",
            kind=LetterKind.DRAFT_READY,
            name="시험",
            address=f"reader{number}@example.kr",
            subject="[공약관리] 시험",
            text="시험입니다.",
            html="<p>시험입니다.</p>",
            cause=request.id,
        )
        add_letter(session, letter, at=desk.now(), sender_domain="example.kr")
    return f"편지 {LETTERS}통"


WRITE: Final = Job("write", Words("편지를 씁니다.", "Writes letters."), _plan, _work, _write)


def serve(url: str, folder: Path, port: str, began: float) -> None:
    """Be a replica until killed or told to stop."""
    environment = {
        "GONGYAK_DATABASE_URL": url,
        "GONGYAK_PATHS_VAR": str(folder / "var"),
        "GONGYAK_MAIL_SERVER": "127.0.0.1",
        "GONGYAK_MAIL_PORT": port,
        "GONGYAK_MAIL_SECURITY": "plain",
    }
    settings = load_settings(environment, folder)
    desk = Desk(settings, "trial", lambda: clock(began))
    lines = [
        make_line(name, job, parse_spec(f"every minute; catch-up {word}; late never"), settings.zone)
        for name, job, word in (("write", "write", "all"), ("post", "post", "once"))
    ]
    catalogue = {"write": WRITE, "draft": CATALOGUE["draft"], "post": CATALOGUE["post"]}
    log_to_stderr(settings.zone)
    logging.getLogger("dbos").setLevel(logging.ERROR)
    told = Event()
    signal.signal(signal.SIGTERM, lambda *_: told.set())
    service = Service(desk, "serve", lambda _: lines, catalogue=catalogue, hearers=Hearers(), pace=PACE)
    while True:
        try:
            service.start()
            break
        except Exception:
            logging.getLogger("trial").exception("not yet")
            time.sleep(0.2)
    told.wait()
    service.stop(20)
    os._exit(0)


def main() -> None:
    """Fork a replica for every line."""
    url, folder, port, began = sys.argv[1:]
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are buried at once
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            serve(url, Path(folder), port, float(began))
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
