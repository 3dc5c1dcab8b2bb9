"""What Prometheus asks: counts for those with the token of the settings; without one there is no such page.

The format is so small that it is written here rather than by a library.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from admin.web.tally import Tally, metric
from gongyak.errors import GongyakError
from gongyak.letters import LetterState
from jobs.desk import Desk
from jobs.measuring import Counts, read_counts

_MEDIA_TYPE: Final = "text/plain; version=0.0.4"


class Metrics:
    """``/metrics``."""

    def __init__(self, desk: Desk, tally: Tally) -> None:
        """Tell of *desk*'s database and clock, and of what this process has answered."""
        self._desk: Final = desk
        self._tally: Final = tally
        token = desk.settings.watch.metrics_token
        self._wanted: Final = f"Bearer {token.get_secret_value()}".encode() if token else None

    def show(self, request: Request) -> Response:
        """Answer with the metrics; raises HTTPException 404 for whoever does not bring the token."""
        given = request.headers.get("Authorization", "").encode()
        if self._wanted is None or not hmac.compare_digest(given, self._wanted):
            raise HTTPException(HTTPStatus.NOT_FOUND)
        lines = [*self._tally.lines(), *self._of_the_clock(), *self._of_the_database()]
        return Response("\n".join([*lines, ""]), media_type=_MEDIA_TYPE)

    def _of_the_clock(self) -> Iterator[str]:
        try:
            beat = self._desk.settings.watch.heartbeat.stat().st_mtime
        except OSError:
            return
        age = (self._desk.now() - datetime.fromtimestamp(beat, UTC)).total_seconds()
        about = "Seconds since the clock touched its file."
        yield from metric("gongyak_heartbeat_age_seconds", "gauge", about, [((), max(0.0, age))])

    def _of_the_database(self) -> Iterator[str]:
        try:
            counts = read_counts(self._desk)
        except GongyakError:
            counts = None
        about = "Whether the database answers and has the tables of this version."
        yield from metric("gongyak_database_up", "gauge", about, [((), int(counts is not None))])
        if counts is not None:
            yield from _counted(counts)


def _counted(counts: Counts) -> Iterator[str]:
    runs = (((("job", job), ("state", state)), count) for (job, state), count in sorted(counts.runs.items()))
    yield from metric("gongyak_runs", "gauge", "Runs that are kept, by job and state.", runs)
    letters = (((("state", state),), counts.letters.get(state, 0)) for state in LetterState)
    yield from metric("gongyak_letters", "gauge", "Letters in the outbox, by state.", letters)
    yield from metric("gongyak_drafts", "gauge", "Drafts that were made.", [((), counts.drafts)])
