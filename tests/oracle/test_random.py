"""Templates, data and text that nobody thought of, in both renderers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.oracle.outline import text
from tests.oracle.peers import agreed
from tests.oracle.templates import add_runs, add_table, empty, paragraphs, saved, split_tags

# Without \f, \r, \v and {_{, in which the two differ on purpose (docxtpl reads the last in values, too).
ALPHABET = st.sampled_from("가나 abc&<>\"'\n\t\a{}%#–❍漢😀-")
TEXTS = st.text(ALPHABET, max_size=12)
VALUES: dict[str, Any] = {
    "yes": True,
    "no": False,
    "name": "김하나 & 두리",
    "rows": [{"a": 1, "b": "<x>", "inner": ["가", "나"]}, {"a": 2, "b": "", "inner": []}],
    "empty": [],
}
INLINE = st.lists(
    st.sampled_from(
        [
            "{{ name }}",
            " text ",
            "{% if yes %}y{% endif %}",
            "{% if no %}n{% else %}m{% endif %}",
            "{% for r in rows %}{{ r.a }},{% endfor %}",
            "{# hidden #}",
            "{{ rows|length }}",
            "가",
        ]
    ),
    min_size=1,
    max_size=4,
)


LOOPS = ("for q in rows", "for q in empty", "if yes", "if no")
CELL = st.sampled_from(["x", "{{ name }}", "{{ rows[0].b }}", ""])
ROW = st.tuples(INLINE.map("".join), CELL)
MARKS = ("", "b", "i", "ib")

Row = tuple[str, str]


@dataclass(frozen=True)
class Rows:
    """The rows of a table; a paragraph is a list of runs."""

    rows: tuple[Row, ...]


Block = list[str] | Rows


def _tags(level: str, loop: str) -> tuple[str, str]:
    return f"{{%{level} {loop} %}}", f"{{%{level} end{loop.split(maxsplit=1)[0]} %}}"


@st.composite
def repeated_rows(draw: st.DrawFn) -> list[Row]:
    begin, end = _tags("tr", draw(st.sampled_from(LOOPS)))
    return [(begin, ""), *draw(st.lists(ROW, min_size=1, max_size=2)), (end, "")]


@st.composite
def tables(draw: st.DrawFn) -> list[Block]:
    parts = draw(st.lists(st.one_of(ROW.map(lambda row: [row]), repeated_rows()), min_size=1, max_size=3))
    return [Rows((("head", "head"), *(row for part in parts for row in part)))]


@st.composite
def repeated(draw: st.DrawFn, inner: st.SearchStrategy[list[Block]]) -> list[Block]:
    begin, end = _tags("p", draw(st.sampled_from(LOOPS)))
    parts = draw(st.lists(inner, min_size=1, max_size=3))
    return [[begin], *(block for part in parts for block in part), [end]]


LINES: st.SearchStrategy[list[Block]] = INLINE.map(lambda line: [line])
BLOCKS = st.recursive(st.one_of(LINES, tables()), repeated, max_leaves=6)


def _document(blocks: list[Block]) -> bytes:
    document = empty()
    for block in blocks:
        if isinstance(block, Rows):
            add_table(document, block.rows)
            document.add_paragraph("after")
        else:
            pieces = [(piece, MARKS[number % len(MARKS)]) for number, piece in enumerate(block)]
            add_runs(document.add_paragraph(), *pieces)
    document.add_paragraph("end")
    return saved(document)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(blocks=st.lists(BLOCKS, min_size=1, max_size=4))
def test_any_template_of_documented_tags_comes_out_the_same(blocks: list[list[Block]]) -> None:
    template = _document([block for part in blocks for block in part])
    agreed(template, VALUES, autoescape=True)


@settings(max_examples=15, deadline=None)
@given(value=TEXTS)
def test_any_text_comes_out_the_same(value: str) -> None:
    agreed(paragraphs("[{{ value }}]", style="List Bullet"), {"value": value}, autoescape=True)


@settings(max_examples=15, deadline=None)
@given(value=TEXTS)
def test_any_text_in_rich_text_and_listings_comes_out_the_same(value: str) -> None:
    def context(peer: Any, _: Any) -> dict[str, Any]:
        return {"rich": peer.R(f"x{value}", bold=True), "listing": peer.Listing(value)}

    agreed(paragraphs("a {{r rich }} b", "[{{ listing }}]"), context)


@settings(max_examples=8, deadline=None)
@given(line=INLINE)
def test_any_line_split_over_runs_is_the_same_line(line: list[str]) -> None:
    template = paragraphs("".join(line))
    document = agreed(split_tags(template), VALUES, autoescape=True)
    assert text(document) == text(agreed(template, VALUES, autoescape=True))
