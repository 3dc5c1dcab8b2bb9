from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from docx.oxml.ns import qn
from docx.shared import Pt

from gongyak.documents import SubDocument, compile_template
from gongyak.documents.errors import RenderingError
from gongyak.documents.package import read_package, write_package
from tests.documents.forms import (
    body,
    comments_on,
    form,
    lines,
    names_and_ids,
    opened,
    part,
    png,
    texts,
    with_part,
)

if TYPE_CHECKING:
    from docx.document import Document


def merged(annex: bytes, into: bytes | None = None) -> bytes:
    return compile_template(into or lines("앞", "{{p x }}", "뒤")).render({"x": SubDocument(annex)})


def without(data: bytes, *names: str) -> bytes:
    return write_package([one for name, one in read_package(data, "x").items() if name not in names])


def styled(identifier: str, name: str, size: int) -> bytes:
    """Return a document whose only paragraph has a style of its own, based on another one."""

    def build(document: Document) -> None:
        base = document.styles.add_style(f"{name} 바탕", 1)
        base.font.size = Pt(size)
        style = document.styles.add_style(name, 1)
        style.element.set(qn("w:styleId"), identifier)
        style.base_style = base
        document.add_paragraph("붙임", style=style)

    return form(build)


def test_styles_come_along_with_those_they_are_based_on() -> None:
    document = opened(merged(styled("own", "붙임글", 15)))
    style = next(paragraph.style for paragraph in document.paragraphs if paragraph.text == "붙임")
    assert (style.name, style.base_style.name, style.base_style.font.size) == (
        "붙임글",
        "붙임글 바탕",
        Pt(15),
    )


def test_a_style_of_another_name_but_the_same_id_gets_an_id_of_its_own() -> None:
    into = styled("own", "서식글", 9)
    document = opened(merged(styled("own", "붙임글", 15), with_tag(into)))
    found = {paragraph.style.name: paragraph.style.style_id for paragraph in document.paragraphs}
    assert found["붙임글"] == "own2"
    assert document.styles["서식글"].style_id == "own"


def with_tag(data: bytes) -> bytes:
    document = part(data)
    return with_part(data, "word/document.xml", document.replace(">붙임<", ">{{p x }}<"))


def test_a_document_without_styles_is_taken_too() -> None:
    assert texts(opened(merged(without(lines("붙임"), "word/styles.xml")))) == ["앞", "붙임", "뒤"]


def test_a_style_that_nobody_defines_stays_a_name() -> None:
    annex = body('<w:p><w:pPr><w:pStyle w:val="Nowhere"/></w:pPr><w:r><w:t>붙임</w:t></w:r></w:p>')
    assert '<w:pStyle w:val="Nowhere"/>' in part(merged(annex))


def test_comments_stay_behind_and_disturb_none_of_ours() -> None:
    def build(document: Document) -> None:
        document.add_comment(document.add_paragraph("붙임").runs, "남의 메모")

    document = merged(form(build))
    assert comments_on(document) == []
    assert texts(opened(document)) == ["앞", "붙임", "뒤"]


def test_a_list_without_a_definition_keeps_its_text() -> None:
    annex = body(
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="99"/></w:numPr></w:pPr>'
        "<w:r><w:t>붙임</w:t></w:r></w:p>"
    )
    assert texts(opened(merged(annex))) == ["앞", "붙임", "뒤"]


def test_a_list_whose_definition_is_broken_keeps_its_text() -> None:
    annex = form(lambda document: document.add_paragraph("붙임", style="List Number"))
    numbering = re.sub(r'<w:abstractNumId w:val="\d+"/>', "", part(annex, "word/numbering.xml"))
    assert texts(opened(merged(with_part(annex, "word/numbering.xml", numbering)))) == ["앞", "붙임", "뒤"]


def test_bookmarks_and_drawings_get_numbers_and_names_that_are_free() -> None:
    marked = (
        '<w:p><w:bookmarkStart w:id="1" w:name="표"/><w:r><w:t>가</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p>'
    )
    into = body(f"{marked}<w:p><w:r><w:t>{{{{p x }}}}</w:t></w:r></w:p>")
    document = merged(body(marked), into)
    starts = names_and_ids(document, "w:bookmarkStart")
    assert [name for name, _ in starts] == ["표", "표_2"]
    assert [n for _, n in starts] == [n for _, n in names_and_ids(document, "w:bookmarkEnd")]
    assert len({number for _, number in starts}) == 2


def test_what_is_neither_picture_nor_link_is_an_error_not_a_loss() -> None:
    def build(document: Document) -> None:
        document.add_picture(io.BytesIO(png()))

    annex = form(build)
    relations = part(annex, "word/_rels/document.xml.rels").replace(
        "relationships/image", "relationships/chart"
    )
    with pytest.raises(RenderingError, match="chart"):
        merged(with_part(annex, "word/_rels/document.xml.rels", relations))
    footnote = body('<w:p><w:r><w:t>가</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>')
    with pytest.raises(RenderingError, match="footnote"):
        merged(footnote)


def test_a_document_without_relations_is_taken() -> None:
    assert texts(opened(merged(without(lines("붙임"), "word/_rels/document.xml.rels")))) == [
        "앞",
        "붙임",
        "뒤",
    ]


def test_links_of_a_merged_document_lead_where_they_did() -> None:
    link = '<w:p><w:hyperlink r:id="rIdLink"><w:r><w:t>누리집</w:t></w:r></w:hyperlink></w:p>'
    annex = body(link)
    relation = (
        '<Relationship Id="rIdLink" TargetMode="External" Target="https://example.kr/"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"/></Relationships>'
    )
    relations = part(annex, "word/_rels/document.xml.rels").replace("</Relationships>", relation)
    document = opened(merged(with_part(annex, "word/_rels/document.xml.rels", relations)))
    assert [one.address for paragraph in document.paragraphs for one in paragraph.hyperlinks] == [
        "https://example.kr/"
    ]
