"""Brackets, quotation marks, separators and the spaces beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from gongyak.checks.rules import Hit, at, rule
from gongyak.checks.subject import Subject
from gongyak.findings import Severity

_BRACKETS: Final = {")": "(", "]": "[", "}": "{", "」": "「", "』": "『", "〉": "〈", "》": "《", "】": "【"}
_OPENING: Final = frozenset(_BRACKETS.values())
_ANY_BRACKET: Final = re.compile(r"[][(){}「」『』〈〉《》【】]")
_ANY_QUOTE: Final = re.compile("['\"‘’“”]")
_CLOSED: Final = re.compile(r"\)[가-힣A-Za-z0-9]")
_ENUMERATOR: Final = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=,))(?:\d{1,2}|[가-하]|[a-z])\)")
_YEARS: Final = re.compile(r"['‘’]\d\d(?=[.년~\s)]|\Z)")
_COUNTED: Final = re.compile(r"\(\s*\d{1,3}\s*회?\s*\)")
_PARTED: Final = re.compile(r"\s*(?:[,，;/·]|\Z)")
_SPACED_COUNT: Final = re.compile(r"(\S+)\s+\(\s*\d{1,3}\s*회?\s*\)")
_PARTICLES: Final = (
    "에서는|에서의|으로는|으로부터|에서|에는|에도|에게|에|으로|로|은|는|을|를|이며|이고|이나|이|가|와의|과의|와|과|의|도|만|부터|까지|"
    "및|등|별|형|식|간|측|내|외|당|씩|차|급|호|인|한|하여|하고|하는|하며|함|할|된|됨|되어"
)
_GLUED: Final = re.compile(
    rf"(?<!^\))\(([^()]+)\)(?!(?:{_PARTICLES})(?![가-힣])|(?:{_PARTICLES})\s)(?=[가-힣A-Za-z0-9])"
)
_PREFIX: Final = re.compile(r"재|사|주|유|합|가칭|구|신|전|현|단|예|[一-龥]+|[가-힣]{1,4}명|\d{1,2}")


@rule("unbalanced-bracket", Severity.ERROR, "빠지거나 남는 괄호를 바로잡아 주시기 바랍니다.")
def unbalanced_bracket(subject: Subject) -> Iterator[Hit]:
    """짝이 맞지 않는 괄호.

    한 줄 안에서 여는 괄호와 닫는 괄호의 짝을 봅니다. '1)', '가)'와 같은 번호는 보지 않습니다.

    보기: 룩셈부르크 국립보건원(LIH 협약 체결
    옳음: 룩셈부르크 국립보건원(LIH) 협약 체결
    """
    for text in subject.holding(_ANY_BRACKET):
        wrong = _unbalanced(text.text)
        if wrong:
            yield at(text, f"'{text.text}'에서 '{wrong}'의 짝이 없습니다.")


@rule("unbalanced-quote", Severity.WARNING, "빠지거나 남는 따옴표를 바로잡아 주시기 바랍니다.")
def unbalanced_quote(subject: Subject) -> Iterator[Hit]:
    """짝이 맞지 않는 따옴표.

    한 줄 안에서 여는 따옴표와 닫는 따옴표의 수를 봅니다. 연도 앞의 ’는 세지 않습니다.

    보기: ‘고양시 바이오산업 육성 조례 제정 추진
    옳음: ‘고양시 바이오산업 육성 조례’ 제정 추진
    """
    for text in subject.holding(_ANY_QUOTE):
        plain = _YEARS.sub("", text.text)
        for opening, closing in ("‘’", "“”"):
            if plain.count(opening) != plain.count(closing):
                yield at(text, f"'{text.text}'에서 따옴표 {opening} {closing}의 수가 다릅니다.")
        for straight in "'\"":
            if plain.count(straight) % 2:
                yield at(text, f"'{text.text}'에서 따옴표 {straight}의 짝이 없습니다.")


@rule("count-separator", Severity.WARNING, "항목 사이에 쉼표를 넣어 주시기 바랍니다.")
def count_separator(subject: Subject) -> Iterator[Hit]:
    """항목과 횟수 사이에 쉼표가 없는 주석.

    시민참여 표 아래의 '이름(횟수)'가 쉼표 없이 이어진 곳입니다.

    보기: 기본계획 관련 회의(3) 클러스터 조성 관련(2)
    옳음: 기본계획 관련 회의(3), 클러스터 조성 관련(2)
    """
    for text in subject.notes:
        for match in _COUNTED.finditer(text.text):
            if not _PARTED.match(text.text, match.end()):
                before = text.text[: match.end()].rpartition(",")[2].strip()
                after = text.text[match.end() :].split(maxsplit=1)[0]
                yield at(text, f"'{before}' 다음의 '{after} …' 앞에 쉼표가 없습니다.")


@rule("count-spacing", Severity.NOTE, "괄호를 붙여 적어 주시기 바랍니다.")
def count_spacing(subject: Subject) -> Iterator[Hit]:
    """횟수의 괄호 앞에 띄어쓰기가 있는 주석.

    시민참여 표 아래의 '이름(횟수)'를 봅니다.

    보기: 한국분원 설치 관련 (1)
    옳음: 한국분원 설치 관련(1)
    """
    for text in subject.notes:
        found = [match[0] for match in _SPACED_COUNT.finditer(text.text)]
        if found:
            yield at(text, f"횟수의 괄호 앞에 빈칸이 있습니다: {', '.join(found)}.")


@rule("bracket-without-space", Severity.NOTE, "괄호 다음을 띄어 적어 주시기 바랍니다.")
def bracket_without_space(subject: Subject) -> Iterator[Hit]:
    """괄호 다음에 띄어쓰기가 없음.

    날짜 괄호와 설명 괄호 다음에 바로 낱말이 이어진 곳입니다. 조사가 이어진 것, (재)·(사)·(가칭)처럼 이름 앞에
    붙는 것은 보지 않습니다.

    보기: (2023. 8. 10.)룩셈부르크 사절단 간담회, 1,548억원(토지·건축비)예상되며
    옳음: (2023. 8. 10.) 룩셈부르크 사절단 간담회, 국립보건원(LIH)과
    """
    for text in subject.holding(_CLOSED):
        found = [
            match[0] + text.text[match.end() :].split(maxsplit=1)[0]
            for match in _GLUED.finditer(text.text)
            if not _PREFIX.fullmatch(match[1])
        ]
        if found:
            yield at(text, f"괄호 다음에 빈칸이 없습니다: {', '.join(found)}.")


def _unbalanced(text: str) -> str | None:
    """Return the first bracket without its partner, or None; the bracket of an enumerator needs none."""
    wrong = _first_alone(text)
    return wrong and _first_alone(_ENUMERATOR.sub("", text))


def _first_alone(text: str) -> str | None:
    opened: list[str] = []
    for letter in text:
        if letter in _OPENING:
            opened.append(letter)
        elif letter in _BRACKETS and (not opened or opened.pop() != _BRACKETS[letter]):
            return letter
    return opened[-1] if opened else None
