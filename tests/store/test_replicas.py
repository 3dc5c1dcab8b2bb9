"""The processes with an engine say that they live, until they end or are found dead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongyak.store.replicas import end_replica, live_replicas, register, seen
from tests.store.clerk import write
from tests.store.post import LATER, NOON, replica

if TYPE_CHECKING:
    from gongyak.store.database import Database


def test_a_replica_lives_from_its_registration_to_its_end(database: Database) -> None:
    with write(database) as session:
        register(session, replica())
        register(session, replica("둘", kind="work", started_at=LATER))
        assert [each.id for each in live_replicas(session)] == ["하나", "둘"]
        assert live_replicas(session)[0] == replica()
        assert end_replica(session, "하나", LATER)
        assert not end_replica(session, "하나", LATER)
        assert [each.id for each in live_replicas(session)] == ["둘"]


def test_only_those_not_seen_for_a_while_are_looked_at(database: Database) -> None:
    with write(database) as session:
        register(session, replica())
        register(session, replica("둘"))
        assert seen(session, "둘", LATER)
        assert [each.id for each in live_replicas(session, unseen_since=LATER)] == ["하나"]
        assert live_replicas(session, unseen_since=NOON) == ()


def test_one_that_was_taken_for_dead_learns_it_and_registers_again(database: Database) -> None:
    with write(database) as session:
        assert not seen(session, "하나", NOON)
        register(session, replica())
        end_replica(session, "하나", NOON)
        assert not seen(session, "하나", LATER)
        register(session, replica(seen_at=LATER, pid=8))
        assert live_replicas(session) == (replica(seen_at=LATER, pid=8),)
