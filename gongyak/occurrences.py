"""Occurrences: each time that something was due, or asked for, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

FAR_AHEAD: Final = timedelta(days=14)
"""How far ahead of a clock the mark of another may be; one that is further was set by a clock gone wrong."""

CAUGHT_UP: Final = timedelta(minutes=10)
"""So long after it was due, what the timetable asks for is made up for; a clock that runs is quicker."""


class OccurrenceState(StrEnum):
    """How far an occurrence has come.

    ``missed`` was found too late to be caught up; ``failed`` was set aside after its retries.
    """

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    MISSED = "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is to be done: a job for an argument, at the ``due`` instant.

    ``id`` is made of what is due (``draft:2024H2``, ``remind:2026-11-23``), so that it is done once however
    many clocks strike; ``line`` is the line of the timetable, None where a person asked.  ``options`` are the
    job's own (``{"pledges": ["1-1"], "force": true}``).
    """

    id: str
    job: str
    argument: str
    due: datetime
    asked_by: str
    asked_at: datetime
    line: str | None = None
    options: dict[str, object] = field(default_factory=dict)

    @property
    def is_caught_up(self) -> bool:
        """Whether the timetable asked for it only after a while, since no clock ran when it was due."""
        return self.line is not None and self.asked_at - self.due >= CAUGHT_UP


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A request and what came of it: ``runner`` is the process, ``done`` of ``total`` parts are done.

    ``made`` says in Korean what it made (초안 16건), ``error`` what went wrong.
    """

    request: Request
    state: OccurrenceState
    started_at: datetime | None = None
    ended_at: datetime | None = None
    runner: str | None = None
    done: int = 0
    total: int = 0
    made: str | None = None
    error: str | None = None


class LogLevel(StrEnum):
    """How much a line in the log of a run matters."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """A line in the log of a run: what the process ``runner`` did, or what went wrong, told in Korean."""

    at: datetime
    runner: str
    level: LogLevel
    text: str

    @property
    def process(self) -> str:
        """Return the process by its kind, host and number, without what makes its id unique."""
        return self.runner.rpartition("-")[0] or self.runner


@dataclass(frozen=True, slots=True, kw_only=True)
class LineState:
    """How a line of the timetable stands: all strikes up to ``fired_through`` have been asked for.

    ``spec`` is how the line was written when it struck last.  A line that is paused tells who and when.
    """

    line: str
    spec: str
    fired_through: datetime | None = None
    paused_by: str | None = None
    paused_at: datetime | None = None

    @property
    def is_paused(self) -> bool:
        """Tell whether its strikes are left out."""
        return self.paused_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replica:
    """A process with an engine: ``id`` is its executor id, ``kind`` how it was started (serve, work, run).

    ``seen_at`` is when it last said that it lives; one that ended, or was found dead, has an ``ended_at``.
    """

    id: str
    kind: str
    host: str
    pid: int
    started_at: datetime
    seen_at: datetime
    ended_at: datetime | None = None
