"""The whole command: ``gongyak draft`` of a hundred pledges, from the database to the files."""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import time
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from benchmarks.tables import Table

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLE: Final = Path(__file__).parents[1] / "jobs" / "sample_city"
PLEDGES: Final = 100
HALF_YEAR: Final = "2024H2"
_NUMBER: Final = re.compile(r"^number: .*$", re.MULTILINE)
_ID: Final = re.compile(r"\bid: (\w+)")
_FIRST_TERM: Final = "[1-8]-*.yaml"


def draft(rounds: int, tell: Callable[[str], None]) -> list[Table]:
    """Draft 100 pledges *rounds* times anew, each time once more with nothing to do; return the table."""
    with TemporaryDirectory(prefix="gongyak-bench-") as folder:
        home = Path(folder)
        tell("loading a hundred pledges")
        make_city(home / "city")
        for command in (["init"], ["load", str(home / "city")]):
            run(home, *command)
        anew, again = [], []
        for number in range(1, rounds + 1):
            tell(f"drafting a hundred pledges ({number}/{rounds})")
            anew.append(run(home, "draft", HALF_YEAR, "--force"))
            again.append(run(home, "draft", HALF_YEAR))
        _check_all_made(home)
    lines = (("all made anew", *_middle(anew)), ("nothing has changed", *_middle(again)))
    return [Table(f"`gongyak draft` of {PLEDGES} pledges on SQLite", ("", "by the clock", "CPU time"), lines)]


def make_city(folder: Path, pledges: int = PLEDGES) -> None:
    """Write the sample city into *folder*, its pledges of the first term repeated up to *pledges*."""
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("pledges", "*.py", "__pycache__"))
    target = folder / "pledges"
    target.mkdir()
    sources = sorted((SAMPLE / "pledges").glob(_FIRST_TERM))
    for count, source in enumerate(islice(cycle(sources), pledges)):
        number = f"{count // 10 + 1}-{count % 10 + 1}"
        (target / f"{number}.yaml").write_text(_copied(source.read_text("utf-8"), number), "utf-8")


def _copied(pledge: str, number: str) -> str:
    """Return the text of *pledge* as *number*, its ids made new by it: they are unique in a city."""
    suffix = number.replace("-", "_")
    ids = "|".join(map(re.escape, set(_ID.findall(pledge)))) or "(?!)"
    renamed = re.sub(rf"\b({ids})\b(?!\.)", rf"\1_{suffix}", pledge)  # but no photo's file name
    return _NUMBER.sub(f"number: {number}", renamed, count=1)


def run(home: Path, *arguments: str) -> tuple[float, float]:
    """Run ``gongyak`` with its database in *home*; return the seconds by the clock and of the CPU.

    Exit code 1 is no failure: the sample has findings.  Raises CalledProcessError for any other.
    """
    environment = {**os.environ, "GONGYAK_PATHS_VAR": str(home / "var")}
    command = [str(Path(sys.executable).with_name("gongyak")), *arguments]
    before, begun = _cpu(), time.perf_counter()
    done = subprocess.run(command, env=environment, cwd=home, capture_output=True, check=False)
    seconds = time.perf_counter() - begun, _cpu() - before
    if done.returncode not in {0, 1}:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    return seconds


def _check_all_made(home: Path) -> None:
    """Raise ValueError unless there is a document of every pledge."""
    made = {file.name for file in (home / "var").rglob("*.docx")}
    if len(made) < PLEDGES:
        message = f"only {len(made)} of {PLEDGES} reports were made"
        raise ValueError(message)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _middle(measured: list[tuple[float, float]]) -> tuple[str, str]:
    clock, cpu = zip(*measured, strict=True)
    return f"{median(clock):.2f} s", f"{median(cpu):.2f} s"
