"""The job ``self-check``: every morning gongyak examines itself, tells the administrator, and tidies up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from gongyak.mail.checking import check_letter_template
from gongyak.mail.template_errors import BrokenLetterTemplate
from gongyak.occurrences import OccurrenceState
from gongyak.store.occurrences import list_occurrences, prune
from gongyak.store.run_log import forget_lines
from jobs.backup import backups_in
from jobs.desk import Desk
from jobs.doctor import Check, examine
from jobs.failing import tell_findings
from jobs.letter_templates import read_letter_templates
from jobs.overview import troubles_since
from jobs.progress import TOLD, Progress

if TYPE_CHECKING:
    from gongyak.occurrences import Request
    from gongyak.store.session import Session

_KEPT: Final = timedelta(days=7)
"""How long runs are remembered that found nothing to do: the outbox is looked at every minute."""
_LOG_KEPT: Final = timedelta(days=400)
"""How long the lines of runs' logs are kept: over two half-years."""
_A_DAY: Final = timedelta(days=1)
_FRESH: Final = timedelta(days=2)
"""How old the newest backup may be."""


def plan(_desk: Desk, _request: Request) -> tuple[str, ...]:
    """Return one part."""
    return ("",)


def work(desk: Desk, _request: Request, _part: str, _progress: Progress) -> dict[str, object]:
    """Examine what lies outside the database: folders, form, disk, backups."""
    wrong = [_told(check) for check in examine(desk) if check.is_needed and not check.is_well]
    return {"findings": [*wrong, *_backups(desk)]}


def close(session: Session, desk: Desk, request: Request, results: Sequence[dict[str, object]]) -> str:
    """Tell what was found, and what has gone wrong since the last time; forget what is old."""
    prune(session, "post", desk.now() - _KEPT)
    forget_lines(session, desk.now() - _LOG_KEPT)
    outside = [str(finding) for result in results for finding in _listed(result["findings"])]
    troubles = troubles_since(session, _last_time(session, desk))
    findings = [*outside, *_broken_templates(session), *troubles]
    if not findings:
        return ""
    for finding in findings:
        TOLD.warning("%s", finding)
    tell_findings(session, desk, findings, cause=request.id)
    return f"살펴볼 것 {len(findings)}건"


def _last_time(session: Session, desk: Desk) -> datetime:
    """Return when the self-check before this one ended; before the first, a day ago."""
    before = list_occurrences(session, job="self-check", states=(OccurrenceState.DONE,), limit=1)
    ends = [each.ended_at for each in before if each.ended_at]
    return max(ends, default=desk.now() - _A_DAY)


def _told(check: Check) -> str:
    remedy = f" → {check.remedy.ko}" if check.remedy else ""
    return f"{check.name.ko}: {check.seen.ko}{remedy}"


def _backups(desk: Desk) -> Iterator[str]:
    """Yield that the newest backup is too old; where there is none yet, tonight's will be the first."""
    backups = backups_in(desk.settings.backup.folder)
    if not backups:
        return
    newest = datetime.fromtimestamp(backups[-1].stat().st_mtime, UTC)
    if desk.now() - newest > _FRESH:
        name = backups[-1].name
        yield f"마지막 백업이 오래되었습니다: {name} → gongyak run backup을 실행하여 주시기 바랍니다."


def _broken_templates(session: Session) -> Iterator[str]:
    """Yield which edited templates no letter can be written from: a new version may have other fields."""
    templates = read_letter_templates(session)
    for (kind, part), source in templates.edited.items():
        try:
            check_letter_template(kind, part, source, templates)
        except BrokenLetterTemplate as error:
            yield error.say("ko")


def _listed(findings: object) -> list[object]:
    return findings if isinstance(findings, list) else []
