from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from gongyak.findings import Severity
from gongyak.participation import Category, Count, Participation, StatedCount
from gongyak.pledges import Pledge
from jobs.copying import Copy, copy_drafts
from jobs.desk import Desk
from jobs.draft import draft_reports
from jobs.drafted import Drafted
from jobs.errors import DraftHasErrors
from tests.cast import H1_2024, H2_2024, result, topic
from tests.documents.forms import comments_on
from tests.jobs.world import NOON, jpeg, photo, small_pledge, stock

PICTURE = jpeg()
STATED_WRONG = Participation(
    (Count(Category.PRESS, "보도", H2_2024, 3),), (StatedCount(Category.PRESS, H2_2024, total=4),)
)


def drafted(desk: Desk, *pledges: Pledge) -> Drafted:
    stock(desk.database, pledges, PICTURE)
    return draft_reports(desk, H2_2024)


def lines_of(data: bytes) -> list[str]:
    """Return every line of a document, in tables too; marks' labels left out."""
    body = docx.Document(io.BytesIO(data)).element.body
    return [
        "".join(run.text for run in paragraph.r_lst if run.style != "PledgeMark")
        for paragraph in body.iter(qn("w:p"))
    ]


def only(batch: Drafted) -> Path:
    (report,) = batch.reports
    return report.file


def test_a_clean_copy_is_the_draft_without_its_comments(desk: Desk) -> None:
    batch = drafted(desk, small_pledge("1-1", photo("p", PICTURE)))
    copied = copy_drafts(desk, batch, Copy.CLEAN)
    draft, clean = only(batch).read_bytes(), only(copied).read_bytes()
    assert only(copied).name == "2024H2_1-1_v1_공약 1-1_제출용.docx"
    assert comments_on(draft)
    assert comments_on(clean) == []
    assert lines_of(clean) == lines_of(draft)
    assert b"comments" not in clean


def header_of(path: Path) -> str:
    (paragraph,) = docx.Document(str(path)).sections[0].header.paragraphs
    return str(paragraph.text)


def test_only_a_clean_copy_does_not_call_itself_a_draft(desk: Desk) -> None:
    batch = drafted(desk, small_pledge("1-1"))
    header = header_of(only(batch))
    assert header.startswith("\xa0초안\xa0\t기준일")
    assert header_of(only(copy_drafts(desk, batch, Copy.CLEAN))) == header.removeprefix("\xa0초안\xa0")
    assert header_of(only(copy_drafts(desk, batch, Copy.MARKED))) == header


def test_a_copy_is_no_new_draft_and_the_same_every_time(desk: Desk) -> None:
    batch = drafted(desk, small_pledge("1-1", photo("p", PICTURE)))
    before = only(batch).read_bytes()
    first = only(copy_drafts(desk, batch, Copy.CLEAN)).read_bytes()
    later = Desk(desk.settings, "another", lambda: NOON + timedelta(days=9))
    try:
        again = draft_reports(later, H2_2024)
        assert only(copy_drafts(later, again, Copy.CLEAN)).read_bytes() == first
    finally:
        later.close()
    assert again.made == ()
    assert only(batch).read_bytes() == before


def test_a_draft_with_an_error_gets_no_clean_copy_unless_forced(desk: Desk) -> None:
    wrong = small_pledge("1-1", participation=STATED_WRONG)
    batch = drafted(desk, wrong, small_pledge("1-2"))
    copied = copy_drafts(desk, batch, Copy.CLEAN)
    (failure,) = copied.failed
    assert failure.pledge == "1-1"
    assert isinstance(failure.error, DraftHasErrors)
    errors = [each for each in batch.reports[0].findings if each.severity is Severity.ERROR]
    assert f"오류가 {len(errors)}건" in failure.error.say("ko")
    assert "--force" in failure.error.say("en")
    assert copied.exit_code == 1
    assert [report.file.stem.rpartition("_")[2] for report in copied.reports] == ["공약 1-1", "제출용"]
    assert not list(batch.folder.glob("*1-1_제출용.docx"))
    forced = copy_drafts(desk, batch, Copy.CLEAN, force=True)
    assert forced.failed == ()
    assert comments_on(forced.reports[0].file.read_bytes()) == []


def marked(path: Path) -> list[str]:
    """Return the texts that are underlined with dots."""
    body = docx.Document(str(path)).element.body
    runs = (run for paragraph in body.iter(qn("w:p")) for run in paragraph.r_lst)
    return [run.text for run in runs if run.rPr is not None and run.rPr.xpath("w:u[@w:val='dotted']")]


def test_a_marked_copy_marks_what_is_new_and_keeps_the_comments(desk: Desk) -> None:
    batch = drafted(desk, small_pledge("1-1"))
    copied = copy_drafts(desk, batch, Copy.MARKED)
    assert only(copied).name.endswith("_변경표시.docx")
    assert marked(only(copied))[:3] == ["김새과장", "031-8000-0003", "(2024. 10. 16.) held_1_1 개최"]
    assert lines_of(only(copied).read_bytes()) == lines_of(only(batch).read_bytes())
    assert comments_on(only(copied).read_bytes()) == comments_on(only(batch).read_bytes())


def test_what_was_drafted_for_the_last_half_year_is_what_counts_as_told(desk: Desk) -> None:
    pledge = replace(small_pledge("1-1"), topics=(topic("t", result("a", H1_2024, "2024-03-14")),))
    stock(desk.database, [pledge], PICTURE)
    draft_reports(desk, H1_2024)
    (told,) = pledge.topics
    corrected = replace(told, details=(replace(told.details[0], text="고친 글"),))
    batch = drafted(desk, replace(pledge, topics=(corrected,)))
    assert "(2024. 3. 14.) 고친 글" in marked(only(copy_drafts(desk, batch, Copy.MARKED)))


def test_the_first_report_of_a_term_marks_nothing(desk: Desk) -> None:
    stock(desk.database, [small_pledge("1-1")], PICTURE)
    first = H2_2024.parse("2022H2")
    batch = draft_reports(desk, first)
    assert marked(only(copy_drafts(desk, batch, Copy.MARKED))) == []


@pytest.mark.parametrize("copy", Copy)
def test_a_copy_lies_in_the_folder_of_the_batch(desk: Desk, tmp_path: Path, copy: Copy) -> None:
    stock(desk.database, [small_pledge("1-1")], PICTURE)
    batch = draft_reports(desk, H2_2024, out=tmp_path / "밖")
    assert only(copy_drafts(desk, batch, copy)).parent == tmp_path / "밖"
