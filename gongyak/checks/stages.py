"""Stages of a study or a service: 착수보고, 중간보고, 최종보고."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from gongyak.checks.rules import Hit, at, rule
from gongyak.checks.similarity import likeness
from gongyak.checks.subject import Subject, Told
from gongyak.findings import Severity
from gongyak.lines import Topic

_INTERIM: Final = re.compile(r"중간\s*보고")
_START: Final = re.compile(r"착수\s*보고")
_END: Final = re.compile(r"최종\s*보고|(?:용역|연구|과제|공사)?\s*(?:완료|준공|종료)|완료\s*보고|결과\s*보고")
_LONG_AGO: Final = timedelta(days=365)
_SAME: Final = 0.6
_RELATED: Final = 0.3


@rule("series-unfinished", Severity.WARNING, "최종보고의 실적 또는 계획을 입력하여 주시기 바랍니다.")
def unfinished(subject: Subject) -> Iterator[Hit]:
    """최종보고가 없는 용역이나 연구.

    중간보고 뒤에, 또는 1년이 지난 착수보고 뒤에 최종보고나 완료가 없고 그 계획도 없는 경우입니다. 이름이
    비슷한 다른 항목에 있는 것도 함께 봅니다.

    보기: (2024. 11. 6.) 중간보고회 개최, 그 뒤의 실적과 계획 없음
    옳음: (2024. 4. 29.) 중간보고회 개최, (2024. 5. 22.) 최종보고회 개최
    """
    lines = [told for told in subject.lines if not told.is_heading]
    ends = [told for told in lines if _END.search(told.text)]
    for topic, last in _open_stages(subject, lines):
        if not any(_ends(each, topic, last) for each in ends):
            yield at(last, f"'{last.printed}' 뒤에 최종보고나 그 계획이 없습니다.")


def _open_stages(subject: Subject, lines: list[Told]) -> Iterator[tuple[Topic, Told]]:
    """Yield each topic whose last stage is an interim report, or a start long ago."""
    last: dict[str, Told] = {}
    for told in lines:
        interim = bool(_INTERIM.search(told.text))
        if told.is_result and (interim or (_START.search(told.text) and _is_old(told, subject))):
            last[told.topic.id] = told
    for told in last.values():
        yield told.topic, told


def _is_old(told: Told, subject: Subject) -> bool:
    return told.line.when is not None and subject.half_year.last_day - told.line.when.last > _LONG_AGO


def _ends(end: Told, topic: Topic, stage: Told) -> bool:
    """Tell whether *end* ends what *stage* belongs to: not before it, under the same or a similar topic."""
    ended, reached = end.line.when, stage.line.when
    if ended and reached and ended.first < reached.first:
        return False
    if end.topic.id == topic.id:
        return True
    return likeness(end.topic.text, topic.text) >= (_RELATED if end.is_plan else _SAME)
