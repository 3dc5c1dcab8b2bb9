"""The filters of letters' templates: particles, marks of a list, days without their year."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from gongyak.particles import particle

PAIRS: Final = ("이/가", "은/는", "을/를", "과/와", "으로/로")
"""The pairs of particles that `josa` knows."""

_YEAR: Final = re.compile(r"\d{4}\. (?=\d)")
_GA: Final = ord("가")
_PER_CONSONANT: Final = 588
_PER_VOWEL: Final = 28
_CONSONANTS: Final = (0, 2, 3, 5, 6, 7, 9, 11, 12, 14, 15, 16, 17, 18)
_VOWELS: Final = (0, 4, 8, 13, 18, 20)
"""ㅏ ㅓ ㅗ ㅜ ㅡ ㅣ: after 하 come 거, 너, …, then 고, 노."""


def josa(word: str, pair: str) -> str:
    """Return *word* with the half of *pair* that fits: ``LIH-G가``, ``개소식을``."""
    return f"{word}{particle(word, pair)}"


def month_day(day: str) -> str:
    """Return a day as printed without the year in front: ``7. 9.(수)``."""
    return _YEAR.sub("", day, count=1) if _YEAR.match(day) else day


def mark(number: int) -> str:
    """Return the mark of the *number*-th entry of a list: 가, 나, …, 하, 거, 너 … (1-based).

    행정업무의 운영 및 혁신에 관한 규정 시행규칙 제2조 names the marks; past the 84th it is the number.
    """
    row, column = divmod(number - 1, len(_CONSONANTS))
    if not 0 <= row < len(_VOWELS):
        return str(number)
    return chr(_GA + _CONSONANTS[column] * _PER_CONSONANT + _VOWELS[row] * _PER_VOWEL)


def join(words: Iterable[str], between: str) -> str:
    """Return *words* with *between* between them."""
    return between.join(words)


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter: its function, what it takes and gives, its argument's values (None: any text, (): none)."""

    apply: Callable[..., Any]
    takes: object
    gives: object
    values: tuple[str, ...] | None = ()

    def accepts(self, arguments: list[object]) -> bool:
        """Tell whether the filter may be called with *arguments*."""
        if self.values == ():
            return not arguments
        return (
            len(arguments) == 1
            and isinstance(arguments[0], str)
            and arguments[0] in (self.values or arguments)
        )


FILTERS: Final = {
    "josa": Filter(josa, str, str, PAIRS),
    "month_day": Filter(month_day, str, str),
    "mark": Filter(mark, int, str),
    "length": Filter(len, tuple, int),
    "join": Filter(join, tuple[str, ...], str, None),
}
"""All that there are; every other filter of Jinja2's is refused."""
