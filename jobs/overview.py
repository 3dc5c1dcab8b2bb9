"""The job ``overview``: where everything stands, for the coordinator, once a week."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

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
from jobs.remind import read_facts, read_options

if TYPE_CHECKING:
    from gongyak.occurrences import Request
    from gongyak.store.session import Session


def plan(_desk: Desk, _request: Request) -> tuple[str, ...]:
    """Return one part: the overview is made as a whole."""
    return ("",)


def work(_desk: Desk, _request: Request, _part: str, _progress: Progress) -> dict[str, object]:
    """Do nothing yet: what is read here might have changed by the time it is written."""
    return {}


def close(session: Session, desk: Desk, request: Request, _results: Sequence[dict[str, object]]) -> str:
    """Write the overview to each coordinator; return how many letters there are."""
    today = date.fromisoformat(request.argument)
    reminding = read_options(today, request.options)
    facts = read_facts(session, today, rounds=reminding.rounds)
    by = writer(session, desk, today)
    letters = overview_letters(by, facts, tuple(troubles_of(session)), request)
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


def troubles_of(session: Session) -> Iterator[str]:
    """Yield what is wrong with gongyak itself: letters that did not go out, runs that failed."""
    counts = count_letters(session)
    for state, words in (
        (LetterState.FAILED, "보내지 못한 메일 {}통: gongyak mail list --state failed"),
        (LetterState.UNKNOWN, "도착을 확인하여야 할 메일 {}통: gongyak mail list --state unknown"),
        (LetterState.HELD, "보류 중인 메일 {}통: gongyak mail list --state held"),
    ):
        if count := counts.get(state, 0):
            yield words.format(count)
    for occurrence in list_occurrences(session, states=(OccurrenceState.FAILED,), limit=5):
        yield f"실패한 작업: {name_of_job(occurrence.request.job)} ({occurrence.request.id})"
