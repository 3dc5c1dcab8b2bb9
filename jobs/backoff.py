"""When what failed is tried again: later each time, and not all at the same moment."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

_FIRST: Final = timedelta(minutes=1)
_LONGEST: Final = timedelta(hours=4)
_JITTER: Final = 0.25


def next_try(now: datetime, attempts: int, mark: str) -> datetime:
    """Return when to try again after *attempts* that failed: a minute, doubled each time, at most four hours.

    It comes up to a quarter later, by how *mark* (the letter's Message-ID) falls: letters that a server has
    deferred together do not come back together, and the same letter always gets the same answer.
    """
    wait = min(_FIRST * (1 << min(attempts - 1, 16)), _LONGEST)
    share = sha256(f"{mark} {attempts}".encode()).digest()[0] / 255
    return now + wait * (1 + _JITTER * share)
