"""The checks: one long report, and a city of a hundred pledges with its names compared."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.drafting import HALF_YEAR, PLEDGES, make_city
from benchmarks.tables import Table
from gongyak.checks import check_city, check_report
from gongyak.exchange.reading import read_folder
from gongyak.halfyear import HalfYear

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = "the sample's longest report: 45 topics, 90 details"


def checks(rounds: int, tell: Callable[[str], None]) -> list[Table]:
    """Check the longest report and a hundred pledges *rounds* times each; return the table."""
    with TemporaryDirectory(prefix="gongyak-bench-") as home:
        tell("reading a hundred pledges")
        return [_measured(Path(home) / "city", rounds, tell)]


def _measured(folder: Path, rounds: int, tell: Callable[[str], None]) -> Table:
    make_city(folder)
    facts, half_year = read_folder(folder), HalfYear.parse(HALF_YEAR)
    longest = max(facts.pledges, key=lambda pledge: len(pledge.topics))
    check_report(facts.city, longest, half_year)  # the holidays are computed once a process
    tell("checking")
    one = [_cpu(lambda: check_report(facts.city, longest, half_year)) for _ in range(10 * rounds)]
    city = [_cpu(lambda: check_city(facts.city, facts.pledges, half_year)) for _ in range(rounds)]
    lines = (
        (LONGEST, f"{median(one) * 1000:.1f} ms"),
        (f"a city of {PLEDGES} pledges", f"{median(city):.2f} s"),
    )
    return Table("CPU time of the checks", ("", "gongyak"), lines)


def _cpu(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun
