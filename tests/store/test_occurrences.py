"""An occurrence is asked for once, run by one after another, and ended once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from gongyak.occurrences import OccurrenceState, Request
from gongyak.store.errors import NoSuchOccurrence, Refused
from gongyak.store.occurrences import (
    ask,
    begin,
    count_occurrences,
    end,
    list_occurrences,
    progress,
    prune,
    read_occurrence,
    strike,
    waiting,
)
from gongyak.store.schedule import read_schedule
from tests.store.clerk import write
from tests.store.post import LATER, NOON, at_once

if TYPE_CHECKING:
    from gongyak.store.database import Database

SPEC = "working-day 08:30"


def request(key: str = "remind:2026-11-23", **more: Any) -> Request:
    job, _, argument = key.partition(":")
    given: dict[str, Any] = {
        "job": job,
        "argument": argument,
        "due": NOON,
        "asked_by": "clock",
        "asked_at": NOON,
        "line": "reminders",
    }
    return Request(id=key, **given | more)


def test_what_is_asked_for_is_read_back(database: Database) -> None:
    asked = request("draft:2026H2@x", line=None, options={"pledges": ["1-1"], "force": True})
    with write(database) as session:
        assert ask(session, asked)
        found = read_occurrence(session, asked.id)
        assert waiting(session) == (asked,)
    assert (found.request, found.state, found.made, found.error) == (
        asked,
        OccurrenceState.WAITING,
        None,
        None,
    )


def test_asking_twice_asks_once(database: Database) -> None:
    with write(database) as session:
        assert ask(session, request())
        assert not ask(session, request(asked_by="g1001"))
        assert read_occurrence(session, request().id).request.asked_by == "clock"


def test_asking_at_once_asks_once(database: Database) -> None:
    def asking(_: str) -> bool:
        with write(database) as session:
            return ask(session, request())

    assert sorted(at_once(asking)) == [False, False, True]


def test_clocks_that_strike_at_once_strike_once(database: Database) -> None:
    def striking(_: str) -> frozenset[str]:
        with write(database) as session:
            due = [request(), request("remind:2026-11-24")]
            return strike(session, "reminders", spec=SPEC, requests=due, fired_through=LATER)

    assert sorted(map(len, at_once(striking))) == [0, 0, 2]
    with database.read() as session:
        assert read_schedule(session)["reminders"].fired_through == LATER
        assert len(list_occurrences(session)) == 2


def test_a_strike_that_fails_leaves_the_mark_where_it_was(database: Database) -> None:
    wrong = request("remind:2026-11-24", asked_by="")
    with write(database) as session:
        strike(session, "reminders", spec=SPEC, fired_through=NOON)
    with pytest.raises(Refused), write(database) as session:
        strike(session, "reminders", spec=SPEC, requests=[request(), wrong], fired_through=LATER)
    with database.read() as session:
        assert read_schedule(session)["reminders"].fired_through == NOON
        assert waiting(session) == ()


def test_the_mark_never_goes_back(database: Database) -> None:
    with write(database) as session:
        strike(session, "reminders", spec=SPEC, fired_through=LATER)
        strike(session, "reminders", spec="off", fired_through=NOON)
        line = read_schedule(session)["reminders"]
    assert (line.fired_through, line.spec) == (LATER, "off")


def test_what_was_found_too_late_is_kept_as_missed_and_told_once(database: Database) -> None:
    late = request("remind:2026-11-20")
    with write(database) as session:
        struck = strike(session, "reminders", spec=SPEC, missed=[late], fired_through=NOON)
        assert struck == {late.id}
        again = strike(session, "reminders", spec=SPEC, requests=[late], missed=[late], fired_through=NOON)
        assert again == frozenset()
        found = read_occurrence(session, late.id)
    assert (found.state, found.ended_at) == (OccurrenceState.MISSED, NOON)


def test_the_longest_due_waits_at_the_head(database: Database) -> None:
    with write(database) as session:
        for minutes in (3, 1, 2):
            ask(session, request(f"post:{minutes}", due=NOON + timedelta(minutes=minutes)))
        begin(session, "post:1", "하나", NOON)
        assert [each.argument for each in waiting(session)] == ["2", "3"]
        assert [each.argument for each in waiting(session, limit=1)] == ["2"]


def test_an_occurrence_is_followed_from_its_beginning_to_its_end(database: Database) -> None:
    with write(database) as session:
        ask(session, request())
        assert not progress(session, request().id, 1, 3)
        assert begin(session, request().id, "하나", NOON)
        assert progress(session, request().id, 1, 3)
        running = read_occurrence(session, request().id)
        assert end(session, request().id, OccurrenceState.DONE, LATER, made="편지 3통")
        ended = read_occurrence(session, request().id)
    assert (running.state, running.runner, running.started_at) == (OccurrenceState.RUNNING, "하나", NOON)
    assert (running.done, running.total, running.ended_at) == (1, 3, None)
    assert (ended.state, ended.ended_at, ended.made) == (OccurrenceState.DONE, LATER, "편지 3통")
    assert (ended.done, ended.total) == (3, 3)


def test_another_process_goes_on_where_the_first_began(database: Database) -> None:
    with write(database) as session:
        ask(session, request())
        begin(session, request().id, "하나", NOON)
        assert begin(session, request().id, "둘", LATER)
        found = read_occurrence(session, request().id)
    assert (found.runner, found.started_at) == ("둘", NOON)


def test_what_has_ended_neither_begins_nor_ends_again(database: Database) -> None:
    with write(database) as session:
        ask(session, request())
        begin(session, request().id, "하나", NOON)
        assert end(session, request().id, OccurrenceState.FAILED, NOON, error="메일 서버가 없습니다.")
        assert not end(session, request().id, OccurrenceState.DONE, LATER, made="거짓")
        assert not begin(session, request().id, "둘", LATER)
        assert not progress(session, request().id, 1, 1)
        found = read_occurrence(session, request().id)
    assert (found.state, found.ended_at, found.error, found.made) == (
        OccurrenceState.FAILED,
        NOON,
        "메일 서버가 없습니다.",
        None,
    )


def test_those_who_end_it_at_once_end_it_once(database: Database) -> None:
    with write(database) as session:
        ask(session, request())

    def ending(_: str) -> bool:
        with write(database) as session:
            return end(session, request().id, OccurrenceState.DONE, NOON)

    assert sorted(at_once(ending)) == [False, False, True]


def test_an_unknown_occurrence_is_named(database: Database) -> None:
    with write(database) as session:
        assert not begin(session, "remind:never", "하나", NOON)
        assert not end(session, "remind:never", OccurrenceState.DONE, NOON)
        with pytest.raises(NoSuchOccurrence, match="remind:never"):
            read_occurrence(session, "remind:never")


def test_lists_are_narrowed_and_begin_with_the_newest(database: Database) -> None:
    with write(database) as session:
        for day in (23, 24, 25):
            ask(session, request(f"remind:2026-11-{day}", due=NOON + timedelta(days=day)))
        ask(session, request("backup:2026-11-23", line="backup"))
        begin(session, "remind:2026-11-24", "하나", NOON)

        def ids(**wanted: Any) -> list[str]:
            return [each.request.argument[-2:] for each in list_occurrences(session, **wanted)]

        assert ids(job="remind") == ["25", "24", "23"]
        assert ids(line="backup") == ["23"]
        assert ids(states=[OccurrenceState.RUNNING]) == ["24"]
        assert ids(job="remind", limit=2) == ["25", "24"]
        assert len(ids()) == 4


def test_only_what_made_nothing_long_ago_is_forgotten(database: Database) -> None:
    with write(database) as session:
        for key, state, made in (
            ("post:idle", OccurrenceState.DONE, ""),
            ("post:busy", OccurrenceState.DONE, "편지 2통"),
            ("post:failed", OccurrenceState.FAILED, None),
            ("backup:idle", OccurrenceState.DONE, None),
        ):
            ask(session, request(key))
            end(session, key, state, NOON, made=made)
        ask(session, request("post:waiting"))
        assert prune(session, "post", NOON) == 0
        assert prune(session, "post", LATER) == 1
        left = {each.request.id for each in list_occurrences(session)}
    assert left == {"post:busy", "post:failed", "backup:idle", "post:waiting"}


def test_occurrences_are_listed_page_by_page(database: Database) -> None:
    with write(database) as session:
        for day in range(1, 5):
            ask(session, request(f"remind:2026-11-{day:02}", due=NOON + timedelta(days=day)))
        assert count_occurrences(session) == count_occurrences(session, job="remind") == 4
        assert count_occurrences(session, job="draft") == 0
        assert count_occurrences(session, states=[OccurrenceState.DONE]) == 0
        pages = [list_occurrences(session, limit=2, offset=offset) for offset in (0, 2, 4)]
    assert [[each.request.argument[-2:] for each in page] for page in pages] == [
        ["04", "03"],
        ["02", "01"],
        [],
    ]
