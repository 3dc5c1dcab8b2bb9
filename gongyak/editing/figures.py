"""Reads amounts and counts as people type them, or paste them from a spreadsheet; writes them into fields.

What is no number, or none that the books can hold, is an error: nothing is guessed or rounded in silence.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from gongyak.errors import GongyakError, Words
from gongyak.money import Money

_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_MINUS: Final = "-−–—―﹣△▲∆Δ"
_UNITS: Final = {
    "원": Fraction(1, 1000),
    "천원": Fraction(1),
    "만원": Fraction(10),
    "백만원": Fraction(1000),
    "억": Fraction(100_000),
    "억원": Fraction(100_000),
}
"""What each unit is in 천원."""
_AMOUNT: Final = re.compile(
    rf"(?P<open>\()? ?(?P<minus>[{_MINUS}])? ?"
    r"(?P<number>(?:\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.\d{1,9})?) ?"
    rf"(?P<unit>{'|'.join(_UNITS)})? ?(?P<close>\))?",
    re.ASCII,
)
_NONE: Final = re.compile(rf"[{_MINUS}]")
_COUNT: Final = re.compile(r"(\d{1,9}|\d{1,3}(?:,\d{3}){1,2}) ?(?:회|건|번)?", re.ASCII)
_LARGEST: Final = 10**15
_SHOWN: Final = 30


class NotAnAmount(GongyakError):
    """A text that is no amount of money; values: ``text``."""

    text = Words("'{text}'{text:을/를} 금액으로 읽을 수 없습니다.", "'{text}' cannot be read as an amount.")
    remedy = Words(
        "천원 단위의 숫자를 입력하여 주시기 바랍니다. 보기: 1,500, △1,500, 1.5억원",
        "Write a number in thousands of won: 1,500, △1,500 or 1.5억원.",
    )


class NotInThousands(GongyakError):
    """An amount with a rest below 천원, which the books do not hold; values: ``text``."""

    text = Words("'{text}'에 천원 미만의 금액이 있습니다.", "'{text}' has a rest below a thousand won.")
    remedy = Words("천원 단위로 맞추어 입력하여 주시기 바랍니다.", "Write it in whole thousands of won.")


class NotACount(GongyakError):
    """A text that is no count; values: ``text``."""

    text = Words("'{text}'{text:을/를} 횟수로 읽을 수 없습니다.", "'{text}' cannot be read as a count.")
    remedy = Words("0 이상의 숫자를 입력하여 주시기 바랍니다.", "Write a number, 0 or more.")


def read_amount(text: str, *, is_executed: bool = False) -> Money | None:
    """Return the amount in 천원 that *text* writes, None for nothing; ``-`` alone is zero, as in print.

    A bracket is a minus, but around what *is_executed* it is how the form writes it: ``(40)``.
    Raises `NotAnAmount` and `NotInThousands`.
    """
    plain = _plain(text)
    if not plain:
        return None
    if _NONE.fullmatch(plain):
        return Money(0)
    match = _AMOUNT.fullmatch(plain)
    if match is None or bool(match["open"]) != bool(match["close"]):
        raise NotAnAmount(text=_shortened(text))
    is_bracketed = bool(match["open"]) and not is_executed
    if is_bracketed and match["minus"]:
        raise NotAnAmount(text=_shortened(text))
    amount = Fraction(match["number"].replace(",", "")) * _UNITS[match["unit"] or "천원"]
    if amount.denominator != 1:
        raise NotInThousands(text=_shortened(text))
    if amount >= _LARGEST:
        raise NotAnAmount(text=_shortened(text))
    return Money(-amount.numerator if is_bracketed or match["minus"] else amount.numerator)


def write_amount(amount: Money | None) -> str:
    """Return what a field shows of an amount in 천원: nothing where none was entered."""
    return "" if amount is None else f"{amount:,}"


def read_count(text: str) -> int | None:
    """Return the count that *text* writes, None for nothing; ``-`` alone is zero.  Raises `NotACount`."""
    plain = _plain(text)
    if not plain:
        return None
    if _NONE.fullmatch(plain):
        return 0
    match = _COUNT.fullmatch(plain)
    if match is None:
        raise NotACount(text=_shortened(text))
    return int(match[1].replace(",", ""))


def _plain(text: str) -> str:
    """Return *text* in plain figures and signs, each run of blanks as one."""
    return " ".join(text.translate(_FULL_WIDTH).split())


def _shortened(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"
