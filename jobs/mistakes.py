"""Mistakes of the program itself: told like any other, and written down whole for whoever mends them."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from gongyak.errors import GongyakError
from jobs.desk import Desk
from jobs.errors import Unforeseen
from jobs.tracing import request_number


@contextmanager
def mistakes_told(desk: Desk) -> Iterator[None]:
    """Turn a mistake of the program into `Unforeseen`, so that one pledge keeps no other back."""
    try:
        yield
    except GongyakError:
        raise
    except Exception as error:
        path = write_trace(desk.settings.paths.var, desk.now())
        raise Unforeseen(reason=f"{type(error).__name__}: {error}", log=path) from error


def write_trace(var: Path, at: datetime, error: BaseException | None = None) -> Path:
    """Append the trace of *error* (None: of what is being handled) to the log below *var*; return its path.

    Raises OSError where the log cannot be written.
    """
    path = var / "log" / "errors.log"
    trace = "".join(traceback.format_exception(error)) if error else traceback.format_exc()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{at:%Y-%m-%d %H:%M:%SZ} {' '.join([*sys.argv, request_number()]).strip()}\n{trace}\n")
    return path
