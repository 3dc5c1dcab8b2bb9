"""The job ``post``: the letters that are due go to the mail server, or into a folder until there is one.

A letter is claimed by a conditional update, marked ``sending`` once the server has accepted its recipient and
immediately before DATA, and marked again with the server's answer.  What a dead run had only claimed is sent;
what it had begun to send is unknown (RFC 5321, 4.2.5), and becomes what the settings say of its kind.

No two runs go on at once, and each claims under a name of its own: whatever another name holds is a dead
run's.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from secrets import token_hex
from typing import TYPE_CHECKING, Final, TypeVar

from gongyak.errors import GongyakError
from gongyak.letters import LetterKind, LetterState, Posted, Reply
from gongyak.mail.errors import MailError, Refused, Unknown
from gongyak.mail.message import make_outgoing
from gongyak.mail.post import Line, Outgoing, Post
from gongyak.store.drafts import read_document
from gongyak.store.errors import StoreError
from gongyak.store.outbox import claim, give_back, has_letters_to_send
from gongyak.store.sending import (
    begin_data,
    mark_deferred,
    mark_failed,
    mark_sent,
    mark_unknown,
    put_back,
    release_dead,
)
from jobs.backoff import next_try
from jobs.desk import Desk
from jobs.errors import GaveUp
from jobs.failing import tell_suppressed
from jobs.mailbox import post_of, sender_of
from jobs.mistakes import mistakes_told
from jobs.progress import TOLD, Progress

if TYPE_CHECKING:
    from gongyak.occurrences import Request
    from gongyak.store.session import Session

_T = TypeVar("_T")
_BATCH: Final = 50
"""Letters claimed at a time: at most so many wait for a dead run's successor."""
_PAUSES: Final = (0.2, 0.5, 1, 2, 4, 8, 15, 30)
"""Seconds between the attempts to keep an answer; a database that restarts is back by then."""
_MADE: Final[Mapping[str, str]] = {
    LetterState.SENT: "발송 {}통",
    LetterState.QUEUED: "다시 보낼 예정 {}통",
    LetterState.FAILED: "실패 {}통",
    LetterState.UNKNOWN: "확인 필요 {}통",
}


def needed(session: Session, now: datetime) -> bool:
    """Tell whether a letter is due, or a dead run has left one behind."""
    return has_letters_to_send(session, now)


def plan(_desk: Desk, _request: Request) -> tuple[str, ...]:
    """Return one part: one line to the server carries all letters."""
    return ("",)


def work(desk: Desk, request: Request, _part: str, _progress: Progress) -> dict[str, object]:
    """Send what is due; return how many letters came to which state, and what has stopped the run.

    A server that cannot be reached, or turns us away, is no letter's mistake: they wait for the next run.
    """
    run = Run(desk, request.id, f"{request.id}#{token_hex(4)}")
    asyncio.run(run.deliver(post_of(desk.settings.mail)))
    trouble = run.trouble.say("ko") if run.trouble else None
    if trouble:
        TOLD.warning("%s", trouble)
    return {"letters": {str(state): count for state, count in run.came_to.items()}, "trouble": trouble}


def close(_session: Session, _desk: Desk, _request: Request, results: Sequence[dict[str, object]]) -> str:
    """Return how many letters came to what; empty where there was nothing to do."""
    said: list[str] = []
    for result in results:
        counts, trouble = result["letters"], result["trouble"]
        if isinstance(counts, dict):
            said += [form.format(counts[state]) for state, form in _MADE.items() if counts.get(state)]
        if trouble:
            said.append(str(trouble))
    return ", ".join(said)


