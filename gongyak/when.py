"""Dates as people know them: with a precision, both ends of their interval, and what was written.

Stored as EDTF (ISO 8601-2:2019): ``2025-05-20``, ``2024-08-12/2024-08-23``, ``2023-03``, a quarter as
``2025-33`` to ``2025-36``, a half-year as ``2025-40`` or ``2025-41``, a year as ``2025``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from typing import Final, Self

from gongyak.errors import GongyakError, Words
from gongyak.halfyear import HalfYear

_SIDE: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)
_QUARTERS: Final = range(33, 37)
_HALVES: Final = range(40, 42)


class NotAnEdtfDate(GongyakError):
    """A text that is no date in the stored form; values: ``text``."""

    text = Words("'{text}'{text:은/는} 저장할 수 있는 날짜가 아닙니다.", "'{text}' is no EDTF date.")
    remedy = Words(
        "2024-08-29, 2024-08, 2025-40(상반기), 2025, 2024-08-12/2024-08-23의 꼴로 입력하여 주시기 바랍니다.",
        "Write 2024-08-29, 2024-08, 2025-40 (first half), 2025 or 2024-08-12/2024-08-23.",
    )


class EndsBeforeItBegins(GongyakError):
    """An interval whose end lies before its start; values: ``first``, ``last`` (dates)."""

    text = Words(
        "기간의 끝({last})이 시작({first})보다 앞섭니다.", "The end {last} lies before the start {first}."
    )
    remedy = Words("두 날짜를 확인하여 주시기 바랍니다.", "Check both dates.")


class Precision(IntEnum):
    """How exactly one end of a date is known, finest first; the value is the unit's length in months."""

    DAY = 0
    MONTH = 1
    QUARTER = 3
    HALF = 6
    YEAR = 12

    def first_day(self, day: date) -> date:
        """Return the first day of the unit that holds *day*."""
        if self is Precision.DAY:
            return day
        return date(day.year, (day.month - 1) // self * self + 1, 1)

    def last_day(self, day: date) -> date:
        """Return the last day of the unit that holds *day*."""
        if self is Precision.DAY:
            return day
        month = (day.month - 1) // self * self + self
        return date(day.year, month, monthrange(day.year, month)[1])


@dataclass(frozen=True, slots=True)
class When:
    """A date of any precision, or a range of two.

    ``first`` and ``last`` are the two ends of the interval, ``begins`` and ``ends`` how exactly each is
    known, ``written`` what a person wrote, where that was kept.  A single unit (a day, a month, …) begins and
    ends with itself.
    """

    first: date
    last: date
    begins: Precision = Precision.DAY
    ends: Precision = Precision.DAY
    written: str | None = None

    def __post_init__(self) -> None:
        """Raise `EndsBeforeItBegins`; widen both ends to the units they are known by."""
        object.__setattr__(self, "first", self.begins.first_day(self.first))
        object.__setattr__(self, "last", self.ends.last_day(self.last))
        if self.last < self.first:
            raise EndsBeforeItBegins(first=self.first, last=self.last)

    @classmethod
    def unit(cls, day: date, precision: Precision = Precision.DAY) -> Self:
        """Return the single day, month, quarter, half-year or year that holds *day*."""
        return cls(day, day, precision, precision)

    @classmethod
    def half(cls, half_year: HalfYear) -> Self:
        """Return *half_year* as a date of that precision."""
        return cls.unit(half_year.first_day, Precision.HALF)

    @classmethod
    def parse(cls, edtf: str, written: str | None = None) -> Self:
        """Read the stored form; raise `NotAnEdtfDate` or `EndsBeforeItBegins`."""
        start, slash, end = edtf.partition("/")
        first, begins = _read_side(start, edtf)
        last, ends = _read_side(end, edtf) if slash else (first, begins)
        return cls(first, last, begins, ends, written)

    @property
    def is_single(self) -> bool:
        """Whether this is one unit, not a range of two."""
        return self.begins is self.ends and self.begins.last_day(self.first) == self.last

    @property
    def is_day(self) -> bool:
        """Whether this is one exact day."""
        return self.first == self.last

    @property
    def precision(self) -> Precision:
        """The coarser of the two ends' precisions."""
        return max(self.begins, self.ends)

    @property
    def edtf(self) -> str:
        """The stored form, which `parse` reads back."""
        start = _write_side(self.first, self.begins)
        return start if self.is_single else f"{start}/{_write_side(self.last, self.ends)}"

    def touches(self, first: date, last: date) -> bool:
        """Tell whether a day of this date lies in *first*..*last*."""
        return self.first <= last and first <= self.last

    def as_written(self, text: str | None) -> When:
        """Return the same date with *text* as what was written."""
        return replace(self, written=text)

    def __str__(self) -> str:
        """Return the stored form."""
        return self.edtf


def _read_side(text: str, whole: str) -> tuple[date, Precision]:
    match = _SIDE.match(text)
    if match is None:
        raise NotAnEdtfDate(text=whole)
    year, middle, day = (int(part) if part else None for part in match.groups())
    try:
        return _resolve(year or 0, middle, day)
    except ValueError:
        raise NotAnEdtfDate(text=whole) from None


def _resolve(year: int, middle: int | None, day: int | None) -> tuple[date, Precision]:
    if middle is None:
        return date(year, 1, 1), Precision.YEAR
    if day is not None:
        return date(year, middle, day), Precision.DAY
    if middle in _QUARTERS:
        return date(year, _QUARTERS.index(middle) * 3 + 1, 1), Precision.QUARTER
    if middle in _HALVES:
        return date(year, _HALVES.index(middle) * 6 + 1, 1), Precision.HALF
    return date(year, middle, 1), Precision.MONTH


def _write_side(day: date, precision: Precision) -> str:
    match precision:
        case Precision.DAY:
            return day.isoformat()
        case Precision.MONTH:
            return f"{day:%Y-%m}"
        case Precision.QUARTER:
            return f"{day:%Y}-{_QUARTERS[(day.month - 1) // 3]}"
        case Precision.HALF:
            return f"{day:%Y}-{_HALVES[(day.month - 1) // 6]}"
        case Precision.YEAR:
            return f"{day:%Y}"
