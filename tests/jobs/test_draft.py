from __future__ import annotations

import json
import sqlite3
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from gongyak.city import NoTermFor
from gongyak.documents.errors import MissingFieldError, UnreadablePictureError
from gongyak.findings import Severity
from gongyak.pledges import Pledge
from gongyak.store.city import write_city
from gongyak.store.database import Database
from gongyak.store.drafts import list_drafts, read_document, read_draft
from gongyak.store.errors import DatabaseLocked
from gongyak.store.writing import write_pledge
from gongyak.term import Term
from jobs.desk import Desk
from jobs.draft import draft_reports
from jobs.errors import CannotWrite, NoPledges, TemplateMissing, Unforeseen, UnknownPledge
from jobs.form import Form
from jobs.rendering import Frame
from tests.cast import CITY, H1_2024, H1_2025, H2_2024, result, topic
from tests.jobs.conftest import Opened
from tests.jobs.world import NOON, desk_at, half, jpeg, photo, small_pledge, stock

PICTURE = jpeg()
NOT_A_PICTURE = b"\xff\xd8 this is no picture"


def renamed(pledge: Pledge, name: str) -> Pledge:
    return replace(pledge, name=name)


def text_of(data: bytes) -> str:
    document = Document(BytesIO(data))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def numbers(desk: Desk) -> list[str]:
    with desk.database.read() as session:
        return sorted(draft.number for draft in list_drafts(session))


def document_of(desk: Desk, number: str) -> bytes:
    with desk.database.read() as session:
        return read_document(session, number)


@pytest.fixture
def three(desk: Desk) -> Desk:
    stock(
        desk.database,
        [small_pledge("1-1", photo("front", PICTURE)), small_pledge("1-2"), small_pledge("2-1")],
        PICTURE,
    )
    return desk


def test_every_pledge_that_is_due_gets_a_draft_and_a_file(three: Desk) -> None:
    drafted = draft_reports(three, H2_2024)
    assert [report.draft for report in drafted.made] == ["2024H2_1-1_v1", "2024H2_1-2_v1", "2024H2_2-1_v1"]
    assert (drafted.failed, drafted.unchanged, drafted.exit_code) == ((), (), 0)
    assert sorted(path.name for path in drafted.folder.iterdir()) == [
        "2024H2_1-1_v1_공약 1-1.docx",
        "2024H2_1-2_v1_공약 1-2.docx",
        "2024H2_2-1_v1_공약 2-1.docx",
    ]
    assert drafted.reports[0].file.read_bytes() == document_of(three, "2024H2_1-1_v1")


def test_the_record_says_who_when_why_from_what_and_what_was_found(three: Desk) -> None:
    draft_reports(three, H2_2024, cause="clock")
    with three.database.read() as session:
        draft = read_draft(session, "2024H2_1-1_v1")
    assert (draft.made_by, draft.made_at, draft.cause) == ("tester", NOON, "clock")
    assert draft.template == three.form.checksum
    assert draft.document == sha256(document_of(three, draft.number)).hexdigest()
    view = json.loads(draft.view)
    assert (view["name"], view["half_year"]) == ("공약 1-1", "2024년 하반기")
    assert {finding.severity for finding in draft.findings} <= set(Severity)


def test_the_file_carries_its_number_the_time_in_seoul_and_the_photos(three: Desk) -> None:
    data = draft_reports(three, H2_2024, ["1-1"]).reports[0].file.read_bytes()
    package = zipfile.ZipFile(BytesIO(data))
    assert b"2024H2_1-1_v1" in package.read("docProps/custom.xml")
    headers = "".join(package.read(n).decode() for n in package.namelist() if n.startswith("word/header"))
    assert "2025. 1. 2. 12:00" in headers
    assert PICTURE in [package.read(name) for name in package.namelist() if name.startswith("word/media")]


def test_the_same_facts_make_no_second_draft(three: Desk, opened: Opened) -> None:
    draft_reports(three, H2_2024)
    tomorrow = opened(replace(three, now=lambda: NOON + timedelta(days=1)))
    again = draft_reports(tomorrow, H2_2024)
    assert (len(again.unchanged), again.made) == (3, ())
    assert len(numbers(three)) == 3


def test_force_makes_another_version_of_the_same_facts(three: Desk) -> None:
    for _ in range(3):
        drafted = draft_reports(three, H2_2024, ["1-2"], force=True)
    assert [report.draft for report in drafted.made] == ["2024H2_1-2_v3"]
    assert len(list(drafted.folder.iterdir())) == 3


def test_only_what_changed_is_drafted_again_and_changing_it_back_counts(three: Desk) -> None:
    draft_reports(three, H2_2024)
    stock(three.database, [renamed(small_pledge("1-2"), "새 이름")])
    assert [report.draft for report in draft_reports(three, H2_2024).made] == ["2024H2_1-2_v2"]
    stock(three.database, [small_pledge("1-2")])
    assert [report.draft for report in draft_reports(three, H2_2024).made] == ["2024H2_1-2_v3"]
    assert draft_reports(three, H2_2024).made == ()


