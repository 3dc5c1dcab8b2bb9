"""The log of a run keeps its lines in order, up to so many, until they are old."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from gongyak.occurrences import LogLevel, LogLine, OccurrenceState
from gongyak.store.errors import Refused
from gongyak.store.occurrences import ask, end, prune
from gongyak.store.run_log import MOST, add_lines, forget_lines, read_lines
from tests.store.clerk import write
from tests.store.post import LATER, NOON
from tests.store.test_occurrences import request

if TYPE_CHECKING:
    from datetime import datetime

    from gongyak.store.database import Database

RUN = "remind:2026-11-23"


def line(text: str, at: datetime = NOON, level: LogLevel = LogLevel.INFO) -> LogLine:
    return LogLine(at=at, runner="serve-town-7-ab12", level=level, text=text)


def test_lines_are_read_in_the_order_of_time_whichever_process_wrote_first(database: Database) -> None:
    late, early = line("끝", LATER), line("시작", level=LogLevel.ERROR)
    with write(database) as session:
        ask(session, request(RUN))
        add_lines(session, RUN, [late])
        add_lines(session, RUN, [early, line("다음")])
        assert read_lines(session, RUN) == (early, line("다음"), late)
        assert read_lines(session, "remind:other") == ()
    assert early.process == "serve-town-7"


def test_a_log_is_no_longer_than_it_may_be_but_for_its_end(database: Database) -> None:
    with write(database) as session:
        ask(session, request(RUN))
        for part in range(3):
            add_lines(session, RUN, [line(f"{part} {n}") for n in range(MOST // 2 - 1)])
        add_lines(session, RUN, [line("끝")], most=None)
        told = [each.text for each in read_lines(session, RUN)]
    assert len(told) == MOST + 1
    assert told[-2:] == ["2 1", "끝"]


def test_old_lines_are_forgotten_and_those_of_a_forgotten_run_with_it(database: Database) -> None:
    with write(database) as session:
        for key in ("post:1", "post:2"):
            ask(session, request(key))
            add_lines(session, key, [line("시작"), line("끝", LATER)])
        assert forget_lines(session, LATER) == 2
        assert [each.text for each in read_lines(session, "post:1")] == ["끝"]
        end(session, "post:1", OccurrenceState.DONE, LATER)
        assert prune(session, "post", LATER + timedelta(days=1)) == 1
        assert read_lines(session, "post:1") == ()
        assert len(read_lines(session, "post:2")) == 1


def test_there_is_no_log_without_a_run(database: Database) -> None:
    with pytest.raises(Refused), write(database) as session:
        add_lines(session, "remind:none", [line("시작")])
