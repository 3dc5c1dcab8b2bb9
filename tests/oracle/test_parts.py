"""Tags outside the body: headers, footers, footnotes, text boxes, properties of the document."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx.enum.section import WD_SECTION
from docx.shared import Cm

from tests.oracle.outline import outline, text
from tests.oracle.peers import agreed, ours, rendered
from tests.oracle.templates import (
    add_runs,
    add_table,
    empty,
    header_and_footer,
    paragraphs,
    saved,
    split_tags,
    text_box,
    with_body,
    with_footnote,
)

Peer = Any
Template = Any


def _part(document: bytes, kind: str) -> list[str]:
    lines = "\n".join(outline(document)).split("\n[")
    return [line for part in lines if part.startswith(f"word/{kind}") for line in part.split("\n")[1:]]


def test_headers_and_footers() -> None:
    template = header_and_footer("{{ city }} & {{ city }}", "{% if last %}끝.{% endif %}", "{{ city }}")
    document = agreed(template, {"city": "고양시", "last": True})
    assert _part(document, "header") == ["P(pStyle(val=Header)) '고양시 & 고양시'"]
    assert _part(document, "footer") == ["P(pStyle(val=Footer)) '끝.'"]


def test_loops_and_tables_in_a_header() -> None:
    document = empty()
    document.add_paragraph("body")
    header = document.sections[0].header
    header.paragraphs[0].text = "{%p for n in names %}"
    header.add_paragraph("- {{ n }}")
    header.add_paragraph("{%p endfor %}")
    table = header.add_table(1, 2, Cm(16))
    table.cell(0, 0).text, table.cell(0, 1).text = "{{ names|length }}", "{% cellbg 'FF0000' %}red"
    header.add_paragraph("end")
    agreed(saved(document), {"names": ["가", "나"]})


def test_headers_of_several_sections_and_first_pages() -> None:
    document = empty()
    document.add_paragraph("one")
    first = document.sections[0]
    first.different_first_page_header_footer = True
    first.header.paragraphs[0].text = "{{ a }}"
    first.first_page_header.paragraphs[0].text = "first {{ a }}"
    second = document.add_section(WD_SECTION.NEW_PAGE)
    second.header.is_linked_to_previous = False
    second.header.paragraphs[0].text = "second {{ b }}"
    document.add_paragraph("two")
    shown = " ".join(_part(agreed(saved(document), {"a": "에이", "b": "비"}), "header"))
    assert all(value in shown for value in ("에이", "first 에이", "second 비"))


def test_formatted_text_in_a_header() -> None:
    def context(peer: Peer, _: Template) -> dict[str, Any]:
        return {"rich": peer.R("초안", color="FF0000", bold=True), "listing": peer.Listing("a\nb")}

    agreed(header_and_footer("x {{r rich }} y", "{{ listing }}", "body"), context)


def test_a_footnote() -> None:
    document = agreed(
        with_footnote("body {{ a }}", "note {{ b }}: {% if a %}yes{% endif %}"), {"a": 1, "b": "비"}
    )
    assert "'note 비: yes'" in " ".join(_part(document, "footnotes"))


def test_a_footnote_under_autoescape() -> None:
    document = agreed(with_footnote("body", "note {{ b }}"), {"b": "R&D <b>"}, autoescape=True)
    assert "'note R&D <b>'" in " ".join(_part(document, "footnotes"))


def test_a_text_box() -> None:
    template = text_box("in the box: {{ a }}", "{%p for n in names %}", "- {{ n }}", "{%p endfor %}")
    document = agreed(template, {"a": 1, "names": ["가", "나"]})
    assert [line for line in text(document) if line.startswith(("in", "-"))] == [
        "in the box: 1",
        "- 가",
        "- 나",
    ]


def test_a_content_control() -> None:
    def wrapped(xml: str) -> str:
        start, end = xml.index("<w:p>"), xml.index("</w:p>") + len("</w:p>")
        return (
            f"{xml[:start]}<w:sdt><w:sdtPr/><w:sdtContent>{xml[start:end]}</w:sdtContent></w:sdt>{xml[end:]}"
        )

    assert text(agreed(with_body(paragraphs("{{ a }}", "after"), wrapped), {"a": "in"})) == ["in", "after"]


def test_a_hyperlink_and_a_bookmark_of_the_template() -> None:
    def marked(xml: str) -> str:
        link = '<w:hyperlink w:anchor="here"><w:r><w:t>{{ a }}</w:t></w:r></w:hyperlink>'
        mark = (
            '<w:bookmarkStart w:id="7" w:name="here"/><w:r><w:t>{{ b }}</w:t></w:r><w:bookmarkEnd w:id="7"/>'
        )
        return xml.replace("</w:p>", f"{link}{mark}</w:p>", 1)

    assert text(agreed(with_body(paragraphs("x "), marked), {"a": 1, "b": 2})) == ["x 12"]


def test_properties_of_the_document() -> None:
    document = empty()
    document.add_paragraph("body")
    properties = document.core_properties
    properties.title, properties.subject = "{{ name }} 보고서", "{{ half|upper }}"
    properties.author, properties.comments = "{{ city }}", "{{ name }}"
    made = agreed(saved(document), {"name": "길", "half": "2024h2", "city": "고양시"})
    assert "title: 길 보고서" in outline(made)


def test_key_words_are_filled_too() -> None:
    """docxtpl leaves this property as it is; ours fills all of them."""
    document = empty()
    document.core_properties.keywords = "{{ city }},{{ name }}"
    made = rendered(ours(), saved(document), {"name": "길", "city": "고양시"})
    assert "keywords: 고양시,길" in outline(made)


def test_page_fields_are_left_alone() -> None:
    def fielded(xml: str) -> str:
        field = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        return xml.replace("</w:p>", f"{field}</w:p>", 1)

    assert text(agreed(with_body(paragraphs("{{ a }} - "), fielded), {"a": "쪽"})) == ["쪽 - 1"]


def test_a_split_tag_in_a_table_of_a_text_heavy_document() -> None:
    document = empty()
    document.add_heading("{{ title }}", 1)
    add_runs(document.add_paragraph(), ("{{ a", "b"), (" }}", "i"), (" and ", ""), ("{{ b }}", "u"))
    add_table(
        document, [["{{ a }}", "{{ b }}"], ["{%tr for n in names %}"], ["{{ n }}", "x"], ["{%tr endfor %}"]]
    )
    document.add_paragraph("end {{ title }}", "Quote")
    agreed(split_tags(saved(document)), {"title": "제목", "a": 1, "b": 2, "names": "xyz"})


def test_a_document_that_is_open_is_not_read_twice() -> None:
    template = BytesIO(paragraphs("{{ a }}"))
    assert text(agreed(template.getvalue(), {"a": "x"})) == ["x"]
