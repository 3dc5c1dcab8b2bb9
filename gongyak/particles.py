"""Korean particles (조사) that fit the word before them, whatever its script.

이/가, 은/는, 을/를, 과/와 and (으)로 follow the last sound of the word (한글 맞춤법).  Digits and Latin
letters are read as Koreans read them; quotes, and what stands in brackets behind a word, are not read.
"""

from __future__ import annotations

import re
from string import Formatter
from typing import Any, Final

_FIRST, _LAST, _FINALS = 0xAC00, 0xD7A3, 28
_RIEUL: Final = 8
_IN_BRACKETS: Final = re.compile(r"\s*\([^()]*\)[\s’”'\"]*\Z")
_FINAL_OF: Final = {
    **dict.fromkeys("036", 1),  # 영, 삼, 육 end in a consonant
    **dict.fromkeys("178", _RIEUL),  # 일, 칠, 팔 end in ㄹ
    **dict.fromkeys("MNmn", 1),  # 엠, 엔
    **dict.fromkeys("LRlr", _RIEUL),  # 엘, 알
}


def particle(word: str, pair: str) -> str:
    """Return the half of *pair* that follows *word*: ``이/가``, ``은/는``, ``을/를``, ``과/와``, ``으로/로``.

    The first half follows a consonant, the second a vowel; 로 also follows ㄹ.
    """
    after_consonant, after_vowel = pair.split("/")
    final = _final(word)
    if after_consonant == "으로" and final == _RIEUL:
        return after_vowel
    return after_consonant if final else after_vowel


def _final(word: str) -> int:
    """Return the number of the last syllable's final consonant, 0 where it ends in a vowel."""
    spoken = _IN_BRACKETS.sub("", word) or word
    last = next((letter for letter in reversed(spoken) if letter.isalnum()), "")
    if last and _FIRST <= ord(last) <= _LAST:
        return (ord(last) - _FIRST) % _FINALS
    return _FINAL_OF.get(last, 0)


class ParticleFormatter(Formatter):
    """Fills texts such as ``'{name}'{name:이/가} 없습니다``: a pair as format asks for the particle alone."""

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401 - the base class's signature
        """Return the particle after *value* where the format is a pair, else what ``format`` returns."""
        if "/" in format_spec:
            return particle(str(value), format_spec)
        formatted: str = super().format_field(value, format_spec)
        return formatted
