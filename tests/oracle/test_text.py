"""Values in running text: expressions, filters, white space, line ends, escapes."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Any

import jinja2
import markupsafe
import pytest

from tests.oracle.outline import outline, text
from tests.oracle.peers import THEIRS, agreed, ours, rendered
from tests.oracle.templates import paragraphs, runs, split_tags


@dataclass
class Pledge:
    name: str
    budget: int

    def in_millions(self) -> str:
        return f"{self.budget / 1000:,.1f}"


@pytest.mark.parametrize(
    ("template", "context", "printed"),
    [
        ("{{ name }}", {"name": "바이오 클러스터"}, "바이오 클러스터"),
        ("공약: {{ name }}입니다", {"name": "도서관"}, "공약: 도서관입니다"),
        ("{{name}}", {"name": "close"}, "close"),
        ("{{ a }}{{ b }}", {"a": 1, "b": 2.5}, "12.5"),
        ("{{ a }} {{ b }}", {"a": None, "b": True}, "None True"),
        ("{{ pledge.name }}", {"pledge": {"name": "key"}}, "key"),
        ("{{ pledge.name }} {{ pledge.in_millions() }}", {"pledge": Pledge("길", 1500)}, "길 1.5"),
        ("{{ pledge['name'] }}", {"pledge": {"name": "quoted"}}, "quoted"),
        ("{{ rows[1].n }}", {"rows": [{"n": 1}, {"n": 2}]}, "2"),
        ("{{ names|join(', ') }}", {"names": ["가", "나"]}, "가, 나"),
        ("{{ name|upper }} {{ name|length }}", {"name": "abc"}, "ABC 3"),
        ("{{ missing|default('없음') }}", {}, "없음"),
        ('{{ missing|default("none") }}', {}, "none"),
        ("{{ n + 1 }} {{ n * 2 }} {{ n % 3 }} {{ n // 2 }} {{ n ** 2 }}", {"n": 7}, "8 14 1 3 49"),
        ("{{ '%05.1f' % n }} {{ '{:,}'.format(big) }}", {"n": 2.25, "big": 1234567}, "002.2 1,234,567"),
        ("{{ 'yes' if n > 3 and n < 9 else 'no' }}", {"n": 5}, "yes"),
        ("{{ a ~ '-' ~ b }}", {"a": 1, "b": 2}, "1-2"),
        ("{{ n|round(1) }} {{ n|int }}", {"n": 3.14}, "3.1 3"),
        ("{% if a %}yes{% else %}no{% endif %}", {"a": 0}, "no"),
        ("{% if a == 1 %}one{% elif a == 2 %}two{% else %}many{% endif %}", {"a": 2}, "two"),
        ("{% if a >= 1 and not b %}ok{% endif %}", {"a": 1, "b": False}, "ok"),
        ("{% if 'x' in names %}in{% endif %}", {"names": "xyz"}, "in"),
        ("{% for n in names %}{{ loop.index }}.{{ n }}{% if not loop.last %}, {% endif %}{% endfor %}",
         {"names": ["가", "나", "다"]}, "1.가, 2.나, 3.다"),
        ("{% for k, v in counts.items() %}{{ k }}={{ v }};{% endfor %}",
         {"counts": {"a": 1, "b": 2}}, "a=1;b=2;"),
        ("{% for n in [] %}x{% else %}empty{% endfor %}", {}, "empty"),
        ("{% for n in names if n > 1 %}{{ n }}{% endfor %}", {"names": [1, 2, 3]}, "23"),
        ("{% set total = a + b %}{{ total }}", {"a": 1, "b": 2}, "3"),
        ("{% set ns = namespace(t=0) %}{% for n in names %}{% set ns.t = ns.t + n %}{% endfor %}{{ ns.t }}",
         {"names": [1, 2, 3]}, "6"),
        ("{% with a = 3 %}{{ a }}{% endwith %}", {}, "3"),
        ("{% macro m(x) %}[{{ x }}]{% endmacro %}{{ m('가') }}", {}, "[가]"),
        ("{% filter upper %}abc{% endfilter %}", {}, "ABC"),
        ("{% raw %}{{ untouched }}{% endraw %}", {}, "{{ untouched }}"),
        ("{{ range(3)|list }}", {}, "[0, 1, 2]"),
        ("before{# a comment #}after", {}, "beforeafter"),
        ("no tags at all", {"unused": 1}, "no tags at all"),
        ("{{ “curly”|upper }} {{ ‘quotes’ }}", {}, "CURLY quotes"),
        ("{{ name }}", {"name": "漢字 ❍ – 😀"}, "漢字 ❍ – 😀"),
        ("100% sure, {a} {b}", {}, "100% sure, {a} {b}"),
        ("{{ rows|sum(attribute='n') }}", {"rows": [{"n": 1}, {"n": 2}]}, "3"),
        ("{{ names|sort|first }} {{ names|last }}", {"names": ["b", "a"]}, "a a"),
        ("{{ missing }}.", {}, "."),
        ("{% if missing %}there{% else %}not there{% endif %}", {}, "not there"),
        ("{% for n in missing %}x{% endfor %}.", {}, "."),
        ("{{ function(2) }}", {"function": lambda n: n * 21}, "42"),
    ],
)  # fmt: skip
def test_an_expression_prints_the_same(template: str, context: dict[str, Any], printed: str) -> None:
    assert text(agreed(paragraphs(template), context)) == [printed]


@pytest.mark.parametrize(
    "value",
    ["one\ntwo", "\n", "one\n\nthree", "a\tb", "\ttab first", "a\n", " two  spaces ", "", "가\n나\t다"],
)
def test_line_ends_and_tabs_in_a_value_become_words_own(value: str) -> None:
    agreed(paragraphs("before {{ value }} after"), {"value": value})


@pytest.mark.parametrize("value", ["one\atwo", "a\ab\ac", "a\n\tb\ac\nd\te"])
def test_new_paragraphs_in_a_value(value: str) -> None:
    agreed(paragraphs("before {{ value }} after", style="List Bullet"), {"value": value})


@pytest.mark.parametrize(
    ("value", "printed"), [("a\r\nb", "a\nb"), ("a\x0bb", "a\nb"), ("before\fafter", "before\fafter")]
)
def test_line_ends_of_other_systems_are_one_line_end_and_pages_need_no_paragraph(
    value: str, printed: str
) -> None:
    """docxtpl doubles the first, drops the second and gives the third a paragraph."""
    template = paragraphs("{{ value }}")
    assert text(rendered(ours(), template, {"value": value})) == [printed]
    assert text(rendered(THEIRS, template, {"value": value})) != [printed]


def test_a_value_keeps_the_formatting_of_its_run_through_line_ends() -> None:
    agreed(runs(("plain ", ""), ("{{ value }}", "bi"), (" plain", "")), {"value": "one\ntwo\tthree\afour"})


@pytest.mark.parametrize(
    "value", ["a & b", "<b>", "R&D센터 <최종>", "a < b > c", "\"quoted\" and 'single'", "]]>"]
)
def test_markup_in_a_value_is_text_under_autoescape(value: str) -> None:
    assert text(agreed(paragraphs("{{ value }}"), {"value": value}, autoescape=True)) == [value]


@pytest.mark.parametrize("value", ["a & b", "<b>", "R&D"])
def test_the_filter_e_escapes_markup(value: str) -> None:
    assert text(agreed(paragraphs("{{ value|e }}"), {"value": value})) == [value]


@pytest.mark.parametrize("escape", [html.escape, markupsafe.escape], ids=["html", "markupsafe"])
def test_a_value_escaped_by_the_script_prints_as_it_was(escape: Any) -> None:
    document = agreed(paragraphs("{{ value }}"), {"value": escape("R&D <최종>")})
    assert text(document) == ["R&D <최종>"]


@pytest.mark.parametrize("value", ["R&D센터 <최종>", "1 < 2", "a & b", "<not-a-tag", "AT&T; x"])
def test_unescaped_markup_is_never_lost(value: str) -> None:
    """docxtpl drops text here (it says so: escape what may hold markup); ours prints it, on purpose."""
    template = paragraphs("before {{ value }} after", "next")
    assert text(rendered(ours(), template, {"value": value})) == [f"before {value} after", "next"]


@pytest.mark.parametrize(
    ("template", "printed"),
    [("{_% if %_}", "{% if %}"), ("{_{ name }_}", "{{ name }}"), ("{_{ {{ name }} }_}", "{{ 길 }}")],
)
def test_escaped_delimiters_are_printed(template: str, printed: str) -> None:
    assert text(agreed(paragraphs(template), {"name": "길"})) == [printed]


@pytest.mark.parametrize("value", ["a\x01b", "\x1f", "a\x00b"])
def test_control_characters_are_dropped(value: str) -> None:
    agreed(paragraphs("[{{ value }}]"), {"value": value})


def test_spaces_around_a_tag_are_kept() -> None:
    document = agreed(paragraphs("  {{ a }}  {{ b }}  ", " {% if a %} x {% endif %} "), {"a": 1, "b": 2})
    assert text(document) == ["  1  2  ", "  x  "]


@pytest.mark.parametrize(
    ("lines", "printed"),
    [
        (("I live", "{%- if town -%}", " in town", "{%- else -%}", " outside", "{%- endif -%}", " gladly."),
         ["I live in town gladly."]),
        (("a", "{%- if not town -%}", " hidden", "{%- endif -%}", "b"), ["ab"]),
        (("a {%- if town %} b {% endif -%} c",), ["a b c"]),
        (("list:", "{%- for n in names -%}", " {{ n }}", "{%- endfor -%}", " end"), ["list: 1 2 end"]),
        (("one {% if town -%}", "two{% endif %}"), ["one two"]),
    ],
)  # fmt: skip
def test_a_dash_joins_lines(lines: tuple[str, ...], printed: list[str]) -> None:
    assert text(agreed(paragraphs(*lines), {"town": True, "names": [1, 2]})) == printed


def test_a_tag_split_over_runs_is_one_tag() -> None:
    template = split_tags(
        paragraphs("Dear {{ person.name }}, {% if late %}late{% else %}in time{% endif %}.")
    )
    assert text(agreed(template, {"person": {"name": "김하나"}, "late": False})) == ["Dear 김하나, in time."]


def test_a_tag_split_over_runs_of_different_formatting_takes_the_first_one() -> None:
    """docxtpl takes the text behind the tag along; ours leaves it its own formatting, on purpose."""
    template = runs(("Dear {", "b"), ("{ na", "i"), ("me }", ""), ("} and so on", "u"))
    made = rendered(ours(), template, {"name": "김하나"})
    assert "P 'Dear 김하나'<b> ' and so on'<u(val=single)>" in outline(made)
    assert text(made) == text(rendered(THEIRS, template, {"name": "김하나"}))


def test_a_tag_between_formatted_runs_leaves_them_alone() -> None:
    template = runs(
        ("bold", "b"),
        (" {{ a }} ", ""),
        ("italic {{ b }}", "i"),
        ("{% if c %}", ""),
        ("under", "u"),
        ("{% endif %}", ""),
    )
    agreed(template, {"a": 1, "b": 2, "c": True})


def test_a_tag_over_a_tab_or_a_line_break() -> None:
    assert text(agreed(paragraphs("{% if a %}x\ty{% endif %}\t{{ a }}"), {"a": 1})) == ["x\ty\t1"]


def test_own_filters_come_with_the_environment() -> None:
    def environment() -> jinja2.Environment:
        made = jinja2.Environment()  # noqa: S701 - as the documentation of docxtpl shows it
        made.filters["multiply_by"] = lambda value, by: value * by
        made.tests["even"] = lambda n: n % 2 == 0
        made.globals["city"] = "고양"
        return made

    template = paragraphs("{{ price|multiply_by(3) }} {% if price is even %}even{% endif %} {{ city }}")
    assert text(agreed(template, {"price": 4}, environment)) == ["12 even 고양"]


def test_an_environment_that_escapes() -> None:
    document = agreed(paragraphs("{{ a }}"), {"a": "R&D"}, lambda: jinja2.Environment(autoescape=True))
    assert text(document) == ["R&D"]


def test_a_strict_environment_refuses_a_missing_value() -> None:
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined)  # noqa: S701
    with pytest.raises(jinja2.UndefinedError, match="missing"):
        rendered(ours(), paragraphs("{{ missing }}"), {}, lambda: environment)


def test_other_delimiters_are_refused() -> None:
    """docxtpl takes them; ours says that it does not, rather than print the tags."""
    environment = jinja2.Environment(variable_start_string="[[", variable_end_string="]]")  # noqa: S701
    with pytest.raises(NotImplementedError, match="delimiters"):
        rendered(ours(), paragraphs("Dear [[ name ]]"), {"name": "김하나"}, lambda: environment)


def test_a_wrong_template_is_an_error_that_names_the_tag() -> None:
    with pytest.raises(jinja2.TemplateSyntaxError, match="if a"):
        rendered(ours(), paragraphs("{% if a %}never closed"), {"a": 1})


def test_statements_of_an_environments_extensions() -> None:
    def environment() -> jinja2.Environment:
        return jinja2.Environment(extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"])  # noqa: S701

    template = paragraphs(
        "{% set found = [] %}{% for n in names %}{% if n > 2 %}{% break %}{% endif %}{% do found.append(n) %}"
        "{% endfor %}{{ found|join('+') }}"
    )
    assert text(agreed(template, {"names": [1, 2, 3, 4]}, environment)) == ["1+2"]
