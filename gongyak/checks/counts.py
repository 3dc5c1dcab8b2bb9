"""Counts of participation beside the dated facts that the text holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from gongyak import references
from gongyak.checks.rules import Hit, rule
from gongyak.checks.subject import Subject, Told, count_place
from gongyak.checks.words import words_of
from gongyak.findings import Severity
from gongyak.participation import Category, Count

_SHARE: Final = 0.6
_COUNTED: Final = (Category.MEETING, Category.BRIEFING, Category.ADVICE)
_WORDS: Final = """
관련 관련회의 회의 추진 개최 등 논의 설치 참석 및 위한 실시 운영 협의 간담회 자문 설명회 관계기관 관계자
전문가 기타 육성
"""
_COMMON: Final = frozenset(_WORDS.split())
"""Words of a label that do not tell what it is about."""

_ANYTHING: Final = re.compile("")
_KINDS: Final = (
    (re.compile("자문"), re.compile("자문")),
    (re.compile("간담회"), re.compile("간담회")),
    (re.compile("설명회|공청회"), re.compile("설명회|공청회")),
    (re.compile("회의|논의|협의"), re.compile("회의|보고회|협의|논의|간담회|위원회|심의")),
    (re.compile("포럼|교육|행사"), re.compile("^(?!.*회의).*(?:개최|교육|포럼|행사)")),
)
"""What a label counts, and the words by which a line tells of it."""


@rule("counts-and-facts", Severity.NOTE, "횟수와 추진실적을 견주어 보시기 바랍니다.")
def counts_and_facts(subject: Subject) -> Iterator[Hit]:
    """시민참여 횟수와 글에 있는 실적의 수가 다름.

    회의·설명회·자문의 항목마다, 이름이 맞는 날짜 있는 실적이 글에 몇 건 있는지 세어 봅니다. 보고서마다 한 번,
    글에 실적이 더 많은 항목부터 모두 알려 드립니다. 나오지 않는 항목은 두 수가 같은 것입니다. 글에 모두 적지
    않을 수 있으므로 참고로만 알립니다.

    보기: 기초연구 회의(4), 글에 있는 기초연구 보고회 3건
    옳음: 포럼 회의(7), 글에 있는 포럼 회의 7건
    """
    labels = [label for label in _labels(subject) if len(label.facts) != label.number]
    if labels:
        more = [label for label in labels if len(label.facts) > label.number]
        fewer = [label for label in labels if 0 < len(label.facts) < label.number]
        none = [label for label in labels if not label.facts]
        parts = (("글에 더 많은", more), ("글에 더 적은", fewer), ("글에 없는", none))
        told = (f"{words} 항목: {' / '.join(map(str, group))}." for words, group in parts if group)
        ordered = (*more, *fewer, *none)
        rows = dict.fromkeys(row for label in ordered for row in label.rows)
        yield Hit(
            f"글에 있는 날짜 있는 실적의 수가 시민참여 횟수와 다릅니다. {' '.join(told)}",
            ordered[0].place,
            tuple(rows),
        )


class _Fact:
    """A dated result: its words with its topic's, and the words that say what was held."""

    __slots__ = ("act", "rows", "words")

    def __init__(self, told: Told, subject: Subject) -> None:
        """Take them from a line."""
        own = subject.squeeze(told.text)
        heading = "" if told.line is told.topic else subject.squeeze(told.topic.text)
        self.words = heading + own
        self.act = own or heading
        self.rows = told.rows


@dataclass(frozen=True, slots=True)
class _Label:
    """A label of the counts of a category, and the dated results that it counts."""

    category: Category
    label: str
    parts: tuple[Count, ...]
    facts: tuple[_Fact, ...]

    def __str__(self) -> str:
        """Return the label with both numbers, as people read it."""
        return f"'{self.label}' {self.number}회, 글에 {len(self.facts)}건"

    @property
    def number(self) -> int:
        """How often it took place."""
        return sum(count.number for count in self.parts)

    @property
    def place(self) -> str:
        """The place in the form's words."""
        return f"{count_place(self.category)} · {self.label}"

    @property
    def rows(self) -> tuple[str, ...]:
        """The rows of the counts, then those of the results."""
        return (*map(references.count, self.parts), *(row for fact in self.facts for row in fact.rows))


def _labels(subject: Subject) -> Iterator[_Label]:
    facts = [_Fact(told, subject) for told in subject.results if _is_dated(told)]
    for category in _COUNTED:
        counts: dict[str, list[Count]] = {}
        for count in subject.counts(category):
            counts.setdefault(count.label, []).append(count)
        for label, parts in counts.items():
            yield _Label(category, label, tuple(parts), tuple(_facts_of(label, facts)))


def _is_dated(told: Told) -> bool:
    return told.line.when is not None and told.line.when.is_day


def _facts_of(label: str, facts: list[_Fact]) -> list[_Fact]:
    """Return the facts that *label* counts: of its act, with all or else most of its telling words."""
    words = (word.removesuffix("관련") for _, word in words_of(label))
    telling = [word.casefold() for word in words if word and word not in _COMMON]
    act = next((own for of_label, own in _KINDS if of_label.search(label)), _ANYTHING)
    shared = [(sum([word in fact.words for word in telling]), fact) for fact in facts if act.search(fact.act)]
    whole = [fact for number, fact in shared if number == len(telling)]
    return whole or [fact for number, fact in shared if number >= len(telling) * _SHARE]
