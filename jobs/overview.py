"""The job ``overview``: where everything stands, for the coordinator, once a week."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from gongyak.letters import Letter, LetterKind, LetterState
from gongyak.mail.viewing import overview_view
from gongyak.occurrences import OccurrenceState
from gongyak.reminders.facts import Facts
from gongyak.reminders.overview import overview
from gongyak.store.letters import count_letters
from gongyak.store.notices import read_answers
from gongyak.store.occurrences import list_occurrences
from jobs.contacts import coordinators
from jobs.correspondence import Envelope, Writer, writer
from jobs.desk import Desk
from jobs.failing import name_of_job
from jobs.progress import Progress
from jobs.remind import day_of, read_facts, read_options

if TYPE_CHECKING:
    from gongyak.occurrences import Request
    from gongyak.store.session import Session

_WEEK: Final = timedelta(days=7)
_RUNS: Final = 10
"""The runs listed at most."""
_WRONG: Final = {OccurrenceState.FAILED: "실패한 작업", OccurrenceState.MISSED: "때를 놓친 작업"}


def plan(_desk: Desk, _request: Request) -> tuple[str, ...]:
    """Return one part: the overview is made as a whole."""
    return ("",)


def work(_desk: Desk, _request: Request, _part: str, _progress: Progress) -> dict[str, object]:
    """Do nothing yet: what is read here might have changed by the time it is written."""
    return {}


def close(session: Session, desk: Desk, request: Request, _results: Sequence[dict[str, object]]) -> str:
    """Write the overview to each coordinator; return how many letters there are."""
    today = day_of(desk, request)
    facts = read_facts(session, today, rounds=read_options(today, request.options).rounds)
    by = writer(session, desk, today)
    troubles = (*troubles_since(session, desk.now() - _WEEK), *held_letters(session))
    letters = overview_letters(by, facts, troubles, request)
    written = sum(by.put(letter) is not None for letter in letters)
    return f"현황 {written}통" if written else ""


def overview_letters(by: Writer, facts: Facts, troubles: Sequence[str], request: Request) -> Iterator[Letter]:
    """Yield the week's letter to each coordinator; nothing is put into the outbox."""
    seen = overview(facts, by.today, read_answers(by.session))
    for contact in coordinators(facts.city, by.today):
        view = overview_view(seen, by.head, contact.person, troubles=troubles)
        key = f"{request.id}:{contact.key}"
        envelope = Envelope(key=key, to=contact, cause=request.id, thread="overview")
        yield by.write(LetterKind.OVERVIEW, view, envelope)


def troubles_since(session: Session, since: datetime) -> Iterator[str]:
    """Yield what has gone wrong with gongyak itself since an instant, and was not mended since.

    What is older has been told: a letter that failed for good stays in the outbox for ever.
    """
    counts = count_letters(session, since=since)
    for state, words in (
        (LetterState.FAILED, "보내지 못한 메일 {}통: gongyak mail list --state failed"),
        (LetterState.UNKNOWN, "도착을 확인하여야 할 메일 {}통: gongyak mail list --state unknown"),
    ):
        if count := counts.get(state, 0):
            yield words.format(count)
    for occurrence in list_occurrences(session, states=tuple(_WRONG), limit=_RUNS):
        if occurrence.ended_at and occurrence.ended_at >= since:
            request = occurrence.request
            yield f"{_WRONG[occurrence.state]}: {name_of_job(request.job)} ({request.id})"


def held_letters(session: Session) -> Iterator[str]:
    """Yield how many letters a person keeps back."""
    if count := count_letters(session).get(LetterState.HELD, 0):
        yield f"보류 중인 메일 {count}통: gongyak mail list --state held"
