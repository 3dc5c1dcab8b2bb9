"""The form filled: everything stands in its place, and the tables are built so that pages break well."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest
from docx.oxml.ns import qn

from tests.templates import shapes
from tests.templates.reference import CAPTIONS, photo_rows, reference
from tests.templates.rendering import filled, opened, packed, xml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docx.document import Document
    from docx.table import Table, _Row

    from gongyak.reports import LineView, ReportView, TopicView

ALL = [
    reference,
    shapes.nearly_empty,
    shapes.many_topics,
    shapes.long_topic,
    shapes.many_projects,
    shapes.by_election,
    shapes.awkward_words,
]


@cache
def document() -> Document:
    return opened(reference())


def tables(printed: Document, first_cell: str) -> list[Table]:
    """Return the tables whose first cell reads *first_cell*."""
    return [table for table in printed.tables if packed(table.cell(0, 0).text) == first_cell]


def heads(table: Table) -> list[_Row]:
    return [row for row in table.rows if xml(row).xpath("w:trPr/w:tblHeader")]


def words(printed: Document) -> Iterator[str]:
    """Yield the texts of *printed* in their order."""
    for paragraph in printed.element.body.iter(qn("w:p")):
        yield packed("".join(each.text or "" for each in paragraph.iter(qn("w:t"))))


@pytest.mark.parametrize("view", ALL)
def test_every_report_is_drawn_without_a_tag_left(view: Callable[[], ReportView]) -> None:
    text = "".join(words(opened(view())))
    assert "{%" not in text
    assert "{{" not in text


def test_every_line_of_the_reference_report_is_printed_in_order() -> None:
    view = reference()
    expected = []
    for period in view.periods:
        expected += ["구분", "추진실적및추진계획", "비고", packed(period.label + period.span)]
        for topic in period.topics:
            expected += [packed(f"❍{topic.text}"), *(packed(f"-{detail.text}") for detail in topic.details)]
    for note in view.participation.notes:
        expected += [packed(note.number + note.title), packed(f"-{note.text}")]
    for title, remarks in (("❍문제점", view.problems), ("❍개선대책", view.measures)):
        expected += [title, *(packed(f"-{remark.text}") for remark in remarks)]
    expected += [packed(caption) for caption in CAPTIONS]
    printed = iter(words(document()))
    assert [line for line in expected if line not in printed] == []


def test_there_is_a_table_for_each_period_with_two_heads() -> None:
    found = tables(document(), "구분")
    assert len(found) == 3
    for table, period in zip(found, reference().periods, strict=True):
        columns, band = heads(table)
        assert [packed(cell.text) for cell in columns.cells] == ["구분", "추진실적및추진계획", "비고"]
        assert packed(band.cells[0].text) == packed(period.label + period.span)
        assert len(table.rows) == 2 + len(period.topics)


def test_a_paragraph_stands_between_tables() -> None:
    for table in document().tables:
        assert xml(table).getnext().tag == qn("w:p")


def test_no_row_is_split_by_a_page_break() -> None:
    for table in document().tables:
        for row in table.rows:
            assert xml(row).xpath("w:trPr/w:cantSplit")


def test_the_heads_of_tables_stay_with_what_follows() -> None:
    styles = {style.style_id: style for style in document().styles if style.type == 1}
    for style in ("Heading1", "TableHead", "TableBand", "Picture", "RemarkTitle", "NoteTitle"):
        assert styles[style].paragraph_format.keep_with_next, style


def test_each_line_carries_its_bookmark() -> None:
    view = reference()
    topics = [topic for period in view.periods for topic in period.topics]
    lines: list[TopicView | LineView] = []
    for topic in topics:
        lines += [topic, *topic.details]
    lines += [*view.problems, *view.measures]
    starts = {
        start.get(qn("w:name")): start.getparent() for start in document().element.iter(qn("w:bookmarkStart"))
    }
    assert list(starts) == [line.mark for line in lines]
    for line in lines:
        assert packed(line.text) in packed("".join(t.text or "" for t in starts[line.mark].iter(qn("w:t"))))


def test_an_empty_period_says_so_without_a_mark() -> None:
    printed = opened(shapes.nearly_empty())
    assert [packed(table.cell(2, 0).text) for table in tables(printed, "구분")] == ["해당사항없음"] * 2
    assert "❍해당사항없음" not in list(words(printed))
    assert not list(printed.element.iter(qn("w:bookmarkStart")))


def test_empty_blocks_say_so_instead_of_an_empty_table() -> None:
    printed = opened(shapes.nearly_empty())
    assert not tables(printed, "단위사업")
    assert list(words(printed)).count("해당사항없음") == 1 + 2 + 2 + 1
    assert list(words(printed)).count("-해당사항없음") == 2


def test_the_people_share_one_department() -> None:
    head = document().tables[0]
    assert packed(head.cell(3, 1).text) == packed(head.cell(6, 1).text) == "전략산업과(전략산업팀)"
    assert [head.cell(row, 3).text for row in range(3, 7)] == [each.name for each in reference().people]
    assert [head.cell(row, 5).text for row in range(3, 7)] == [each.phone for each in reference().people]


def test_a_pledge_without_people_still_names_its_department() -> None:
    head = opened(shapes.nearly_empty()).tables[0]
    assert packed(head.cell(3, 1).text) == "공원과"


def test_a_budget_table_has_a_column_for_each_year_and_the_page_s_width() -> None:
    for view, count in ((reference(), 7), (shapes.by_election(), 4)):
        for table in tables(opened(view), "단위사업"):
            widths = [int(column.get(qn("w:w"))) for column in xml(table).tblGrid]
            assert len(widths) == 3 + count
            assert abs(sum(widths) - 170 * 1440 / 25.4) <= len(widths)
            assert max(widths[3:]) - min(widths[3:]) <= 1


def test_figures_are_aligned_right_and_the_total_is_tinted() -> None:
    printed = opened(shapes.many_projects())
    assert [style.paragraph_format.alignment for style in printed.styles if style.style_id == "Figure"] == [2]
    for table in tables(printed, "단위사업"):
        for row in table.rows[1:]:
            assert {paragraph.style.style_id for cell in row.cells[2:] for paragraph in cell.paragraphs} == {
                "Figure"
            }
            fills = {xml(cell).xpath("string(w:tcPr/w:shd/@w:fill)") for cell in row.cells[1:]}
            assert fills == {"EEF2F7" if row.cells[1].text == "계" else "FFFFFF"}


def test_the_name_of_a_project_is_merged_over_its_rows() -> None:
    for table in tables(opened(shapes.many_projects()), "단위사업"):
        merges = [xml(row).xpath("string(w:tc[1]/w:tcPr/w:vMerge/@w:val)") for row in table.rows[1:]]
        assert merges == ["restart", *["continue"] * 4] * 3


def test_the_rows_of_a_project_keep_together() -> None:
    for table in tables(opened(shapes.many_projects()), "단위사업"):
        kept = [bool(xml(row).xpath("w:tc[2]/w:p/w:pPr/w:keepNext")) for row in table.rows[1:]]
        assert kept == [True, True, True, True, False] * 3


def test_the_secured_amount_stands_over_the_executed_one() -> None:
    _, secured = tables(document(), "단위사업")
    assert secured.cell(1, 2).text == "152\n(106)"


def test_the_note_stands_under_its_table_only_when_there_is_one() -> None:
    note = shapes.many_projects().planned.note
    printed = list(words(opened(shapes.many_projects())))
    assert printed.count(packed(note)) == 2
    assert not [paragraph for paragraph in document().paragraphs if xml(paragraph).style == "Note"]


@pytest.mark.parametrize(("number", "rows"), [(1, 1), (6, 3), (7, 4)])
def test_photos_stand_two_a_row_over_their_captions(number: int, rows: int) -> None:
    captions = tuple(f"사진 {n}" for n in range(number))
    photos = opened(replace(reference(), photos=photo_rows(captions))).tables[-1]
    assert len(photos.rows) == 2 * rows
    for row in range(rows):
        for column in range(2):
            shown = 2 * row + column < number
            assert bool(xml(photos.cell(2 * row, column)).xpath(".//w:drawing")) == shown
            assert photos.cell(2 * row + 1, column).text == (captions[2 * row + column] if shown else "")


def test_the_draft_s_mark_and_dates_stand_in_the_header_of_every_page() -> None:
    section = document().sections[0]
    assert not section.different_first_page_header_footer
    header = packed(section.header.paragraphs[0].text)
    assert header.startswith("초안기준일2024.12.31.|작성일시2025.1.2.09:00|2024H2_3-2-1_v1")


def test_words_with_markup_come_out_as_they_are() -> None:
    text = "\n".join(words(opened(shapes.awkward_words())))
    assert "R&D<센터>\"최종\"'안'🚲大韓民國㎡㈜" in text


def test_the_same_view_gives_the_same_bytes() -> None:
    assert filled(reference()) == filled(reference())
