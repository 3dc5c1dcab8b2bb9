from __future__ import annotations

import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongyak.documents import Picture, compile_template
from gongyak.documents.errors import (
    BrokenDocumentError,
    MissingFieldError,
    RenderingError,
    TemplateSyntaxError,
    UnprintableValueError,
    UnsafeTemplateError,
)
from tests.documents.forms import (
    body,
    cells,
    form,
    grid,
    lines,
    opened,
    part,
    png,
    render,
    runs,
    texts,
    with_part,
)

if TYPE_CHECKING:
    from docx.document import Document


def held(text: str) -> str:
    """What Word can hold of *text*, as python-docx reads it back."""
    for mark in ("\r\n", "\r", "\v", "\a"):
        text = text.replace(mark, "\n")
    text = text.replace("\f", "")
    return "".join(
        c
        for c in text
        if (c >= " " or c in "\n\t") and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff"
    )


ONE = compile_template(lines("<{{ x }}>"))
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60) | st.text(
    st.sampled_from([*"&<>\"'\n\t\r\v\f\0\x1b\x85\u00a0\u2028가漢😀]]>{{%}}{_{", "\ud800", "\uffff"]),
    max_size=40,
)


@given(ANY_TEXT)
@settings(max_examples=120, deadline=None)
def test_any_text_comes_out_as_it_was_without_what_word_cannot_hold(text: str) -> None:
    document = opened(ONE.render({"x": text}))
    assert "\n".join(texts(document)) == f"<{held(text)}>"


@given(st.lists(st.integers(1, 40), max_size=8, unique=True))
@settings(max_examples=40, deadline=None)
def test_tags_split_at_any_place_over_runs_render_the_same(cuts: list[int]) -> None:
    source = "가 {{ a }} 나 {% if b %}다{% endif %} {_{ 라 }_}"
    edges = [0, *sorted(cuts), len(source)]
    document = render(runs(*(source[i:j] for i, j in pairwise(edges))), {"a": "A", "b": 1})
    assert texts(document) == ["가 A 나 다 {{ 라 }}"]


def test_the_text_around_a_split_tag_keeps_its_formatting() -> None:
    document = render(runs("앞 ", "굵게 {{ na", "me }}", " 뒤 굵게"), {"name": "이름"})
    assert [(run.text, run.bold) for run in document.paragraphs[0].runs] == [
        ("앞 ", False), ("굵게 이름", True), (" 뒤 굵게", True),
    ]  # fmt: skip


def test_typographic_quotes_inside_a_tag_are_plain_ones() -> None:
    assert texts(render(lines("{{ “a” }}{{ ‘b’ }} “{{ x }}”"), {"x": 1})) == ["ab “1”"]


def test_a_field_may_have_the_name_of_a_dictionary_method() -> None:
    context = {"row": {"items": "가", "values": "나", "keys": "다", "count": 4, "get": "라"}}
    text = "{{ row.items }}{{ row.values }}{{ row.keys }}{{ row.count }}{{ row.get }}"
    assert texts(render(lines(text), context)) == ["가나다4라"]


def test_a_missing_field_is_named_with_its_path_and_place() -> None:
    template = compile_template(
        grid(["{%tr for p in pledges %}"], ["{{ p.name }}"], ["{%tr endfor %}"]), name="form"
    )
    with pytest.raises(MissingFieldError) as caught:
        template.render({"pledges": [{"id": 1}]})
    assert caught.value.values["field"] == "pledges[].name"
    assert "본문, 표 1, 2행 1칸" in str(caught.value)
    assert "table 1, row 2, cell 1" in caught.value.say("en")


@pytest.mark.parametrize(
    "tag", ["{{ x }}", "{%p if x %}¶{%p endif %}", "{{r x }}", "{{p x }}", "{% cellbg x %}"]
)
def test_a_missing_field_is_an_error_in_every_kind_of_tag(tag: str) -> None:
    with pytest.raises(MissingFieldError) as caught:
        render(grid([tag]))
    assert caught.value.values["field"] == "x"


