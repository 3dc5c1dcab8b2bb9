"""The same thing told twice: events, texts, topics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Final

from gongyak.checks.jamo import is_one_letter_apart, one_letter_apart
from gongyak.checks.rules import Hit, at, rule
from gongyak.checks.subject import Subject, Told
from gongyak.checks.variants import is_contrast
from gongyak.checks.words import is_name, quoted, squeeze, without_particle, words_of
from gongyak.findings import Severity
from gongyak.lines import Topic

_SHORTEST_TEXT: Final = 12
_SHORTEST_TITLE: Final = 8


@rule("event-twice", Severity.WARNING, "같은 일이면 한 번만 적어 주시기 바랍니다.")
def event_twice(subject: Subject) -> Iterator[Hit]:
    """같은 날의 같은 일이 두 번 적힘.

    날짜가 같은 두 실적 가운데, 다른 ❍ 항목에 있으면서 같은 기관이 나오는 것과 글이 거의 같은 것을 찾습니다.

    보기: 2024. 4. 22. 국립암센터 회의, 다른 항목의 2024. 4. 22. 국립암센터 바이오뱅크
    옳음: 2024. 1. 29. 착수보고회, 다른 항목의 2024. 1. 29. 설계변경 회의
    """
    by_day: defaultdict[date, list[Told]] = defaultdict(list)
    for told in subject.lines:
        if told.line.when and told.line.when.is_day and not told.is_heading:
            by_day[told.line.when.first].append(told)
    for same_day in by_day.values():
        for first, second in combinations(same_day, 2):
            shared = _parties(first) & _parties(second) if first.topic.id != second.topic.id else set()
            if shared:
                names = ", ".join(sorted(shared))
                yield at(
                    second,
                    f"{quoted(first.printed, '과/와')} 날짜가 같고 같은 기관({names})이 나옵니다.",
                    first,
                )
            elif squeeze(first.text) == squeeze(second.text) or _is_slip(first.text, second.text):
                yield at(
                    second,
                    f"{quoted(first.printed, '과/와')} 날짜와 글이 같습니다.",
                    first,
                )


@rule("text-twice", Severity.WARNING, "같은 일이면 한 번만 적어 주시기 바랍니다.")
def text_twice(subject: Subject) -> Iterator[Hit]:
    """같은 글이 두 항목에 적힘.

    띄어쓰기와 문장부호를 빼고 같은, 열두 자가 넘는 글을 찾습니다. 서로 다른 하루에 한 일로 적혀 있으면 보지
    않습니다.

    보기: 두 항목에 모두 적힌 '바이오 정밀의료 클러스터 조성 협력 방안 논의'
    옳음: (2024. 5. 8.)과 (2024. 6. 12.)에 각각 적힌 '청년정책협의체 정기회의 개최'
    """
    by_text: defaultdict[str, list[Told]] = defaultdict(list)
    for told in subject.lines:
        text = subject.squeeze(told.text)
        if len(text) >= _SHORTEST_TEXT and not told.is_heading:
            by_text[text].append(told)
    for same in by_text.values():
        for first, second in combinations(same, 2):
            if not _on_other_days(first, second) and first.line.stand is second.line.stand:
                yield at(
                    second,
                    f"{quoted(second.text, '이/가')} 다른 곳에도 적혀 있습니다.",
                    first,
                )


@rule("topic-split", Severity.WARNING, "한 항목으로 모으거나 이름을 같게 적어 주시기 바랍니다.")
def topic_split(subject: Subject) -> Iterator[Hit]:
    """한 항목이 둘로 나뉨.

    이름이 띄어쓰기만 다르거나 한 글자의 자모 하나만 다른 ❍ 항목입니다. 초등/고등, 1호/2호처럼 뜻이 다른 것은
    보지 않습니다.

    보기: ❍ 바이오컴플렉스 건립 타당성조사 / ❍ 바이오콤플렉스 건립 타당성 조사
    옳음: ❍ 청년공간 1호점 조성 / ❍ 청년공간 2호점 조성
    """
    by_title: defaultdict[str, list[Told]] = defaultdict(list)
    for told in subject.lines:
        title = subject.squeeze(told.text) if isinstance(told.line, Topic) else ""
        if len(title) >= _SHORTEST_TITLE:
            by_title[title].append(told)
    for same in by_title.values():
        for first, second in combinations(same, 2):
            yield from _split(first, second)
    for one, other in one_letter_apart(by_title):
        if not is_contrast(one, other):
            yield from _split(*sorted((by_title[one][0], by_title[other][0]), key=subject.lines.index))


def _split(first: Told, second: Told) -> Iterator[Hit]:
    if first.line.stand is second.line.stand:
        yield at(
            second,
            f"항목 {quoted(second.text, '이/가')} 항목 {quoted(first.text, '과/와')} 같은 것으로 보입니다.",
            first,
        )


def _parties(told: Told) -> set[str]:
    """Return the organisations that a line names and its topic does not."""
    heading = squeeze(told.topic.text) if told.line is not told.topic else ""
    words = (without_particle(word) for _, word in words_of(told.text))
    return {word for word in words if is_name(word) and word.casefold() not in heading}


def _is_slip(one: str, other: str) -> bool:
    """Tell whether two texts differ by a slip of the pen only."""
    pair = squeeze(one), squeeze(other)
    return is_one_letter_apart(*pair) and not is_contrast(*pair)


def _on_other_days(one: Told, other: Told) -> bool:
    first, second = one.line.when, other.line.when
    return (
        first is not None and second is not None and (first.first, first.last) != (second.first, second.last)
    )
