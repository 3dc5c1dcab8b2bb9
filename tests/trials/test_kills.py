"""Processes killed at random moments: nothing lost, nothing drafted, fired or sent twice."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.trials.trial import Trial

LONGEST = {"sqlite": 1.5, "postgresql": 0.9}


def replicas_of(url: str) -> int:
    return 1 if url.startswith("sqlite") else 2


def killed(url: str, folder: Path, kills: int, seed: int) -> None:
    trial = Trial(url, folder, replicas_of(url), random.Random(seed))  # noqa: S311 - a trial, no secret
    with trial.running():
        trial.kill(kills, LONGEST[url.partition(":")[0].partition("+")[0]])
        trial.settle()
    print(url.partition(":")[0], trial.figures)  # noqa: T201 - the figures are what a long run is for
    assert trial.figures.wrong == {}


def test_ten_kills_lose_and_double_nothing(database_url: str, tmp_path: Path) -> None:
    killed(database_url, tmp_path, 10, random.randrange(1_000_000))  # noqa: S311 - as above


@pytest.mark.trials
@pytest.mark.parametrize("seed", range(5))
def test_twenty_kills_lose_and_double_nothing(database_url: str, tmp_path: Path, seed: int) -> None:
    """Ten of them make two hundred kills."""
    killed(database_url, tmp_path, 20, seed)
