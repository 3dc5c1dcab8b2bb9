"""The clock: the one place that reads the time; everything else is told it."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """Return this instant in UTC, to the second: drafts and files carry no more than that."""
    return datetime.now(UTC).replace(microsecond=0)
