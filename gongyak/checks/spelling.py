"""Names: one name spelt in several ways, within a report and across the city."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from gongyak.checks.jamo import differing_syllables, is_one_letter_apart, one_letter_apart, two_letters_apart
from gongyak.checks.rules import Hit, at, city_rule, rule
from gongyak.checks.subject import Subject
from gongyak.checks.variants import LONG, is_contrast
from gongyak.checks.words import ending_of, is_name, quoted, squeeze
from gongyak.findings import Severity
from gongyak.judgement import Judgement

_QUOTE: Final = "['‘’“”\"]"
_TELLING: Final = 3
_TELLING_TWICE: Final = 4


@rule("not-the-preferred-name", Severity.ERROR, "용어집의 이름으로 바꾸어 주시기 바랍니다.")
def not_preferred(subject: Subject) -> Iterator[Hit]:
    """용어집이 정한 이름과 다르게 적힘.

    용어집에 등록된 다른 표기가 글에 그대로 나오는 경우입니다.

    보기: 바이오컴플렉스 (용어집: 바이오콤플렉스)
    옳음: 바이오콤플렉스
    """
    for preferred, variants in subject.judgement.glossary.preferred:
        for text in subject.texts:
            rest = text.text.replace(preferred, "\n")
            for variant in variants:
                if variant in rest:
                    decided = quoted(preferred, "으로/로")
                    yield at(text, f"{quoted(variant, '은/는')} 용어집에서 {decided} 정한 이름입니다.")


@rule(
    "name-two-ways",
    Severity.WARNING,
    "맞는 표기 하나로 적거나, 둘 다 맞으면 용어집에 등록하여 주시기 바랍니다.",
)
def name_two_ways(subject: Subject) -> Iterator[Hit]:
    """한 이름이 두 가지로 적힘.

    한 보고서에 나오는 네 글자 이상의 낱말 가운데 자모 하나만 다른 것, 여섯 글자 이상의 기관·시설 이름 가운데
    자모 둘이 다른 것입니다. 초등/고등, 산업/사업처럼 둘 다 있는 말, 조사만 다른 것, 한 줄에 나란히 적힌 것은
    보지 않습니다. 서로 다른 이름일 수 있는 것(두 글자 이름 뒤에 같은 말이 붙은 것, 한 글자가 크게 다른 것)과,
    기관·시설의 이름도 긴 낱말도 아닌 것은 참고로만 알립니다.

    보기: 명지병원 / 명지명원, 바이오컴플렉스 / 바이오콤플렉스
    옳음: 일산병원 / 일산백병원, 국내기업 / 국외기업
    """
    places = subject.names
    for one, other in _alike(places):
        if is_settled(subject, one, other):
            continue
        rare, usual = sorted((one, other), key=lambda word: (len(places[word]), word))
        if set(places[rare]) & set(places[usual]):
            continue
        shown = f"'{rare}'({len(places[rare])}곳), '{usual}'({len(places[usual])}곳)"
        yield at(
            places[rare][0],
            f"같은 이름으로 보이는 표기가 다릅니다: {shown}.",
            *places[rare][1:],
            *places[usual],
            severity=None if _is_one_name(one, other) else Severity.NOTE,
        )


@city_rule(
    "name-two-ways-in-city",
    Severity.WARNING,
    "맞는 표기 하나로 적거나, 둘 다 맞으면 용어집에 등록하여 주시기 바랍니다.",
)
def name_two_ways_in_city(subjects: Sequence[Subject]) -> Iterator[tuple[Subject, Hit]]:
    """다른 공약에서 다르게 적은 이름.

    기관·시설의 이름 가운데 다른 공약의 이름과 자모 하나만(긴 이름은 둘까지) 다른 것입니다. 더 적은 공약에서
    쓴 쪽에 알립니다.

    보기: 한 공약의 '명지명원', 다른 두 공약의 '명지병원'
    옳음: 모든 공약의 '명지병원'
    """
    names = [{word: where for word, where in each.names.items() if is_name(word)} for each in subjects]
    used = Counter(word for each in names for word in each)
    for one, other in _alike(used):
        if not _is_one_name(one, other):
            continue
        rare, usual = sorted((one, other), key=lambda word: (used[word], word))
        for subject, known in zip(subjects, names, strict=True):
            if rare in known and usual not in known and not is_settled(subject, one, other):
                first, *others = known[rare]
                message = f"{quoted(rare, '을/를')} {elsewhere(used[usual], usual)}"
                yield subject, at(first, message, *others)


def _alike(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of words that may be one name: a letter apart, or two if they are long names."""
    known = list(words)
    twice = (pair for pair in two_letters_apart(known, LONG) if max(map(_telling, pair)) >= _TELLING_TWICE)
    yield from (pair for pair in (*one_letter_apart(known), *twice) if not is_contrast(*pair))


def _telling(word: str) -> int:
    """Return how many syllables of a name stand before its ending; 0 for what is no name."""
    ending = ending_of(word)
    return len(word) - len(ending) if ending else 0


def _is_one_name(one: str, other: str) -> bool:
    """Tell whether two words a letter or two apart are most likely one name.

    도담공원 and 소담공원 may be two parks: a short name before the same ending says little.  So does one
    syllable of which two letters differ: people mistype one letter, and another one elsewhere.
    """
    if len(differing_syllables(one, other)) == 1 and not is_one_letter_apart(one, other):
        return False
    ending = ending_of(one)
    if ending and ending == ending_of(other):
        return len(one) - len(ending) >= _TELLING
    return is_name(one) or is_name(other) or len(one) >= LONG


def elsewhere(number: int, name: str) -> str:
    """Return the end of a message: in how many other pledges a name is written as *name*."""
    return f"다른 공약 {number}건에서는 {quoted(name, '으로/로')} 적었습니다."


def is_settled(subject: Subject, one: str, other: str) -> bool:
    """Tell whether two names need no comparing: people decided on them, or the report explains one by one.

    A report explains a name where it first stands: 국립암센터(이하 암센터), 국립암센터(NCC).
    """
    return is_accepted(subject.judgement, one, other) or any(
        _is_explained(text.text, first, second)
        for text in subject.texts
        for first, second in ((one, other), (other, one))
        if first in text.text and second in text.text
    )


def _is_explained(text: str, name: str, alias: str) -> bool:
    pattern = rf"{re.escape(name)}\s*(?:\(|,\s*이하)\s*(?:이하|약칭|줄여서)?\s*{_QUOTE}?{re.escape(alias)}"
    return re.search(rf"{pattern}(?:{_QUOTE}|이?라[\s고칭함]|[\s,)]|\Z)", text) is not None


def is_accepted(judgement: Judgement, one: str, other: str) -> bool:
    """Tell whether people have decided on a pair of names: both are right, or one is preferred."""
    pair = {squeeze(one), squeeze(other)}
    if any({squeeze(each) for each in accepted} == pair for accepted in judgement.accepted):
        return True
    entries = (
        {squeeze(name) for name in (preferred, *variants)}
        for preferred, variants in judgement.glossary.preferred
    )
    return any(pair <= entry for entry in entries)