@dataclass(slots=True)
class Run:
    """One run through the outbox for ``request`` (its id), which holds letters under the name ``holder``.

    ``pause`` waits some seconds between two attempts to keep what a server has answered.
    """

    desk: Desk
    request: str
    holder: str
    pause: Callable[[float], Awaitable[object]] = asyncio.sleep
    came_to: Counter[LetterState] = field(default_factory=Counter)
    trouble: MailError | None = None

    async def deliver(self, post: Post) -> None:
        """Send letters as long as there are any that are due; stop at an error that is about the server."""
        with self._writing() as session:
            release_dead(session, self.desk.now(), resend=self._resent_kinds)
        batch = self._claim()
        if not batch:
            return
        try:
            async with post.connect() as line:
                while batch:
                    for posted in batch:
                        await self._send(line, posted)
                    batch = self._claim()
        except MailError as error:
            self.trouble = error
        finally:
            self._give_back(batch)

    async def _send(self, line: Line, posted: Posted) -> None:
        """Send one letter and keep what became of it; raises an error that is about the server."""
        try:
            with mistakes_told(self.desk):
                outgoing = self._outgoing(posted)
        except GongyakError as error:
            if error.retryable:  # the database, not the letter
                raise
            await self._failed(posted, Reply("letter", None, str(error), str(error)))
            return
        try:
            receipt = await line.send(outgoing, lambda: self._begin_data(posted))
        except MailError as error:
            await self._judge(posted, error)
        else:
            if receipt is not None:
                await self._sent(posted, Reply("answer", receipt.code, receipt.reply))

    def _outgoing(self, posted: Posted) -> Outgoing:
        """Return the message; the drafts that go with it are read now, one letter's at a time."""
        numbers = [each.draft for each in posted.letter.attachments if each.draft]
        drafts: dict[str, bytes] = {}
        if numbers:
            with self.desk.database.read() as session:
                drafts = {number: read_document(session, number) for number in numbers}
        date = self.desk.in_zone(self.desk.now())
        return make_outgoing(posted, sender_of(self.desk.settings.mail), date=date, drafts=drafts)

    def _begin_data(self, posted: Posted) -> bool:
        with self._writing() as session:
            return begin_data(session, posted, self.desk.now())

    async def _judge(self, posted: Posted, error: MailError) -> None:
        """Keep what *error* makes of the letter; one about the server makes nothing of it, and is raised."""
        reply = Reply(str(error.stage), error.code, error.reply, str(error))
        if error.about_server:
            await self._keep(lambda session: put_back(session, posted, self.desk.now()))
            raise error
        if isinstance(error, Unknown):
            await self._unknown(posted, reply)
        elif isinstance(error, Refused):
            await self._failed(posted, reply, is_hard=error.hard_recipient)
        else:
            await self._deferred(posted, reply)

    async def _sent(self, posted: Posted, reply: Reply) -> None:
        await self._keep(lambda session: mark_sent(session, posted, reply, self.desk.now()))
        self.came_to[LetterState.SENT] += 1

    async def _deferred(self, posted: Posted, reply: Reply) -> None:
        """Let the letter be tried again later, or give it up after as many attempts as the settings say."""
        attempts = posted.attempts + 1
        if attempts >= self.desk.settings.mail.attempts:
            told = str(GaveUp(attempts=attempts, said=reply.text or reply.stage))
            await self._failed(posted, replace(reply, told=told))
            return
        due = next_try(self.desk.now(), attempts, posted.message_id)
        await self._keep(lambda session: mark_deferred(session, posted, reply, self.desk.now(), due=due))
        TOLD.info("편지 %d번을 나중에 다시 보냅니다(서버의 응답 %s).", posted.id, reply.code or "없음")
        self.came_to[LetterState.QUEUED] += 1

    async def _failed(self, posted: Posted, reply: Reply, *, is_hard: bool = False) -> None:
        """Give the letter up; tell the administrator where its address gets no more letters from now on.

        *is_hard*: the address itself was refused.
        """
        limit = self.desk.settings.mail.suppress_after if is_hard else None

        def keep(session: Session) -> None:
            if mark_failed(session, posted, reply, self.desk.now(), suppress_after=limit):
                tell_suppressed(session, self.desk, posted, reply.told or "", cause=self.request)

        await self._keep(keep)
        TOLD.warning("편지 %d번을 보내지 못하였습니다(서버의 응답 %s).", posted.id, reply.code or "없음")
        self.came_to[LetterState.FAILED] += 1

    async def _unknown(self, posted: Posted, reply: Reply) -> None:
        kinds = self._resent_kinds
        state = await self._keep(
            lambda session: mark_unknown(session, posted, reply, self.desk.now(), resend=kinds)
        )
        TOLD.warning("편지 %d번이 도착하였는지 알 수 없습니다.", posted.id)
        self.came_to[state or LetterState.UNKNOWN] += 1

    async def _keep(self, write: Callable[[Session], _T]) -> _T:
        """Write what a server has answered; where the database is away, wait for it, about a minute in all.

        Only this run knows the answer: without it a letter that has arrived would be unknown.
        """
        for seconds in _PAUSES:
            try:
                with self._writing() as session:
                    return write(session)
            except StoreError:
                await self.pause(seconds)
        with self._writing() as session:
            return write(session)

    def _claim(self) -> tuple[Posted, ...]:
        with self._writing() as session:
            return claim(session, self.holder, _BATCH, self.desk.now())

    def _give_back(self, batch: Sequence[Posted]) -> None:
        """Put what was claimed and not begun back into the queue."""
        if batch:
            with self._writing() as session:
                give_back(session, self.holder, [posted.id for posted in batch], self.desk.now())

    @property
    def _resent_kinds(self) -> frozenset[LetterKind]:
        return frozenset(map(LetterKind, self.desk.settings.mail.resend_unknown))

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with self.desk.database.begin(who=self.desk.who, at=self.desk.now(), cause=self.request) as session:
            yield session
