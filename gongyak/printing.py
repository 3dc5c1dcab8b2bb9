"""How facts are printed: dates in the one official style, amounts, and whole lines.

Dates follow 행정업무의 운영 및 혁신에 관한 규정 제7조 (full stops for 년, 월 and 일; no leading zero);
the tilde of a range stands close on both sides.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from gongyak.halfyear import HalfYear
from gongyak.lines import Line, Side
from gongyak.money import Money
from gongyak.when import Precision, When

NOTHING: Final = "-"
_PLANNED: Final = "예정"
_WEEKDAYS: Final = "월화수목금토일"


def write_day(day: date) -> str:
    """Return a day in the official style: ``2024. 8. 29.``."""
    return f"{day.year}. {day.month}. {day.day}."


def write_instant(instant: datetime) -> str:
    """Return a day and time of day as given (its zone is the caller's): ``2025. 1. 2. 09:00``."""
    return f"{write_day(instant.date())} {instant:%H:%M}"


def write_weekday(day: date) -> str:
    """Return a day with its weekday, as letters name it: ``2025. 5. 20.(화)``."""
    return f"{write_day(day)}({_WEEKDAYS[day.weekday()]})"


def write_appointment(when: When) -> str:
    """Return a date of any precision as letters name it: exact days with their weekday."""
    if when.precision is not Precision.DAY:
        return write_when(when)
    start = write_weekday(when.first)
    if when.is_day:
        return start
    end = write_weekday(when.last)
    return f"{start}~{end.removeprefix(f'{when.first.year}. ')}"


def write_d_day(days: int) -> str:
    """Return how many days are left as Koreans count them: 7 is ``D-7``, 0 ``D-Day``, -3 ``D+3``."""
    return f"D{-days:+}" if days else "D-Day"


def write_when(when: When) -> str:
    """Return a date of any precision; the end of a range leaves out the year it shares with the start.

    Not where the start is a day and the end a month: ``2024. 8. 12.~12.`` would read as August 12.
    """
    start = _write_side(when.first, when.begins)
    if when.is_single:
        return start
    shares_year = when.first.year == when.last.year and when.ends <= when.begins <= Precision.MONTH
    return f"{start}~{_write_side(when.last, when.ends, with_year=not shares_year)}"


def _write_side(day: date, precision: Precision, *, with_year: bool = True) -> str:
    year = f"{day.year}. " if with_year else ""
    match precision:
        case Precision.DAY:
            return f"{year}{day.month}. {day.day}."
        case Precision.MONTH:
            return f"{year}{day.month}."
        case Precision.QUARTER:
            return f"{day.year}년 {(day.month + 2) // 3}분기"
        case Precision.HALF:
            return HalfYear.containing(day).name
        case Precision.YEAR:
            return f"{day.year}년"


def write_line(line: Line) -> str:
    """Return a line with its date on the side it asks for.

    A date in figures stands in brackets; a coarser one is part of the sentence: ``2025년 상반기 개소식``.
    """
    if line.when is None:
        return line.text
    written = write_when(line.when)
    if line.when.precision <= Precision.MONTH:
        written = f"({written})"
    sides = (written, line.text) if line.side is Side.BEFORE else (line.text, written)
    return " ".join(part for part in sides if part)


def as_result(text: str) -> str:
    """Return the text of a plan as that of a result: without the closing 예정."""
    return text.strip().removesuffix(_PLANNED).rstrip()


def write_millions(amount: Money | None) -> str:
    """Return an amount in 백만원: a blank where nothing is known, ``-`` for zero."""
    if amount is None:
        return ""
    return f"{amount.millions:,}" if amount.millions else NOTHING


def write_count(number: int) -> str:
    """Return a count, ``-`` for none."""
    return f"{number:,}" if number else NOTHING
