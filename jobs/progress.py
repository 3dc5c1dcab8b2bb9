"""How a job tells how far it has come."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is."""


def no_progress(_done: int, _total: int) -> None:
    """Tell nobody."""
