"""The benchmark's report written with python-docx alone, block by block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.shared import Mm

from benchmarks.content import PHOTO_WIDTH_MM
from benchmarks.form import blank

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from docx.document import Document as WordDocument
    from docx.table import Table, _Cell

    from benchmarks.content import Content


def build(content: Content, photo_path: Callable[[Content], str]) -> WordDocument:
    """Return the report of *content*; *photo_path* says where a photo's picture lies."""
    document = blank()
    document.add_heading(content["name"], 1)
    _rows(document, [["주관부서", content["department"], content["team"]]])
    staff = ([one["role"], one["person"], one["phone"]] for one in content["staff"])
    _rows(document, [["구분", "성명", "연락처"], *staff])
    for period in content["periods"]:
        _period(document, period)
    document.add_heading("시민참여(소통) 실적", 2)
    _rows(
        document, [["구분", "횟수"], *([count["label"], str(count["number"])] for count in content["counts"])]
    )
    _lines(document, content["notes"])
    for budget in content["budgets"]:
        document.add_heading(budget["title"], 2)
        rows = ([row["source"], *row["cells"]] for row in budget["rows"])
        _rows(document, [["구분", *content["years"]], *rows])
    document.add_heading("문제점 및 개선대책", 2)
    _lines(document, [f"❍ {line}" for line in content["problems"] + content["measures"]])
    document.add_heading("관련 사진", 2)
    if content["pairs"]:
        _photos(document, content["pairs"], photo_path)
    return document


def _period(document: WordDocument, period: Content) -> None:
    document.add_heading(period["title"], 3)
    table = _rows(document, [["시기", "추진실적 및 추진계획", "비고"]])
    for topic in period["topics"]:
        date, entry, _ = _new_row(table)
        date.text, entry.text = topic["date"], f"❍ {topic['title']}"
        for detail in topic["details"]:
            entry.add_paragraph(f"- {detail}")


def _photos(
    document: WordDocument, pairs: Iterable[list[Content]], photo_path: Callable[[Content], str]
) -> None:
    table = document.add_table(0, 2, "Table Grid")
    for pair in pairs:
        pictures, captions = _new_row(table), _new_row(table)
        for photo, picture, caption in zip(pair, pictures, captions, strict=True):
            picture.paragraphs[0].add_run().add_picture(photo_path(photo), width=Mm(PHOTO_WIDTH_MM))
            caption.text = photo["caption"]


def _rows(document: WordDocument, rows: Sequence[Sequence[str]]) -> Table:
    table: Table = document.add_table(0, len(rows[0]), "Table Grid")
    for texts in rows:
        for cell, text in zip(_new_row(table), texts, strict=True):
            cell.text = text
    return table


def _new_row(table: Table) -> tuple[_Cell, ...]:
    cells: tuple[_Cell, ...] = table.add_row().cells  # type: ignore[no-untyped-call]
    return cells


def _lines(document: WordDocument, lines: Iterable[str]) -> None:
    for line in lines:
        document.add_paragraph(line)
