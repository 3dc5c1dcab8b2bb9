"""Many drafts are one ZIP file that is made piece by piece."""

from __future__ import annotations

import io
from zipfile import ZipFile

import pytest

from gongyak.store.drafts import read_document
from gongyak.store.errors import NoSuchDraft
from jobs.desk import Desk
from jobs.draft import draft_reports
from jobs.zipping import Packed, zip_of
from tests.cast import H2_2024
from tests.jobs.world import NOON, small_pledge, stock


def test_each_piece_holds_one_document_and_together_they_are_a_zip(desk: Desk) -> None:
    stock(desk.database, [small_pledge("1-1", name="../../etc/<passwd>"), small_pledge("1-2")])
    draft_reports(desk, H2_2024)
    packed = [Packed("2024H2_1-1_v1", "../../etc/<passwd>", NOON), Packed("2024H2_1-2_v1", "공약", NOON)]
    pieces = list(zip_of(desk, packed))
    assert len(pieces) == 3
    with ZipFile(io.BytesIO(b"".join(pieces))) as archive, desk.database.read() as session:
        assert archive.testzip() is None
        assert archive.namelist() == [
            "2024H2_1-1_v1_.._.._etc__passwd_.docx",
            "2024H2_1-2_v1_공약.docx",
        ]
        assert [archive.read(name) for name in archive.namelist()] == [
            read_document(session, each.number) for each in packed
        ]
        assert {entry.date_time for entry in archive.infolist()} == {(2025, 1, 2, 12, 0, 0)}


def test_no_drafts_are_an_empty_zip(desk: Desk) -> None:
    with ZipFile(io.BytesIO(b"".join(zip_of(desk, [])))) as archive:
        assert archive.namelist() == []


def test_a_draft_that_is_not_there_is_named(desk: Desk) -> None:
    with pytest.raises(NoSuchDraft, match="2024H2_1-1_v1"):
        list(zip_of(desk, [Packed("2024H2_1-1_v1", "공약", NOON)]))
