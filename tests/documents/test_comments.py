from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from docx.oxml.ns import qn
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from gongyak.documents import Comment, Commented, RichText, Run, compile_template
from gongyak.documents.errors import MissingFieldError, RenderingError, UnsafeTemplateError
from gongyak.documents.package import read_package, write_package
from tests.documents.forms import (
    body,
    comments_on,
    fill,
    form,
    grid,
    lines,
    opened,
    part,
    render,
    runs,
    saved,
    texts,
    with_part,
)

if TYPE_CHECKING:
    from docx.document import Document

SEOUL = timezone(timedelta(hours=9))
TEXT = '<w:r><w:t xml:space="preserve">'


def said(text: str, **more: object) -> Comment:
    return Comment("공약 점검", "점검", text, **more)  # type: ignore[arg-type]


def on(text: str, *comments: str, mark: str | None = None) -> Commented:
    return Commented(text, tuple(said(comment) for comment in comments), mark)


def made(data: bytes, *wanted: Commented, **context: object) -> bytes:
    return compile_template(data).render(context, wanted=wanted)


def inside(data: bytes) -> str:
    """Return the XML of the body without the section's properties."""
    xml = part(data)
    return xml[xml.index("<w:body>") + 8 : xml.index("<w:sectPr")]


def test_a_comment_stands_on_the_text_it_came_with() -> None:
    document = made(lines("앞 {{ x }} 뒤"), x=on("본문", "고칩니다"))
    assert texts(opened(document)) == ["앞 본문 뒤"]
    assert comments_on(document) == [("고칩니다", "본문")]


def test_a_comment_names_its_author_and_the_clock_on_the_wall() -> None:
    comment = said("가\n나", when=datetime(2025, 1, 2, 9, 0, tzinfo=SEOUL), small="sum-budget")
    document = made(lines("{{ x }}"), x=Commented("본문", (comment,)))
    (found,) = opened(document).comments
    assert (found.author, found.initials, found.text) == ("공약 점검", "점검", "가\n나\nsum-budget")
    assert 'w:date="2025-01-02T09:00:00Z"' in part(document, "word/comments.xml")


def test_a_comment_without_a_time_has_no_date() -> None:
    assert "w:date" not in part(made(lines("{{ x }}"), x=on("본문", "가")), "word/comments.xml")


def test_the_formatting_around_a_comment_stays() -> None:
    document = made(runs("가 ", "{{ x }} 나", " 다"), x=on("본문", "a"))
    found = [(run.text, run.bold) for run in opened(document).paragraphs[0].runs if run.text]
    assert found == [("가 ", False), ("본문", True), (" 나", True), (" 다", False)]


def test_a_text_alone_in_its_run_leaves_no_empty_run() -> None:
    document = made(lines("{{ x }}"), x=on("본문", "a"))
    reference = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="0"/></w:r>'
    assert inside(document) == (
        f'<w:p><w:commentRangeStart w:id="0"/>{TEXT}본문</w:t></w:r>'
        f'<w:commentRangeEnd w:id="0"/>{reference}</w:p>'
    )


def test_what_stands_before_a_comment_in_its_run_stays() -> None:
    xml = "<w:p><w:r><w:t>가</w:t><w:tab/><w:t>{{ x }}</w:t><w:br/><w:t>나</w:t></w:r></w:p>"
    document = made(body(xml), x=on("본문", "a"))
    assert texts(opened(document)) == ["가\t본문\n나"]
    assert comments_on(document) == [("a", "본문")]


def test_several_comments_stand_on_one_text_in_their_order() -> None:
    document = made(lines("{{ x }}"), x=on("본문", "첫째", "둘째"))
    assert comments_on(document) == [("첫째", "본문"), ("둘째", "본문")]


def test_texts_side_by_side_keep_their_own_comments() -> None:
    document = made(lines("{{ x }}{{ y }} {{ x }}"), x=on("가", "a"), y=on("나", "b"))
    assert comments_on(document) == [("a", "가"), ("b", "나")]
    assert texts(opened(document)) == ["가나 가"]


def test_a_text_with_line_ends_and_new_paragraphs_is_commented_whole() -> None:
    document = made(lines("{{ x }}!"), x=on("가\n나\a다", "a"))
    assert texts(opened(document)) == ["가\n나", "다!"]
    assert comments_on(document) == [("a", "가\n나다")]


def test_an_empty_text_keeps_its_comment() -> None:
    assert comments_on(made(lines("[{{ x }}]"), x=on("", "설명이 없습니다"))) == [("설명이 없습니다", "")]


