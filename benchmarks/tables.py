"""Tables of figures as Markdown, which reads well on a terminal too."""

from __future__ import annotations

import os
import platform
import re
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table: the heads, then a row of texts a line."""

    title: str
    heads: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]

    def markdown(self) -> str:
        """Return the table with its columns aligned, figures to the right."""
        rows = [self.heads, *self.lines]
        widths = [max(len(row[i]) for row in rows) for i in range(len(self.heads))]
        rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
        shown = [_line(self.heads, widths), _line(rule, widths), *(_line(row, widths) for row in self.lines)]
        return "\n".join([f"### {self.title}", "", *shown])


def times_as_much(figure: str, ratio: float) -> str:
    """Return *figure* with how many times ours it is."""
    return f"{figure} ({ratio:,.0f}×)" if ratio >= 10 else f"{figure} ({ratio:,.1f}×)"  # noqa: PLR2004


def machine() -> str:
    """Return a sentence that names the machine and the versions measured."""
    cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text("utf-8"))
    versions = ", ".join(f"{name} {version(name)}" for name in ("jinja2", "lxml", "docxtpl", "python-docx"))
    name = cpu[1] if cpu else platform.machine()
    return f"{name}, {os.cpu_count()} cores; Python {platform.python_version()}; {versions}."


def _line(cells: tuple[str, ...] | list[str], widths: list[int]) -> str:
    first, *figures = cells
    aligned = [
        first.ljust(widths[0]),
        *(cell.rjust(width) for cell, width in zip(figures, widths[1:], strict=True)),
    ]
    return f"| {' | '.join(aligned)} |"
