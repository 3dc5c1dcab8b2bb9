"""The board as a workbook for Excel."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from jobs.board import BLOCKS

if TYPE_CHECKING:
    from datetime import datetime

    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped] # it brings no types

    from gongyak.halfyear import HalfYear
    from jobs.board import BoardLine
    from jobs.desk import Desk

_Value = str | int | None
_COLUMNS: Final[tuple[tuple[str, int, Callable[[BoardLine], _Value]], ...]] = (
    ("관리번호", 10, lambda line: line.number),
    ("공약명", 40, lambda line: line.name),
    ("분야", 14, lambda line: line.field),
    ("부서", 18, lambda line: line.department),
    ("담당자", 18, lambda line: ", ".join(line.officers)),
    ("이행상태", 14, lambda line: line.status),
    (f"입력({BLOCKS}개 중)", 12, lambda line: line.entered),
    ("빠진 항목", 40, lambda line: ", ".join(lack.kind for lack in line.missing)),
    ("오류", 8, lambda line: line.errors if line.draft else None),
    ("확인 필요", 10, lambda line: line.warnings if line.draft else None),
    ("초안", 20, lambda line: line.draft.number if line.draft else None),
)
"""Each column's heading, its width in characters, and what stands in it; None is an empty cell."""


def board_file(
    desk: Desk, lines: Sequence[BoardLine], half_year: HalfYear, review: Callable[[BoardLine], str]
) -> bytes:
    """Return the workbook with *lines* as they stand; *review* says how far a line's draft has been approved.

    No text becomes a formula or a link, whatever it begins with.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped] # it brings no types

    columns = (*_COLUMNS, ("승인", 14, review))
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as workbook:
        workbook.set_properties({"title": _title(half_year), "created": _plain(desk, desk.now())})
        head = workbook.add_format({"bold": True, "bg_color": "#E9EDF2", "border": 1, "text_wrap": True})
        sheet = workbook.add_worksheet(half_year.name)
        for place, (heading, width, _) in enumerate(columns):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, heading, head)
        for row, line in enumerate(lines, 1):
            for place, (_, _, of) in enumerate(columns):
                _write(sheet, row, place, of(line))
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, max(len(lines), 1), len(columns) - 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return out.getvalue()


def board_file_name(half_year: HalfYear) -> str:
    """Return the name that the workbook is kept under."""
    return f"{_title(half_year)}.xlsx"


def _title(half_year: HalfYear) -> str:
    return f"{half_year.name} 공약 현황판"


def _plain(desk: Desk, at: datetime) -> datetime:
    """Return an instant as workbooks hold it: the city's time without its zone."""
    return desk.in_zone(at).replace(tzinfo=None)


def _write(sheet: Worksheet, row: int, place: int, value: _Value) -> None:
    """Write a number as a number, and a text as that text."""
    if isinstance(value, int):
        sheet.write_number(row, place, value)
    elif value:
        sheet.write_string(row, place, value)
