"""Reads dates as people write them in reports, forms and letters.

Every notation found in the reports is taken: ``2023.8.10.``, ``2024. 1. 29.``, ``2023.3.``,
``2024.7.~12.``, ``2023.11.4.~11.12.``, ``2024. 8. 12.~23.``, ``2025년 상반기``, ``2025년 1분기``,
``’24. 8. 29.(목)``, and EDTF.  What could be read in two ways, or is no day of the calendar, is an error:
nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from gongyak.errors import GongyakError, Words
from gongyak.when import EndsBeforeItBegins, NotAnEdtfDate, Precision, When

_EDTF: Final = re.compile(r"[\d]{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?", re.ASCII)
_WEEKDAY: Final = re.compile(r"\(\s*[월화수목금토일](요일)?\s*\)")
_PARTED_FIGURES: Final = re.compile(r"\d\s+\d")
_MARKS: Final = str.maketrans({**dict.fromkeys("～∼〜–", "~"), **dict.fromkeys("’‘`", "'")})

_YEAR: Final = r"(?P<year>\d{4}|'\d\d)"
_NOTATIONS: Final = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"(?:{_YEAR}(?:\.|\Z))?(?:(?P<month>\d{{1,2}})(?:\.|\Z))?(?:(?P<day>\d{{1,2}})\.?)?",
        rf"(?:{_YEAR}년)?(?:(?P<month>\d{{1,2}})월)?(?:(?P<day>\d{{1,2}})일)?",
        rf"(?:{_YEAR}[년.]?)?(?P<half>[상하])반기",
        rf"(?:{_YEAR}[년.]?)?(?P<quarter>[1-4])분기",
        rf"{_YEAR}-?H(?P<half>[12])",
    )
)
_HALVES: Final = {"상": 1, "하": 2, "1": 1, "2": 2}


class NotADate(GongyakError):
    """A text that cannot be read as a date, or in one way only; values: ``text``."""

    text = Words("'{text}'{text:을/를} 날짜로 읽을 수 없습니다.", "'{text}' cannot be read as a date.")
    remedy = Words(
        "연도를 포함하여 '2024. 8. 29.', '2024. 8. 12.~8. 23.', '2024. 8.', '2025년 상반기'와 같이 "
        "입력하여 주시기 바랍니다.",
        "Write it with its year: 2024. 8. 29., 2024. 8. 12.~8. 23., 2024. 8. or 2025년 상반기.",
    )


class ImpossibleDate(GongyakError):
    """A text that names no day, or a range that ends before it begins; values: ``text``."""

    text = Words("'{text}'{text:은/는} 있을 수 없는 날짜입니다.", "'{text}' is no possible date.")
    remedy = Words(
        "월과 일을, 기간이면 끝이 시작보다 늦은지(해를 넘기면 끝에도 연도를 쓴다) 확인하여 주시기 바랍니다.",
        "Check month and day; a range must end after it begins (give the end a year if it lies in the next).",
    )


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a range as written: only what stands there is not None."""

    year: int | None = None
    half: int | None = None
    quarter: int | None = None
    month: int | None = None
    day: int | None = None

    def following(self, start: _Side) -> _Side:
        """Return this end of a range with what it shares with *start* and therefore leaves out."""
        if self.year is not None:
            return self
        end = replace(self, year=start.year)
        if start.day is None:
            return end
        if self.month is not None and self.day is None:
            return replace(end, month=start.month, day=self.month)
        return replace(end, month=self.month or start.month) if self.day is not None else end


def read_when(text: str, *, year: int | None = None) -> When:
    """Return the date that *text* writes, with the text kept as ``written`` (None for EDTF).

    *year* is the one meant where the text has none (``8. 29.``, ``상반기``).  Raises `NotADate` where the
    text cannot be read, or not in one way only, and `ImpossibleDate` where it names no day or ends before
    it begins.
    """
    try:
        if _EDTF.fullmatch(text.strip()):
            return When.parse(text.strip())
        return _read_notation(text, year)
    except (NotAnEdtfDate, EndsBeforeItBegins, ValueError):
        raise ImpossibleDate(text=text) from None


def _read_notation(text: str, year: int | None) -> When:
    plain = _WEEKDAY.sub("", text.translate(_MARKS))
    if _PARTED_FIGURES.search(plain):
        raise NotADate(text=text)
    sides = [_read_side("".join(side.split()), text) for side in plain.split("~")]
    if len(sides) > 2:  # noqa: PLR2004 - a range has two ends
        raise NotADate(text=text)
    start = sides[0] if sides[0].year is not None else replace(sides[0], year=year)
    first, begins = _resolve(start, text)
    last, ends = _resolve(sides[-1].following(start), text)
    return When(first, last, begins, ends, written=text)


def _read_side(side: str, text: str) -> _Side:
    matches = (notation.fullmatch(side) for notation in _NOTATIONS)
    match = next((match for match in matches if match and match[0]), None)
    if match is None:
        raise NotADate(text=text)
    return _Side(**{name: _number(found) for name, found in match.groupdict().items() if found})


def _number(found: str) -> int:
    if found.startswith("'"):
        return 2000 + int(found[1:])
    return _HALVES[found] if found in "상하" else int(found)


def _resolve(side: _Side, text: str) -> tuple[date, Precision]:
    """Return a day of the unit that *side* names, and the unit."""
    if side.year is None or (side.day is not None and side.month is None):
        raise NotADate(text=text)
    if side.day is not None:
        return date(side.year, side.month or 0, side.day), Precision.DAY
    if side.month is not None:
        return date(side.year, side.month, 1), Precision.MONTH
    if side.quarter is not None:
        return date(side.year, 3 * side.quarter, 1), Precision.QUARTER
    if side.half is not None:
        return date(side.year, 6 * side.half, 1), Precision.HALF
    return date(side.year, 1, 1), Precision.YEAR
