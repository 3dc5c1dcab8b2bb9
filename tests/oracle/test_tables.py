"""Tables: row and column loops, spans, merges and colours."""

from __future__ import annotations

from typing import Any

import pytest
from docx.shared import Cm

from tests.oracle.outline import grid, text
from tests.oracle.peers import agreed
from tests.oracle.templates import add_table, empty, paragraphs, saved, split_tags, table


def test_a_loop_of_rows() -> None:
    template = table(
        ["품목", "금액"],
        ["{%tr for i in lines %}"],
        ["{{ i.name }}", "{{ i.sum }}"],
        ["{%tr endfor %}"],
        ["계", "{{ total }}"],
    )
    lines = [{"name": "나무", "sum": 10}, {"name": "돌", "sum": 20}]
    document = agreed(template, {"lines": lines, "total": 30})
    assert grid(document) == [["품목", "금액"], ["나무", "10"], ["돌", "20"], ["계", "30"]]


def test_a_loop_of_no_rows_leaves_the_others() -> None:
    template = table(["head"], ["{%tr for i in lines %}"], ["{{ i }}"], ["{%tr endfor %}"])
    assert grid(agreed(template, {"lines": []})) == [["head"]]


def test_a_row_tag_stands_in_any_cell_of_its_row() -> None:
    template = table(["", "{%tr for i in lines %}"], ["{{ i }}", "x"], ["{%tr endfor %}", ""])
    assert grid(agreed(template, {"lines": [1, 2]})) == [["1", "x"], ["2", "x"]]


def test_conditions_on_rows() -> None:
    template = table(
        ["{%tr if a %}"],
        ["one"],
        ["{%tr elif b %}"],
        ["two"],
        ["{%tr else %}"],
        ["three"],
        ["{%tr endif %}"],
        ["end"],
    )
    assert grid(agreed(template, {"a": 1})) == [["one"], ["end"]]
    assert grid(agreed(template, {"b": 1})) == [["two"], ["end"]]
    assert grid(agreed(template, {})) == [["three"], ["end"]]


def test_a_condition_in_a_loop_of_rows() -> None:
    template = table(
        ["{%tr for i in lines %}"],
        ["{%tr if i.sum > 10 %}"],
        ["{{ i.name }}", "{{ i.sum }}"],
        ["{%tr endif %}"],
        ["{%tr endfor %}"],
    )
    lines = [{"name": "a", "sum": 5}, {"name": "b", "sum": 15}, {"name": "c", "sum": 25}]
    assert grid(agreed(template, {"lines": lines})) == [["b", "15"], ["c", "25"]]


def test_loops_of_rows_in_loops_of_rows() -> None:
    template = table(
        ["{%tr for g in groups %}"],
        ["{{ g.name }}", ""],
        ["{%tr for i in g.lines %}"],
        ["{{ loop.index }}", "{{ g.name }}/{{ i }}"],
        ["{%tr endfor %}"],
        ["{%tr endfor %}"],
    )
    groups = [
        {"name": "가", "lines": ["x", "y"]},
        {"name": "나", "lines": []},
        {"name": "다", "lines": ["z"]},
    ]
    printed = grid(agreed(template, {"groups": groups}))
    assert printed == [["가", ""], ["1", "가/x"], ["2", "가/y"], ["나", ""], ["다", ""], ["1", "다/z"]]


def test_row_tags_split_over_runs() -> None:
    template = split_tags(table(["{%tr for i in lines %}"], ["{{ i }}"], ["{%tr endfor %}"]))
    assert grid(agreed(template, {"lines": [1, 2]})) == [["1"], ["2"]]


def test_paragraph_loops_inside_a_cell_of_a_row_loop() -> None:
    template = table(
        ["{%tr for t in topics %}"],
        ["{{ t.name }}", "{%p for d in t.details %}\n- {{ d }}\n{%p endfor %}\nend"],
        ["{%tr endfor %}"],
    )
    topics = [{"name": "a", "details": [1, 2]}, {"name": "b", "details": []}]
    document = agreed(template, {"topics": topics})
    assert text(document) == ["a", "- 1", "- 2", "end", "b", "end", "after the table"]


def test_a_row_comment() -> None:
    assert grid(agreed(table(["a", "b"], ["{#tr nobody sees this #}"], ["c", "d"]), {})) == [
        ["a", "b"],
        ["c", "d"],
    ]


def test_a_loop_of_columns() -> None:
    template = table(["항목", "{%tc for y in years %}", "{{ y }}", "{%tc endfor %}", "계"])
    assert grid(agreed(template, {"years": [2022, 2023, 2024]})) == [["항목", "2022", "2023", "2024", "계"]]


