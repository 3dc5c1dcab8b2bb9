from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gongyak.documents import Place, check_template, compile_template
from gongyak.documents.errors import TemplateSyntaxError
from tests.documents.forms import fill, form, grid, lines

if TYPE_CHECKING:
    from docx.document import Document


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{{ x", "unclosed"),
        ("{% if x", "unclosed"),
        ("{{ x | }}", "syntax"),
        ("{{ a b }}", "syntax"),
        ("{{ }}", "syntax"),
        ("{% for in x %}{% endfor %}", "syntax"),
        ("{% iff x %}", "unknown word"),
        ("{% include 'x' %}", "not taken"),
        ("{% if x %}", "not ended"),
        ("{% endif %}", "not begun"),
        ("{% else %}", "not begun"),
        ("{% for x in y %}{% endif %}{% endfor %}", "not begun"),
        ("{%tr if x %}", "outside"),
        ("{% cellbg 'FFFFFF' %}", "outside"),
        ("{{ x|nonsense }}", "filter"),
        ("x }}", "stray"),
        ("{%p if x %}{%p endif %}", "twice"),
    ],
)
def test_every_kind_of_wrong_tag_is_named(text: str, kind: str) -> None:
    assert kind in [problem.kind for problem in check_template(lines(text))]


def test_a_sound_form_has_no_problem() -> None:
    data = grid(
        ["{%tr for r in rows %}", ""], ["{% vm %}{{ r.a }}", "{{ r.b|upper }} } {"], ["{%tr endfor %}", ""]
    )
    assert check_template(data, ["rows[].a", "rows[].b"]) == ()


def test_all_problems_are_named_at_once_each_with_its_place() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("{{ a b }} {{ nowhere }}")
        fill(document.add_table(2, 2), [["x", "{{ y|no }}"], ["{% vm %}", "{{ open"]])
        document.sections[0].header.paragraphs[0].text = "{% endfor %}"

    problems = check_template(form(build), ["y"])
    assert sorted((p.kind, p.place.table, p.place.row, p.place.cell) for p in problems if p.place.table) == [
        ("filter", 1, 1, 2), ("outside loop", 1, 2, 1), ("unclosed", 1, 2, 2),
    ]  # fmt: skip
    assert {(p.kind, p.place.part) for p in problems if not p.place.table} >= {
        ("syntax", "word/document.xml"), ("not begun", "word/header1.xml"),
    }  # fmt: skip
    assert all(p.words("ko") != p.words("en") and p.place.text in str(p) for p in problems)


def test_an_unknown_field_is_named_with_its_path() -> None:
    data = lines(
        "{% for t in topics %}{{ t.name }}{{ t.namex }}{% endfor %}", "{{ titlex }}", "{{ topics|length }}"
    )
    problems = check_template(data, ["topics[].name", "title"])
    assert [(p.kind, p.detail) for p in problems] == [("field", "topics[].namex"), ("field", "titlex")]


def test_blocks_must_end_on_the_level_where_they_begin() -> None:
    data = grid(["{% if x %}가", "나{% endif %}"])
    assert [p.kind for p in check_template(data)] == []
    data = grid(["{%tr if x %}"], ["{% endif %}"])
    assert "crossing" in [p.kind for p in check_template(data)]


def test_compiling_a_wrong_form_raises_one_error_with_all_problems() -> None:
    with pytest.raises(TemplateSyntaxError) as caught:
        compile_template(lines("{{ x", "{% endif %}"), name="서식.docx")
    assert [p.kind for p in caught.value.values["problems"]] == ["unclosed", "not begun"]  # type: ignore[attr-defined]
    assert "서식.docx" in str(caught.value)


def test_a_block_left_open_inside_another_is_named_with_the_other_s_end() -> None:
    problems = check_template(lines("{% if a %}", "{% for x in xs %}", "{% endif %}"))
    assert ("not ended", "{% for x in xs %}") in [(one.kind, one.tag) for one in problems]


def test_a_place_is_its_korean_words() -> None:
    assert str(Place("word/document.xml", 1, 2, 3, "글")) == "본문, 표 1, 2행 3칸 “글”"
    assert Place("word/charts/chart1.xml", None, None, None, "").words() == "word/charts/chart1.xml"
    assert Place("word/header2.xml", None, None, None, "가" * 70).words("en") == f"header 2 “{'가' * 60}…”"


def test_fields_of_a_call_block_are_found() -> None:
    source = "{% macro m(x) %}{{ caller(x) }}{% endmacro %}{% call(y) m(a.b) %}{{ y }}{{ c }}{% endcall %}"
    assert [field.path for field in compile_template(lines(source)).fields()] == ["a.b", "c"]
