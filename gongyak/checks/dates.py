"""Dates of lines: inside their period and term, on working days, and present at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from gongyak.checks.acts import Act, act_of, is_work
from gongyak.checks.dates_in_text import has_date
from gongyak.checks.rules import Hit, at, rule
from gongyak.checks.subject import Subject, Told
from gongyak.checks.words import quoted, squeeze
from gongyak.findings import Severity
from gongyak.grids import Measure, figure
from gongyak.printing import write_day
from gongyak.term import AFTER
from gongyak.when import When

_FIELD: Final = re.compile(r"[^:：]{1,12}\s*[:：]|.*→ 취소|\s*※")
"""A note that needs no date: 사업비 : 150,000천원; a plan that was dropped; a remark."""
_NEUTRAL: Final = frozenset({"", "개최", "추진", "실시", "진행"})
"""Texts that say nothing without their topic's."""


@rule("result-after-period", Severity.ERROR, "날짜를 바로잡거나 추진계획으로 옮겨 주시기 바랍니다.")
def result_after_period(subject: Subject) -> Iterator[Hit]:
    """실적의 날짜가 기준일 뒤임.

    기준일까지 일어나지 않은 일은 실적이 될 수 없습니다. 기준일에 걸쳐 진행 중인 기간은 보지 않습니다.

    보기: 2024년 하반기 실적 '(2025. 3. 5.) 착수보고회 개최'
    옳음: 2024년 하반기 실적 '(2024. 11. 5.) 착수보고회 개최'
    """
    end = min(subject.half_year.last_day, subject.term.last_day)
    for told, when in _dated_results(subject):
        if when.first > end:
            yield at(told, f"실적 '{told.printed}'의 날짜가 기준일({write_day(end)}) 뒤입니다.")


@rule("result-before-term", Severity.WARNING, "연도가 맞는지 확인하여 주시기 바랍니다.")
def result_before_term(subject: Subject) -> Iterator[Hit]:
    """실적의 날짜가 임기 시작 전임.

    임기가 시작되기 전에 끝난 일은 이 공약의 실적이 아닐 수 있습니다.

    보기: 민선8기(2022. 7. 1. 시작) 실적 '(2021. 3. 5.) 추진계획 수립'
    옳음: 민선8기 실적 '(2022. 9. 15.) 추진계획 수립'
    """
    start = subject.term.first_day
    for told, when in _dated_results(subject):
        if when.last < start:
            yield at(told, f"실적 '{told.printed}'의 날짜가 임기 시작({write_day(start)}) 전입니다.")


@rule("plan-after-term", Severity.NOTE, "임기 후 계획이 맞는지 확인하여 주시기 바랍니다.")
def plan_after_term(subject: Subject) -> Iterator[Hit]:
    """추진계획의 날짜가 임기가 끝난 뒤임.

    임기의 마지막 보고에서는 보지 않습니다.

    보기: 2026년 6월에 끝나는 임기의 계획 '(2027. 3. 5.) 착공 예정'
    옳음: 2026년 6월에 끝나는 임기의 계획 '(2026. 3. 5.) 착공 예정'
    """
    end = subject.term.last_day
    if subject.half_year == subject.term.last_half:
        return
    for told in subject.plans:
        if told.line.when and told.line.when.first > end:
            yield at(told, f"계획 '{told.printed}'의 날짜가 임기 종료({write_day(end)}) 뒤입니다.")


@rule("office-act-on-day-off", Severity.WARNING, "날짜가 맞는지 확인하여 주시기 바랍니다.")
def office_act_on_day_off(subject: Subject) -> Iterator[Hit]:
    """휴일에 한 것으로 적힌 사무.

    회의·보고회·수립·제출·체결·공포처럼 근무일에 하는 일의 날짜가 하루이고, 그날이 토요일·일요일·공휴일·시가
    정한 휴일인 경우입니다. 축제·교육·답사 같은 행사와 여러 날에 걸친 일은 보지 않습니다.

    보기: (2023. 12. 25.) 용역 완료 — 기독탄신일
    옳음: (2024. 8. 31.) 시민 축제 개최 — 토요일의 행사
    """
    for told in subject.lines:
        when = told.line.when
        if when is None or not when.is_day or told.is_heading:
            continue
        reason = subject.calendar.name(when.first)
        if reason is None:
            continue
        text = told.words_with_topic if squeeze(told.text) in _NEUTRAL else told.text
        if act_of(text) is Act.OFFICE:
            yield at(told, f"'{told.printed}'의 {write_day(when.first)}은 {reason}입니다.")


@rule("result-without-date", Severity.NOTE, "추진한 날짜를 입력하여 주시기 바랍니다.")
def result_without_date(subject: Subject) -> Iterator[Hit]:
    """날짜가 없는 실적.

    자신에게도, 속한 ❍ 항목에도, 글 안에도 날짜가 없는 실적입니다. '사업비 : …'과 같은 설명은 보지 않습니다.

    보기: ❍ 기업 유치 활동 / - 관내 병원 간담회 추진(2회)
    옳음: ❍ 업무협약 체결 (2024. 2. 21.) / - 공동 연구 협력 지원
    """
    for told in subject.results:
        dated = told.line.when or told.topic.when or has_date(told.text) or has_date(told.topic.text)
        if not dated and not _FIELD.match(told.text):
            yield at(told, f"실적 '{told.text}'에 날짜가 없습니다.")


@rule("plan-without-money", Severity.WARNING, "사업비를 입력하거나 추진 시기를 확인하여 주시기 바랍니다.")
def plan_without_money(subject: Subject) -> Iterator[Hit]:
    """사업비가 없는 해에 계획된 공사·설치·용역.

    사업비 표가 있는 공약에서, 돈이 드는 계획이 들어 있는 해의 투자계획과 확보액이 모두 없는 경우입니다.

    보기: '2025년 상반기 인테리어 공사', 2025년 사업비 없음
    옳음: '2025년 상반기 개소식 예정', 2025년 사업비 없음
    """
    work = [told for told in subject.plans if is_work(told.text)]
    funded = _funded_columns(subject) if work else set()
    if not funded:
        return
    heads = {column.key: column.label for column in subject.term.columns}
    for told in work:
        when = told.line.when or When.half(told.line.entered.next)
        keys = {_column(subject, year) for year in range(when.first.year, when.last.year + 1)}
        if not keys & funded:
            years = ", ".join(heads[key] for key in sorted(keys))
            yield at(
                told,
                f"계획 {quoted(told.printed, '이/가')} 속한 {years}에 사업비가 없습니다.",
            )


def _dated_results(subject: Subject) -> Iterator[tuple[Told, When]]:
    return ((told, told.line.when) for told in subject.results if told.line.when)


def _funded_columns(subject: Subject) -> set[str]:
    """Return the keys of the columns in which money is planned or secured."""
    statements = [block.statement for block in subject.layouts[0].blocks]
    return {
        column.key
        for column in subject.term.columns
        for statement in statements
        for measure in (Measure.PLANNED, Measure.SECURED)
        if figure(statement, measure, None, column.key).printed
    }


def _column(subject: Subject, year: int) -> str:
    return str(year) if year <= subject.term.last_day.year else AFTER
