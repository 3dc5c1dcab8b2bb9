"""The race of the outbox is fair: every way sends the same letters, and all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.databases import POSTGRESQL, SQLITE
from benchmarks.outbox import DRAFT_BYTES, by_gongyak, by_many_connections, by_one_connection, make_letters
from benchmarks.sink import Sink, running_sink

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def sink() -> Iterator[Sink]:
    with running_sink() as running:
        yield running


@pytest.mark.needs("postgresql")
@pytest.mark.parametrize("drafts", [0, 2])
def test_every_way_sends_the_same(sink: Sink, tmp_path: Path, drafts: int) -> None:
    letters = make_letters(3, drafts)
    taken = []
    for kind in (SQLITE, POSTGRESQL):
        assert by_gongyak(kind, tmp_path, sink, letters) > 0
        taken.append(sink.taken())
    for send in (by_one_connection, by_many_connections):
        assert send(sink, letters) > 0
        taken.append(sink.taken())
    assert taken == [taken[0]] * 4
    assert taken[0]["letters"] == 3
    assert (taken[0]["bytes"] > 3 * DRAFT_BYTES) == bool(drafts)


def test_another_letter_is_found_out(sink: Sink) -> None:
    letters = make_letters(3)
    by_one_connection(sink, letters[:2])
    two = sink.taken()
    by_one_connection(sink, letters[1:])
    others = sink.taken()
    assert two["letters"] == others["letters"] == 2
    assert two["sum"] != others["sum"]
    assert sink.taken() == {"letters": 0, "bytes": 0, "sum": 0}