def test_comments_stand_in_repeated_rows_and_columns() -> None:
    table = grid(
        ["{%tr for row in rows %}", "", "", ""],
        ["{{ row.name }}", "{%tc for y in row.years %}", "{% cellbg 'FFE699' %}{{ y }}", "{%tc endfor %}"],
        ["{%tr endfor %}", "", "", ""],
    )
    rows = [
        {"name": f"행 {n}", "years": [on(f"{n}{m}\n({n})", f"{n}행 {m}칸") for m in range(3)]}
        for n in range(4)
    ]
    document = made(table, rows=rows)
    assert comments_on(document) == [(f"{n}행 {m}칸", f"{n}{m}\n({n})") for n in range(4) for m in range(3)]


@pytest.mark.parametrize("tag", ["{{r x }}", "{{p x }}"])
def test_a_text_takes_the_place_of_a_run_or_paragraph(tag: str) -> None:
    assert comments_on(made(lines(tag), x=on("본문", "a"))) == [("a", "본문")]


def test_a_text_takes_the_place_of_a_cell() -> None:
    document = made(grid(["{{tc x }}", "가"]), x=on("본문", "a"))
    assert comments_on(document) == [("a", "본문")]
    assert opened(document).tables[0].cell(0, 0).text == "본문"


def test_a_text_cannot_take_the_place_of_a_row() -> None:
    with pytest.raises(RenderingError):
        made(grid(["{{tr x }}", ""]), x=on("본문", "a"))


def test_to_a_form_a_commented_text_is_a_text() -> None:
    source = (
        "{{ x.upper() }}|{{ x[:2] }}|{{ x|length }}|{{ x == 'abc' }}|{{ x ~ '!' }}|"
        "{{ '%s'|format(x) }}|{{ [x, x]|join('-') }}|{{ '{}'.format(x) }}|{{ e or '-' }}|{{ x in 'abcd' }}"
    )
    plain, commented = ({"x": kind("abc"), "e": kind("")} for kind in (str, lambda text: on(text, "a")))
    assert texts(render(lines(source), commented)) == texts(render(lines(source), plain))


def test_a_form_cannot_reach_the_comments() -> None:
    for reach in ("x.comments", "x.to_xml", "x['mark']", "x.__class__"):
        with pytest.raises((MissingFieldError, UnsafeTemplateError)):
            made(lines(f"{{{{ {reach} }}}}"), x=on("본문", "a"))


def test_a_comment_survives_a_macro_and_a_set_block() -> None:
    source = "{% macro m(t) %}[{{ t }}]{% endmacro %}{{ m(x) }}{% set s %}<{{ y }}>{% endset %}{{ s }}"
    document = made(lines(source), x=on("가", "a"), y=on("나", "b"))
    assert texts(opened(document)) == ["[가]<나>"]
    assert comments_on(document) == [("a", "가"), ("b", "나")]


def test_a_rich_text_leaves_its_run_in_a_macro_too() -> None:
    bold = RichText((Run("굵게", bold=True),))
    document = render(lines("{% macro m(t) %}[{{ t }}]{% endmacro %}가{{ m(x) }}나"), {"x": bold})
    assert [(run.text, run.bold) for run in document.paragraphs[0].runs] == [
        ("가[", None),
        ("굵게", True),
        ("]나", None),
    ]


@given(st.text(alphabet="가<&\x07\x0e\x0f\x10\x11\x12\x1fa0\n", max_size=12))
@example("\x100\x11")
def test_control_characters_of_data_are_never_taken_for_marks(text: str) -> None:
    source = "가{{ t|e }}{{ x }}{{ t|e }}{{ r }}나"
    context = {"t": text, "x": on("본문", "a"), "r": RichText((Run("굵게", bold=True),))}
    document = compile_template(lines(source)).render(context)
    assert comments_on(document) == [("a", "본문")]
    kept = re.sub(r"[\x0e-\x1f]", "", text).replace("\a", "\n")
    assert "\n".join(texts(opened(document))) == f"가{kept}본문{kept}굵게나"


def test_headers_print_the_text_without_its_comment() -> None:
    def build(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ x }}"
        document.add_paragraph("{{ x }}")

    document = made(form(build), x=on("본문", "a", mark="신규"))
    assert opened(document).sections[0].header.paragraphs[0].text == "본문"
    assert comments_on(document) == [("a", "본문")]


