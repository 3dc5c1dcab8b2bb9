"""The log of a run, as a step of it keeps it: what the job tells by the log, and whatever there is warned of.

The step's book is open in its own thread; what other threads log meanwhile is theirs.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Final

from gongyak.occurrences import LogLevel, LogLine
from jobs.progress import TOLD
from scheduler.logs import mistake_of, without_secrets

_LONGEST: Final = 1000
"""Characters of a line that are kept."""
_OPEN: Final[ContextVar[Book | None]] = ContextVar("gongyak.book", default=None)


class Book(logging.Handler):
    """The lines of a step that have not been written yet; ``runner`` is the process that takes the step."""

    def __init__(self, runner: str, now: Callable[[], datetime]) -> None:
        """Begin without a line; *now* is the clock (UTC)."""
        super().__init__()
        self.lines: Final[list[LogLine]] = []
        self._runner: Final = runner
        self._now: Final = now

    def note(self, text: str, level: LogLevel = LogLevel.INFO) -> None:
        """Add a line."""
        self.lines.append(make_line(self._runner, self._now(), text, level))

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Keep what is logged inside, in this thread."""
        root, token = logging.getLogger(), _OPEN.set(self)
        root.addHandler(self)
        try:
            yield
        finally:
            root.removeHandler(self)
            _OPEN.reset(token)

    @contextmanager
    def written(self) -> Iterator[list[LogLine]]:
        """Give the lines to whoever writes them inside; if nothing goes wrong there, they are forgotten."""
        yield self.lines
        self.lines.clear()

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether the record belongs here: what the job tells, and what anybody warns of."""
        return _OPEN.get() is self and (record.name == TOLD.name or record.levelno >= logging.WARNING)

    def emit(self, record: logging.LogRecord) -> None:
        """Add what was logged; what is no job's own bears the name of who says it."""
        part = "" if record.name == TOLD.name else f"{record.name}: "
        mistake = mistake_of(record)
        self.note(f"{part}{record.getMessage()}{mistake and f' ({mistake})'}", _level_of(record.levelno))


def make_line(runner: str, at: datetime, text: str, level: LogLevel = LogLevel.INFO) -> LogLine:
    """Return a line as it may be kept: without secrets and addresses, printable, one line, not too long."""
    bare = without_secrets(text[: 4 * _LONGEST])
    plain = " ".join("".join(each if each.isprintable() else " " for each in bare).split())
    short = plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"
    return LogLine(at=at, runner=runner, level=level, text=short or "-")


def _level_of(number: int) -> LogLevel:
    if number >= logging.ERROR:
        return LogLevel.ERROR
    return LogLevel.WARNING if number >= logging.WARNING else LogLevel.INFO
