"""A draft's record tells what changed in it since the half-year before, and since the version before it."""

from __future__ import annotations

import pytest

from gongyak.comparing import Kind
from gongyak.store.errors import NoSuchDraft
from jobs.desk import Desk
from jobs.draft import draft_reports
from jobs.draft_record import read_document_of, read_record
from tests.cast import H1_2024, H2_2024
from tests.jobs.world import small_pledge, stock


def test_a_record_compares_the_draft_as_it_was_made_not_the_facts_as_they_are_now(desk: Desk) -> None:
    stock(desk.database, [small_pledge("1-1")])
    draft_reports(desk, H2_2024)
    stock(desk.database, [small_pledge("1-1", name="새 이름")])
    draft_reports(desk, H2_2024)
    first, second = (read_record(desk, f"2024H2_1-1_v{version}") for version in (1, 2))
    assert (first.name, second.name) == ("공약 1-1", "새 이름")
    assert first.since_half_year.against == str(H1_2024)
    assert first.since_half_year.differences
    assert (first.since_draft.against, first.since_draft.differences) == (None, ())
    assert second.since_draft.against == "2024H2_1-1_v1"
    assert [each.kind for each in second.since_draft.differences] == [Kind.CHANGED]
    assert [each.version for each in first.versions] == [2, 1]


def test_a_draft_that_is_not_there_is_named(desk: Desk) -> None:
    for read in (read_record, read_document_of):
        with pytest.raises(NoSuchDraft, match="2024H2_9-9_v1"):
            read(desk, "2024H2_9-9_v1")
