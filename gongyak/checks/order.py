"""The order of time, among topics and among details."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gongyak.checks.rules import Hit, at, rule
from gongyak.checks.subject import Subject, Told
from gongyak.checks.words import quoted
from gongyak.findings import Severity
from gongyak.lines import Detail, Topic
from gongyak.periods import GroupKind
from gongyak.when import When


@rule("topics-out-of-order", Severity.NOTE, "시간 순서로 적을지 정하여 주시기 바랍니다.")
def topics_out_of_order(subject: Subject) -> Iterator[Hit]:
    """❍ 항목이 시간 순서가 아님.

    보고하는 반기의 실적과 추진계획에서, 항목마다 첫 날짜를 견주어 봅니다. 여러 해에 걸친 그동안의 실적은 보지
    않습니다.

    보기: 8. 7. 자문이 있는 항목 다음에 7. 1. 협약 체결이 있는 항목
    옳음: 7. 1. 협약 체결이 있는 항목 다음에 8. 7. 자문이 있는 항목
    """
    for kind in (GroupKind.CURRENT, GroupKind.PLAN):
        topics = [told for told in subject.told if told.kind is kind and isinstance(told.line, Topic)]
        dated = [(begins, told) for told in topics if (begins := _begins(told.topic))]
        yield from _first_descent(dated)


@rule("details-out-of-order", Severity.NOTE, "날짜가 맞는지 확인하고 시간 순서로 적어 주시기 바랍니다.")
def details_out_of_order(subject: Subject) -> Iterator[Hit]:
    """세부 항목이 시간 순서가 아님.

    한 ❍ 항목 안에서 견주어 봅니다. 처음부터 끝까지 최근 것부터 적은 항목은 보지 않습니다.

    보기: (2024. 5. 8.) 4차 회의 다음에 (2024. 4. 12.) 3차 회의
    옳음: (2024. 4. 12.) 3차 회의 다음에 (2024. 5. 8.) 4차 회의
    """
    by_topic: dict[tuple[str, str], list[tuple[When, Told]]] = {}
    for told in subject.told:
        if isinstance(told.line, Detail) and told.line.when:
            by_topic.setdefault((told.kind, told.topic.id), []).append((told.line.when, told))
    for dated in by_topic.values():
        yield from _first_descent(dated)


def _begins(topic: Topic) -> When | None:
    """Return the first time that *topic* or a detail of it names."""
    times = [line.when for line in (topic, *topic.details) if line.when]
    return min(times, key=lambda when: (when.first, when.last), default=None)


def _first_descent(dated: Sequence[tuple[When, Told]]) -> Iterator[Hit]:
    """Yield the first line that ends before the one above it begins, unless all go back in time."""
    days = [when.first for when, _ in dated]
    if len(days) > 2 and days == sorted(days, reverse=True):  # noqa: PLR2004 - two lines show no intention
        return
    for (before, first), (after, second) in pairwise(dated):
        if after.last < before.first:
            yield at(
                second,
                f"{quoted(second.printed, '이/가')} 더 늦은 '{first.printed}' 뒤에 있습니다.",
                first,
            )
            return
