"""Hangul as its letters (자모), and words that differ in exactly one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, zip_longest
from operator import ne
from typing import Final

_FIRST: Final = 0xAC00
_LAST: Final = 0xD7A3
_VOWELS: Final = 21
_FINALS: Final = 28
_TWO: Final = 2
_LEADS: Final = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_MIDDLES: Final = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_ENDS: Final[tuple[str, ...]] = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")


class _Letters(dict[int, str]):
    """Characters by code with their letters, filled as they are asked for (`str.translate` asks)."""

    def __missing__(self, code: int) -> str:
        """Keep and return the two or three letters of a syllable; another character stands for itself."""
        spelt = _letters(code) if _FIRST <= code <= _LAST else chr(code)
        self[code] = spelt
        return spelt


def _letters(code: int) -> str:
    lead, rest = divmod(code - _FIRST, _VOWELS * _FINALS)
    return _LEADS[lead] + _MIDDLES[rest // _FINALS] + _ENDS[rest % _FINALS]


_TABLE: Final = _Letters()


def spell(word: str) -> str:
    """Return *word* as its letters: 명지 is ㅁㅕㅇㅈㅣ."""
    return word.translate(_TABLE)


def one_letter_apart(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield every pair of *words* that differ in one letter: another one, one more or one less.

    The one letter lies in the first half or in the second, so the other half is equal: words that share no
    half are never compared.
    """
    by_half: defaultdict[tuple[int, int, str], list[tuple[str, str]]] = defaultdict(list)
    for word in set(words):
        jamo = spell(word)
        for half in _halves(jamo):
            by_half[half].append((word, jamo))
    yield from sorted(
        {
            (one, other) if one < other else (other, one)
            for group in by_half.values()
            if len(group) > 1
            for (one, left), (other, right) in combinations(group, 2)
            if _is_one_apart(left, right)
        }
    )


def two_letters_apart(words: Iterable[str], shortest: int) -> Iterator[tuple[str, str]]:
    """Yield every pair of *words* with as many syllables, *shortest* or more, that differ in two letters.

    Two letters lie in at most two thirds of a word, so the other third is equal: words that share no third
    are never compared.
    """
    by_third: defaultdict[tuple[int, int, str], list[str]] = defaultdict(list)
    for word in set(words):
        size = len(word)
        if size >= shortest:
            for third in range(3):
                part = word[third * size // 3 : (third + 1) * size // 3]
                by_third[size, third, part].append(word)
    yield from sorted(
        {
            (one, other) if one < other else (other, one)
            for group in by_third.values()
            if len(group) > 1
            for one, other in combinations(group, 2)
            if letters_apart(one, other) == _TWO
        }
    )


def letters_apart(one: str, other: str) -> int:
    """Return in how many letters two words of equally many syllables differ, a missing final one counting."""
    return sum(_syllables_apart(a, b) for a, b in zip(one, other, strict=True) if a != b)


def is_one_letter_apart(one: str, other: str) -> bool:
    """Tell whether two words differ in one letter."""
    left, right = spell(one), spell(other)
    return abs(len(left) - len(right)) <= 1 and _is_one_apart(left, right)


def differing_syllables(one: str, other: str) -> list[int]:
    """Return the places of the syllables in which words of equal length differ, none for other lengths."""
    if len(one) != len(other):
        return []
    return [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]


def _syllables_apart(one: str, other: str) -> int:
    """Return in how many letters two syllables differ: more than two where one of them is no syllable."""
    left, right = _TABLE[ord(one)], _TABLE[ord(other)]
    if not (_FIRST <= ord(one) <= _LAST and _FIRST <= ord(other) <= _LAST):
        return _TWO + 1
    return sum(a != b for a, b in zip_longest(left, right))


def _halves(jamo: str) -> list[tuple[int, int, str]]:
    """Return the halves of a word, as one of its length and as one a letter longer than another."""
    size = len(jamo)
    whole, shorter = size // 2, (size - 1) // 2
    return [
        (size, 0, jamo[:whole]),
        (size, 1, jamo[whole:]),
        (size - 1, 0, jamo[:shorter]),
        (size - 1, 1, jamo[shorter + 1 :]),
    ]


def _is_one_apart(one: str, other: str) -> bool:
    """Tell whether two spelt words, at most a letter longer or shorter, differ in one letter."""
    if len(one) == len(other):
        differing: int = sum(map(ne, one, other))
        return differing == 1
    short, long = sorted((one, other), key=len)
    same = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[same:] == long[same + 1 :]
