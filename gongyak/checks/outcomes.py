"""Plans and what became of them: done, postponed, dropped, or nobody said."""

from __future__ import annotations

from collections.abc import Iterator

from gongyak.checks.rules import Hit, at, rule
from gongyak.checks.subject import Subject
from gongyak.checks.words import quoted, squeeze
from gongyak.findings import Severity
from gongyak.lines import Fate, Line, Stand
from gongyak.periods import is_overdue, lines_of

_SHORTEST_COPY = 6


@rule("plan-without-outcome", Severity.WARNING, "완료·연기·취소 중 하나를 입력하여 주시기 바랍니다.")
def plan_without_outcome(subject: Subject) -> Iterator[Hit]:
    """때가 지났는데 결과가 없는 추진계획.

    지난 반기의 계획 가운데 실적이 되지도, 연기되지도, 취소되지도 않은 것입니다. 날짜 없는 계획은 다음 반기의
    계획으로 보고, 연기된 계획은 새 날짜까지 기다립니다.

    보기: 2024년 하반기에 적은 '2025년 상반기 개소식 예정'의 결과가 2025년 상반기 보고에 없음
    옳음: 완료(2025. 5. 20.)로 입력된 '2025년 상반기 개소식 예정'
    """
    for told in subject.plans:
        if is_overdue(told.line, subject.half_year):
            yield at(told, f"계획 '{told.printed}'의 추진 결과가 입력되지 않았습니다.")


@rule("postponed-without-time", Severity.WARNING, "새로운 추진 시기를 입력하여 주시기 바랍니다.")
def postponed_without_time(subject: Subject) -> Iterator[Hit]:
    """언제로 연기하였는지 적지 않은 추진계획.

    새 시기가 없으면 때가 지나도 알 수 없습니다.

    보기: '개소식 예정'을 연기, 새 시기 없음
    옳음: '개소식 예정'을 2025년 하반기로 연기
    """
    for told in subject.plans:
        outcome = told.line.outcome_by(subject.half_year)
        if outcome and outcome.is_open and outcome.when is None:
            yield at(
                told,
                f"계획 {quoted(told.text, '을/를')} 언제로 연기하였는지 입력되지 않았습니다.",
            )


@rule("outcome-without-reason", Severity.WARNING, "연기하거나 취소한 사유를 입력하여 주시기 바랍니다.")
def outcome_without_reason(subject: Subject) -> Iterator[Hit]:
    """연기하거나 취소한 사유가 없음.

    이번 보고에서 연기 또는 취소로 입력된 계획을 봅니다.

    보기: '개소식 예정'을 2025년 하반기로 연기, 사유 없음
    옳음: '개소식 예정'을 2025년 하반기로 연기, 사유 '공사 지연'
    """
    raw = {line.id: line for line in lines_of(subject.pledge.topics)}
    for told in subject.lines:
        outcome = raw[told.line.id].outcome_by(subject.half_year)
        if outcome is None or outcome.reported != subject.half_year or outcome.fate is Fate.DONE:
            continue
        if not (outcome.reason or "").strip():
            word = "연기" if outcome.is_open else "취소"
            yield at(
                told,
                f"계획 {quoted(raw[told.line.id].text, '을/를')} {word}한 사유가 없습니다.",
            )


@rule("result-says-planned", Severity.WARNING, "추진계획으로 옮기거나 '예정'을 지워 주시기 바랍니다.")
def result_says_planned(subject: Subject) -> Iterator[Hit]:
    """'예정'으로 끝나는 실적.

    이미 한 일인지, 앞으로 할 일인지 알 수 없습니다.

    보기: 2024년 하반기 실적 '(2024. 11. 5.) 착수보고회 개최 예정'
    옳음: 2024년 하반기 실적 '(2024. 11. 5.) 착수보고회 개최'
    """
    for told in subject.results:
        if told.text.rstrip(" .").endswith("예정"):
            yield at(told, f"실적 {quoted(told.printed, '이/가')} '예정'으로 끝납니다.")


@rule(
    "plan-copied", Severity.NOTE, "지난 계획을 이어 가는 것이면 지난 계획에 연기를 입력하여 주시기 바랍니다."
)
def plan_copied(subject: Subject) -> Iterator[Hit]:
    """지난 반기의 것을 그대로 옮겨 적은 추진계획.

    이번 보고에 새로 적은 계획의 글이 이미 있던 계획의 글과 같은 경우입니다.

    보기: 2024년 하반기와 2025년 상반기 보고에 각각 새로 적은 '한국분원 개소식 예정'
    옳음: 2024년 하반기에 적고 2025년 상반기에 연기로 입력한 '한국분원 개소식 예정'
    """
    earlier: dict[str, Line] = {}
    for line in lines_of(subject.pledge.topics):
        if line.stand is Stand.PLAN and line.entered < subject.half_year:
            earlier.setdefault(squeeze(line.text), line)
    for told in subject.plans:
        if told.line.entered == subject.half_year:
            text = squeeze(told.text)
            before = earlier.get(text) if len(text) >= _SHORTEST_COPY else None
            if before:
                hit = at(
                    told,
                    f"계획 {quoted(told.text, '이/가')} {before.entered.name}에 적은 계획과 같습니다.",
                )
                yield Hit(hit.message, hit.place, (*hit.rows, f"line:{before.id}"))
