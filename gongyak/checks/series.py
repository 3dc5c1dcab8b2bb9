"""Numbered series: (1차), (2차), (3차)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from unicodedata import normalize

from gongyak.checks.rules import Hit, at, rule
from gongyak.checks.subject import Subject, Told
from gongyak.checks.words import quoted, squeeze
from gongyak.findings import Severity

_BRACKETED: Final = re.compile(r"([가-힣A-Za-z0-9]*)\s*\(\s*제?(\d{1,2})\s*(?:차|회차)\s*\)")
_LEADING: Final = re.compile(
    r"제?(?<!\d)(\d{1,2})\s*(?:차|회차)\s+((?:[가-힣]+\s+)?[가-힣]*(?:회의|보고회|위원회|간담회|자문|심의|협의|협의회))(?![가-힣])"
)


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A line with its number in a series.

    ``stem`` is the text before the number (or after it), ``anchor`` the word before it.  A ``bracketed``
    number counts from 1; the others may number a body that met before the term.
    """

    told: Told
    number: int
    stem: str
    anchor: str
    bracketed: bool


@dataclass(frozen=True, slots=True)
class _Series:
    """All numbered lines of one stem under one topic."""

    topic: str
    members: tuple[_Numbered, ...]

    @property
    def numbers(self) -> set[int]:
        """The numbers that occur."""
        return {member.number for member in self.members}

    @property
    def missing(self) -> set[int]:
        """The numbers that should occur and do not."""
        start = 1 if self.members[0].bracketed else min(self.numbers)
        return set(range(start, max(self.numbers))) - self.numbers


@rule("series-gap", Severity.WARNING, "빠진 차수가 있는지, 차수가 맞는지 확인하여 주시기 바랍니다.")
def series_gap(subject: Subject) -> Iterator[Hit]:
    """차수가 빠진 회의나 보고.

    (2차)가 있는데 (1차)가 없거나, 가운데 차수가 없는 경우입니다. 이름이 조금 달라도 같은 항목 안에서 홀로
    남은 차수는 같은 차례로 봅니다. '제2차 기본계획'과 같은 이름은 보지 않습니다.

    보기: 국립암센터(2차) 회의, (1차)는 어디에도 없음
    옳음: 설계변경 회의(1차), 설계변경 회의(2차)
    """
    every = _series(subject)
    elsewhere: defaultdict[str, set[int]] = defaultdict(set)
    for series in every:
        elsewhere[series.members[0].stem] |= series.numbers
    for series in every:
        missing = series.missing - elsewhere[series.members[0].stem]
        missing -= _lent(series, every)
        if missing:
            first = next(member for member in series.members if member.number > min(missing))
            lacking = ", ".join(f"{number}차" for number in sorted(missing))
            others = [member.told for member in series.members if member is not first]
            yield at(first.told, f"'{first.told.text}' 앞에 있어야 할 {lacking}가 없습니다.", *others)


@rule("series-number-twice", Severity.WARNING, "차수가 맞는지 확인하여 주시기 바랍니다.")
def series_number_twice(subject: Subject) -> Iterator[Hit]:
    """같은 차수가 두 번 적힌 회의나 보고.

    한 항목 안에서 이름과 차수가 모두 같은 것이 둘 이상인 경우입니다.

    보기: (2024. 4. 2.) 추진 회의(2차), (2024. 4. 12.) 추진 회의(2차)
    옳음: (2024. 4. 2.) 추진 회의(2차), (2024. 4. 12.) 추진 회의(3차)
    """
    for series in _series(subject):
        seen: dict[int, _Numbered] = {}
        for member in series.members:
            first = seen.setdefault(member.number, member)
            if first is not member:
                yield at(
                    member.told,
                    f"'{member.told.text}'의 차수가 앞의 것과 같습니다: {member.number}차.",
                    first.told,
                )


@rule("series-out-of-order", Severity.WARNING, "차수와 날짜를 확인하여 주시기 바랍니다.")
def series_out_of_order(subject: Subject) -> Iterator[Hit]:
    """차수와 날짜의 순서가 서로 다름.

    같은 차례에서 차수가 큰 것의 날짜가 더 빠른 경우입니다.

    보기: (2024. 4. 12.) 추진 회의(2차), (2024. 4. 2.) 추진 회의(3차)
    옳음: (2024. 4. 2.) 추진 회의(2차), (2024. 4. 12.) 추진 회의(3차)
    """
    for series in _series(subject):
        dated = sorted(
            (member for member in series.members if member.told.line.when), key=lambda each: each.number
        )
        for before, after in pairwise(dated):
            first, second = before.told.line.when, after.told.line.when
            if before.number < after.number and first and second and second.last < first.first:
                yield at(
                    after.told,
                    f"{quoted(after.told.printed, '이/가')} '{before.told.printed}'보다 빠릅니다.",
                    before.told,
                )


def _series(subject: Subject) -> list[_Series]:
    by_stem: defaultdict[tuple[str, str], list[_Numbered]] = defaultdict(list)
    for told in subject.lines:
        if not told.is_heading:
            for numbered in _numbered(told):
                by_stem[told.topic.id, numbered.stem].append(numbered)
    return [_Series(topic, tuple(members)) for (topic, _), members in by_stem.items()]


def _numbered(told: Told) -> Iterator[_Numbered]:
    text = normalize("NFC", told.text)
    if "차" not in text:
        return
    for match in _BRACKETED.finditer(text):
        stem = squeeze(text[: match.start()] + match[1]) or squeeze(text[match.end() :])
        yield _Numbered(told, int(match[2]), stem, match[1], bracketed=True)
    for match in _LEADING.finditer(text):
        yield _Numbered(told, int(match[1]), squeeze(match[2]), match[2], bracketed=False)


def _lent(series: _Series, every: Iterable[_Series]) -> set[int]:
    """Return the numbers that lines under other stems lend to *series*.

    A series may begin under another name (제안서 제출 및 회의(1차), then 설치 추진 회의(2차)): a line that
    stands alone under its stem, in the same topic, with its number behind the same word, belongs to it.
    """
    anchor = series.members[0].anchor
    return {
        other.members[0].number
        for other in every
        if other is not series
        and other.topic == series.topic
        and len(other.members) == 1
        and other.members[0].anchor == anchor
    }
