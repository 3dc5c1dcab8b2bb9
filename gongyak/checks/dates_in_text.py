"""Dates that people typed inside texts: possible, in one way only, on the weekday they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from gongyak.checks.rules import Hit, at, rule
from gongyak.checks.subject import Subject
from gongyak.checks.words import quoted
from gongyak.findings import Severity
from gongyak.notation import ImpossibleDate, NotADate, read_when

_YEAR: Final = r"(?:(?:19|20)\d\d|['’‘]\d\d)"
_UNIT: Final = rf"{_YEAR}\s*\.\s*\d{{1,2}}\s*(?:\.\s*\d{{1,2}}(?![\d가-힣A-Za-z]))?\.?"
_END: Final = r"(?:\d{1,2}\s*\.\s*)?\d{1,2}\s*\.?(?![\d가-힣A-Za-z])"
_FIGURES: Final = re.compile(rf"(?<![\d.]){_UNIT}(?:\s*[~～∼〜]\s*(?:{_UNIT}|{_END}))?")
_LETTERS: Final = re.compile(rf"{_YEAR}년\s*\d{{1,2}}월(?:\s*\d{{1,2}}일)?|(?<!\d)\d{{1,2}}월\s*\d{{1,2}}일")
_BARE_MONTH: Final = re.compile(r"(?<![\d.,])(?<!년)(?<!년 )(\d{1,2})월(?!령|드)")
_QUARTER: Final = re.compile(r"(?<![\d.,/])(\d)\s*/?\s*분기")
_WEEKDAY: Final = re.compile(
    rf"({_UNIT}|{_YEAR}년\s*\d{{1,2}}월\s*\d{{1,2}}일)\s*\(([월화수목금토일])(?:요일)?\)"
)
_SLASHED: Final = re.compile(
    r"(?<![\d/])(?:\d{2,4}/\d{1,2}/\d{1,2}|(?<=\()\d{1,2}/\d{1,2}(?=\))|\d{1,2}/\d{1,2}(?=\([월화수목금토일]))"
)
_WEEKDAY_MARK: Final = re.compile(r"\([월화수목금토일](?:요일)?\)")
_SLASH: Final = re.compile(r"/\d")
_NUMBERED: Final = re.compile(r"\d\s*[-./년월/]|분기")
_ANY: Final = re.compile(
    rf"{_YEAR}\s*[.년]|\d{{1,2}}월|[상하]반기|\d\s*/?\s*분기|\d{{4}}-\d\d-\d\d|\d{{1,2}}\.\s*\d{{1,2}}\."
)
_NAMES: Final = "월화수목금토일"
_MONTHS: Final = range(1, 13)
_QUARTERS: Final = range(1, 5)
_LEAP_YEAR: Final = 2024


class Style(StrEnum):
    """How a full date may be typed; the value is an example."""

    OFFICIAL = "2024. 8. 29."
    TIGHT = "2024.8.29."
    OPEN = "2024. 8. 29"
    PADDED = "2024. 08. 09."
    HYPHENS = "2024-08-29"
    SLASHES = "2024/8/29"
    LETTERS = "2024년 8월 29일"


@dataclass(frozen=True, slots=True)
class _Typed:
    """A full date as typed, its style, and the text it stands in."""

    written: str
    style: Style


@rule("impossible-date", Severity.ERROR, "월과 일을, 기간이면 끝이 시작보다 늦은지 확인하여 주시기 바랍니다.")
def impossible_date(subject: Subject) -> Iterator[Hit]:
    """글에 적힌 있을 수 없는 날짜.

    없는 월·일·분기, 끝이 시작보다 앞선 기간을 찾습니다.

    보기: 2024. 2. 30. / 13월 / 2024. 8. 12.~8. 3.
    옳음: 2024. 2. 29. / 12월 / 2024. 8. 12.~8. 23.
    """
    for text in subject.holding(_NUMBERED):
        for written in dict.fromkeys(impossible_dates(text.text)):
            yield at(text, f"{quoted(written, '은/는')} 있을 수 없는 날짜입니다.")


@rule("wrong-weekday", Severity.ERROR, "날짜와 요일 가운데 틀린 것을 바로잡아 주시기 바랍니다.")
def wrong_weekday(subject: Subject) -> Iterator[Hit]:
    """날짜와 괄호 안의 요일이 서로 다름.

    글에 적힌 날짜와, 날짜를 입력할 때 적은 글을 봅니다.

    보기: 2024. 8. 29.(수)
    옳음: 2024. 8. 29.(목)
    """
    for text in subject.holding(_WEEKDAY_MARK):
        for written, name, right in wrong_weekdays(text.text):
            yield at(text, f"'{written}'은 {name}요일이 아니라 {right}요일입니다.")
    for told in subject.lines:
        if told.line.when and told.line.when.written:
            for written, name, right in wrong_weekdays(told.line.when.written):
                yield at(told, f"'{written}'은 {name}요일이 아니라 {right}요일입니다.")


@rule("ambiguous-date", Severity.WARNING, "연도를 포함하여 '2024. 8. 9.'과 같이 적어 주시기 바랍니다.")
def ambiguous_date(subject: Subject) -> Iterator[Hit]:
    """둘 이상으로 읽히는 날짜.

    빗금으로 적은 날짜는 월과 일의 순서를, 두 자리 연도와 함께 적으면 어느 것이 연도인지를 알 수 없습니다.

    보기: 24/8/9, (8/9)
    옳음: 2024. 8. 9.
    """
    for text in subject.holding(_SLASH):
        for written in dict.fromkeys(_SLASHED.findall(text.text)):
            yield at(text, f"{quoted(written, '은/는')} 둘 이상의 날짜로 읽힐 수 있습니다.")


@rule("mixed-date-styles", Severity.NOTE, "'2024. 8. 29.'과 같이 한 가지로 적어 주시기 바랍니다.")
def mixed_date_styles(subject: Subject) -> Iterator[Hit]:
    """한 보고서에 섞여 있는 날짜 표기.

    날짜 칸에 입력한 날짜는 '2024. 8. 29.'로 인쇄되므로, 글 안에 직접 적은 날짜의 표기를 그와 견주어 봅니다.

    보기: 착수보고(2023.3.), 중간보고(2023-05-10)
    옳음: 착수보고(2023. 3.), 중간보고(2023. 5. 10.)
    """
    found = [(text, typed) for text in subject.holding(_NUMBERED) for typed in _typed(text.text)]
    strange = [(text, typed) for text, typed in found if typed.style is not Style.OFFICIAL]
    if strange:
        shown = ", ".join(dict.fromkeys(typed.written for _, typed in strange[:5]))
        first, *others = [text for text, _ in strange]
        yield at(first, f"글 안의 날짜 표기({shown})가 '{Style.OFFICIAL}'과 다릅니다.", *others)


def has_date(text: str) -> bool:
    """Tell whether *text* names a time of any precision."""
    return _ANY.search(text) is not None


def impossible_dates(text: str) -> Iterator[str]:
    """Yield every date in *text* that names no time."""
    for match in _FIGURES.finditer(text):
        if _is_impossible(match[0]):
            yield match[0].strip()
    for match in _LETTERS.finditer(text):
        if _is_impossible(match[0]):
            yield match[0]
    for match in _BARE_MONTH.finditer(text):
        if int(match[1]) not in _MONTHS:
            yield match[0]
    for match in _QUARTER.finditer(text):
        if int(match[1]) not in _QUARTERS:
            yield match[0]


def wrong_weekdays(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield each day of *text* that stands with a wrong weekday: the day, that weekday, the right one."""
    for match in _WEEKDAY.finditer(text):
        day = _day(match[1])
        if day and _NAMES[day.weekday()] != match[2]:
            yield match[1].strip(), match[2], _NAMES[day.weekday()]


