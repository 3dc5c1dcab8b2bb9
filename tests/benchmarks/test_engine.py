"""The run of the engine's benchmark: which drafts are asked for, and what is made of the figures."""

from __future__ import annotations

import os
from collections import Counter

from benchmarks.engine import HALF_YEARS, PLEDGES, Figures, cpu_of, make_requests, table
from gongyak.halfyear import HalfYear
from tests.cast import TERM


def test_requests_are_for_every_half_year_of_a_term_in_turn() -> None:
    requests = make_requests(25_000)
    assert len(requests) * PLEDGES >= 25_000 > (len(requests) - 1) * PLEDGES
    assert len({request.id for request in requests}) == len(requests)
    times = Counter(request.argument for request in requests)
    assert tuple(times) == HALF_YEARS
    assert max(times.values()) - min(times.values()) <= 1
    assert all(HalfYear.parse(name) in TERM for name in HALF_YEARS)


def test_the_engines_share_is_what_drafting_alone_does_not_take() -> None:
    whole, alone = Figures(960, clock=20, cpu=30, busy=60), Figures(960, clock=19, cpu=27)
    made = {name: figures for name, *figures in table([(whole, alone)], []).lines}
    assert made["by the engine"] == ["960", "20.0 s", "48.0", "12.0", "31.2 ms"]
    assert made["the engine's share"] == ["", "5.0%", "", "", "10.0%"]
    assert made["a worker's time between parts"][1] == "25.0%"


def test_a_process_uses_the_cpu() -> None:
    assert cpu_of(os.getpid()) > 0
