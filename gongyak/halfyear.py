"""The half-year (반기): the unit in which a city reports on its mayor's pledges."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from gongyak.errors import GongyakError, Words

_LAST_DAYS: Final = {1: (6, 30), 2: (12, 31)}
_NAMES: Final = {1: "상반기", 2: "하반기"}
_WRITTEN: Final = re.compile(r"\s*(\d{4})\s*(?:[-.]?\s*[Hh]([12])|년?\s*([상하])반기)\s*\Z")


class NotAHalfYear(GongyakError):
    """A text that names no half-year; values: ``text``."""

    text = Words("'{text}'{text:은/는} 반기가 아닙니다.", "'{text}' is no half-year.")
    remedy = Words(
        "'2024H2' 또는 '2024년 하반기'와 같이 입력하여 주시기 바랍니다.",
        "Write it as 2024H2 or 2024년 하반기.",
    )


@dataclass(frozen=True, slots=True, order=True)
class HalfYear:
    """A half-year: ``half`` 1 is 상반기 (January to June), 2 is 하반기 (July to December)."""

    year: int
    half: int

    def __post_init__(self) -> None:
        """Refuse a half other than 1 and 2 and a year outside 1000..9998 (its neighbours must be dates)."""
        if self.half not in (1, 2) or not 1000 <= self.year <= 9998:  # noqa: PLR2004 - the bounds are named above
            raise NotAHalfYear(text=f"{self.year}H{self.half}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2024H2``, ``2024-H2`` or ``2024년 하반기``; raise `NotAHalfYear` for anything else."""
        match = _WRITTEN.match(text)
        if match is None:
            raise NotAHalfYear(text=text)
        year, digit, name = match.groups()
        return cls(int(year), int(digit) if digit else "상하".index(name) + 1)

    @classmethod
    def containing(cls, day: date) -> Self:
        """Return the half-year that *day* lies in."""
        return cls(day.year, 1 if day.month <= 6 else 2)  # noqa: PLR2004 - June ends the first half

    @property
    def first_day(self) -> date:
        """January 1 or July 1."""
        return date(self.year, 6 * self.half - 5, 1)

    @property
    def last_day(self) -> date:
        """June 30 or December 31: the 기준일 of its report."""
        return date(self.year, *_LAST_DAYS[self.half])

    @property
    def name(self) -> str:
        """The half-year as people write it: ``2024년 하반기``."""
        return f"{self.year}년 {_NAMES[self.half]}"

    @property
    def next(self) -> HalfYear:
        """The half-year after this one."""
        return HalfYear(self.year + self.half - 1, 3 - self.half)

    @property
    def previous(self) -> HalfYear:
        """The half-year before this one."""
        return HalfYear(self.year + self.half - 2, 3 - self.half)

    def is_within(self, first: HalfYear, end: HalfYear | None) -> bool:
        """Tell whether this half-year is *first* or later, and before *end* (None: no end)."""
        return first <= self and (end is None or self < end)

    def __contains__(self, day: date) -> bool:
        """Tell whether *day* lies in this half-year."""
        return self.first_day <= day <= self.last_day

    def __str__(self) -> str:
        """Return the short form, ``2024H2``, which `parse` reads back."""
        return f"{self.year}H{self.half}"
