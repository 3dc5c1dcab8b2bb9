from __future__ import annotations

import pytest
from jinja2 import Environment

from gongyak.documents import compile_template
from gongyak.documents.errors import MissingFieldError
from tests.documents.forms import body, cells, form, grid, lines, opened, part, render, texts

SHAPE = '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="{}"/></w:pict></w:r></w:p>'


class Marked:
    """A value of a caller's own environment that knows its XML."""

    def __html__(self) -> str:
        return "가&amp;나\n다"


def test_a_value_that_escapes_itself_is_printed_as_it_says() -> None:
    template = compile_template(lines("{{ x }}"), environment=Environment(autoescape=True))
    assert texts(opened(template.render({"x": Marked()}))) == ["가&나\n다"]


@pytest.mark.parametrize("tag", ["{{r x }}", "{{p x }}", "{% bookmark x %}가", "{% cellbg x %}"])
def test_a_missing_field_is_an_error_wherever_it_would_be_printed(tag: str) -> None:
    with pytest.raises(MissingFieldError, match="x"):
        render(grid([tag]))


def test_a_missing_field_is_an_error_in_an_attribute() -> None:
    with pytest.raises(MissingFieldError, match="x"):
        render(body(SHAPE.format("{{ x }}")))


def test_an_attribute_takes_what_a_macro_printed() -> None:
    macro = "<w:p><w:r><w:t>{% macro m(a) %}[{{ a }}]{% endmacro %}</w:t></w:r></w:p>"
    picture = macro + SHAPE.format("{{ m(x) }}")
    assert 'alt="[가 &amp; 나]"' in part(compile_template(body(picture)).render({"x": "가 & 나"}))


def test_what_a_macro_made_of_xml_takes_the_place_of_a_run() -> None:
    source = (
        "<w:p><w:r><w:t>{%r macro m(a) %}</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{{ a }}</w:t></w:r>"
        "<w:r><w:t>{%r endmacro %}</w:t></w:r></w:p><w:p><w:r><w:t>가 {{r m(x) }} 나</w:t></w:r></w:p>"
    )
    paragraph = render(body(source), {"x": "굵게"}).paragraphs[-1]
    assert [(run.text, run.bold) for run in paragraph.runs] == [("가 ", None), ("굵게", True), (" 나", None)]


def test_plain_text_is_no_row() -> None:
    with pytest.raises(Exception, match="row"):
        render(grid(["{{tr x }}", ""]), {"x": "가"})


def test_none_is_an_empty_run_paragraph_and_cell() -> None:
    assert texts(render(lines("가{{r x }}나", "{{p x }}"), {"x": None})) == ["가나", ""]
    assert cells(render(grid(["{{tc x }}", "가"]), {"x": None})) == [["", "가"]]


def test_a_value_outside_the_text_of_a_paragraph_is_kept() -> None:
    document = form(lambda each: each.add_paragraph("{{ x }}"))
    assert texts(render(document, {"x": 3.5})) == ["3.5"]