def test_another_form_or_another_frame_makes_another_draft(
    three: Desk, tmp_path: Path, opened: Opened
) -> None:
    draft_reports(three, H2_2024, ["1-1"])
    url = three.settings.database.url.get_secret_value()
    wider = opened(desk_at(url, tmp_path, GONGYAK_PHOTO_WIDTH_MM="70"))
    assert len(draft_reports(wider, H2_2024, ["1-1"]).made) == 1
    form = tmp_path / "우리 서식.docx"
    document = Document()
    document.add_paragraph("{{ name }}: {{ half_year }}")
    document.save(str(form))
    ours = opened(desk_at(url, tmp_path, GONGYAK_TEMPLATES_PLEDGE=str(form)))
    (report,) = draft_reports(ours, H2_2024, ["1-1"]).made
    assert text_of(report.file.read_bytes()) == "공약 1-1: 2024년 하반기"


def test_two_databases_with_the_same_facts_give_the_same_bytes(
    three: Desk, tmp_path: Path, opened: Opened
) -> None:
    with Database(f"sqlite:///{tmp_path}/other.sqlite3") as other:
        other.migrate()
        pledges = [small_pledge("2-1"), small_pledge("1-1", photo("front", PICTURE))]
        stock(other, pledges, PICTURE, at=NOON - timedelta(days=9))
    theirs = opened(desk_at(f"sqlite:///{tmp_path}/other.sqlite3", tmp_path / "other"))
    ours, others = (draft_reports(each, H2_2024, ["1-1", "2-1"]) for each in (three, theirs))
    assert [each.file.read_bytes() for each in ours.reports] == [
        each.file.read_bytes() for each in others.reports
    ]


def test_the_next_half_year_moves_results_to_the_past_and_starts_at_version_one(three: Desk) -> None:
    later = topic("later", result("later_1", H1_2025, "2025-02-03"), entered=H1_2025)
    pledge = small_pledge("1-2")
    stock(three.database, [replace(pledge, topics=(*pledge.topics, later))])
    before, after = (draft_reports(three, half_year, ["1-2"]) for half_year in (H2_2024, H1_2025))
    assert after.reports[0].draft == "2025H1_1-2_v1"
    assert after.folder != before.folder
    text = text_of(after.reports[0].file.read_bytes())
    assert "2025년 상반기 추진실적 (2025. 1.~6.)" in text
    assert text.index("held_1_2") < text.index("2025년 상반기 추진실적") < text.index("later_1")
    assert "later" not in text_of(before.reports[0].file.read_bytes())


def test_two_terms_in_one_half_year_are_both_drafted(desk: Desk) -> None:
    ended, begun = (
        Term("민선8기", date(2022, 7, 1), date(2024, 8, 31)),
        Term("보궐", date(2024, 9, 1), date(2026, 6, 30)),
    )
    with desk.database.begin(who="tester", at=NOON, cause="test") as session:
        write_city(session, replace(CITY, terms=(ended, begun)))
        write_pledge(session, small_pledge("1-1"), {})
        write_pledge(session, small_pledge("9-1", term="보궐"), {})
    drafted = draft_reports(desk, H2_2024)
    assert [report.pledge for report in drafted.made] == ["1-1", "9-1"]
    assert "(2024. 9.~12.)" in text_of(drafted.reports[1].file.read_bytes())


def test_an_unreadable_photo_keeps_no_other_pledge_back(desk: Desk) -> None:
    bad = small_pledge("1-2", photo("broken", NOT_A_PICTURE))
    stock(desk.database, [small_pledge("1-1"), bad, small_pledge("1-3")], NOT_A_PICTURE)
    drafted = draft_reports(desk, H2_2024)
    assert [report.pledge for report in drafted.made] == ["1-1", "1-3"]
    (failure,) = drafted.failed
    assert failure.pledge == "1-2"
    assert isinstance(failure.error, UnreadablePictureError)
    assert drafted.exit_code == 1
    assert numbers(desk) == ["2024H2_1-1_v1", "2024H2_1-3_v1"]


def test_a_form_that_asks_for_what_there_is_not_is_one_mistake_of_all(
    three: Desk, tmp_path: Path, opened: Opened
) -> None:
    form = tmp_path / "form.docx"
    document = Document()
    document.add_paragraph("{{ nothing }}")
    document.save(str(form))
    url = three.settings.database.url.get_secret_value()
    desk = opened(desk_at(url, tmp_path, GONGYAK_TEMPLATES_PLEDGE=str(form)))
    drafted = draft_reports(desk, H2_2024)
    ((error, pledges),) = drafted.failures
    assert isinstance(error, MissingFieldError)
    assert pledges == ("1-1", "1-2", "2-1")
    assert drafted.exit_code == error.exit_code == 6
    assert not drafted.folder.exists()


