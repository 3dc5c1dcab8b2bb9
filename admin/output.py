"""What the command line prints: tables for people, JSON for machines, a bar while they wait."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final

from admin.words import language, pad, width
from gongyak.errors import GongyakError
from gongyak.halfyear import HalfYear

if TYPE_CHECKING:
    from rich.progress import Progress

_PATIENCE: Final = 1.0
"""Seconds that pass before a bar appears."""


def line(text: str = "") -> None:
    """Print one line."""
    sys.stdout.write(f"{text}\n")


def complain(text: str) -> None:
    """Print one line on standard error."""
    sys.stderr.write(f"{text}\n")


def print_json(value: object) -> None:
    """Print *value* as JSON: dataclasses as objects, dates in ISO 8601, half-years as 2024H2."""
    line(json.dumps(value, default=_plain, ensure_ascii=False, indent=2))


def print_table(heads: Sequence[str], rows: Iterable[Sequence[str]], title: str | None = None) -> None:
    """Print a table: fitted to the terminal, or to a pipe in plain columns, as wide as they are."""
    if sys.stdout.isatty():
        _print_fitted(heads, rows, title)
    else:
        _print_plain([heads, *rows], title)


def _print_fitted(heads: Sequence[str], rows: Iterable[Sequence[str]], title: str | None) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*heads, title=title, title_justify="left", header_style="bold", box=SIMPLE_HEAD)
    for row in rows:
        table.add_row(*(Text(cell, overflow="fold") for cell in row))
    Console(file=sys.stdout, highlight=False).print(table)


def _print_plain(rows: Sequence[Sequence[str]], title: str | None) -> None:
    """Print aligned columns without rich, which takes longer to load than many a job takes."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    if title:
        line(title)
    for row in rows:
        cells = (pad(cell, columns) for cell, columns in zip(row, widths, strict=True))
        line(f"  {'   '.join(cells)}".rstrip())


class Bar:
    """A progress bar on standard error: only on a terminal, and only when the work takes over a second."""

    def __init__(self, title: str) -> None:
        """Keep the *title*; nothing is shown yet."""
        self._title = title
        self._started = monotonic()
        self._shown: Progress | None = None

    def __call__(self, done: int, total: int) -> None:
        """Show that *done* of *total* are done."""
        if self._shown is None:
            if not sys.stderr.isatty() or monotonic() - self._started < _PATIENCE:
                return
            self._show()
        if self._shown:
            self._shown.update(self._shown.task_ids[0], completed=done, total=total)

    def close(self) -> None:
        """Take the bar away."""
        if self._shown:
            self._shown.stop()

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import MofNCompleteColumn, Progress

        columns = (*Progress.get_default_columns(), MofNCompleteColumn())
        self._shown = Progress(*columns, console=Console(stderr=True), transient=True)
        self._shown.add_task(self._title)
        self._shown.start()


@contextmanager
def bar(title: str) -> Iterator[Bar]:
    """Give a bar for the work inside."""
    shown = Bar(title)
    try:
        yield shown
    finally:
        shown.close()


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type | HalfYear):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, HalfYear | Path):
        return str(value)
    if isinstance(value, GongyakError):
        return {"error": type(value).__name__, "message": value.say(language())}
    raise TypeError(type(value).__name__)
