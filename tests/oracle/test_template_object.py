"""The object a script holds: opening, rendering again, asking for fields, python-docx underneath, saving."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import pytest

from tests.oracle.outline import text
from tests.oracle.peers import THEIRS, both, ours
from tests.oracle.templates import empty, header_and_footer, paragraphs, saved, table

if TYPE_CHECKING:
    from types import ModuleType


def _document(script_document: Any) -> bytes:
    file = BytesIO()
    script_document.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    "named", [str, Path, lambda path: BytesIO(path.read_bytes())], ids=["str", "path", "file"]
)
def test_a_template_is_opened_from_a_path_or_a_file(tmp_path: Path, named: Any) -> None:
    (tmp_path / "서식.docx").write_bytes(paragraphs("{{ a }}"))

    def script(peer: ModuleType) -> bytes:
        document = peer.DocxTemplate(named(tmp_path / "서식.docx"))
        document.render({"a": "열림"})
        return _document(document)

    assert text(both(script)) == ["열림"]


@pytest.mark.parametrize("named", [str, Path])
def test_a_document_is_saved_to_a_path(tmp_path: Path, named: Any) -> None:
    target = tmp_path / "보고서.docx"

    def script(peer: ModuleType) -> bytes:
        document = peer.DocxTemplate(BytesIO(paragraphs("{{ a }}")))
        document.render({"a": "저장"})
        document.save(named(target))
        return target.read_bytes()

    assert text(both(script)) == ["저장"]


def test_one_template_is_rendered_several_times() -> None:
    def script(peer: ModuleType) -> bytes:
        document = peer.DocxTemplate(BytesIO(paragraphs("{{ title }}", "{{ body }}")))
        made = b""
        for number in ("one", "two", "three"):
            document.render({"title": f"title {number}", "body": f"body {number}"})
            made = _document(document)
            assert text(made) == [f"title {number}", f"body {number}"]
        return made

    both(script)


def test_a_second_rendering_forgets_the_first() -> None:
    def script(peer: ModuleType) -> bytes:
        document = peer.DocxTemplate(BytesIO(paragraphs("{{ a }} {_{ b }_}")))
        document.render({"a": 1})
        document.render({"b": 2})
        return _document(document)

    assert text(both(script)) == [" {{ b }}"]


def test_a_rendered_document_is_saved_twice() -> None:
    def script(peer: ModuleType) -> bytes:
        document = peer.DocxTemplate(BytesIO(paragraphs("{{ a }}")))
        document.render({"a": 1})
        assert text(_document(document)) == ["1"]
        return _document(document)

    both(script)


def test_a_template_that_was_not_rendered_is_saved_as_it_is() -> None:
    assert text(both(lambda peer: _document(peer.DocxTemplate(BytesIO(paragraphs("{{ a }}")))))) == [
        "{{ a }}"
    ]


FIELDS = paragraphs(
    "{{ a }} {{ b.c }} {{ d|upper }}",
    "{% for x in xs %}{{ x.y }}{{ z }}{{ loop.index }}{% endfor %}",
    "{% set q = 1 %}{{ q }}",
    "{%p if w and w.v %}",
    "{{ f(g) }}",
    "{%p endif %}",
)


@pytest.mark.parametrize(
    ("template", "names"),
    [
        (FIELDS, {"a", "b", "d", "xs", "z", "w", "f", "g"}),
        (header_and_footer("{{ head }}", "{{ foot }}", "{{ a }}"), {"head", "foot", "a"}),
        (table(["{%tr for i in lines %}"], ["{{ i.n }}", "{% cellbg colour %}x"], ["{%tr endfor %}"]),
         {"lines", "colour"}),
        (paragraphs("nothing to fill"), set()),
        (paragraphs("{%p for a in deep %}", "{%p for b in a.d %}", "{{ b }}{{ a }}{{ c }}", "{%p endfor %}",
                    "{%p endfor %}"), {"deep", "c"}),
    ],
)  # fmt: skip
def test_the_fields_of_a_template(template: bytes, names: set[str]) -> None:
    for peer in (THEIRS, ours()):
        assert peer.DocxTemplate(BytesIO(template)).get_undeclared_template_variables() == names


def test_the_fields_a_context_lacks() -> None:
    context = {"a": 1, "b": {}, "f": str, "xs": []}
    for peer in (THEIRS, ours()):
        document = peer.DocxTemplate(BytesIO(FIELDS))
        assert document.get_undeclared_template_variables(context=context) == {"d", "z", "w", "g"}
        environment = jinja2.Environment()  # noqa: S701
        lacking = document.get_undeclared_template_variables(environment, context)
        assert lacking == {"d", "z", "w", "g"}


def test_the_fields_are_the_same_after_rendering() -> None:
    for peer in (THEIRS, ours()):
        document = peer.DocxTemplate(BytesIO(paragraphs("{{ a }} {{ b }}")))
        document.render({"a": 1})
        assert document.get_undeclared_template_variables() == {"a", "b"}
        assert document.get_undeclared_template_variables(context={"a": 1}) == {"b"}


def test_the_fields_with_own_filters() -> None:
    environment = jinja2.Environment()  # noqa: S701
    environment.filters["double"] = lambda value: value * 2
    for peer in (THEIRS, ours()):
        document = peer.DocxTemplate(BytesIO(paragraphs("{{ a|double }}")))
        assert document.get_undeclared_template_variables(environment) == {"a"}


def test_python_docx_changes_a_rendered_document() -> None:
    def script(peer: ModuleType) -> bytes:
        document = peer.DocxTemplate(BytesIO(paragraphs("{{ a }}")))
        document.render({"a": 5})
        document.docx.paragraphs[0].add_run(" run")
        document.add_paragraph("more")
        document.docx.core_properties.keywords = "rendered"
        assert [paragraph.text for paragraph in document.paragraphs] == ["5 run", "more"]
        return _document(document)

    assert text(both(script)) == ["5 run", "more"]


def test_python_docx_changes_a_template_before_it_is_rendered() -> None:
    def script(peer: ModuleType) -> bytes:
        document = peer.DocxTemplate(BytesIO(paragraphs("{{ a }}")))
        document.get_docx().add_paragraph("added {{ a }}")
        document.render({"a": 5})
        return _document(document)

    assert text(both(script)) == ["5", "added 5"]


def test_python_docx_reads_the_template() -> None:
    document = empty()
    document.add_heading("{{ title }}", 1)
    document.add_table(2, 3)
    for peer in (THEIRS, ours()):
        opened = peer.DocxTemplate(BytesIO(saved(document)))
        assert [paragraph.text for paragraph in opened.get_docx().paragraphs] == ["{{ title }}"]
        assert len(opened.tables) == 1
        assert len(opened.sections) == 1
        assert opened.styles["Heading 1"].name == "Heading 1"


def test_an_attribute_that_nobody_has_is_an_error() -> None:
    for peer in (THEIRS, ours()):
        document = peer.DocxTemplate(BytesIO(paragraphs("a")))
        document.render({})
        with pytest.raises(AttributeError, match="nosuch"):
            document.nosuch  # noqa: B018


def test_a_wrong_tag_is_jinjas_own_error() -> None:
    for peer in (THEIRS, ours()):
        document = peer.DocxTemplate(BytesIO(paragraphs("before", "{% nosuch %}", "after")))
        with pytest.raises(jinja2.TemplateSyntaxError, match="nosuch"):
            document.render({})


def test_a_missing_value_with_parts_is_jinjas_own_error() -> None:
    for peer in (THEIRS, ours()):
        document = peer.DocxTemplate(BytesIO(paragraphs("{{ a.b.c }}")))
        with pytest.raises(jinja2.UndefinedError, match="'a' is undefined"):
            document.render({})


def test_a_context_is_left_as_it_was() -> None:
    context: dict[str, Any] = {"names": [1, 2], "more": {"x": "R&D"}}
    document = ours().DocxTemplate(BytesIO(paragraphs("{% for n in names %}{{ n }}{% endfor %}{{ more.x }}")))
    document.render(context)
    assert context == {"names": [1, 2], "more": {"x": "R&D"}}


def test_everything_docxtpl_exports_is_here() -> None:
    public = {"DocxTemplate", "InlineImage", "Listing", "R", "RP", "RichText", "RichTextParagraph"}
    assert public <= set(dir(THEIRS))
    assert public <= set(ours().__all__)
    assert ours().R is ours().RichText
    assert ours().RP is ours().RichTextParagraph
