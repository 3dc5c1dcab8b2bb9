"""``python -m benchmarks``: measure, and print the tables; ``--write FILE`` puts them into a document."""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.console import Console

from benchmarks.checking import checks
from benchmarks.drafting import draft
from benchmarks.engine import engine
from benchmarks.idle import idle
from benchmarks.outbox import outbox
from benchmarks.reminders import reminders
from benchmarks.renderers import race
from benchmarks.tables import machine
from benchmarks.web import web

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.tables import Table

SUITES: Final[dict[str, Callable[[int, Callable[[str], None]], list[Table]]]] = {
    "renderers": race,
    "draft": draft,
    "checks": checks,
    "reminders": reminders,
    "outbox": outbox,
    "engine": engine,
    "idle": idle,
    "web": web,
}
_FIGURES: Final = re.compile(r"(<!-- figures -->\n)(.*?)(?=<!-- end of figures -->)", re.DOTALL)
_TABLE: Final = re.compile(r"^(?=### )", re.MULTILINE)


def main() -> None:
    """Run the suites that are asked for."""
    parser = ArgumentParser("python -m benchmarks", description="Measure gongyak against its peers.")
    parser.add_argument("suites", nargs="*", choices=[*SUITES, []], help="what to measure (all by default)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each figure is measured")
    parser.add_argument("--drafts", type=int, default=0, help="engine: how many drafts the long run makes")
    parser.add_argument("--write", type=Path, help="a document whose figures to bring up to date")
    given = parser.parse_args()
    console = Console(stderr=True)
    suites = SUITES | {"engine": partial(engine, drafts=given.drafts)}
    with console.status("measuring") as status:
        tables = [
            table for name in given.suites or suites for table in suites[name](given.rounds, status.update)
        ]
    measured = [f"Measured on {machine()}", *(table.markdown() for table in tables)]
    print("\n\n".join(measured))
    if given.write:
        _write(given.write, measured)


def _write(document: Path, measured: list[str]) -> None:
    """Put what was *measured* among the figures of *document*; those of other suites stay."""
    old = document.read_text("utf-8")
    if not _FIGURES.search(old):
        sys.exit(f"{document} holds no “<!-- figures -->” … “<!-- end of figures -->”.")
    document.write_text(
        _FIGURES.sub(lambda found: f"{found[1]}{renewed(found[2], measured)}\n\n", old), "utf-8"
    )


def renewed(figures: str, measured: list[str]) -> str:
    """Return *figures*, the machine and then tables under headings, with those *measured* in their places."""
    by_heading = {_heading(each): each for text in (_TABLE.split(figures), measured) for each in text}
    return "\n\n".join(each.strip() for each in by_heading.values())


def _heading(part: str) -> str:
    """Return the heading of a table; of the line about the machine, nothing."""
    return part.splitlines()[0] if part.startswith("###") else ""


if __name__ == "__main__":
    main()
