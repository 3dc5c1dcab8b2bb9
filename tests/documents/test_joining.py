from __future__ import annotations

import re

import pytest

from gongyak.documents import RichText, Run, SubDocument, check_template, compile_template
from gongyak.documents.package import read_package, write_package
from tests.documents.forms import body, form, lines, opened, part, render, texts


def paragraph(*inside: str) -> str:
    return f"<w:p>{''.join(f'<w:r>{one}</w:r>' for one in inside)}</w:p>"


def test_a_tag_may_be_broken_by_a_line_end_or_a_tab() -> None:
    data = body(paragraph("<w:t>앞 {{ x</w:t>", "<w:br/>", "<w:tab/><w:t>}} 뒤</w:t>"))
    assert texts(render(data, {"x": "가"})) == ["앞 가 뒤"]


def test_what_stands_beside_a_joined_tag_in_its_run_is_kept() -> None:
    data = body(
        paragraph(
            "<w:t>{{</w:t>",
            "<w:t> x }}</w:t><w:tab/><w:t>끝</w:t>",
            "<w:t>{{ x</w:t><w:noBreakHyphen/>",
            "<w:t>}}</w:t>",
        )
    )
    made = part(compile_template(data).render({"x": "가"}))
    assert "<w:noBreakHyphen/>" in made
    assert texts(render(data, {"x": "가"})) == ["가\t끝가-"]


def test_stale_marks_and_revision_numbers_are_not_carried_into_documents() -> None:
    run = '<w:r w:rsidR="00AA"><w:lastRenderedPageBreak/><w:t>{{ x }}</w:t></w:r>'
    marks = f'<w:proofErr w:type="spellStart"/>{run}'
    made = part(compile_template(body(f'<w:p w:rsidR="00AA" w:rsidP="00BB">{marks}</w:p>')).render({"x": 1}))
    assert not re.search("rsidP|proofErr|lastRendered", made)


def test_line_ends_between_elements_and_in_texts_do_no_harm() -> None:
    data = body(
        "<w:p>\n  <w:r>\n    <w:t>앞\n  {{ m(x) }}</w:t>\n  </w:r>\n</w:p>\n".replace(
            "{{ m(x) }}", "{% macro m(v) %}[{{ v }}]{% endmacro %}{{ m(x) }}"
        )
    )
    assert texts(render(data, {"x": "가"})) == ["앞 [가]"]


def test_tags_in_deleted_text_are_left_alone() -> None:
    data = body(
        '<w:p><w:del w:id="1" w:author="a"><w:r><w:delText>{{ gone }}</w:delText></w:r></w:del>'
        "<w:r><w:t>{{ x }}</w:t></w:r></w:p>"
    )
    assert "{{ gone }}" in part(compile_template(data).render({"x": 1}))


def test_a_field_code_may_hold_a_tag() -> None:
    data = body(paragraph('<w:instrText>HYPERLINK "{{ x }}"</w:instrText>'))
    assert "&amp;" in part(compile_template(data).render({"x": "https://example.kr/?a&b"}))


def test_a_paragraph_with_a_section_break_cannot_be_taken_away() -> None:
    data = body(
        "<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>{%p if x %}</w:t></w:r></w:p>"
        + paragraph("<w:t>{%p endif %}</w:t>")
    )
    assert "section" in [problem.kind for problem in check_template(data)]


def test_a_new_paragraph_keeps_its_tracked_properties_whole() -> None:
    change = '<w:pPrChange w:id="1" w:author="a"><w:pPr><w:jc w:val="left"/></w:pPr></w:pPrChange>'
    data = body(f'<w:p><w:pPr><w:jc w:val="right"/>{change}</w:pPr><w:r><w:t>{{{{ x }}}}</w:t></w:r></w:p>')
    made = compile_template(data).render({"x": "가\a나"})
    assert texts(opened(made)) == ["가", "나"]
    assert part(made).count("</w:pPrChange></w:pPr>") == 2


def test_marks_of_a_value_outside_a_run_are_dropped() -> None:
    made = compile_template(lines("{{p x }}")).render({"x": RichText((Run("가\a나"),))})
    assert texts(opened(made)) == ["가", "나"]


def test_a_list_may_come_into_a_document_that_has_none() -> None:
    parts = read_package(lines("{{p x }}"), "x")
    bare = [p for name, p in parts.items() if name != "word/numbering.xml"]
    types = part(write_package(bare), "[Content_Types].xml")
    relations = part(write_package(bare), "word/_rels/document.xml.rels")
    kept = {p.name: p for p in bare}
    for name, text in (("[Content_Types].xml", types), ("word/_rels/document.xml.rels", relations)):
        cleaned = re.sub(r"<(?:Override|Relationship) [^>]*numbering[^>]*/>", "", text)
        kept[name] = type(bare[0]).deflated(name, cleaned.encode())
    sub = form(lambda document: document.add_paragraph("하나", style="List Number"))
    numbered = body('<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr></w:p>')
    template = compile_template(write_package(list(kept.values())))
    assert texts(opened(template.render({"x": SubDocument(sub)}))) == ["하나"]
    made = opened(template.render({"x": SubDocument(numbered)}))
    assert [num.numId for num in made.part.numbering_part.element.num_lst] == [1]


@pytest.mark.parametrize("text", ["}} {{ x }}", "{{ '}}' }}{{ x }}", '{{ "%}" }}{{ x }}'])
def test_delimiters_in_quotes_do_not_end_a_tag(text: str) -> None:
    assert texts(render(lines(text), {"x": "가"}))[0].endswith("가")
