"""Names: one name spelt in several ways, within a report and across the city."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from gongyak.checks.jamo import one_letter_apart
from gongyak.checks.rules import Hit, at, city_rule, rule
from gongyak.checks.subject import Subject
from gongyak.checks.variants import is_contrast
from gongyak.checks.words import ending_of, is_name, quoted, squeeze
from gongyak.findings import Severity
from gongyak.judgement import Judgement

_LONG: Final = 6
_TELLING: Final = 3


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

    한 보고서에 나오는 네 글자 이상의 낱말 가운데 자모 하나만 다른 것입니다. 초등/고등, 산업/사업처럼 둘 다
    있는 말, 조사만 다른 것, 한 줄에 나란히 적힌 것은 보지 않습니다. 서로 다른 이름일 수 있는 것(두 글자 이름
    뒤에 같은 말이 붙은 것)과, 기관·시설의 이름도 긴 낱말도 아닌 것은 참고로만 알립니다.

    보기: 명지병원 / 명지명원, 바이오컴플렉스 / 바이오콤플렉스
    옳음: 일산병원 / 일산백병원, 국내기업 / 국외기업
    """
    places = subject.names
    for one, other in one_letter_apart(places):
        if is_contrast(one, other) or is_accepted(subject.judgement, one, other):
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

    기관·시설의 이름 가운데 다른 공약의 이름과 자모 하나만 다른 것입니다. 더 적은 공약에서 쓴 쪽에 알립니다.

    보기: 한 공약의 '명지명원', 다른 두 공약의 '명지병원'
    옳음: 모든 공약의 '명지병원'
    """
    names = [{word: where for word, where in each.names.items() if is_name(word)} for each in subjects]
    used = Counter(word for each in names for word in each)
    for one, other in one_letter_apart(used):
        if is_contrast(one, other) or not _is_one_name(one, other):
            continue
        rare, usual = sorted((one, other), key=lambda word: (used[word], word))
        for subject, known in zip(subjects, names, strict=True):
            if rare in known and usual not in known and not is_accepted(subject.judgement, one, other):
                first, *others = known[rare]
                message = f"{quoted(rare, '을/를')} {elsewhere(used[usual], usual)}"
                yield subject, at(first, message, *others)


@rule("university-two-ways", Severity.NOTE, "대학교의 이름을 한 가지로 적어 주시기 바랍니다.")
def university_two_ways(subject: Subject) -> Iterator[Hit]:
    """대학교의 이름을 줄여 적기도 하고 다 적기도 함.

    한 보고서에 '○○대학교'와 '○○대'가 함께 나오는 경우입니다. '○○대병원'은 보지 않습니다.

    보기: 동국대학교 BMC / 동국대 바이오메디캠퍼스
    옳음: 동국대학교 BMC / 동국대병원
    """
    for word in subject.places:
        name, found, _ = word.partition("대학교")
        short = f"{name}대"
        if found and len(name) > 1 and short in subject.places:
            if is_accepted(subject.judgement, f"{name}대학교", short):
                continue
            first, *others = subject.places[short]
            message = f"{quoted(short, '과/와')} '{name}대학교'가 함께 적혀 있습니다."
            yield at(first, message, *subject.places[word], *others)


def _is_one_name(one: str, other: str) -> bool:
    """Tell whether two words one letter apart are most likely one name.

    도담공원 and 소담공원 may be two parks: a short name before the same ending says little.
    """
    ending = ending_of(one)
    if ending and ending == ending_of(other):
        return len(one) - len(ending) >= _TELLING
    return is_name(one) or is_name(other) or len(one) >= _LONG


def elsewhere(number: int, name: str) -> str:
    """Return the end of a message: in how many other pledges a name is written as *name*."""
    return f"다른 공약 {number}건에서는 {quoted(name, '으로/로')} 적었습니다."


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