def test_columns_in_a_loop_of_rows() -> None:
    template = table(
        ["", "{%tc for y in years %}", "{{ y }}", "{%tc endfor %}"],
        ["{%tr for r in rows %}", "", "", ""],
        ["{{ r.name }}", "{%tc for v in r.values_ %}", "{{ v }}", "{%tc endfor %}"],
        ["{%tr endfor %}", "", "", ""],
    )
    rows = [{"name": "국비", "values_": [1, 2]}, {"name": "시비", "values_": [3, 4]}]
    document = agreed(template, {"years": [2023, 2024], "rows": rows})
    assert grid(document) == [["", "2023", "2024"], ["국비", "1", "2"], ["시비", "3", "4"]]


def test_a_loop_of_several_columns_each() -> None:
    template = table(["{%tc for y in years %}", "{{ y }}", "({{ y }})", "{%tc endfor %}", "end"])
    assert grid(agreed(template, {"years": [1, 2]})) == [["1", "(1)", "2", "(2)", "end"]]


def test_a_condition_on_a_column() -> None:
    template = table(["a", "{%tc if yes %}", "b", "{%tc endif %}", "c"])
    assert grid(agreed(template, {"yes": True})) == [["a", "b", "c"]]
    assert grid(agreed(template, {"yes": False})) == [["a", "c"]]


def test_a_column_comment() -> None:
    assert grid(agreed(table(["a", "{#tc hidden #}", "b"]), {})) == [["a", "b"]]


def test_fewer_columns_than_before_narrow_the_grid() -> None:
    document = empty()
    add_table(document, [["{%tc for y in years %}", "{{ y }}", "{%tc endfor %}", "end"]])
    for column in document.tables[0].columns:
        column.width = Cm(4)
    assert grid(agreed(saved(document), {"years": []})) == [["end"]]


@pytest.mark.parametrize("span", [1, 2, 3])
def test_a_column_span_by_value(span: int) -> None:
    template = table(["{% colspan n %}title"], ["a", "b", "c"])
    assert grid(agreed(template, {"n": span}))[0] == ["title"]


def test_a_column_span_over_a_loop_of_columns() -> None:
    template = table(
        [
            "{% colspan years|length %}연도",
        ],
        ["{%tc for y in years %}", "{{ y }}", "{%tc endfor %}"],
    )
    assert grid(agreed(template, {"years": [1, 2, 3, 4]})) == [["연도"], ["1", "2", "3", "4"]]


@pytest.mark.parametrize("colour", ["FF0000", "00ff00", ""])
def test_a_cell_takes_its_colour_from_a_value(colour: str) -> None:
    agreed(table(["{% cellbg colour %}{{ name }}", "plain"]), {"colour": colour, "name": "완료"})


def test_cell_colours_in_a_loop_of_rows() -> None:
    template = table(
        ["{%tr for s in states %}"], ["{% cellbg s.colour %}{{ s.name }}", "{{ s.n }}"], ["{%tr endfor %}"]
    )
    states = [{"name": "완료", "colour": "D9EAD3", "n": 1}, {"name": "보류", "colour": "F4CCCC", "n": 2}]
    agreed(template, {"states": states})


def test_a_cell_colour_and_a_span_together() -> None:
    agreed(table(["{% colspan 2 %}{% cellbg 'AABBCC' %}both"], ["a", "b"]), {})
    agreed(table(["{% cellbg 'AABBCC' %}{% colspan 2 %}both"], ["a", "b"]), {})


def test_cells_that_merge_vertically_in_a_loop() -> None:
    template = table(["{%tr for i in lines %}"], ["{% vm %}group", "{{ i }}"], ["{%tr endfor %}"])
    document = agreed(template, {"lines": ["a", "b", "c"]})
    assert [row[1] for row in grid(document)] == ["a", "b", "c"]


def test_vertical_merges_in_nested_loops() -> None:
    template = table(
        ["{%tr for g in groups %}"],
        ["{%tr for i in g.lines %}"],
        ["{% vm %}{{ g.name }}", "{{ i }}"],
        ["{%tr endfor %}"],
        ["{%tr endfor %}"],
    )
    agreed(template, {"groups": [{"name": "가", "lines": [1, 2]}, {"name": "나", "lines": [3, 4, 5]}]})


def test_cells_that_merge_horizontally_in_a_loop() -> None:
    template = table(
        ["{%tc for y in years %}", "{% hm %}연도", "{%tc endfor %}"],
        ["{%tc for y in years %}", "{{ y }}", "{%tc endfor %}"],
    )
    assert grid(agreed(template, {"years": [1, 2, 3]})) == [["연도"], ["1", "2", "3"]]


def test_cells_that_merge_horizontally_in_a_loop_of_rows() -> None:
    template = table(
        ["{%tr for r in rows %}", "", ""],
        ["{%tc for y in years %}", "{% hm %}{{ r }}", "{%tc endfor %}"],
        ["{%tr endfor %}", "", ""],
    )
    assert grid(agreed(template, {"rows": ["가", "나"], "years": [1, 2]})) == [["가"], ["나"]]