def test_a_text_box_prints_the_text_and_the_comment_goes_to_the_first_words() -> None:
    box = (
        '<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>{{ x }}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
        "<w:p><w:r><w:t>제목</w:t></w:r></w:p>"
    )
    x = on("본문", "a")
    document = made(body(box), x, x=x)
    assert comments_on(document) == [("a", "제목")]
    assert "<w:txbxContent><w:p><w:r><w:t>본문</w:t>" in part(document).replace(' xml:space="preserve"', "")


def test_what_a_form_does_not_print_is_said_on_its_first_words() -> None:
    x, y = on("가", "a"), Commented("나", (said("b", place="관련 사진 · 설명"), said("c")))
    document = made(lines("", "{{ x.strip() }} 제목", "{{ z }}"), x, y, x=x, y=y, z="다")
    assert sorted(comments_on(document)) == [
        ("(관련 사진 · 설명)\nb", "가 제목"),
        ("a", "가 제목"),
        ("c", "가 제목"),
    ]


def test_a_comment_is_said_once_however_often_its_text_is_printed() -> None:
    x = on("본문", "a")
    document = made(lines("{{ x }} {{ x }}", "{{ x }}"), x, x=x)
    assert comments_on(document) == [("a", "본문")]


def test_equal_texts_keep_a_comment_each() -> None:
    items = [on("같음", "같음"), on("같음", "같음")]
    document = made(lines("{% for i in items %}{{ i }} {% endfor %}"), *items, items=items)
    assert comments_on(document) == [("같음", "같음")] * 2


def test_a_document_without_tags_or_words_can_still_be_commented() -> None:
    x = on("", "a")
    assert comments_on(made(lines("제목"), x)) == [("a", "제목")]
    assert comments_on(made(lines(""), x)) == [("a", "")]


def test_a_document_without_comments_is_as_it_was() -> None:
    data = lines("{{ x }}")
    assert made(data, x=on("본문")) == made(data, x="본문")


def test_the_same_comments_give_the_same_bytes() -> None:
    data = grid(["{{ x }}", "{{ y }}"])
    first, second = (made(data, x=on("가", "a", mark="신규"), y=on("나", "b", "c")) for _ in range(2))
    assert first == second


def with_comments() -> bytes:
    """Return a form whose author has commented a repeated paragraph and a heading."""

    def build(document: Document) -> None:
        heading = document.add_paragraph("제목")
        document.add_comment(heading.runs, "서식 메모 {{ year }}", author="서식 작성자", initials="서식")
        document.add_paragraph("{%p for x in xs %}")
        repeated = document.add_paragraph("{{ x }} 항목")
        document.add_comment(repeated.runs, "되풀이", author="서식 작성자")
        document.add_paragraph("{%p endfor %}")

    return form(build)


def test_comments_of_the_form_stay_and_keep_their_numbers() -> None:
    document = made(with_comments(), xs=[on("가", "a"), on("나", "b")], year=2024)
    assert comments_on(document) == [
        ("서식 메모 2024", "제목"),
        ("되풀이", "가 항목"),
        ("a", "가"),
        ("b", "나"),
    ]
    numbers = re.findall(r'<w:commentReference w:id="(\d+)"/>', part(document))
    assert sorted(numbers) == sorted({*numbers})


def test_a_comment_in_a_repeated_paragraph_of_the_form_stands_once_even_without_others() -> None:
    document = made(with_comments(), xs=["가", "나", "다"], year=2024)
    assert comments_on(document) == [("서식 메모 2024", "제목"), ("되풀이", "가 항목")]


def test_comments_go_to_the_part_that_the_form_names() -> None:
    data = with_comments()
    moved = with_part(data, "word/메모.xml", part(data, "word/comments.xml").replace("{{ year }}", ""))
    relations = part(moved, "word/_rels/document.xml.rels").replace('"comments.xml"', '"/word/메모.xml"')
    document = made(with_part(moved, "word/_rels/document.xml.rels", relations), xs=[on("가", "a")], year=1)
    said_there = part(document, "word/메모.xml")
    assert said_there.count("<w:comment ") == 3
    assert part(document, "word/_rels/document.xml.rels").count("relationships/comments") == 1


def test_styles_of_the_form_serve_comments() -> None:
    def build(document: Document) -> None:
        style = document.styles.add_style("annotation text", 1)
        style.element.set(qn("w:styleId"), "a7")
        document.styles.add_style("CommentReference", 2)
        document.add_paragraph("{{ x }}")

    document = made(form(build), x=on("본문", "a"))
    assert '<w:pStyle w:val="a7"/>' in part(document, "word/comments.xml")
    assert '<w:rStyle w:val="CommentReference2"/>' in part(document)
    assert 'w:styleId="CommentReference2"' in part(document, "word/styles.xml")


