"""How fast letters may follow each other."""

from __future__ import annotations

import pytest

from gongyak.mail.pace import next_start


@pytest.mark.parametrize(
    ("last", "now", "per_minute", "start"),
    [
        (None, 10.0, 6, 10.0),
        (10.0, 10.0, 0, 10.0),
        (10.0, 10.5, 6, 20.0),
        (10.0, 19.9, 6, 20.0),
        (10.0, 50.0, 6, 50.0),
    ],
)
def test_letters_are_spread_evenly(last: float | None, now: float, per_minute: int, start: float) -> None:
    assert next_start(last, now, per_minute) == start
