"""Each attempt leads to the state written down for it, and the letters of the dead are taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongyak.letters import AttemptOutcome, LetterKind, LetterState
from gongyak.store.outbox import read_letter, retry
from gongyak.store.replicas import end_replica
from gongyak.store.sending import (
    Released,
    begin_data,
    mark_deferred,
    mark_failed,
    mark_sent,
    mark_unknown,
    read_attempts,
    release_dead,
)
from gongyak.store.suppressions import lift_suppression, read_suppressions
from tests.store.clerk import write
from tests.store.post import BUSY, LATER, LOST, NOBODY, NOON, TAKEN, at_once, letter, one_claimed, queue, take

if TYPE_CHECKING:
    from gongyak.letters import Posted
    from gongyak.store.database import Database

RESEND = (LetterKind.EVENT, LetterKind.MISSING)


def test_a_letter_that_is_taken_is_sent_and_in_nobodys_hand(database: Database) -> None:
    with one_claimed(database) as (session, posted):
        assert begin_data(session, posted, NOON)
        assert mark_sent(session, posted, TAKEN, LATER)
        assert not mark_sent(session, posted, TAKEN, LATER)
        sent = read_letter(session, posted.id)
        (attempt,) = read_attempts(session, posted.id)
    assert (sent.state, sent.holder, sent.attempts, sent.error) == (LetterState.SENT, None, 1, None)
    assert (attempt.number, attempt.at, attempt.holder) == (1, LATER, "하나")
    assert (attempt.outcome, attempt.reply) == (AttemptOutcome.SENT, TAKEN)


def test_data_begins_only_in_the_hand_that_holds_the_letter(database: Database) -> None:
    with one_claimed(database) as (session, posted):
        assert begin_data(session, posted, NOON)
        assert not begin_data(session, posted, NOON)
        assert end_replica(session, "하나", NOON)
        release_dead(session, NOON, resend=RESEND)
    (again,) = take(database, "둘")
    with write(database) as session:
        assert not begin_data(session, posted, NOON)
        assert begin_data(session, again, NOON)


def test_a_deferred_letter_waits_until_it_is_due_again(database: Database) -> None:
    with one_claimed(database) as (session, posted):
        assert mark_deferred(session, posted, BUSY, NOON, due=LATER)
        assert not mark_deferred(session, posted, BUSY, NOON, due=LATER)
        assert read_letter(session, posted.id).error == BUSY.told
    assert take(database) == ()
    (again,) = take(database, now=LATER)
    assert (again.id, again.attempts) == (posted.id, 1)


def test_a_failed_letter_is_not_tried_again(database: Database) -> None:
    with one_claimed(database) as (session, posted):
        assert not mark_failed(session, posted, NOBODY, NOON)
        assert read_letter(session, posted.id).state is LetterState.FAILED
        assert read_suppressions(session) == ()
    assert take(database, now=LATER) == ()


def test_an_address_is_suppressed_after_so_many_refusals_in_a_row_and_that_is_told_once(
    database: Database,
) -> None:
    told = []
    for number in range(4):
        queue(database, letter(str(number)))
    for posted in take(database):
        with write(database) as session:
            told.append(mark_failed(session, posted, NOBODY, NOON, suppress_after=3))
    assert told == [False, False, True, False]
    with write(database) as session:
        (found,) = read_suppressions(session)
        assert (found.failures, found.since, found.reason) == (4, NOON, NOBODY.told)
        assert lift_suppression(session, found.address)
        assert not lift_suppression(session, found.address)


def test_a_letter_that_arrives_forgets_the_refusals_before(database: Database) -> None:
    queue(database, *(letter(str(number)) for number in range(3)))
    first, second, third = take(database)
    with write(database) as session:
        assert not mark_failed(session, first, NOBODY, NOON, suppress_after=2)
        assert mark_sent(session, second, TAKEN, NOON)
        assert not mark_failed(session, third, NOBODY, NOON, suppress_after=2)


def test_an_unknown_letter_is_sent_once_more_and_then_waits_for_a_person(database: Database) -> None:
    with one_claimed(database) as (session, posted):
        begin_data(session, posted, NOON)
        assert mark_unknown(session, posted, LOST, NOON, resend=RESEND) is LetterState.QUEUED
    (again,) = take(database)
    assert again.message_id == posted.message_id
    with write(database) as session:
        begin_data(session, again, NOON)
        assert mark_unknown(session, again, LOST, NOON, resend=RESEND) is LetterState.UNKNOWN
        assert mark_unknown(session, again, LOST, NOON, resend=RESEND) is None
        assert [each.number for each in read_attempts(session, posted.id)] == [1, 2]
        assert retry(session, posted.id, NOON)


def test_an_unknown_letter_of_another_kind_waits_for_a_person_at_once(database: Database) -> None:
    with one_claimed(database, kind=LetterKind.DRAFT_READY) as (session, posted):
        begin_data(session, posted, NOON)
        assert mark_unknown(session, posted, LOST, NOON, resend=RESEND) is LetterState.UNKNOWN
        assert read_letter(session, posted.id).error == LOST.told


def test_a_letter_that_was_taken_after_all_is_sent_whoever_has_it(database: Database) -> None:
    with one_claimed(database) as (session, posted):
        begin_data(session, posted, NOON)
        end_replica(session, "하나", NOON)
        release_dead(session, NOON, resend=RESEND)
        assert mark_sent(session, posted, TAKEN, NOON)
    assert take(database, "둘") == ()


@pytest.mark.parametrize(
    ("kind", "resend", "is_begun", "is_dead", "expected"),
    [
        (LetterKind.EVENT, RESEND, False, False, (LetterState.CLAIMED, Released())),
        (LetterKind.EVENT, RESEND, True, False, (LetterState.SENDING, Released())),
        (LetterKind.EVENT, RESEND, False, True, (LetterState.QUEUED, Released(1))),
        (LetterKind.EVENT, RESEND, True, True, (LetterState.QUEUED, Released(1))),
        (LetterKind.EVENT, (), True, True, (LetterState.UNKNOWN, None)),
        (LetterKind.DRAFT_READY, RESEND, False, True, (LetterState.QUEUED, Released(1))),
        (LetterKind.DRAFT_READY, RESEND, True, True, (LetterState.UNKNOWN, None)),
    ],
)
def test_the_letters_of_the_dead_go_where_it_is_written_down(  # noqa: PLR0913, PLR0917 - the columns of the table
    database: Database,
    kind: LetterKind,
    resend: tuple[LetterKind, ...],
    is_begun: bool,  # noqa: FBT001 - a column of the table
    is_dead: bool,  # noqa: FBT001 - a column of the table
    expected: tuple[LetterState, Released | None],
) -> None:
    state, released = expected
    with one_claimed(database, kind=kind) as (session, posted):
        if is_begun:
            begin_data(session, posted, NOON)
        if is_dead:
            end_replica(session, "하나", NOON)
        found = release_dead(session, LATER, resend=resend)
        assert found == (released or Released(0, (posted.id,)))
        left = read_letter(session, posted.id)
        assert left.state is state
        outcomes = [each.outcome for each in read_attempts(session, posted.id)]
    assert outcomes == ([AttemptOutcome.UNKNOWN] if is_begun and is_dead else [])
    assert (left.error is not None) == (is_begun and is_dead)


def test_a_letter_lost_twice_by_dying_processes_is_resent_once(database: Database) -> None:
    queue(database, letter())
    states = []
    for name in ("하나", "둘"):
        (posted,) = take(database, name)
        with write(database) as session:
            begin_data(session, posted, NOON)
            end_replica(session, name, NOON)
            release_dead(session, NOON, resend=RESEND)
            states.append(read_letter(session, posted.id).state)
    assert states == [LetterState.QUEUED, LetterState.UNKNOWN]


def test_several_who_release_the_dead_at_once_do_it_once(database: Database) -> None:
    queue(database, *(letter(str(number)) for number in range(20)))
    take(database)
    with write(database) as session:
        end_replica(session, "하나", NOON)

    def release(_: str) -> int:
        with write(database) as session:
            return release_dead(session, NOON).requeued

    assert sum(at_once(release)) == 20


# What a process does with the letter it has claimed, and with itself.
FATES = (
    "sent",  # all goes well
    "deferred",  # the server wants it later
    "dies before data",
    "dies in data",  # and the server has not got it
    "dies after the answer",  # the server has it, and nobody wrote that down
    "answer lost",  # the connection breaks after the last dot; the server has it
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(
    fates=st.lists(st.sampled_from(FATES), max_size=8),
    kind=st.sampled_from([LetterKind.EVENT, LetterKind.DRAFT_READY]),
)
def test_whatever_dies_no_letter_is_lost_and_none_goes_out_twice_but_by_its_setting(
    database: Database, fates: list[str], kind: LetterKind
) -> None:
    (queued,) = queue(database, letter(uuid4().hex, kind=kind))
    taken = 0
    for fate in [*fates, "sent"]:
        holder = uuid4().hex
        for posted in take(database, holder):
            taken += _suffer(database, posted, fate)
        with write(database) as session:
            if fate.startswith("dies"):
                end_replica(session, holder, NOON)
            release_dead(session, NOON, resend=RESEND)
    with database.read() as session:
        state = read_letter(session, queued.id).state
    assert state in {LetterState.SENT, LetterState.UNKNOWN}
    assert taken <= (2 if kind in RESEND else 1)
    assert taken or state is LetterState.UNKNOWN


def _suffer(database: Database, posted: Posted, fate: str) -> int:
    """Let *fate* befall a claimed letter, and return how many times the server took it."""
    if fate in {"dies before data", "deferred"}:
        with write(database) as session:
            if fate == "deferred":
                assert mark_deferred(session, posted, BUSY, NOON, due=NOON)
        return 0
    with write(database) as session:
        assert begin_data(session, posted, NOON)
    with write(database) as session:
        if fate == "sent":
            assert mark_sent(session, posted, TAKEN, NOON)
        if fate == "answer lost":
            assert mark_unknown(session, posted, LOST, NOON, resend=RESEND)
    return int(fate != "dies in data")
