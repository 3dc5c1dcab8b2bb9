"""Drafts are kept as they were made; the same inputs make one."""

from __future__ import annotations

from multiprocessing import get_context
from threading import Barrier, Thread
from typing import TYPE_CHECKING, Any

import pytest

from gongyak.findings import Severity
from gongyak.store.audit import UnauditedWrite
from gongyak.store.database import Database
from gongyak.store.drafts import (
    add_draft,
    drafted_half_years,
    find_draft_by_inputs,
    list_drafts,
    newest_drafts,
    next_version,
    read_document,
    read_draft,
)
from gongyak.store.errors import NoSuchDraft, Refused, VersionTaken
from gongyak.store.tables import DraftRow
from gongyak.store.writing import write_pledge
from tests import cast
from tests.store.clerk import statements, write
from tests.store.facts import SMALL, draft

if TYPE_CHECKING:
    from multiprocessing.queues import Queue
    from multiprocessing.synchronize import Barrier as ProcessBarrier

OTHER = "d" * 64


@pytest.fixture
def pledge_database(city_database: Database) -> Database:
    with write(city_database) as session:
        write_pledge(session, SMALL, {})
        write_pledge(session, cast.pledge(number="1-2"), {})
    return city_database


def test_a_draft_is_read_back_with_its_bytes_and_findings(pledge_database: Database) -> None:
    with write(pledge_database) as session:
        add_draft(session, draft(), b"PK\x03\x04\x00docx")
    with pledge_database.read() as session:
        assert read_draft(session, "2024H2_1-1_v1") == draft()
        assert read_document(session, "2024H2_1-1_v1") == b"PK\x03\x04\x00docx"


def test_an_unknown_draft_is_named(pledge_database: Database) -> None:
    with pledge_database.read() as session:
        with pytest.raises(NoSuchDraft, match="2024H2_1-1_v9"):
            read_draft(session, "2024H2_1-1_v9")
        with pytest.raises(NoSuchDraft, match="2024H2_1-1_v9"):
            read_document(session, "2024H2_1-1_v9")


def test_versions_count_up_for_each_pledge_and_half_year(pledge_database: Database) -> None:
    with write(pledge_database) as session:
        assert next_version(session, cast.H2_2024, SMALL.number) == 1
        add_draft(session, draft(), b"")
        assert next_version(session, cast.H2_2024, SMALL.number) == 2
        assert next_version(session, cast.H1_2025, SMALL.number) == 1
        assert next_version(session, cast.H2_2024, "1-2") == 1


def test_the_same_inputs_make_no_second_draft(pledge_database: Database) -> None:
    with write(pledge_database) as session:
        first = add_draft(session, draft(), b"one")
        assert add_draft(session, draft(2), b"two") == first
        assert find_draft_by_inputs(session, cast.H2_2024, SMALL.number, draft().inputs) == first
        assert [each.number for each in list_drafts(session)] == ["2024H2_1-1_v1"]


def test_forced_the_same_inputs_make_as_many_as_asked_for(pledge_database: Database) -> None:
    with write(pledge_database) as session:
        for version in (1, 2, 3):
            assert add_draft(session, draft(version), b"", again=version > 1).version == version
        newest = find_draft_by_inputs(session, cast.H2_2024, SMALL.number, draft().inputs)
    assert newest is not None
    assert newest.version == 3


def test_a_version_taken_by_other_inputs_is_told_and_undoes_nothing_else(pledge_database: Database) -> None:
    with write(pledge_database) as session:
        add_draft(session, draft(), b"")
        with pytest.raises(VersionTaken) as caught:
            add_draft(session, draft(inputs=OTHER), b"")
        assert caught.value.retryable
        add_draft(session, draft(2, inputs=OTHER), b"")
    with pledge_database.read() as session:
        assert [each.version for each in list_drafts(session)] == [2, 1]


def test_lists_count_the_findings_by_severity(pledge_database: Database) -> None:
    with write(pledge_database) as session:
        add_draft(session, draft(), b"")
        add_draft(session, draft(pledge="1-2", findings=()), b"")
        found = {each.pledge: each.found for each in list_drafts(session)}
    assert found == {"1-1": {Severity.ERROR: 1, Severity.NOTE: 1}, "1-2": {}}


def test_lists_can_be_narrowed_to_a_half_year_and_a_pledge(pledge_database: Database) -> None:
    later = draft(number="2025H1_1-1_v1", half_year=cast.H1_2025)
    with write(pledge_database) as session:
        for each in (draft(), later, draft(pledge="1-2")):
            add_draft(session, each, b"")
        assert {each.number for each in list_drafts(session, half_year=cast.H1_2025)} == {later.number}
        assert {each.pledge for each in list_drafts(session, pledge="1-2")} == {"1-2"}
        assert len(list_drafts(session)) == 3


