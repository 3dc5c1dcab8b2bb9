"""The log of a service: one line an event, on standard error, where systemd and containers look for it."""

from __future__ import annotations

import json
import logging
import re
import sys
from copy import copy
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from jobs.tracing import request_number

_FORMAT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_LOCAL: Final = r"[^\s<>\"'(),;:=@]"
_SECRETS: Final = (
    (re.compile(r"(?<=://)[^/\s@]+@"), ""),  # a password in an address
    (re.compile(rf"(?<!{_LOCAL}){_LOCAL}+@(?:[\w-]+\.)+(?:[A-Za-z][A-Za-z\d-]*|[가-힣]+)"), "(메일 주소)"),
    (re.compile(r"(?<=/)(a|welcome|feeds)/[\w.~-]{20,}"), r"\1/…"),
    (re.compile(r"(?i)(?<=bearer )\S+|((?:password|secret|token)=)[^\s&]+"), r"\1…"),
)
"""What looks like a secret or like the mail address of a person, and what stands in its place."""


class OneLine(logging.Formatter):
    """Writes a record as one line: instant with zone, level, part, message, mistake, the request's number."""

    def __init__(self, zone: ZoneInfo) -> None:
        """Keep the zone that instants are written in."""
        super().__init__(_FORMAT)
        self._zone: Final = zone

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802, ARG002 - logging's own name
        """Return the instant of the record."""
        return datetime.fromtimestamp(record.created, self._zone).isoformat(timespec="milliseconds")

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; of a mistake its kind, its words and the place it comes from."""
        number = request_number()
        bare, mistake = copy(record), mistake_of(record)
        bare.exc_text, bare.exc_info = None, None
        parts = (super().format(bare), mistake and f": {mistake}", number and f" [{number}]")
        return without_secrets("".join(part for part in parts if part)).replace("\n", "\\n")


class OneObject(OneLine):
    """Writes a record as one JSON object a line, for what gathers logs."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the object; what a record has nothing of is left out."""
        told = {
            "at": self.formatTime(record),
            "level": record.levelname,
            "part": record.name,
            "message": without_secrets(record.getMessage()),
            "mistake": without_secrets(mistake_of(record)),
            "request": request_number(),
        }
        return json.dumps({name: text for name, text in told.items() if text}, ensure_ascii=False)


_FORMS: Final = {"text": OneLine, "json": OneObject}


def without_secrets(text: str) -> str:
    """Return *text* without what looks like a secret, or like the mail address of a person."""
    for pattern, stand_in in _SECRETS:
        text = pattern.sub(stand_in, text)
    return text


def mistake_of(record: logging.LogRecord) -> str:
    """Return the mistake that was logged: its kind, its words and its place; empty: there was none."""
    mistake = record.exc_info[1] if record.exc_info else None
    return f"{type(mistake).__name__}: {mistake}{_place_of(mistake)}" if mistake else ""


def _place_of(mistake: BaseException) -> str:
    trace = mistake.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f" ({trace.tb_frame.f_code.co_filename}:{trace.tb_lineno})" if trace else ""


def log_to_stderr(zone: ZoneInfo, level: int = logging.INFO, form: str = "text") -> None:
    """Let everything that is logged from *level* on go to standard error, a line each, as *form* says."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_FORMS[form](zone))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
