"""One organisation under two names: 동국대학교 and 동국대, 가람산업진흥원 and 산업진흥원, ㈜ and (주)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Final

from gongyak.checks.organisation_names import BODIES, FOUNDERS, KNOWN, SCHOOLS, SHORT_BODIES
from gongyak.checks.regions import PLACES, PROVINCES
from gongyak.checks.rules import Hit, at, city_rule, rule
from gongyak.checks.spelling import elsewhere, is_settled
from gongyak.checks.subject import Subject, Text
from gongyak.checks.words import Word, is_name, quoted, without_particle, words_of
from gongyak.findings import Severity

_SHORTEST_BODY: Final = 4
_SHORTEST_COMPANY: Final = 3
_TAILS: Final = ("", "시", "군", "구", "도", "광역시", "특별시", "특례시")
_PREFIXES: Final = FOUNDERS | {f"{place}{tail}" for place in PLACES.keys() | PROVINCES for tail in _TAILS}
_OWN: Final = re.compile(r"(?:특례시|광역시|특별시|시|군|구)\Z")
_COMPANY: Final = re.compile(
    r"(?:(?P<before>㈜|\(주\))\s?|(?P<titled>주식회사)\s)(?P<name>[가-힣A-Za-z0-9&]{2,})"
    r"|(?P<first>[가-힣A-Za-z0-9&]{2,})(?P<after>㈜|\(주\)|\s주식회사)(?![가-힣A-Za-z0-9])"
)
_INITIALS: Final = re.compile(r"[가-힣]\s?\(([A-Z][A-Z0-9&]{2,7})\)")
_CONNECTING: Final = frozenset({"및", "등", "또는", "관련", "관내"})


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two names of one organisation; ``is_bare`` tells that the short one means it only by itself."""

    full: str
    short: str
    is_bare: bool = False


@dataclass(frozen=True, slots=True)
class _Written:
    """What a report writes: every word and company with its texts, companies, and initials it explains."""

    forms: dict[str, list[Text]]
    companies: frozenset[tuple[str, str]]
    initials: frozenset[str]


@rule("organisation-two-ways", Severity.NOTE, "기관의 이름을 한 가지로 적어 주시기 바랍니다.")
def organisation_two_ways(subject: Subject) -> Iterator[Hit]:
    """한 기관의 이름을 줄여 적기도 하고 다 적기도 함.

    한 보고서에 학교·병원의 줄인 이름(○○대학교와 ○○대), 지역의 이름을 뺀 이름, 널리 쓰이는 줄임말(국토교통부와
    국토부), ㈜·(주)·주식회사를 다르게 붙인 이름, 대문자와 소문자가 다른 약칭이 함께 나오는 경우입니다.
    '국립암센터(이하 암센터)', '국립암센터(NCC)'처럼 한 번 밝혀 적은 것은 보지 않습니다.

    보기: 고양산업진흥원 / 산업진흥원, 동국대학교병원 / 동국대병원, ㈜솔메딕스 / (주)솔메딕스
    옳음: 동국대학교 / 동국대병원, 경기도 / 경기도의료원, 명지병원 / 명지대학교
    """
    written = _written(subject)
    for pair in _pairs(written, _prefixes(subject.city.name)):
        where = _where(pair, pair.short, written)
        if where and not is_settled(subject, pair.full, pair.short):
            first, *others = where
            message = f"{quoted(pair.short, '과/와')} {quoted(pair.full, '이/가')} 함께 적혀 있습니다."
            yield at(first, message, *others, *written.forms[pair.full])


@city_rule("organisation-two-ways-in-city", Severity.NOTE, "기관의 이름을 한 가지로 적어 주시기 바랍니다.")
def organisation_two_ways_in_city(subjects: Sequence[Subject]) -> Iterator[tuple[Subject, Hit]]:
    """다른 공약에서 다르게 줄여 적은 기관의 이름.

    한 보고서 안에서 보는 것과 같은 표기를 공약 사이에서 견주어 봅니다. 더 적은 공약에서 쓴 쪽에 알립니다.

    보기: 한 공약의 '산업진흥원', 다른 공약의 '고양산업진흥원'
    옳음: 모든 공약의 '고양산업진흥원'
    """
    every = [_written(subject) for subject in subjects]
    places = _prefixes(subjects[0].city.name) if subjects else frozenset()
    used = Counter(form for written in every for form in written.forms)
    for pair in _pairs(_together(every), places):
        rare, usual = pair.short, pair.full
        if not pair.is_bare and used[usual] < used[rare]:
            rare, usual = usual, rare
        for subject, written in zip(subjects, every, strict=True):
            where = [] if usual in written.forms else _where(pair, rare, written)
            if where and not is_settled(subject, pair.full, pair.short):
                first, *others = where
                yield subject, at(first, f"{quoted(rare, '을/를')} {elsewhere(used[usual], usual)}", *others)


