"""What a monitor asks: is the process alive, and can it do its work."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse

from gongyak.errors import GongyakError
from jobs.desk import Desk

STALE: Final = timedelta(minutes=3)
"""The clock touches its file at least once a minute; after this long without it, it counts as stopped."""


class Health:
    """``/healthz`` and ``/readyz``: JSON for machines, nothing of which needs a login or tells a secret."""

    def __init__(self, desk: Desk) -> None:
        """Look at what *desk* works with."""
        self._database: Final = desk.database
        self._heartbeat: Final = desk.settings.watch.heartbeat
        self._now: Final = desk.now

    def live(self, _: Request) -> JSONResponse:
        """Answer 200 as long as the process answers at all."""
        return JSONResponse({"live": True})

    def ready(self, _: Request) -> JSONResponse:
        """Answer 200 where database, tables and clock are well, else 503; either way with each of them."""
        reachable, current = self._tables()
        found = {"database": reachable, "migrations": current, "clock": self._clock()}
        return JSONResponse(found, 200 if all(found.values()) else 503)

    def _tables(self) -> tuple[bool, bool]:
        """Tell whether the database answers, and whether its tables are those of this version."""
        try:
            schema = self._database.check()
        except GongyakError:
            return False, False
        return True, schema.age is schema.age.CURRENT

    def _clock(self) -> bool:
        """Tell whether the clock's heartbeat is fresh."""
        try:
            beat = self._heartbeat.stat().st_mtime
        except OSError:
            return False
        return self._now() - datetime.fromtimestamp(beat, UTC) < STALE
