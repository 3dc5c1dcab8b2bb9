# ruff: noqa: SLF001 - python-docx shows grids and properties only through its elements
from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml.ns import qn

from gongyak.documents import Picture, RichText, Run, SubDocument, compile_template
from gongyak.documents.errors import RenderingError, TemplateUnreadableError
from gongyak.documents.package import read_package
from tests.documents.forms import (
    body,
    columns,
    form,
    lines,
    names_and_ids,
    opened,
    part,
    png,
    render,
    runs,
    saved,
    texts,
)

if TYPE_CHECKING:
    from docx.document import Document


def test_a_rich_text_brings_its_own_formatting() -> None:
    run = Run(
        "가<나>\n다",
        bold=True,
        italic=True,
        underline="double",
        strike=True,
        color="#ff0000",
        highlight="yellow",
        size=10.5,
        font="나눔고딕",
        superscript=True,
        rtl=True,
        lang="ko-KR",
        style="Strong",
    )
    below = Run("아래", subscript=True, highlight="00FF00", underline=True)
    made = render(lines("{{r x }}"), {"x": RichText((run, below))})
    first, second = made.paragraphs[0].runs
    assert first.text == "가<나>\n다"
    assert (first.bold, first.italic, first.font.size.pt, str(first.font.color.rgb)) == (
        True,
        True,
        10.5,
        "FF0000",
    )
    assert first._r.rPr.rFonts.get(qn("w:eastAsia")) == "나눔고딕"
    assert first.font.superscript
    assert second.font.subscript
    assert second._r.rPr.find(qn("w:shd")).get(qn("w:fill")) == "00FF00"


def test_a_font_may_be_set_for_one_script_only() -> None:
    fonts = (
        render(lines("{{r x }}"), {"x": RichText((Run("가", font="eastAsia:바탕"),))})
        .paragraphs[0]
        .runs[0]
        ._r.rPr.rFonts
    )
    assert dict(fonts.attrib) == {qn("w:eastAsia"): "바탕"}


def test_links_lead_where_they_say() -> None:
    paragraph = render(
        lines("{{r x }}"), {"x": RichText((Run("누리집", link="https://example.kr/?a&b"),))}
    ).paragraphs[0]
    assert [(link.text, link.address) for link in paragraph.hyperlinks] == [
        ("누리집", "https://example.kr/?a&b")
    ]


def test_a_rich_text_in_the_middle_of_a_text_returns_to_its_formatting() -> None:
    document = render(runs("", "앞 {{ x }} 뒤"), {"x": RichText((Run("가"),))})
    assert [(r.text, r.bold) for r in document.paragraphs[0].runs if r.text] == [
        ("앞 ", True),
        ("가", None),
        (" 뒤", True),
    ]


def test_a_bell_starts_a_paragraph_of_the_same_formatting() -> None:
    def build(document: Document) -> None:
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run("앞 {{ x }} 뒤").bold = True

    paragraphs = render(form(build), {"x": "가\a나\a다"}).paragraphs
    assert [(p.text, p.style.name, p.runs[0].bold) for p in paragraphs] == [
        ("앞 가", "List Bullet", True), ("나", "List Bullet", True), ("다 뒤", "List Bullet", True),
    ]  # fmt: skip


def test_a_bell_inside_a_link_and_in_an_attribute_breaks_nothing() -> None:
    document = render(lines("{{r x }}!"), {"x": RichText((Run("가\a나", link="https://example.kr"),))})
    assert [(p.text, [link.text for link in p.hyperlinks]) for p in document.paragraphs] == [
        ("가", ["가"]),
        ("나!", ["나"]),
    ]


def test_a_section_break_is_not_repeated_by_a_new_paragraph() -> None:
    made = compile_template(
        body('<w:p><w:pPr><w:jc w:val="right"/><w:sectPr/></w:pPr><w:r><w:t>{{ x }}</w:t></w:r></w:p>')
    ).render({"x": "가\a나"})
    assert part(made).count("<w:sectPr") == 2
    assert part(made).count('<w:jc w:val="right"/>') == 2


