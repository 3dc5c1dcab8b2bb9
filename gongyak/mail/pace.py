"""How fast letters may follow each other."""

from __future__ import annotations


def next_start(last: float | None, now: float, per_minute: int) -> float:
    """Return when the next letter may begin, in the seconds of any steady clock.

    *last* is when the one before began (None: there was none), *per_minute* how many the server takes, 0 for
    as many as it can.  Letters are spread evenly, as servers count over windows that nobody tells.
    """
    if last is None or per_minute == 0:
        return now
    return max(now, last + 60 / per_minute)