@pytest.mark.parametrize("expression", ["''.__class__.__mro__", "x.__init__", "x.append(1)", "x.clear()"])
def test_a_template_cannot_leave_the_sandbox(expression: str) -> None:
    with pytest.raises((UnsafeTemplateError, MissingFieldError)):
        render(lines(f"{{{{ {expression} }}}}"), {"x": [1]})


def test_there_are_no_globals_and_no_filter_that_lets_data_pass_for_xml() -> None:
    with pytest.raises(MissingFieldError):
        render(lines("{{ range(3) }}"))
    for name in ("safe", "random", "urlize", "xmlattr", "attr"):
        with pytest.raises(TemplateSyntaxError):
            compile_template(lines(f"{{{{ x|{name} }}}}"))


def test_a_live_object_is_refused_with_its_path() -> None:
    class Row:
        def delete(self) -> None:
            raise AssertionError

    with pytest.raises(UnprintableValueError) as caught:
        ONE.render({"x": {"rows": [{"row": Row()}]}})
    assert caught.value.values == {"path": "x.rows[].row", "kind": "Row"}


@dataclass(frozen=True, slots=True)
class View:
    name: str
    parts: tuple[str, ...]


def test_a_frozen_view_is_printed_by_its_fields() -> None:
    data = lines("{{ v.name }}:{% for p in v.parts %}{{ p }}{% endfor %}")
    assert texts(render(data, {"v": View("가", ("1", "2"))})) == ["가:12"]


def test_the_same_input_gives_the_same_bytes() -> None:
    data = lines("{{ x }}", "{{ p }}")
    context = {"x": "가", "p": Picture(png())}
    first, second = (
        compile_template(data).render(
            context, properties={"번호": "1"}, modified=datetime(2025, 1, 2, tzinfo=UTC)
        )
        for _ in range(2)
    )
    assert first == second