def sub() -> bytes:
    document = docx.Document()
    document.add_paragraph("제목", style="Heading 2")
    document.add_paragraph("하나", style="List Number")
    document.add_picture(io.BytesIO(png()))
    document.add_table(1, 2).cell(0, 0).text = "칸"
    style = document.styles.add_style("우리 양식", 1)
    style.base_style = document.styles["Quote"]
    document.add_paragraph("양식", style="우리 양식")
    return saved(document)


def test_a_sub_document_comes_with_pictures_styles_and_tables() -> None:
    made = compile_template(lines("앞", "{{p x }}", "뒤", "{{p x }}")).render({"x": SubDocument(sub())})
    document = opened(made)
    assert texts(document) == ["앞", "제목", "하나", "", "양식", "뒤", "제목", "하나", "", "양식"]
    assert document.paragraphs[1].style.name == "Heading 2"
    assert document.paragraphs[4].style.name == "우리 양식"
    assert document.paragraphs[4].style.base_style.name == "Quote"
    assert len(document.inline_shapes) == 2
    assert [name for name in read_package(made, "x") if "/media/" in name] == ["word/media/gy1.png"]
    assert len(set(names_and_ids(made, "wp:docPr"))) == 2
    assert len(document.tables) == 2
    assert len(document.sections) == 1


def test_the_lists_of_a_sub_document_have_numbers_of_their_own() -> None:
    numbered = body('<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr></w:p>')
    made = compile_template(lines("{{p x }}{{ y }}")).render({"x": SubDocument(numbered), "y": 1})
    document = opened(made)
    number = document.paragraphs[0]._p.pPr.numPr.numId.val
    theirs = {num.numId for num in opened(numbered).part.numbering_part.element.num_lst}
    assert number not in theirs
    assert number in {num.numId for num in document.part.numbering_part.element.num_lst}


def test_what_a_sub_document_cannot_bring_along_is_an_error() -> None:
    noted = body('<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>')
    for data, tag in [(noted, "{{p x }}"), (sub(), "{{ x }}")]:
        with pytest.raises(RenderingError, match="본문"):
            render(lines(tag), {"x": SubDocument(data)})
    with pytest.raises(TemplateUnreadableError):
        render(lines("{{p x }}"), {"x": SubDocument(b"nothing")})


def test_values_keep_their_insides_to_themselves() -> None:
    with pytest.raises((RenderingError, Exception), match="서식"):
        render(lines("{{ x.data }}"), {"x": Picture(png())})


def test_properties_are_added_to_those_that_a_template_has() -> None:
    template = compile_template(lines("{{ x }}"))
    once = template.render({"x": "{{ x }}"}, properties={"gongyak draft": "2024H2-1", "남김": "<&>"})
    twice = compile_template(once).render({"x": 1}, properties={"gongyak draft": "2"})
    assert "docProps/custom.xml" in part(twice, "[Content_Types].xml")
    assert part(twice, "_rels/.rels").count("custom-properties") == 1
    custom = part(twice, "docProps/custom.xml")
    assert 'name="gongyak draft"><vt:lpwstr>2</vt:lpwstr>' in custom
    assert "&lt;&amp;&gt;" in custom
    assert custom.count("<property ") == 2


def test_the_core_properties_keep_their_times_unless_told_otherwise() -> None:
    data = lines("{{ x }}")
    assert (
        opened(compile_template(data).render({"x": 1})).core_properties.created
        == opened(data).core_properties.created
    )
    moment = datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)
    made = opened(compile_template(data).render({"x": 1}, modified=moment)).core_properties
    assert made.created == made.modified == moment


def test_the_grid_passes_over_tables_inside_its_cells() -> None:
    def build(document: Document) -> None:
        table = document.add_table(1, 3)
        for cell, text in zip(
            table.row_cells(0), ["{%tc for c in cs %}", "{{ c }}", "{%tc endfor %}"], strict=True
        ):
            cell.text = text
        table.cell(0, 1).add_table(2, 6)

    document = render(form(build), {"cs": [1, 2]})
    assert len(columns(document)) == 2
    assert len(document.tables[0].cell(0, 0).tables[0].columns) == 6