def _written(subject: Subject) -> _Written:
    forms = dict(subject.forms)
    companies = set()
    for text in subject.holding(_COMPANY):
        for match in _COMPANY.finditer(text.text):
            name, form = _company(match)
            companies.add((name, form))
            forms.setdefault(form, []).append(text)
    explained = (_INITIALS.findall(text.text) for text in subject.holding(_INITIALS))
    return _Written(forms, frozenset(companies), frozenset(each for found in explained for each in found))


def _together(every: Sequence[_Written]) -> _Written:
    return _Written(
        {form: [] for written in every for form in written.forms},
        frozenset().union(*(written.companies for written in every)),
        frozenset().union(*(written.initials for written in every)),
    )


def _company(match: re.Match[str]) -> tuple[str, str]:
    """Return the name of a company, and how it is written."""
    if match["first"]:
        return match["first"], f"{match['first']}{match['after']}"
    name = without_particle(match["name"])
    return name, f"{match['before']}{name}" if match["before"] else f"{match['titled']} {name}"


@lru_cache(maxsize=16)
def _prefixes(city: str) -> frozenset[str]:
    """Return what an organisation's name may be shortened by: names of places, the *city*'s own too."""
    return _PREFIXES | {f"{_OWN.sub('', city)}{tail}" for tail in _TAILS}


def _pairs(written: _Written, prefixes: Collection[str]) -> Iterator[_Pair]:
    forms = written.forms
    yield from _schools(forms)
    yield from _bodies(forms, prefixes)
    for names in KNOWN:
        yield from (_Pair(*pair) for pair in combinations([name for name in names if name in forms], 2))
    yield from _companies(written, prefixes)
    yield from _letter_cases(written)


def _schools(forms: Collection[str]) -> Iterator[_Pair]:
    """Yield schools under both names, also in the name of a hospital."""
    for form in forms:
        if "학교" not in form or without_particle(form) != form:
            continue
        for full, short in SCHOOLS:
            name, found, rest = form.partition(full)
            other = f"{name}{short}{rest}"
            if found and len(name) > 1 and name not in FOUNDERS and other in forms:
                yield _Pair(form, other)


def _bodies(forms: Collection[str], prefixes: Collection[str]) -> Iterator[_Pair]:
    """Yield bodies with and without the name of their place, if only one body has that short name."""
    fulls: defaultdict[str, list[str]] = defaultdict(list)
    for form in forms:
        if form.endswith(BODIES):
            for end in range(2, len(form) - 2):
                short = form[end:]
                if form[:end] in prefixes and short in forms and _is_telling(short):
                    fulls[short].append(form)
    yield from (_Pair(names[0], short, is_bare=True) for short, names in fulls.items() if len(names) == 1)


def _is_telling(short: str) -> bool:
    return short in SHORT_BODIES or (len(short) >= _SHORTEST_BODY and short.endswith(BODIES))


def _companies(written: _Written, prefixes: Collection[str]) -> Iterator[_Pair]:
    """Yield companies under two marks, or with a mark and without one."""
    marked: defaultdict[str, list[str]] = defaultdict(list)
    for name, form in sorted(written.companies):
        marked[name].append(form)
    for name, forms in marked.items():
        yield from (_Pair(*pair) for pair in combinations(forms, 2))
        is_sure = name in written.forms and len(name) >= _SHORTEST_COMPANY and name not in prefixes
        if is_sure and len(forms) == 1 and "주식회사" not in forms[0]:
            yield _Pair(forms[0], name, is_bare=True)


def _letter_cases(written: _Written) -> Iterator[_Pair]:
    """Yield initials that stand behind a name in brackets, and the same written in other letters."""
    if not written.initials:
        return
    known = {initials.casefold(): initials for initials in written.initials}
    for form in written.forms:
        initials = known.get(form.casefold(), form)
        if initials != form:
            yield _Pair(initials, form)


def _where(pair: _Pair, form: str, written: _Written) -> list[Text]:
    """Return the texts in which *form* of *pair* stands and means the organisation."""
    texts = written.forms.get(form, [])
    if not pair.is_bare or form != pair.short:
        return texts
    known = written.forms.get(pair.full, [])
    return [text for text in texts if text not in known and _stands_alone(text, form)]


def _stands_alone(text: Text, name: str) -> bool:
    """Tell whether *name* stands in *text* with no other name before or behind it that it belongs to."""
    words = [("", ""), *words_of(text.text), ("", "")]
    for (before, this), (_, after) in zip(pairwise(words), pairwise(words[1:]), strict=False):
        if without_particle(this[1]) == name and not _belongs(before, this) and not _owns(this, after):
            return True
    return False


def _belongs(before: Word, this: Word) -> bool:
    """Tell whether a word may be part of a name that begins before it: 룩셈부르크 보건원."""
    word = before[1]
    return this[0] == " " and word not in _CONNECTING and without_particle(word) == word


def _owns(this: Word, after: Word) -> bool:
    """Tell whether a word may begin a longer name: 우정바이오 신약클러스터."""
    return after[0] == " " and is_name(after[1]) and without_particle(this[1]) == this[1]
