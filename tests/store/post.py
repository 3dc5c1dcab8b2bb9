"""Letters and processes of the outbox's tests, and what many threads do at once."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from typing import TYPE_CHECKING, Any, Final, TypeVar

from gongyak.letters import Letter, LetterKind, Posted, Reply
from gongyak.occurrences import Replica
from gongyak.store.outbox import add_letter, claim
from gongyak.store.replicas import register
from tests.store.clerk import write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy.orm import Session

    from gongyak.store.database import Database

T = TypeVar("T")

NOON: Final = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
LATER: Final = NOON + timedelta(minutes=5)
DOMAIN: Final = "garam.example.kr"
TAKEN: Final = Reply("answer", 250, "2.0.0 Ok")
BUSY: Final = Reply("rcpt", 451, "4.7.1 try again later", "나중에 다시 시도하여 주시기 바랍니다.")
NOBODY: Final = Reply("rcpt", 550, "5.1.1 no such user", "그런 주소가 없습니다.")
LOST: Final = Reply("answer", None, "connection lost", "도착하였는지 알 수 없습니다.")


def letter(key: str = "remind:2026-11-23:g1103", **more: Any) -> Letter:
    """Return a letter to one invented official."""
    given: dict[str, Any] = {
        "key": key,
        "kind": LetterKind.EVENT,
        "name": "강이솔",
        "address": "kang.isol@garam.example.kr",
        "subject": "[일정 알림] D-7 지역혁신거점 개관식",
        "text": "안내드립니다.\n\n끝.",
        "html": "<p>안내드립니다.</p>",
        "cause": "remind:2026-11-23",
        "recipient": "g1103",
    }
    return Letter(**given | more)


def replica(key: str = "하나", **more: Any) -> Replica:
    """Return a process that has just begun."""
    given: dict[str, Any] = {"kind": "serve", "host": "app1", "pid": 7, "started_at": NOON, "seen_at": NOON}
    return Replica(id=key, **given | more)


def queue(database: Database, *letters: Letter) -> tuple[Posted, ...]:
    """Put letters into the outbox at noon."""
    with write(database) as session:
        added = [add_letter(session, each, at=NOON, sender_domain=DOMAIN) for each in letters]
    return tuple(each for each in added if each is not None)


def take(
    database: Database, holder: str = "하나", limit: int = 100, now: datetime = NOON
) -> tuple[Posted, ...]:
    """Claim letters for a process that lives."""
    with write(database) as session:
        register(session, replica(holder))
        return claim(session, holder, limit, now)


@contextmanager
def one_claimed(database: Database, **more: Any) -> Iterator[tuple[Session, Posted]]:
    """Give a session, and a letter that its process has claimed."""
    queue(database, letter(**more))
    (posted,) = take(database)
    with write(database) as session:
        yield session, posted


def at_once(work: Callable[[str], T], names: tuple[str, ...] = ("하나", "둘", "셋")) -> list[T]:
    """Return what *work* gives for each name, all of them begun at the same moment in threads."""
    barrier = Barrier(len(names))
    made: list[T] = []
    mistakes: list[Exception] = []

    def run(name: str) -> None:
        barrier.wait(30)
        try:
            made.append(work(name))
        except Exception as mistake:  # noqa: BLE001 - a thread's mistake is judged below
            mistakes.append(mistake)

    threads = [Thread(target=run, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert mistakes == []
    return made
