"""The benchmark's template, in the dialect that gongyak and docxtpl share and in docxtemplater's."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Protocol

from docx import Document
from docx.shared import Cm

from benchmarks.content import YEARS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as WordDocument

Row = list[str]


class Dialect(Protocol):
    """How a form writes its tags."""

    def field(self, path: str) -> str:
        """Return the tag that prints *path* (``topic.title``)."""

    def lines(self, name: str, path: str) -> tuple[str, str]:
        """Return the paragraphs around what repeats for each *name* of *path*."""

    def rows(self, name: str, path: str, rows: list[Row]) -> list[Row]:
        """Return *rows* of a table with the tags that repeat them for each *name* of *path*."""

    def only_if(self, path: str) -> tuple[str, str]:
        """Return the paragraphs around what stands only if there is any of *path*."""

    def picture(self, side: int) -> str:
        """Return the tag that prints the left (0) or right (1) photo of a pair."""

    def caption(self, side: int) -> str:
        """Return the tag that prints its caption."""

    def amount(self, column: int) -> str:
        """Return the tag that prints a budget row's amount in *column*."""


class Shared:
    """The tags of docxtpl, which gongyak takes too: loops of rows have rows of their own."""

    def field(self, path: str) -> str:
        """Return the tag that prints *path*."""
        return f"{{{{ {path} }}}}"

    def lines(self, name: str, path: str) -> tuple[str, str]:
        """Return the paragraphs around a loop."""
        return f"{{%p for {name} in {path} %}}", "{%p endfor %}"

    def rows(self, name: str, path: str, rows: list[Row]) -> list[Row]:
        """Return *rows* between two rows of tags."""
        rest = [""] * (len(rows[0]) - 1)
        return [[f"{{%tr for {name} in {path} %}}", *rest], *rows, ["{%tr endfor %}", *rest]]

    def only_if(self, path: str) -> tuple[str, str]:
        """Return the paragraphs around a condition."""
        return f"{{%p if {path} %}}", "{%p endif %}"

    def picture(self, side: int) -> str:
        """Return the tag of a photo."""
        return f"{{{{ pair[{side}].picture }}}}"

    def caption(self, side: int) -> str:
        """Return the tag of a caption."""
        return f"{{{{ pair[{side}].caption }}}}"

    def amount(self, column: int) -> str:
        """Return the tag of an amount."""
        return f"{{{{ row.cells[{column}] }}}}"


class Docxtemplater:
    """docxtemplater's tags: a loop opens in its first cell, and names are looked up from the inside out."""

    def field(self, path: str) -> str:
        """Return the tag that prints *path*; an item that is a text itself is a dot."""
        _, dot, key = path.rpartition(".")
        return f"{{{key}}}" if dot or path in {"name", "department", "team"} else "{.}"

    def lines(self, name: str, path: str) -> tuple[str, str]:  # noqa: ARG002 - loops name no item here
        """Return the paragraphs around a loop."""
        key = path.rpartition(".")[2]
        return f"{{#{key}}}", f"{{/{key}}}"

    def rows(self, name: str, path: str, rows: list[Row]) -> list[Row]:
        """Return *rows* with a tag in the first cell and one in the last."""
        begin, end = self.lines(name, path)
        tagged = [list(row) for row in rows]
        tagged[0][0] = begin + tagged[0][0]
        tagged[-1][-1] += end
        return tagged

    def only_if(self, path: str) -> tuple[str, str]:
        """Return the paragraphs around a condition."""
        return f"{{#has_{path}}}", f"{{/has_{path}}}"

    def picture(self, side: int) -> str:
        """Return the tag of a photo."""
        return f"{{%picture{side}}}"

    def caption(self, side: int) -> str:
        """Return the tag of a caption."""
        return f"{{caption{side}}}"

    def amount(self, column: int) -> str:
        """Return the tag of an amount."""
        return f"{{amount{column}}}"


def form(dialect: Dialect) -> bytes:
    """Return the template as the bytes of a Word file."""
    document = blank()
    document.add_heading(dialect.field("name"), 1)
    _table(document, [["주관부서", dialect.field("department"), dialect.field("team")]])
    staff = [dialect.field(f"one.{key}") for key in ("role", "person", "phone")]
    _table(document, [["구분", "성명", "연락처"], *dialect.rows("one", "staff", [staff])])
    _periods(document, dialect)
    document.add_heading("시민참여(소통) 실적", 2)
    count = [dialect.field("count.label"), dialect.field("count.number")]
    _table(document, [["구분", "횟수"], *dialect.rows("count", "counts", [count])])
    _lines(document, dialect, "notes")
    _budgets(document, dialect)
    document.add_heading("문제점 및 개선대책", 2)
    _lines(document, dialect, "problems", "❍ ")
    _lines(document, dialect, "measures", "❍ ")
    document.add_heading("관련 사진", 2)
    _photos(document, dialect)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def blank() -> WordDocument:
    """Return the empty document that the form and the one made by hand begin with."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.footer.paragraphs[0].text = "초안"
    return document


def _periods(document: WordDocument, dialect: Dialect) -> None:
    begin, end = dialect.lines("period", "periods")
    document.add_paragraph(begin)
    document.add_heading(dialect.field("period.title"), 3)
    first, last = dialect.lines("detail", "topic.details")
    entry = [f"❍ {dialect.field('topic.title')}", first, f"- {dialect.field('detail')}", last]
    row = [dialect.field("topic.date"), "\n".join(entry), ""]
    heads = ["시기", "추진실적 및 추진계획", "비고"]
    _table(document, [heads, *dialect.rows("topic", "period.topics", [row])])
    document.add_paragraph(end)


def _budgets(document: WordDocument, dialect: Dialect) -> None:
    begin, end = dialect.lines("budget", "budgets")
    document.add_paragraph(begin)
    document.add_heading(dialect.field("budget.title"), 2)
    row = [dialect.field("row.source"), *(dialect.amount(column) for column in range(len(YEARS)))]
    _table(document, [["구분", *YEARS], *dialect.rows("row", "budget.rows", [row])])
    document.add_paragraph(end)


def _photos(document: WordDocument, dialect: Dialect) -> None:
    begin, end = dialect.only_if("pairs")
    document.add_paragraph(begin)
    rows = [[dialect.picture(side) for side in (0, 1)], [dialect.caption(side) for side in (0, 1)]]
    _table(document, dialect.rows("pair", "pairs", rows))
    document.add_paragraph(end)


def _lines(document: WordDocument, dialect: Dialect, path: str, mark: str = "") -> None:
    begin, end = dialect.lines("line", path)
    for text in (begin, mark + dialect.field("line"), end):
        document.add_paragraph(text)


def _table(document: WordDocument, rows: Sequence[Sequence[str]]) -> None:
    """Add a table of *rows*; a line of a cell's text is a paragraph of its own."""
    table = document.add_table(len(rows), len(rows[0]), "Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            first, *more = text.split("\n")
            cell.paragraphs[0].add_run(first)
            for line in more:
                cell.add_paragraph(line)
