"""How a job tells how far it has come, and what it did."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is."""
TOLD: Final = logging.getLogger("gongyak.job")
"""By which a job tells in Korean what it did: its run's log keeps it, and the log of the process."""
TOLD.setLevel(logging.INFO)


def no_progress(_done: int, _total: int) -> None:
    """Tell nobody."""