def test_untouched_parts_are_the_template_s_own_bytes() -> None:
    data = lines("{{ x }}")
    made = ONE.render({"x": "1"})
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(BytesIO(made)) as new:
        assert new.testzip() is None
        assert new.namelist() == old.namelist()
        assert {i.date_time for i in new.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert all(new.read(n) == old.read(n) for n in old.namelist() if n != "word/document.xml")


def test_tags_stand_in_headers_footers_text_boxes_and_properties() -> None:
    def build(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "머리 {{ x }}"
        document.sections[0].footer.paragraphs[0].text = "바닥 {{ x }}"
        document.core_properties.title = "제목 {{ x }}"

    document = render(form(build), {"x": "<가>\n나"})
    assert document.sections[0].header.paragraphs[0].text == "머리 <가>\n나"
    assert document.sections[0].footer.paragraphs[0].text == "바닥 <가>\n나"
    assert document.core_properties.title == "제목 <가> 나"


def test_both_halves_of_a_text_box_are_filled() -> None:
    inner = "<w:txbxContent><w:p><w:r><w:t>{{ x }}</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    choice = (
        f'<mc:Choice Requires="wps">{inner}</mc:Choice><mc:Fallback><w:pict>{inner}</w:pict></mc:Fallback>'
    )
    data = body(f"<w:p><w:r><mc:AlternateContent {mc}>{choice}</mc:AlternateContent></w:r></w:p>")
    assert part(compile_template(data).render({"x": "상자"})).count("상자") == 2


def test_footnotes_are_filled() -> None:
    ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    inner = "<w:p><w:r><w:t>주 {{ x }}</w:t></w:r></w:p>"
    note = f'<w:footnotes {ns}><w:footnote w:id="1">{inner}</w:footnote></w:footnotes>'
    data = with_part(lines("가"), "word/footnotes.xml", note)
    assert "주 1)" in part(compile_template(data).render({"x": "1)"}), "word/footnotes.xml")


def test_alternative_texts_of_pictures_may_hold_tags() -> None:
    ns = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    drawing = f'<wp:docPr xmlns:wp="{ns}" id="7" name="{{{{ x }}}}"/>'
    xml = part(
        compile_template(body(f"<w:p><w:r><w:drawing>{drawing}</w:drawing></w:r></w:p>")).render(
            {"x": '"<&\n'}
        )
    )
    assert 'name="&quot;&lt;&amp; "' in xml or 'name="&#34;&lt;&amp; "' in xml


def test_thousands_of_empty_values_in_a_row_end_nothing() -> None:
    source = lines("가{% for v in values %}{{ v }}{% endfor %}나")
    assert texts(render(source, {"values": [""] * 50_000})) == ["가나"]


def test_what_comes_out_malformed_is_an_error_and_never_a_file() -> None:
    environment = jinja2.Environment(autoescape=True)
    template = compile_template(lines("{{ x|safe }}"), environment=environment)
    with pytest.raises(BrokenDocumentError):
        template.render({"x": "<w:r>"})


def test_a_value_in_a_place_it_cannot_fill_is_an_error_with_the_place() -> None:
    with pytest.raises(RenderingError, match="표 1, 1행 1칸"):
        render(grid(["{{tr x }}"]), {"x": "글"})
    with pytest.raises(RenderingError):
        render(lines("{{ x / 0 }}"), {"x": 1})


def test_an_environment_of_one_s_own_brings_its_filters_and_its_values() -> None:
    environment = jinja2.Environment(autoescape=False)  # noqa: S701 - the renderer escapes in any case
    environment.filters["twice"] = lambda text: text * 2
    template = compile_template(lines("{{ x|twice }}{{ f() }}{{ missing }}"), environment=environment)
    assert texts(opened(template.render({"x": "<&", "f": lambda: "!"}))) == ["<&<&!"]
    assert "gongyak.run" not in environment.filters


def test_none_prints_nothing_and_numbers_print_as_they_are() -> None:
    assert texts(render(lines("[{{ a }}{{ b }}{{ c }}]"), {"a": None, "b": 3, "c": True})) == ["[3True]"]


def test_raw_text_is_left_alone() -> None:
    assert texts(render(lines("{% raw %}{{ x }}{% endraw %}"))) == ["{{ x }}"]


def test_values_that_look_like_tags_stay_text() -> None:
    assert texts(render(lines("{{ x }}"), {"x": "{{ y }} {% z %} {_{"})) == ["{{ y }} {% z %} {_{"]


def test_macros_set_and_comments_work() -> None:
    data = lines(
        "{% macro m(a) %}[{{ a }}]{% endmacro %}{{ m('<') }}{# 메모 #}{% set y = 2 %}{{ y }}", "{#p 메모 #}"
    )
    assert texts(render(data)) == ["[<]2"]


def test_loops_nest_over_rows_paragraphs_and_tables() -> None:
    data = grid(
        ["{%tr for t in topics %}", ""],
        ["{{ t.name }}", "{%p for d in t.details %}¶- {{ d }}¶{%p endfor %}"],
        ["{%tr endfor %}", ""],
    )
    document = render(
        data, {"topics": [{"name": "가", "details": ["1", "2"]}, {"name": "나", "details": []}]}
    )
    assert cells(document) == [["가", "- 1\n- 2"], ["나", ""]]


def test_a_table_inside_a_repeated_cell_is_repeated_too() -> None:
    from tests.documents.forms import fill  # noqa: PLC0415

    def build(document: Document) -> None:
        table = document.add_table(3, 1)
        fill(table, [["{%tr for t in ts %}"], ["{{ t.n }}"], ["{%tr endfor %}"]])
        inner = table.cell(1, 0).add_table(3, 1)
        fill(inner, [["{%tr for d in t.ds %}"], ["{{ d }}"], ["{%tr endfor %}"]])

    document = render(form(build), {"ts": [{"n": "가", "ds": [1, 2]}, {"n": "나", "ds": []}]})
    first, second = (row.cells[0] for row in document.tables[0].rows)
    assert [row.cells[0].text for row in first.tables[0].rows] == ["1", "2"]
    assert second.tables == []
    assert second.paragraphs


def test_when_a_document_was_made_is_written_where_word_looks_for_it() -> None:
    moment = datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)
    core = opened(ONE.render({"x": 1}, modified=moment)).core_properties
    assert (
        core.created == core.modified == moment.replace(tzinfo=core.created.tzinfo if core.created else None)
    )