def test_a_form_without_styles_can_be_commented() -> None:
    data = lines("{{ x }}")
    relations = re.sub(r'<Relationship [^>]*/styles"[^>]*/>', "", part(data, "word/_rels/document.xml.rels"))
    bare = with_part(data, "word/_rels/document.xml.rels", relations)
    parts = [one for name, one in read_package(bare, "form").items() if name != "word/styles.xml"]
    assert "CommentReference" in part(made(write_package(parts), x=on("본문", "a")))


def test_a_mark_is_a_dotted_underline_and_a_small_label() -> None:
    document = made(lines("{{ x }} {{ y }}"), x=on("본문", mark="신규"), y=on("150", mark=""))
    first, label, _, second = opened(document).paragraphs[0].runs
    assert (first.text, first.underline, label.text, second.text) == ("본문", 4, "신규", "150")
    assert label.style.name == "공약 변경 표시"
    assert second.underline == 4


def test_a_mark_and_comments_stand_on_one_text() -> None:
    document = made(lines("{{ x }}"), x=on("본문", "a", "b", mark="변경"))
    assert comments_on(document) == [("a", "본문"), ("b", "본문")]
    assert opened(document).paragraphs[0].text == "본문변경"


def test_a_marked_text_is_marked_wherever_it_is_printed() -> None:
    document = made(lines("{{ x }}", "{{ x }}"), x=on("본문", mark="신규"))
    assert texts(opened(document)) == ["본문신규", "본문신규"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '<w:u w:val="dotted"/>'),
        ("<w:b/>", '<w:b/><w:u w:val="dotted"/>'),
        ('<w:u w:val="single"/>', '<w:u w:val="dotted"/>'),
        (
            '<w:sz w:val="20"/><w:shd w:val="clear"/>',
            '<w:sz w:val="20"/><w:u w:val="dotted"/><w:shd w:val="clear"/>',
        ),
    ],
)
def test_the_underline_stands_where_the_schema_wants_it(before: str, after: str) -> None:
    properties = f"<w:rPr>{before}</w:rPr>" if before else ""
    xml = f"<w:p><w:r>{properties}<w:t>{{{{ x }}}}</w:t></w:r></w:p>"
    assert f"<w:r><w:rPr>{after}</w:rPr><w:t" in inside(made(body(xml), x=on("본문", mark="")))


def test_paragraphs_and_comments_hold_only_what_the_schema_allows() -> None:
    def build(document: Document) -> None:
        fill(document.add_table(1, 2), [["앞 {{ x }} 뒤", "{{ y }}"]])

    document = made(form(build), x=on("가\n나", "a\nb", mark="신규"), y=on("다", "c", "d"))
    allowed = {qn(f"w:{name}") for name in ("pPr", "r", "commentRangeStart", "commentRangeEnd")}
    root = etree.fromstring(part(document).encode())
    for paragraph in root.iter(qn("w:p")):
        assert {child.tag for child in paragraph} <= allowed
    for cell in root.iter(qn("w:tc")):
        assert [etree.QName(child).localname for child in cell] == ["tcPr", "p"]
    for comment in etree.fromstring(part(document, "word/comments.xml").encode()):
        assert {etree.QName(name).localname for name in comment.attrib} == {"id", "author", "initials"}
        assert [etree.QName(child).localname for child in list(comment[0])[:2]] == ["pPr", "r"]
    types = part(document, "[Content_Types].xml")
    assert types.count('PartName="/word/comments.xml"') == 1
    assert saved(opened(document))


def test_an_empty_part_of_comments_takes_the_first_one() -> None:
    data = with_comments()
    empty = re.sub(r"(<w:comments\b[^>]*)>.*</w:comments>", r"\1/>", part(data, "word/comments.xml"))
    bare = part(data).replace("{%p for x in xs %}", "").replace("{%p endfor %}", "")
    bare = re.sub(r"<w:comment(RangeStart|RangeEnd|Reference)\b[^>]*/>", "", bare)
    assert empty.endswith("/>")
    form_of_none = with_part(with_part(data, "word/comments.xml", empty), "word/document.xml", bare)
    assert comments_on(made(form_of_none, x=on("본문", "a"))) == [("a", "본문")]


def test_a_form_without_a_default_style_can_be_commented() -> None:
    data = lines("{{ x }}")
    styles = part(data, "word/styles.xml").replace('w:default="1"', "")
    document = made(with_part(data, "word/styles.xml", styles), x=on("본문", "a"))
    assert '<w:name w:val="annotation text"/><w:uiPriority' in part(document, "word/styles.xml")
