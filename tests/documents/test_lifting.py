from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gongyak.documents import RichText, Run, compile_template
from gongyak.documents.errors import TemplateSyntaxError
from tests.documents.forms import body, cells, columns, form, grid, lines, render, runs, texts

if TYPE_CHECKING:
    from docx.document import Document


HOUSE = ["집은", "{%- if town -%}", " 시내에", "{%- else -%}", " 시골에", "{%- endif -%}", " 있다"]


@pytest.mark.parametrize(("town", "said"), [(True, "집은 시내에 있다"), (False, "집은 시골에 있다")])
def test_lines_are_merged_with_those_before_and_after(town: bool, said: str) -> None:  # noqa: FBT001
    assert texts(render(lines(*HOUSE), {"town": town})) == [said]
    assert texts(render(lines("\n".join(HOUSE)), {"town": town})) == [said]


def test_in_the_middle_of_a_line_the_dash_takes_the_spaces_beside_its_tag() -> None:
    assert texts(render(lines("가 {%- if yes %} 나 {% endif -%} 다"), {"yes": True})) == ["가 나 다"]


def test_merging_without_a_neighbour_is_a_mistake() -> None:
    from gongyak.documents import check_template  # noqa: PLC0415

    assert [p.kind for p in check_template(lines("{%- if 1 %}{% endif %}"))] == ["merge"]


@pytest.mark.parametrize(("yes", "left"), [(True, ["앞", "가", "뒤"]), (False, ["앞", "뒤"])])
def test_paragraph_tags_take_their_paragraph_with_them(yes: bool, left: list[str]) -> None:  # noqa: FBT001
    assert texts(render(lines("앞", "{%p if yes %}", "가", "{%p endif %}", "뒤"), {"yes": yes})) == left


def test_row_tags_repeat_rows() -> None:
    data = grid(["머리"], ["{%tr for r in rows %}"], ["{{ r }}"], ["{%tr endfor %}"])
    assert cells(render(data, {"rows": ["가", "나"]})) == [["머리"], ["가"], ["나"]]


def test_a_table_whose_rows_all_went_is_no_table() -> None:
    document = render(grid(["{%tr for r in rows %}"], ["{{ r }}"], ["{%tr endfor %}"]), {"rows": []})
    assert document.tables == []


def test_a_cell_whose_paragraphs_all_went_keeps_an_empty_one() -> None:
    document = render(grid(["{%p if no %}¶가¶{%p endif %}"]), {"no": False})
    assert cells(document) == [[""]]
    assert len(document.tables[0].cell(0, 0).paragraphs) == 1


def test_a_header_whose_paragraphs_all_went_keeps_an_empty_one() -> None:
    def build(document: Document) -> None:
        header = document.sections[0].header
        header.paragraphs[0].text = "{%p if no %}"
        header.add_paragraph("가")
        header.add_paragraph("{%p endif %}")

    assert [p.text for p in render(form(build), {"no": False}).sections[0].header.paragraphs] == [""]


def test_a_run_tag_keeps_the_text_on_both_sides_with_its_formatting() -> None:
    document = render(runs("", "앞 {{r x }} 뒤 {{r x }}"), {"x": RichText((Run("가", italic=True),))})
    found = [(run.text, run.bold, run.italic) for run in document.paragraphs[0].runs if run.text]
    assert found == [("앞 ", True, None), ("가", None, True), (" 뒤 ", True, None), ("가", None, True)]


def test_run_tags_repeat_runs() -> None:
    document = render(runs("앞{%r for x in xs %}", "{{ x }}", "{%r endfor %}뒤"), {"xs": [1, 2]})
    assert [(run.text, run.bold) for run in document.paragraphs[0].runs] == [
        ("앞", False), ("1", True), ("2", True), ("뒤", False),
    ]  # fmt: skip


def test_comments_take_their_paragraph_row_or_run_with_them() -> None:
    assert texts(render(lines("{#p 메모 #}", "가{#r 메모 #}나"))) == ["가나"]
    assert cells(render(grid(["{#tr 메모 #}"], ["가"]))) == [["가"]]


def test_a_cell_comment_takes_its_column_along() -> None:
    document = render(grid(["가", "{#tc 메모 #}", "나"]))
    assert cells(document) == [["가", "나"]]
    assert len(columns(document)) == 2


def test_plain_text_fits_every_level() -> None:
    assert texts(render(lines("{{r x }}", "{{p x }}"), {"x": "<가>\n나"})) == ["<가>\n나", "<가>\n나"]
    assert cells(render(grid(["가", "{{tc x }}"]), {"x": "나"})) == [["가", "나"]]


def test_a_break_merged_away_goes_with_its_line() -> None:
    tag = "<w:t>{%- if 1 -%}</w:t>"
    xml = f"<w:p><w:r><w:t>가</w:t><w:br/>{tag}<w:br/><w:t>나</w:t><w:t>{{% endif %}}</w:t></w:r></w:p>"
    assert texts(render(body(xml))) == ["가나"]


@pytest.mark.parametrize("tag", ["{%- if 1 %}가{% endif %}", "{% if 1 %}가{% endif -%}"])
def test_a_line_with_no_line_beside_it_cannot_be_merged(tag: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="합칠"):
        compile_template(body(f"<w:p><w:r><w:t>{tag}</w:t></w:r></w:p>"))


def test_a_run_tag_takes_the_rest_of_its_run_along() -> None:
    xml = (
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>가{%r if x %}</w:t><w:tab/><w:t>나</w:t></w:r>"
        "<w:r><w:t>다{%r endif %}라</w:t></w:r></w:p>"
    )
    assert texts(render(body(xml), {"x": True})) == ["가\t나다라"]
    assert texts(render(body(xml), {"x": False})) == ["가라"]
