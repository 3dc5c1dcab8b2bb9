"""What administrators are told when something goes wrong: once, in the transaction that keeps the mistake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from gongyak.letters import LetterKind, Posted
from gongyak.mail.template_errors import BrokenLetterTemplate
from gongyak.mail.views import FailureView, PersonView, Trouble
from gongyak.occurrences import Request
from gongyak.printing import write_instant, write_weekday
from jobs.contacts import administrators
from jobs.correspondence import Envelope, Writer, writer
from jobs.desk import Desk

if TYPE_CHECKING:
    from gongyak.store.session import Session

_NAMES: Final = {
    "draft": "보고서 초안 작성",
    "remind": "일정과 미입력 안내",
    "overview": "주간 현황",
    "post": "메일 발송",
    "backup": "백업",
    "self-check": "자체 점검",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Failing:
    """What went wrong: of which kind it is, and what the letter says; ``key`` makes it told once.

    ``cause`` is the occurrence that it comes from.
    """

    key: str
    trouble: Trouble
    what: str
    cause: str
    id: str = ""
    due: str = ""
    error: str = ""
    address: str = ""
    commands: tuple[str, ...] = ()


def tell_failure(session: Session, desk: Desk, request: Request, error: str) -> None:
    """Tell that an occurrence was set aside after its retries."""
    failing = _of_request(desk, request, Trouble.FAILED, error)
    _tell(session, desk, replace(failing, commands=("gongyak schedule", *failing.commands)))


def tell_missed(session: Session, desk: Desk, requests: Sequence[Request]) -> None:
    """Tell of the occurrences that were found too late to be caught up: one letter for each."""
    for request in requests:
        _tell(session, desk, _of_request(desk, request, Trouble.MISSED))


def tell_suppressed(session: Session, desk: Desk, posted: Posted, error: str, *, cause: str) -> None:
    """Tell that an address gets no more letters; not by a letter to that address."""
    failing = Failing(
        key=f"suppressed:{posted.letter.address}:{desk.now().isoformat()}",
        trouble=Trouble.ADDRESS,
        what=posted.letter.subject,
        cause=cause,
        id=str(posted.id),
        address=posted.letter.address,
        error=error,
        commands=("gongyak mail list --state failed", f"gongyak mail retry {posted.id}"),
    )
    _tell(session, desk, failing)


def tell_findings(session: Session, desk: Desk, findings: Sequence[str], *, cause: str) -> None:
    """Tell what the self-check *cause* has found."""
    failing = Failing(
        key=cause,
        trouble=Trouble.CHECK,
        what=f"자체 점검 {len(findings)}건",
        cause=cause,
        id=cause,
        error=" / ".join(findings),
        commands=("gongyak doctor", "gongyak mail list", "gongyak schedule"),
    )
    _tell(session, desk, failing)


def name_of_job(job: str) -> str:
    """Return what people call a job."""
    return _NAMES.get(job, job)


def _of_request(desk: Desk, request: Request, trouble: Trouble, error: str = "") -> Failing:
    """Return what a letter says of *request*.

    What is due every minute is told once a day: it would fill the outbox that it cannot empty.
    """
    due = desk.in_zone(request.due)
    often = request.job == "post"
    return Failing(
        key=f"{trouble}:{request.job}:{due.date()}" if often else f"{trouble}:{request.id}",
        trouble=trouble,
        what=name_of_job(request.job),
        cause=request.id,
        id=request.id,
        due=write_instant(due),
        error=error,
        commands=(f"gongyak run {request.job}" + ("" if often else f" --for {request.argument}"),),
    )


def _tell(session: Session, desk: Desk, failing: Failing) -> None:
    """Write one letter to each administrator, except to the very address that failed.

    Neither an edited template nor a broken secret of the links keeps this letter from being written.
    """
    by = writer(session, desk, signs=False)
    for contact in administrators(by.city, by.today, desk.settings.watch.administrator):
        if contact.address == failing.address:
            continue
        envelope = Envelope(key=f"{failing.key}:{contact.key}", to=contact, cause=failing.cause)
        view = _view(by, failing, contact.person)
        try:
            letter = by.write(LetterKind.FAILURE, view, envelope)
        except BrokenLetterTemplate:
            letter = by.as_shipped.write(LetterKind.FAILURE, view, envelope)
        by.put(letter)


def _view(by: Writer, failing: Failing, person: PersonView) -> FailureView:
    return FailureView(
        city=by.head.city,
        today=write_weekday(by.today),
        recipient=person,
        contact=by.head.contact,
        site=by.head.site,
        trouble=failing.trouble,
        what=failing.what,
        id=failing.id,
        due=failing.due,
        at=write_instant(by.desk.in_zone(by.desk.now())),
        error=failing.error,
        address=failing.address,
        commands=failing.commands,
    )