def test_a_missing_form_is_told_before_any_work(three: Desk, tmp_path: Path, opened: Opened) -> None:
    url = three.settings.database.url.get_secret_value()
    with pytest.raises(TemplateMissing) as caught:
        draft_reports(opened(desk_at(url, tmp_path, GONGYAK_TEMPLATES_PLEDGE="none.docx")), H2_2024)
    assert "none.docx" in str(caught.value)


class Stumbling(Desk):
    @cached_property
    def frame(self) -> Frame:
        return Frame(0, "")  # type: ignore[arg-type]  # a mistake that only a photo meets


def test_a_mistake_of_the_program_in_one_pledge_leaves_its_trace_and_the_others(
    three: Desk, opened: Opened
) -> None:
    desk = opened(Stumbling(three.settings, three.who, three.now))
    drafted = draft_reports(desk, H2_2024)
    assert [report.pledge for report in drafted.made] == ["1-2", "2-1"]
    error = drafted.failed[0].error
    assert isinstance(error, Unforeseen)
    assert "TypeError" in Path(str(error.values["log"])).read_text("utf-8")


def test_a_folder_that_cannot_be_written_loses_no_draft(three: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    drafted = draft_reports(three, H2_2024, out=tmp_path / "file" / "out")
    assert drafted.exit_code == CannotWrite.exit_code
    assert len(numbers(three)) == 3
    again = draft_reports(three, H2_2024, out=tmp_path / "out")
    assert len(again.unchanged) == 3
    assert again.reports[2].file.read_bytes() == document_of(three, "2024H2_2-1_v1")


def test_a_file_that_somebody_edited_is_left_alone_and_a_lost_one_comes_back(three: Desk) -> None:
    edited, lost, _ = (report.file for report in draft_reports(three, H2_2024).reports)
    edited.write_bytes(b"edited in Word")
    lost.unlink()
    draft_reports(three, H2_2024)
    assert edited.read_bytes() == b"edited in Word"
    assert lost.read_bytes() == document_of(three, "2024H2_1-2_v1")


def test_an_unknown_pledge_is_told_before_any_work(three: Desk) -> None:
    with pytest.raises(UnknownPledge) as caught:
        draft_reports(three, H2_2024, ["1-1", "7-7", "8-8"])
    assert "7-7, 8-8" in str(caught.value)
    assert numbers(three) == []


def test_a_half_year_outside_every_term_is_told(three: Desk) -> None:
    with pytest.raises(NoTermFor):
        draft_reports(three, half("2019H1"))


def test_a_term_without_pledges_is_told(three: Desk) -> None:
    with pytest.raises(NoPledges) as caught:
        draft_reports(three, half("2027H1"))
    assert "민선9기" in str(caught.value)


class Late(Desk):
    """A desk at which somebody else drafts the same after the facts were read, before anything is kept."""

    @cached_property
    def form(self) -> Form:
        with Desk(self.settings, "somebody else", self.now) as other:
            draft_reports(other, H2_2024)
            return other.form


@pytest.mark.parametrize("force", [False, True])
def test_what_somebody_else_drafts_meanwhile_is_not_drafted_twice(
    three: Desk, opened: Opened, *, force: bool
) -> None:
    drafted = draft_reports(opened(Late(three.settings, "late", three.now)), H2_2024, force=force)
    assert drafted.made == ()
    assert [report.draft for report in drafted.unchanged] == numbers(three)


def test_changed_facts_that_somebody_else_drafts_meanwhile_are_not_drafted_twice(
    three: Desk, opened: Opened
) -> None:
    draft_reports(three, H2_2024)
    stock(three.database, [renamed(small_pledge("1-2"), "새 이름")])
    drafted = draft_reports(opened(Late(three.settings, "late", three.now)), H2_2024)
    assert (drafted.made, drafted.failed) == ((), ())
    assert "2024H2_1-2_v2" in [report.draft for report in drafted.unchanged]
    assert len(numbers(three)) == 4


class Hurried(Desk):
    @cached_property
    def database(self) -> Database:
        return Database(self.settings.database.url.get_secret_value(), patience=0.1)


def test_a_locked_database_is_told_and_the_next_run_finishes(tmp_path: Path, opened: Opened) -> None:
    desk = opened(desk_at(f"sqlite:///{tmp_path}/gongyak.sqlite3", tmp_path))
    desk.database.migrate()
    stock(desk.database, [small_pledge("1-1")])
    other = sqlite3.connect(tmp_path / "gongyak.sqlite3")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseLocked):
        draft_reports(opened(Hurried(desk.settings, "hurried", desk.now)), H2_2024)
    other.close()
    assert len(draft_reports(desk, H2_2024).made) == 1


def test_a_batch_of_many_chunks_keeps_the_order_and_tells_how_far_it_is(desk: Desk) -> None:
    stock(desk.database, [small_pledge(f"1-{n:02}") for n in range(1, 24)])
    told: list[tuple[int, int]] = []
    drafted = draft_reports(desk, H1_2024, progress=lambda done, total: told.append((done, total)))
    assert [report.pledge for report in drafted.reports] == [f"1-{n:02}" for n in range(1, 24)]
    assert told == [(10, 23), (20, 23), (23, 23)]
