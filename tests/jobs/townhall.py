"""A town hall whose letters the tests of jobs write and send: who sits there, and a look into the outbox."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from gongyak.city import City
from gongyak.letters import LetterState, Posted
from gongyak.mail.post import MemoryPost
from gongyak.occurrences import Request
from gongyak.people import Department, Official, Post, Role, Tenure
from gongyak.store.city import write_city
from gongyak.store.letters import list_letters
from gongyak.store.outbox import add_letter, read_letter
from gongyak.store.writing import write_pledge
from jobs.post import Run
from tests.cast import CITY
from tests.jobs.world import NOON
from tests.mail.letters import letter

if TYPE_CHECKING:
    from collections.abc import Iterable
    from email.message import EmailMessage

    from gongyak.letters import Letter
    from gongyak.mail.post import Outgoing
    from gongyak.mail.post import Post as Mail
    from gongyak.pledges import Pledge
    from jobs.desk import Desk

DOMAIN: Final = "example.kr"
PLANNING: Final = "기획예산과"


def _upstairs(key: str, role: Role, address: str | None) -> Official:
    post = Post(role, PLANNING, None, Tenure(date(2022, 7, 1)))
    return Official(key, f"김{key}", address, "031-8000-0000", (post,))


COORDINATOR: Final = _upstairs("총괄", Role.COORDINATOR, "coordinator@example.kr")
KEEPER: Final = _upstairs("관리", Role.ADMINISTRATOR, "keeper@example.kr")
OTHER_KEEPER: Final = _upstairs("또관리", Role.ADMINISTRATOR, "other.keeper@example.kr")
TOWN: Final = replace(
    CITY,
    departments=(*CITY.departments, Department(PLANNING)),
    officials=(*CITY.officials, COORDINATOR, KEEPER, OTHER_KEEPER),
)


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **span: float) -> None:
        """Go on by so many days, hours, minutes."""
        self.at += timedelta(**span)


def settle(desk: Desk, *pledges: Pledge, city: City = TOWN, pictures: Iterable[bytes] = ()) -> None:
    """Write the town and *pledges* as they are now."""
    stored = {sha256(data).hexdigest(): data for data in pictures}
    with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
        write_city(session, city)
        for each in pledges:
            write_pledge(session, each, stored)


def request(job: str, argument: str, **more: Any) -> Request:
    """Return what the timetable asks for."""
    given: dict[str, Any] = {
        "id": f"{job}:{argument}",
        "line": job,
        "due": NOON,
        "asked_by": "timetable",
        "asked_at": NOON,
    }
    return Request(job=job, argument=argument, **given | more)


def queue(desk: Desk, *letters: Letter) -> None:
    """Put letters into the outbox now."""
    with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
        for each in letters:
            assert add_letter(session, each, at=desk.now(), sender_domain=DOMAIN)


def to(name: str, **more: Any) -> Letter:
    """Return a letter to ``<name>@example.kr``, whose key is the name unless another is given."""
    return letter(**{"key": name, "address": f"{name}@example.kr"} | more)


def run_of(desk: Desk, number: int = 1, **more: Any) -> Run:
    """Return a run through the outbox that waits for nothing."""
    return Run(desk, "post:now", f"post:now#{number}", pause=_at_once, **more)


async def _at_once(_seconds: float) -> None:
    pass


def deliver(desk: Desk, post: Mail | None = None, number: int = 1) -> Run:
    """Run through the outbox once."""
    run = run_of(desk, number)
    asyncio.run(run.deliver(post or MemoryPost()))
    return run


def outbox(desk: Desk) -> tuple[Posted, ...]:
    """Return all letters with their attachments, in the order in which they were queued."""
    with desk.database.read() as session:
        numbers = sorted(each.id for each in list_letters(session, limit=10_000))
        return tuple(read_letter(session, number) for number in numbers)


def states(desk: Desk) -> dict[str, LetterState]:
    """Return how far each letter has come, by its key."""
    return {posted.letter.key: posted.state for posted in outbox(desk)}


def keys(messages: Iterable[Outgoing], desk: Desk) -> list[str]:
    """Return the keys of the letters that *messages* are."""
    key_of = {posted.message_id: posted.letter.key for posted in outbox(desk)}
    return [key_of[message.message_id] for message in messages]


def parsed(content: bytes) -> EmailMessage:
    """Return a message as mail programs read it."""
    return message_from_bytes(content, policy=policy.default)


def at(text: str) -> datetime:
    """Return the instant of a date and time in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
