"""The log of a service: one line an event, on standard error, where systemd and containers look for it."""

from __future__ import annotations

import logging
import sys
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

_FORMAT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class OneLine(logging.Formatter):
    """Writes a record as one line: instant with zone, level, part of the program, message, mistake."""

    def __init__(self, zone: ZoneInfo) -> None:
        """Keep the zone that instants are written in."""
        super().__init__(_FORMAT)
        self._zone: Final = zone

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802, ARG002 - logging's own name
        """Return the instant of the record."""
        return datetime.fromtimestamp(record.created, self._zone).isoformat(timespec="milliseconds")

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; of a mistake its kind, its words and the place it comes from."""
        mistake = record.exc_info[1] if record.exc_info else None
        record.exc_info = record.exc_text = None
        text = super().format(record)
        if mistake is not None:
            text = f"{text}: {type(mistake).__name__}: {mistake}{_place_of(mistake)}"
        return text.replace("\n", "\\n")


def _place_of(mistake: BaseException) -> str:
    trace = mistake.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f" ({trace.tb_frame.f_code.co_filename}:{trace.tb_lineno})" if trace else ""


def log_to_stderr(zone: ZoneInfo, level: int = logging.INFO) -> None:
    """Let everything that is logged from *level* on go to standard error, a line each."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine(zone))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
