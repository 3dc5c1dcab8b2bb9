"""Staff: whether those named still hold their posts on the last day of the half-year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gongyak.checks.rules import Hit, rule
from gongyak.checks.subject import Subject
from gongyak.findings import Severity
from gongyak.people import Role
from gongyak.printing import write_day

_PLACE: Final = "주관부서"


@rule("officer-left", Severity.WARNING, "담당자를 바꾸거나 인사 자료를 확인하여 주시기 바랍니다.")
def officer_left(subject: Subject) -> Iterator[Hit]:
    """자리를 떠난 담당자.

    기준일에 담당자로 되어 있는 사람이 그날 주관부서에 자리가 없는 경우입니다. 자리가 하나도 등록되지 않은
    사람은 보지 않습니다.

    보기: 2024. 12. 31.의 담당자가 2024. 7. 5. 다른 부서로 옮김
    옳음: 2024. 12. 31.의 담당자가 그날 주관부서의 주무관
    """
    day = subject.half_year.last_day
    officials = {official.id: official for official in subject.city.officials}
    for assignment in subject.pledge.officers:
        official = officials.get(assignment.official)
        if official is None or not official.posts or day not in assignment.tenure:
            continue
        department = subject.pledge.department
        if not any(post.department == department and day in post.tenure for post in official.posts):
            yield Hit(
                f"담당자 {official.name}님은 {write_day(day)} 현재 {department}에 자리가 없습니다.",
                f"{_PLACE} · {Role.OFFICER}",
                (f"official:{official.id}",),
            )


@rule("no-officer", Severity.WARNING, "담당자를 지정하여 주시기 바랍니다.")
def no_officer(subject: Subject) -> Iterator[Hit]:
    """담당자가 없음.

    기준일에 담당자로 지정된 사람이 없는 공약입니다.

    보기: 2024. 12. 31.의 담당자 없음
    옳음: 2024. 12. 31.의 담당자 한 사람
    """
    day = subject.half_year.last_day
    if not any(day in assignment.tenure for assignment in subject.pledge.officers):
        message = f"{write_day(day)} 현재 담당자가 지정되어 있지 않습니다."
        yield Hit(message, f"{_PLACE} · {Role.OFFICER}", (f"pledge:{subject.pledge.number}",))


@rule("no-head", Severity.WARNING, "부서장과 팀장의 자리를 입력하여 주시기 바랍니다.")
def no_head(subject: Subject) -> Iterator[Hit]:
    """과장이나 팀장이 없음.

    기준일에 주관부서의 과장, 주관 팀의 팀장으로 등록된 사람이 없는 공약입니다.

    보기: 2024. 12. 31.의 전략산업과장 없음
    옳음: 2024. 12. 31.의 전략산업과장 한 사람
    """
    day, pledge = subject.half_year.last_day, subject.pledge
    wanted = [(Role.HEAD, None), *([(Role.TEAM_LEAD, pledge.team)] if pledge.team else [])]
    for role, team in wanted:
        if not any(each.post_on(day, role, pledge.department, team) for each in subject.city.officials):
            where = " ".join(part for part in (pledge.department, team) if part)
            message = f"{write_day(day)} 현재 {where} {role}이 등록되어 있지 않습니다."
            yield Hit(message, f"{_PLACE} · {role}", (f"pledge:{pledge.number}",))
