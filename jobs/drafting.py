"""The job ``draft`` as the timetable starts it: the reports of a half-year in parts, which may be repeated.

What an occurrence has drafted bears its id as the cause; so what is made again after a crash, even by force,
is only what had not been made.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final

from gongyak.halfyear import HalfYear
from gongyak.occurrences import Request
from gongyak.store.drafts import list_drafts
from jobs.announcing import announce
from jobs.catalogue import Result
from jobs.desk import Desk
from jobs.draft import draft_reports
from jobs.drafted import Drafted, Failure, Report
from jobs.due import read_due
from jobs.errors import NothingDrafted
from jobs.progress import TOLD, Progress

if TYPE_CHECKING:
    from gongyak.store.session import Session

PART: Final = 50
"""Pledges a part: enough to keep the engine's share of the time small, few for a crash to cost little."""


def plan(desk: Desk, request: Request) -> tuple[str, ...]:
    """Return the 관리번호 to draft, some to a part; raises what `jobs.due.read_due` does."""
    with desk.database.read() as session:
        due = read_due(session, HalfYear.parse(request.argument))
    numbers = [pledge.number for pledge in due.chosen(_chosen(request))]
    return tuple(json.dumps(numbers[start : start + PART]) for start in range(0, len(numbers), PART))


def work(desk: Desk, request: Request, part: str, progress: Progress) -> Result:
    """Draft the pledges of *part*; raises a mistake that may pass, so that the part is tried again."""
    numbers: list[str] = json.loads(part)
    force = request.options.get("force") is True
    before = _made(desk, request) if force else set()
    TOLD.info("공약 %d건의 초안을 작성합니다: %s", len(numbers), _span(numbers))
    anew = [number for number in numbers if number not in before]
    again = [number for number in numbers if number in before]
    drafted = [
        _draft(desk, request, some, progress, force=is_forced)
        for some, is_forced in ((anew, force), (again, False))
        if some
    ]
    failed = list(chain.from_iterable(each.failed for each in drafted))
    _tell(list(chain.from_iterable(each.reports for each in drafted)), failed)
    for failure in failed:
        if failure.error.retryable:
            raise failure.error
    return {
        "reports": sum(len(each.reports) for each in drafted),
        "failed": [[failure.pledge, failure.error.say("ko")] for failure in failed],
    }


def close(session: Session, desk: Desk, request: Request, results: Sequence[Result]) -> str:
    """Write to those in charge, and tell how many drafts were made.

    Raises `NothingDrafted` where every pledge failed.
    """
    failed = list(chain.from_iterable(result["failed"] for result in results))
    reports = sum(result["reports"] for result in results)
    if failed and not reports:
        raise NothingDrafted(half_year=request.argument, count=len(failed), reason=failed[0][1])
    letters = announce(session, desk, request)
    made = len(_caused(session, request))
    parts = [f"초안 {made}건", f"변동 없음 {reports - made}건"]
    if failed:
        parts.append(f"실패 {len(failed)}건({', '.join(pledge for pledge, _ in failed)})")
    if letters:
        parts.append(f"편지 {letters}통")
    return ", ".join(parts)


def _draft(desk: Desk, request: Request, numbers: list[str], progress: Progress, *, force: bool) -> Drafted:
    half_year = HalfYear.parse(request.argument)
    return draft_reports(desk, half_year, numbers, force=force, cause=request.id, progress=progress)


def _span(numbers: Sequence[str]) -> str:
    """Return which pledges a part is about: the first and the last of several."""
    return numbers[0] if len(numbers) == 1 else f"{numbers[0]} ~ {numbers[-1]}"


def _tell(reports: Sequence[Report], failed: Sequence[Failure]) -> None:
    """Tell what became of the pledges of a part, and why any failed."""
    for failure in failed:
        TOLD.warning("공약 %s: %s", failure.pledge, failure.error.say("ko"))
    made = sum(report.is_new for report in reports)
    TOLD.info("초안 %d건, 변동 없음 %d건, 실패 %d건", made, len(reports) - made, len(failed))


def _chosen(request: Request) -> list[str]:
    pledges = request.options.get("pledges") or []
    return [str(number) for number in pledges] if isinstance(pledges, list | tuple) else []


def _made(desk: Desk, request: Request) -> set[str]:
    with desk.database.read() as session:
        return _caused(session, request)


def _caused(session: Session, request: Request) -> set[str]:
    """Return the 관리번호 that the occurrence has drafted so far."""
    drafts = list_drafts(session, HalfYear.parse(request.argument))
    return {draft.pledge for draft in drafts if draft.cause == request.id}
