"""The audit: every change of every fact (who, when, what, before, after)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Action(StrEnum):
    """What was done to a row."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one row.

    ``at`` is an instant in UTC, ``table`` and ``key`` name the row, ``pledge`` the 관리번호 it belongs to
    (None: to the city).  ``before`` and ``after`` hold the columns that differ, as JSON-ready values.
    ``cause`` is what the change was made by: a command, a page, a job.
    """

    at: datetime
    who: str
    action: Action
    table: str
    key: str
    pledge: str | None
    before: dict[str, object]
    after: dict[str, object]
    cause: str = ""
