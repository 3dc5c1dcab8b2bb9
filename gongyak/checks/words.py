"""Words of a text, and what is left of a text when spaces and marks are taken away."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from unicodedata import normalize

from gongyak.particles import particle

DOTS: Final = "·‧･・•∙⋅ㆍ"
"""The middle dot (가운뎃점), then what people type for it."""

_ENDINGS: Final = """
병원 의원 센터 대학교 대학 학교 유치원 어린이집 연구원 연구소 진흥원 진흥회 보건원 기술원 개발원 과학원
문화원 보건소 협회 협의회 재단 공단 공사 의회 조합 은행 위원회 교육청 시청 군청 구청 도청 경찰서 소방서
주민센터 암센터 복지관 도서관 박물관 미술관 전시관 기념관 학습관 회관 체육관 수영장 경기장 공원 광장
수목원 휴양림 터미널 단지 타운 플렉스 클러스터 캠퍼스 플랫폼 허브 포럼
"""
NAME_ENDINGS: Final = tuple(_ENDINGS.split())
"""How names of organisations and places end."""

Word = tuple[str, str]
"""What stands between a word and the one before it, then the word (a pair, because there are many)."""

_WORD: Final = re.compile(r"([^가-힣A-Za-z0-9&]*)([가-힣A-Za-z0-9&]+)")
_PARTICLE: Final = re.compile(r"(?:으로|에서|에게|까지|부터|은|는|을|를|와|과|의|에|로|도|만|이|가)\Z")
_BRACKETS: Final = re.compile(r"\([^()]*\)")


def words_of(text: str) -> list[Word]:
    """Return the words of *text* (letters, figures and &) in their order."""
    found: list[Word] = _WORD.findall(normalize("NFC", text))
    return found


def squeeze(text: str) -> str:
    """Return *text* without spaces, marks and case: what must be equal for two texts to say the same."""
    return "".join([word for _, word in words_of(text)]).casefold()


@lru_cache(maxsize=8192)
def without_particle(word: str) -> str:
    """Return *word* without one closing particle (조사), if what is left has two syllables or more."""
    stem = _PARTICLE.sub("", word)
    return stem if len(stem) > 1 else word


def without_brackets(text: str) -> str:
    """Return *text* without what stands in round brackets."""
    return _BRACKETS.sub(" ", text)


def ending_of(word: str) -> str | None:
    """Return how *word* ends as names of organisations and places do, or None; an ending alone is no name."""
    if word in NAME_ENDINGS:
        return None
    return max((ending for ending in NAME_ENDINGS if word.endswith(ending)), key=len, default=None)


def is_name(word: str) -> bool:
    """Tell whether *word* ends as names of organisations and places do, and has more than the ending."""
    return word.endswith(NAME_ENDINGS) and word not in NAME_ENDINGS


def quoted(text: str, pair: str) -> str:
    """Return *text* in quotation marks with the particle of *pair* (이/가) that follows it."""
    return f"'{text}'{particle(text, pair)}"
