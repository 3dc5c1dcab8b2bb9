from __future__ import annotations

import pytest
from jinja2 import TemplateError, UndefinedError
from jinja2.exceptions import SecurityError

from gongyak.sandbox import Sandbox


def test_a_missing_name_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        Sandbox().from_string("{{ nmae }}").render(name="x")


def test_a_key_comes_before_the_method_of_that_name() -> None:
    assert Sandbox().from_string("{{ row.items }}").render(row={"items": "셋"}) == "셋"


@pytest.mark.parametrize("source", ["{{ ''.__class__ }}", "{{ x.append(1) }}", "{{ x.__init__ }}"])
def test_what_lies_behind_a_value_is_out_of_reach(source: str) -> None:
    with pytest.raises(SecurityError):
        Sandbox().from_string(source).render(x=[])


@pytest.mark.parametrize(
    "source", ["{{ x | safe }}", "{{ x | random }}", "{{ x | tojson }}", "{{ range(9) }}", "{{ dict() }}"]
)
def test_there_are_no_globals_and_no_filters_that_let_data_pass_for_markup(source: str) -> None:
    with pytest.raises(TemplateError):
        Sandbox().from_string(source).render(x="<b>")


def test_text_is_escaped_unless_asked_otherwise() -> None:
    assert Sandbox().from_string("{{ x }}").render(x="<b>") == "&lt;b&gt;"
    assert Sandbox(autoescape=False).from_string("{{ x }}").render(x="<b>") == "<b>"
