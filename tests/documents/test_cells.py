# ruff: noqa: SLF001 - python-docx shows grids and properties only through its elements
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docx.oxml.ns import qn

from gongyak.documents import compile_template
from tests.documents.forms import body, cells, columns, fill, form, grid, lines, names_and_ids, part, render

if TYPE_CHECKING:
    from docx.document import Document

ROWS = {"rows": [{"n": "가", "v": 1}, {"n": "가", "v": 2}, {"n": "가", "v": 3}]}


def test_vm_merges_the_cells_of_a_loop_and_shows_the_first() -> None:
    document = render(
        grid(["{%tr for r in rows %}", ""], ["{% vm %}{{ r.n }}", "{{ r.v }}"], ["{%tr endfor %}", ""]), ROWS
    )
    table = document.tables[0]
    assert [row._tr.tc_lst[0].vMerge for row in table.rows] == ["restart", "continue", "continue"]
    assert cells(document) == [["가", "1"], ["", "2"], ["", "3"]]


def test_vm_keeps_the_form_of_the_paragraph_in_the_merged_cells() -> None:
    rows = (["{%tr for r in rows %}"], ["{% vm %}{{ r.n }}"], ["{%tr endfor %}"])

    def build(document: Document) -> None:
        table = document.add_table(3, 1)
        fill(table, rows)
        table.cell(1, 0).paragraphs[0].paragraph_format.keep_with_next = True

    merged = render(form(build), ROWS).tables[0].rows
    assert [row._tr.tc_lst[0].p_lst[0].pPr.keepNext is not None for row in merged] == [True] * 3


def test_hm_makes_one_cell_of_a_loop_as_wide_as_all() -> None:
    data = grid(
        ["{%tc for c in cols %}", "{% hm %}머리", "{%tc endfor %}"],
        ["{%tc for c in cols %}", "{{ c }}", "{%tc endfor %}"],
    )
    document = render(data, {"cols": [1, 2, 3, 4]})
    assert cells(document) == [["머리"], ["1", "2", "3", "4"]]
    assert document.tables[0].rows[0]._tr.tc_lst[0].grid_span == 4


@pytest.mark.parametrize("count", [1, 2, 3, 7])
def test_repeated_columns_get_a_grid_of_the_same_total_width(count: int) -> None:
    data = grid(["{%tc for c in cols %}", "{{ c }}", "{%tc endfor %}"])
    document = render(data, {"cols": list(range(count))})
    assert cells(document) == [[str(n) for n in range(count)]]
    assert len(columns(document)) == count
    assert sum(columns(document)) == 8640 or count == 3
    widths = [
        int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for cell in document.tables[0].rows[0]._tr.tc_lst
    ]
    assert count == 3 or widths == columns(document)


def test_a_removed_column_leaves_its_width_to_the_others() -> None:
    document = render(grid(["가", "{%tc if no %}", "나", "{%tc endif %}"]), {"no": False})
    assert cells(document) == [["가"]]
    assert columns(document) == [8640]


def test_colspan_spans_as_many_columns_as_its_value_says() -> None:
    data = grid(["{% colspan n %}가", "나"])
    document = render(data, {"n": 3})
    assert [cell.grid_span for cell in document.tables[0].rows[0]._tr.tc_lst] == [3, 1]
    assert len(columns(document)) == 4


@pytest.mark.parametrize(
    ("colour", "fill"), [("FF0000", "FF0000"), ("#00ff00", "00FF00"), ("auto", "auto"), ('"/><x', "auto")]
)
def test_cellbg_colours_the_cell_and_takes_colours_only(colour: str, fill: str) -> None:
    document = render(grid(["{% cellbg c %}가"]), {"c": colour})
    shading = document.tables[0].rows[0]._tr.tc_lst[0].tcPr.find(qn("w:shd"))
    assert shading.get(qn("w:fill")) == fill
    assert cells(document) == [["가"]]


def test_properties_of_a_cell_stand_in_the_order_of_the_schema() -> None:
    document = render(
        grid(
            ["{%tr for r in rows %}"], ["{% cellbg 'FFFFFF' %}{% vm %}{% colspan 1 %}가"], ["{%tr endfor %}"]
        ),
        ROWS,
    )
    properties = document.tables[0].rows[0]._tr.tc_lst[0].tcPr
    assert [child.tag for child in properties] == [qn(f"w:{n}") for n in ("tcW", "gridSpan", "vMerge", "shd")]