def test_the_newest_drafts_of_a_batch_take_two_queries(pledge_database: Database) -> None:
    with write(pledge_database) as session:
        add_draft(session, draft(), b"")
        add_draft(session, draft(2, inputs=OTHER), b"")
        add_draft(session, draft(pledge="1-2"), b"")
        add_draft(session, draft(number="2025H1_1-1_v1", half_year=cast.H1_2025), b"")
    with pledge_database.read() as session, statements() as sent:
        newest = newest_drafts(session, cast.H2_2024)
    assert {pledge: each.version for pledge, each in newest.items()} == {"1-1": 2, "1-2": 1}
    assert len([statement for statement in sent if statement.startswith("SELECT")]) == 2
    with pledge_database.read() as session:
        assert newest_drafts(session, cast.H2_2024, ["1-2", "9-9"]).keys() == {"1-2"}


def test_a_draft_of_no_pledge_is_refused(pledge_database: Database) -> None:
    with pytest.raises(Refused), write(pledge_database) as session:
        add_draft(session, draft(pledge="9-9"), b"")


@pytest.mark.parametrize("wrong", [{"inputs": "short"}, {"version": 0}, {"document": "G" * 64}])
def test_a_draft_that_breaks_a_rule_is_refused(pledge_database: Database, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused), write(pledge_database) as session:
        add_draft(session, draft(**wrong), b"")


def test_a_draft_is_never_changed_nor_removed(pledge_database: Database) -> None:
    with write(pledge_database) as session:
        add_draft(session, draft(), b"")
    with write(pledge_database) as session:
        row = session.get_one(DraftRow, draft().number)
        row.cause = "nobody knows"
        with pytest.raises(UnauditedWrite):
            session.flush()
        session.rollback()
        session.delete(session.get_one(DraftRow, draft().number))
        with pytest.raises(UnauditedWrite):
            session.flush()
        session.rollback()


def make_one(url: str, barrier: ProcessBarrier, made: Queue[str], name: str) -> None:
    """Draft the same thing as somebody else does at the same moment, and tell which draft stands."""
    with Database(url) as database:
        database.check()
        barrier.wait(30)
        with write(database, who=name) as session:
            standing = add_draft(session, draft(made_by=name), name.encode())
        made.put(standing.made_by)


def test_two_processes_that_draft_the_same_thing_make_one_draft(
    pledge_database: Database, migrated_url: str
) -> None:
    context = get_context("spawn")
    barrier, made = context.Barrier(2), context.Queue()
    workers = [
        context.Process(target=make_one, args=(migrated_url, barrier, made, name)) for name in ("하나", "둘")
    ]
    for worker in workers:
        worker.start()
    standing = {made.get(timeout=60) for _ in workers}
    for worker in workers:
        worker.join(30)
        worker.close()
    assert len(standing) == 1
    with pledge_database.read() as session:
        (only,) = list_drafts(session)
        assert {only.made_by} == standing
        assert read_document(session, only.number).decode() == only.made_by


def test_two_threads_that_draft_other_facts_take_other_versions(pledge_database: Database) -> None:
    barrier = Barrier(2)
    kept: list[int] = []

    def make(inputs: str) -> None:
        barrier.wait(30)
        for _ in range(3):
            with pledge_database.read() as session:
                version = next_version(session, cast.H2_2024, SMALL.number)
            try:
                with write(pledge_database) as session:
                    kept.append(add_draft(session, draft(version, inputs=inputs), b"").version)
            except VersionTaken:
                continue
            return

    threads = [Thread(target=make, args=(inputs,)) for inputs in ("a" * 64, OTHER)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(kept) == [1, 2]


def test_half_years_with_drafts_are_told_and_drafts_found_by_their_cause(pledge_database: Database) -> None:
    later = draft(half_year=cast.H1_2025, number="2025H1_1-1_v1", cause="draft:2025H1")
    with write(pledge_database) as session:
        for each in (draft(), later):
            add_draft(session, each, b"PK")
    with pledge_database.read() as session:
        assert drafted_half_years(session) == (cast.H1_2025, cast.H2_2024)
        assert [each.number for each in list_drafts(session, cause="draft:2025H1")] == ["2025H1_1-1_v1"]
        assert list_drafts(session, cast.H2_2024, cause="draft:2025H1") == ()