def _is_impossible(written: str) -> bool:
    try:
        read_when(written, year=_LEAP_YEAR)
    except ImpossibleDate:
        return True
    except NotADate:
        return False
    return False


def _day(written: str) -> date | None:
    try:
        when = read_when(written)
    except (ImpossibleDate, NotADate):
        return None
    return when.first if when.is_day else None


_STYLES: Final = (
    (Style.OFFICIAL, re.compile(r"(?<!\d)(?:19|20)\d\d\. [1-9]\d?\.(?: [1-9]\d?\.(?!\d))?(?! ?\d)")),
    (Style.HYPHENS, re.compile(r"(?<!\d)(?:19|20)\d\d-\d\d?-\d\d?(?!\d)")),
    (Style.SLASHES, re.compile(r"(?<!\d)(?:19|20)\d\d/\d\d?/\d\d?(?!\d)")),
    (Style.LETTERS, re.compile(r"(?<!\d)(?:19|20)\d\d년 ?\d\d?월 ?\d\d?일")),
    (Style.PADDED, re.compile(r"(?<!\d)(?:19|20)\d\d\. ?(?:0\d\.(?: ?\d\d?)?|\d\d?\. ?0\d)\.?")),
    (Style.TIGHT, re.compile(r"(?<!\d)(?:19|20)\d\d\.\d\d?\.(?: ?\d\d?\.?)?(?![\d])")),
    (Style.OPEN, re.compile(r"(?<!\d)(?:19|20)\d\d\. \d\d?\. ?\d\d?(?![\d.가-힣])")),
)


def _typed(text: str) -> Iterator[_Typed]:
    """Yield the full dates in *text* with their styles; each stretch of text counts once."""
    taken: set[int] = set()
    for style, pattern in _STYLES:
        for match in pattern.finditer(text):
            if not taken.intersection(range(*match.span())):
                taken.update(range(*match.span()))
                yield _Typed(match[0], style)
