"""When a line of the timetable is due, in the words of those who look at it."""

from __future__ import annotations

from typing import Final

from config.rules import CatchUp, Cron, Every, HalfYearEnd, Shift, Weekly, WorkingDays, parse_spec

_WEEKDAYS: Final = "월화수목금토일"
_SHIFTS: Final = {Shift.BEFORE: "쉬는 날이면 그 전 근무일", Shift.AFTER: "쉬는 날이면 다음 근무일"}
_CATCH_UPS: Final = {CatchUp.ALL: "놓친 것은 모두 실행", CatchUp.SKIP: "놓친 것은 실행하지 않음"}


def write_dueness(text: str) -> str:
    """Return what a line's *text* says: ``반기 마지막 날의 20일 전 08:30, 쉬는 날이면 그 전 근무일``."""
    spec = parse_spec(text)
    clauses = [_rule(spec.rule)]
    if spec.shift:
        clauses.append(_SHIFTS[spec.shift])
    if spec.catch_up in _CATCH_UPS:
        clauses.append(_CATCH_UPS[spec.catch_up])
    if spec.zone:
        clauses.append(f"{spec.zone.key} 시각")
    return ", ".join(clauses)


def _rule(rule: HalfYearEnd | WorkingDays | Weekly | Every | Cron) -> str:
    match rule:
        case HalfYearEnd():
            return f"반기 마지막 날{_distance(rule.days)} {rule.at:%H:%M}"
        case WorkingDays():
            return f"근무일마다 {rule.at:%H:%M}"
        case Weekly():
            return f"{_days(rule.weekdays)} {rule.at:%H:%M}"
        case Every():
            return "1분마다" if rule.minutes == 1 else f"{rule.minutes}분마다"
        case Cron():
            return "정한 날과 시각마다"


def _distance(days: int) -> str:
    return f"의 {abs(days)}일 {'뒤' if days > 0 else '전'}" if days else ""


def _days(weekdays: frozenset[int]) -> str:
    if len(weekdays) == len(_WEEKDAYS):
        return "매일"
    return f"매주 {'·'.join(_WEEKDAYS[day] for day in sorted(weekdays))}요일"