def test_spans_and_merges_drawn_in_word_are_kept() -> None:
    document = empty()
    add_table(document, [["{{ a }}", "", "{{ b }}"], ["", "", "{{ c }}"], ["{{ d }}", "{{ e }}", "{{ f }}"]])
    drawn = document.tables[0]
    drawn.cell(0, 0).merge(drawn.cell(1, 1))
    agreed(saved(document), dict(zip("abcdef", range(6), strict=True)))


def test_a_table_in_a_cell() -> None:
    document = empty()
    add_table(document, [["outer {{ a }}", ""]])
    inner = document.tables[0].cell(0, 1)
    add_table(inner, [["{%tr for i in lines %}"], ["inner {{ i }}"], ["{%tr endfor %}"]])
    inner.add_paragraph("below {{ a }}")
    printed = text(agreed(saved(document), {"a": 1, "lines": ["x", "y"]}))
    assert [line for line in printed if line] == ["outer 1", "inner x", "inner y", "below 1"]


def test_rows_keep_their_height_and_repeat_their_head() -> None:
    document = empty()
    add_table(
        document, [["구분", "실적"], ["{%tr for i in lines %}", ""], ["{{ i }}", "x"], ["{%tr endfor %}", ""]]
    )
    head, row = document.tables[0].rows[0], document.tables[0].rows[2]
    head.height = row.height = Cm(1)
    head._tr.get_or_add_trPr().append(head._tr.makeelement(f"{{{head._tr.nsmap['w']}}}tblHeader"))  # noqa: SLF001
    agreed(saved(document), {"lines": [1, 2, 3]})


def test_an_ordinary_condition_inside_a_cell() -> None:
    template = table(["{% if a %}yes{% else %}no{% endif %}", "{{ b }}"])
    assert grid(agreed(template, {"a": 1, "b": 2})) == [["yes", "2"]]


def test_an_invoice() -> None:
    product = "line.price * line.count"
    sum_ = f"{{% if {product} > 9999 %}}{{{{ '{{:,}}'.format({product}) }}}}{{% else %}}소액{{% endif %}}"
    template = table(
        ["번호", "품목", "단가", "수량", "금액"],
        ["{%tr for line in invoice.lines %}"],
        [
            "{% vm %}{{ invoice.number }}",
            "{{ line.name }}",
            "{{ '{:,}'.format(line.price) }}",
            "{{ line.count }}",
            sum_,
        ],
        ["{%tr endfor %}"],
        ["{%tr if invoice.discount %}"],
        ["{% colspan 4 %}할인", "{% cellbg 'FFEEAA' %}{{ invoice.discount }}"],
        ["{%tr endif %}"],
    )
    lines: list[dict[str, Any]] = [
        {"name": "현수막", "price": 55000, "count": 3},
        {"name": "볼펜", "price": 500, "count": 10},
    ]
    document = agreed(template, {"invoice": {"number": "2024-17", "lines": lines, "discount": "10%"}})
    assert grid(document)[1][1:] == ["현수막", "55,000", "3", "165,000"]
    assert grid(document)[-1] == ["할인", "10%"]


def test_a_document_without_tables_gets_none() -> None:
    assert grid(agreed(paragraphs("{{ a }}"), {"a": 1})) == []


def test_spans_colours_and_merges_in_one_dynamic_table() -> None:
    template = table(
        ["", "{% colspan years|length %}{% cellbg 'DDDDDD' %}연도", "계"],
        ["", "{%tc for y in years %}", "{{ y }}", "{%tc endfor %}", "계"],
        ["{%tr for g in groups %}", "", "", "", ""],
        ["{%tr for r in g.rows %}", "", "", "", ""],
        [
            "{% vm %}{{ g.name }}",
            "{%tc for v in r %}",
            "{% cellbg g.colour %}{{ v }}",
            "{%tc endfor %}",
            "{{ r|sum }}",
        ],
        ["{%tr endfor %}", "", "", "", ""],
        ["{%tr endfor %}", "", "", "", ""],
    )
    groups = [
        {"name": "국비", "colour": "FFEEEE", "rows": [[1, 2, 3], [4, 5, 6]]},
        {"name": "시비", "colour": "EEEEFF", "rows": [[7, 8, 9]]},
    ]
    document = agreed(template, {"years": [2022, 2023, 2024], "groups": groups})
    assert [row[-1] for row in grid(document)] == ["계", "계", "6", "15", "24"]


def test_a_listing_and_rich_text_in_a_cell_of_a_loop() -> None:
    def context(peer: Any, template: Any) -> dict[str, Any]:
        link = template.build_url_id("https://example.kr/")
        rich = peer.R("web", url_id=link, color="0000FF", underline=True)
        return {"lines": [{"notes": peer.Listing("a\nb & c\ad"), "web": rich} for _ in range(2)]}

    template = table(
        ["{%tr for i in lines %}", ""], ["{{ i.notes }}", "{{r i.web }}"], ["{%tr endfor %}", ""]
    )
    assert text(agreed(template, context)) == [
        "a\nb & c",
        "d",
        "web",
        "a\nb & c",
        "d",
        "web",
        "after the table",
    ]
