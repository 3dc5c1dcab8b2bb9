"""Paragraph and run tags: ``{%p``, ``{%r``, ``{#p``."""

from __future__ import annotations

from typing import Any

import pytest

from tests.oracle.outline import text
from tests.oracle.peers import agreed
from tests.oracle.templates import add_runs, empty, paragraphs, saved, split_tags


@pytest.mark.parametrize(
    ("lines", "printed"),
    [
        (("{%p if yes %}", "shown", "{%p endif %}", "after"), ["shown", "after"]),
        (("{%p if no %}", "hidden", "{%p endif %}", "after"), ["after"]),
        (("{%p if no %}", "a", "{%p elif yes %}", "b", "{%p else %}", "c", "{%p endif %}"), ["b"]),
        (("{%p for n in names %}", "- {{ n }}", "{%p endfor %}"), ["- 가", "- 나"]),
        (("{%p for n in names %}", "{{ n }}", "{%p if loop.first %}", "first", "{%p endif %}",
          "{%p endfor %}"), ["가", "first", "나"]),
        (("{%p for a in deep %}", "{{ a.t }}", "{%p for b in a.d %}", "- {{ a.t }}{{ b }}", "{%p endfor %}",
          "{%p endfor %}", "end"), ["x", "- x1", "- x2", "y", "- y3", "end"]),
        (("{%p set total = 3 %}", "{{ total }}"), ["3"]),
        (("before {%p if yes %} after", "kept", "{%p endif %}"), ["kept"]),
        (("{#p a comment #}", "kept"), ["kept"]),
        (("{%p if yes %}", "", "{%p endif %}", "x"), ["", "x"]),
    ],
)  # fmt: skip
def test_a_paragraph_tag_rules_whole_paragraphs(lines: tuple[str, ...], printed: list[str]) -> None:
    deep = [{"t": "x", "d": [1, 2]}, {"t": "y", "d": [3]}]
    values: dict[str, Any] = {"yes": True, "no": False, "names": ["가", "나"], "deep": deep}
    assert text(agreed(paragraphs(*lines), values)) == printed


def test_paragraph_tags_split_over_runs() -> None:
    template = split_tags(paragraphs("{%p for n in names %}", "- {{ n }}", "{%p endfor %}"))
    assert text(agreed(template, {"names": [1, 2]})) == ["- 1", "- 2"]


def test_styles_inside_a_loop_of_paragraphs_are_kept() -> None:
    document = empty()
    document.add_paragraph("{%p for topic in topics %}")
    document.add_paragraph("{{ topic.title }}", "Heading 2")
    document.add_paragraph("{%p for detail in topic.details %}")
    add_runs(document.add_paragraph(style="List Bullet"), ("when: ", "b"), ("{{ detail }}", "i"))
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")
    topics = [{"title": "협약", "details": ["2024. 8. 29.", "R"]}, {"title": "기공", "details": []}]
    printed = text(agreed(saved(document), {"topics": topics}))
    assert printed == ["협약", "when: 2024. 8. 29.", "when: R", "기공"]


def test_a_run_tag_takes_its_run_away() -> None:
    document = empty()
    add_runs(document.add_paragraph(), ("always ", ""), ("{%r if late %}", ""), ("very late", "b"),
             ("{%r endif %}", ""), (" end", ""))  # fmt: skip
    assert text(agreed(saved(document), {"late": True})) == ["always very late end"]
    assert text(agreed(saved(document), {"late": False})) == ["always  end"]


def test_a_loop_of_runs() -> None:
    document = empty()
    add_runs(document.add_paragraph(), ("{%r for n in names %}", ""), ("{{ n }}", "b"), (", ", "i"),
             ("{%r endfor %}", ""))  # fmt: skip
    assert text(agreed(saved(document), {"names": ["가", "나"]})) == ["가, 나, "]


def test_an_ordinary_loop_over_runs_repeats_their_formatting() -> None:
    document = empty()
    add_runs(document.add_paragraph(), ("{% for n in names %}", ""), ("{{ n }}", "b"), ("; ", "i"),
             ("{% endfor %}", ""))  # fmt: skip
    assert text(agreed(saved(document), {"names": ["가", "나"]})) == ["가; 나; "]


def test_an_ordinary_condition_over_paragraphs_and_runs() -> None:
    template = paragraphs("a{% if yes %}", "b", "{% endif %}c")
    assert text(agreed(template, {"yes": True})) == ["a", "b", "c"]


def test_a_paragraph_tag_between_tables() -> None:
    document = empty()
    document.add_paragraph("{%p if yes %}")
    document.add_table(1, 1).cell(0, 0).text = "in the table: {{ n }}"
    document.add_paragraph("{%p else %}")
    document.add_paragraph("no table")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("end")
    assert text(agreed(saved(document), {"yes": True, "n": 1})) == ["in the table: 1", "end"]
    assert text(agreed(saved(document), {"yes": False, "n": 1})) == ["no table", "end"]


def test_a_table_in_a_loop_of_paragraphs() -> None:
    document = empty()
    document.add_paragraph("{%p for row in rows %}")
    document.add_paragraph("{{ loop.index }}", "Heading 1")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "{{ row.a }}", "{{ row.b }}"
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("end")
    agreed(saved(document), {"rows": [{"a": 1, "b": 2}, {"a": 3, "b": 4}]})