def test_a_bookmark_goes_around_its_paragraph_with_a_number_of_its_own() -> None:
    data = lines("{%p for t in topics %}", "{% bookmark t.id %}{{ t.name }}", "{%p endfor %}")
    made = compile_template(data).render(
        {"topics": [{"id": "gy_1", "name": "가"}, {"id": "gy_2", "name": "나"}]}
    )
    starts, ends = names_and_ids(made, "w:bookmarkStart"), names_and_ids(made, "w:bookmarkEnd")
    assert [name for name, _ in starts] == ["gy_1", "gy_2"]
    assert [number for _, number in starts] == [number for _, number in ends]
    assert len({number for _, number in starts}) == 2
    assert "</w:r><w:bookmarkEnd" in part(made)


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        (["a", "a", "a"], ["a", "a_2", "a_3"]),
        (["1a"], ["_1a"]),
        (["가-나 다"], ["가_나_다"]),
        (["x" * 50], ["x" * 40]),
        (["", None], []),
    ],
)
def test_bookmark_names_are_made_such_as_word_takes_them(names: list[str | None], kept: list[str]) -> None:
    data = lines("{%p for n in names %}", "{% bookmark n %}가", "{%p endfor %}")
    made = compile_template(data).render({"names": names})
    assert [name for name, _ in names_and_ids(made, "w:bookmarkStart")] == kept


def test_a_drawing_in_a_loop_is_numbered_anew_each_time() -> None:
    ns = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    drawing = f'<w:p><w:r><w:drawing><wp:docPr xmlns:wp="{ns}" id="5" name="n"/></w:drawing></w:r></w:p>'
    tag = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    made = compile_template(
        body(tag.format("{%p for i in xs %}") + drawing + tag.format("{%p endfor %}"))
    ).render({"xs": [1, 2]})
    assert [number for _, number in names_and_ids(made, "wp:docPr")] == ["6", "7"]


def test_a_bookmark_of_the_template_in_a_loop_stays_unique() -> None:
    tag = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    mark = (
        '<w:p><w:bookmarkStart w:id="0" w:name="m"/><w:r><w:t>가</w:t></w:r><w:bookmarkEnd w:id="0"/></w:p>'
    )
    made = compile_template(
        body(tag.format("{%p for i in xs %}") + mark + tag.format("{%p endfor %}"))
    ).render({"xs": [1, 2]})
    starts, ends = names_and_ids(made, "w:bookmarkStart"), names_and_ids(made, "w:bookmarkEnd")
    assert [name for name, _ in starts] == ["m", "m_2"]
    assert len({number for _, number in starts}) == 2
    assert {number for _, number in starts} == {number for _, number in ends}


def row(*cells_xml: str) -> bytes:
    inside = "".join(f"<w:tc>{one}</w:tc>" for one in cells_xml)
    return body(f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{inside}</w:tr></w:tbl><w:p/>")


def words(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_a_cell_without_properties_gets_those_its_tags_need() -> None:
    made = render(row(words("{% colspan 2 %}{% cellbg 'FFE699' %}가"), words("나")))
    properties = made.tables[0]._tbl.tr_lst[0].tc_lst[0].tcPr
    assert [child.tag for child in properties] == [qn("w:gridSpan"), qn("w:shd")]
    assert cells(made) == [["가", "나"]]


def test_a_tag_replaces_the_property_that_its_cell_has() -> None:
    spanned = '<w:tcPr><w:gridSpan w:val="7"/><w:shd w:val="pct10" w:fill="000000"/></w:tcPr>'
    made = render(row(spanned + words("{% colspan 3 %}{% cellbg 'FFE699' %}가")))
    properties = made.tables[0]._tbl.tr_lst[0].tc_lst[0].tcPr
    assert properties.find(qn("w:gridSpan")).get(qn("w:val")) == "3"
    assert dict(properties.find(qn("w:shd")).attrib) == {
        qn("w:val"): "clear",
        qn("w:color"): "auto",
        qn("w:fill"): "FFE699",
    }


def test_a_table_at_the_start_of_a_cell_keeps_its_grid_fitting() -> None:
    inner = (
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="3000"/></w:tblGrid><w:tr>'
        f"<w:tc>{words('{%tc for x in xs %}')}</w:tc><w:tc>{words('{{ x }}')}</w:tc>"
        f"<w:tc>{words('{%tc endfor %}')}</w:tc></w:tr></w:tbl><w:p/>"
    )
    made = render(row(inner), {"xs": ["가", "나", "다"]})
    (nested,) = made.tables[0].cell(0, 0).tables
    assert [cell.text for cell in nested.rows[0].cells] == ["가", "나", "다"]
    assert [int(column.get(qn("w:w"))) for column in nested._tbl.tblGrid] == [1000, 1000, 1000]
