"""The log of the program's own mistakes: whole traces, for whoever mends them."""

from __future__ import annotations

import sys
import traceback
from datetime import datetime
from pathlib import Path


def write_trace(var: Path, at: datetime) -> Path:
    """Append the trace of the exception being handled to the log below *var*, and return its path.

    Raises OSError where the log cannot be written.
    """
    path = var / "log" / "errors.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{at:%Y-%m-%d %H:%M:%SZ} {' '.join(sys.argv)}\n{traceback.format_exc()}\n")
    return path
