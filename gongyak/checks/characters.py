"""Characters that look right and are not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from unicodedata import is_normalized, name, normalize

from gongyak.checks.rules import Hit, at, rule
from gongyak.checks.subject import Subject, Text
from gongyak.checks.words import DOTS
from gongyak.findings import Severity

_DOT: Final = DOTS[0]
_WRONG_DOT: Final = re.compile(f"[{re.escape(DOTS[1:])}]")
_WRONG_DOTS: Final = re.compile(rf"\S{{0,4}}[{re.escape(DOTS[1:])}]\S{{0,4}}")
_YEAR_MARK: Final = re.compile(r"[‘‵′`´]\d\d(?=[.년~\s)]|\Z)")
_MARKED: Final = re.compile(r"[‘‵′`´]\d\d")
_FULL_WIDTH: Final = re.compile(r"[\uFF01-\uFF5E\u3000\u223C\u301C]")
_INVISIBLE: Final = re.compile(
    r"[\u00AD\u200B-\u200F\u2028-\u202F\u2060\uFEFF\u00A0\u0000-\u0008\u000B-\u001F\uFFFD]"
)


@rule("middle-dot", Severity.WARNING, "가운뎃점(·, U+00B7) 하나로 적어 주시기 바랍니다.")
def middle_dot(subject: Subject) -> Iterator[Hit]:
    """가운뎃점처럼 보이는 다른 문자.

    눈으로는 같아 보이지만 찾기와 글꼴에서 다르게 다루어지는 문자입니다.

    보기: 경기도‧고양시 (U+2027), 국ㆍ도비 (U+318D)
    옳음: 경기도·고양시 (U+00B7)
    """
    for text in subject.holding(_WRONG_DOT):
        for match in _WRONG_DOTS.finditer(text.text):
            wrong = next(letter for letter in match[0] if letter in DOTS[1:])
            yield at(text, f"'{match[0]}'의 '{wrong}'(U+{ord(wrong):04X})는 가운뎃점 '{_DOT}'이 아닙니다.")


@rule("year-mark", Severity.WARNING, "연도 앞의 줄임표는 ’(U+2019)로 적어 주시기 바랍니다.")
def year_mark(subject: Subject) -> Iterator[Hit]:
    """연도 앞에 여는 따옴표.

    두 자리 연도 앞에는 닫는 모양의 따옴표를 적습니다. 글과 사업비 표의 연도 칸을 보고, 보고서마다 한 번 모두
    알립니다. 시의 서식이 여는 따옴표를 쓰면 시 전체에서 이 규칙을 끌 수 있습니다.

    보기: ‘22.7.
    옳음: ’22.7.
    """
    texts = [text for text in subject.holding(_MARKED) if _years_in(text.text)]
    typed = ", ".join(dict.fromkeys(year for text in texts for year in _years_in(text.text)))
    heads = ", ".join(column.label for column in subject.term.columns if _YEAR_MARK.match(column.label))
    in_heads = f"사업비 표의 연도({heads})" if heads and subject.pledge.projects else ""
    in_texts = f"글의 연도({typed}, {len(texts)}곳)" if typed else ""
    if in_heads or in_texts:
        where = ", ".join(filter(None, (in_heads, in_texts)))
        place = subject.layouts[0].kind.title if in_heads else texts[0].place
        own = (f"pledge:{subject.pledge.number}",) if in_heads else ()
        rows = dict.fromkeys((*own, *(row for text in texts for row in text.rows)))
        yield Hit(f"{where} 앞에 여는 따옴표가 있습니다.", place, tuple(rows))


@rule("full-width", Severity.WARNING, "반각 문자로 바꾸어 주시기 바랍니다.")
def full_width(subject: Subject) -> Iterator[Hit]:
    """전각 문자.

    로마자·숫자·괄호·물결표·빈칸의 전각 문자는 정렬과 찾기에서 다르게 다루어집니다.

    보기: （２０２４년）, 7월～12월
    옳음: (2024년), 7월~12월
    """
    for text in subject.holding(_FULL_WIDTH):
        found = "".join(dict.fromkeys(_FULL_WIDTH.findall(text.text)))
        yield at(text, f"'{text.text}'에 전각 문자가 있습니다: {_named(found)}.")


@rule("invisible-character", Severity.WARNING, "글을 다시 입력하여 주시기 바랍니다.")
def invisible_character(subject: Subject) -> Iterator[Hit]:
    """눈에 보이지 않는 문자.

    웹이나 다른 문서에서 옮겨 올 때 함께 들어오는 문자로, 줄바꿈과 찾기를 어긋나게 합니다.

    보기: 국립암센터 앞의 폭 없는 빈칸 (U+200B)
    옳음: 국립암센터
    """
    for text in subject.holding(_INVISIBLE):
        found = "".join(dict.fromkeys(_INVISIBLE.findall(text.text)))
        yield at(text, f"'{_visible(text)}'에 보이지 않는 문자가 있습니다: {_named(found)}.")


@rule("not-composed", Severity.WARNING, "글을 다시 입력하여 주시기 바랍니다.")
def not_composed(subject: Subject) -> Iterator[Hit]:
    """자모가 풀어져 저장된 글.

    일부 컴퓨터에서 옮겨 온 글은 보기에는 같아도 자모가 따로 저장되어(NFD) 찾기와 비교가 되지 않습니다.

    보기: ㄱㅗㅇㅑㄱ으로 나뉘어 저장된 '공약'
    옳음: 두 글자로 저장된 '공약'
    """
    for text in subject.texts:
        if not text.text.isascii() and not is_normalized("NFC", text.text):
            yield at(text, f"'{normalize('NFC', text.text)}'의 자모가 풀어져 저장되어 있습니다.")


def _years_in(text: str) -> list[str]:
    """Return the years behind a wrong mark; ‘24 청년 정책’ opens a quotation rightly."""
    found: list[str] = _YEAR_MARK.findall(re.sub(r"‘[^‘’]*’", "", text))
    return found


def _named(letters: str) -> str:
    return ", ".join(f"U+{ord(each):04X} {name(each, '')}".rstrip() for each in letters)


def _visible(text: Text) -> str:
    return _INVISIBLE.sub("", text.text)
