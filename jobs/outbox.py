"""What people do with the outbox: look at letters, send them again, hold them, try the mail settings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from gongyak.errors import GongyakError, Words
from gongyak.letters import Attempt, LetterKind, LetterState, Posted, Suppression
from gongyak.mail.addresses import mailbox
from gongyak.mail.message import make_message
from gongyak.mail.views import PersonView, TestView
from gongyak.printing import write_instant, write_weekday
from gongyak.store import outbox
from gongyak.store.drafts import read_document
from gongyak.store.letters import LetterSummary, count_letters, list_letters
from gongyak.store.sending import read_attempts
from gongyak.store.suppressions import lift_suppression, read_suppressions
from jobs.contacts import Contact
from jobs.correspondence import Envelope, writer
from jobs.mailbox import sender_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from jobs.desk import Desk

CAUSE = "gongyak mail"


class NotSent(GongyakError):
    """A letter that was to go out at once and did not; values: ``address``, ``reason``."""

    text = Words(
        "{address}{address:으로/로} 보내지 못하였습니다: {reason}", "Not sent to {address}: {reason}"
    )
    remedy = Words(
        "[mail] 설정을 확인하여 주시기 바랍니다. 편지는 발송함에 그대로 있습니다(gongyak mail list).",
        "Check [mail] in the settings. The letter stays in the outbox (gongyak mail list).",
    )
    exit_code = 8


class LettersWait(GongyakError):
    """Letters that were to go out at once and wait; values: ``count``, ``reason``."""

    text = Words("편지 {count}통이 발송을 기다립니다: {reason}", "Letters that wait: {count}. {reason}")
    remedy = Words(
        "[mail] 설정을 확인하여 주시기 바랍니다. 'gongyak serve'가 실행 중이면 1분마다 다시 보냅니다.",
        "Check [mail] in the settings. While 'gongyak serve' runs, they are tried again every minute.",
    )
    exit_code = 8


@dataclass(frozen=True, slots=True)
class Listed:
    """Letters of the outbox, the newest first, and the addresses that get none at present."""

    letters: tuple[LetterSummary, ...]
    suppressed: tuple[Suppression, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """One letter with the attempts to send it; ``make`` makes the bytes that go out."""

    posted: Posted
    attempts: tuple[Attempt, ...]
    make: Callable[[], bytes]

    @property
    def message(self) -> bytes:
        """The bytes that go out; raises `BadAddress` or `BadAttachment`, for which it may have failed."""
        return self.make()


def look_over(
    desk: Desk, states: Collection[LetterState] = (), cause: str | None = None, limit: int = 100
) -> Listed:
    """Return the newest letters of *states* (none: any), of a *cause* (None: any)."""
    with desk.database.read() as session:
        letters = list_letters(session, states=states, cause=cause, limit=limit)
        return Listed(letters, read_suppressions(session))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Which letters: to ``recipient`` (None: to anybody), with ``words`` in name, address or subject."""

    recipient: str | None = None
    words: str = ""


def count_sought(desk: Desk, sought: Sought) -> dict[LetterState, int]:
    """Return how many of the letters *sought* are in each state."""
    with desk.database.read() as session:
        return count_letters(session, recipient=sought.recipient, words=sought.words)


def list_sought(
    desk: Desk, sought: Sought, states: Collection[LetterState], limit: int, offset: int
) -> Listed:
    """Return the newest of the letters *sought* in *states* (none: any), after *offset* others."""
    with desk.database.read() as session:
        letters = list_letters(
            session,
            states=states,
            recipient=sought.recipient,
            words=sought.words,
            limit=limit,
            offset=offset,
        )
        return Listed(letters, read_suppressions(session))


def look_at(desk: Desk, number: int) -> Looked:
    """Return one letter; raises `NoSuchLetter`."""
    with desk.database.read() as session:
        posted = outbox.read_letter(session, number)
        attempts = read_attempts(session, number)
        drafts = {
            each.draft: read_document(session, each.draft) for each in posted.letter.attachments if each.draft
        }
    date = desk.in_zone(posted.changed_at or posted.queued_at)
    sender = sender_of(desk.settings.mail)
    return Looked(posted, attempts, partial(make_message, posted, sender, date=date, drafts=drafts))


def send_again(desk: Desk, numbers: Collection[int]) -> tuple[int, ...]:
    """Put failed, unknown and held letters into the queue anew; return those that were in such a state.

    Their addresses get letters again.  Raises `NoSuchLetter`: then nothing has changed.
    """
    with desk.database.begin(who=desk.who, at=desk.now(), cause=CAUSE) as session:
        return tuple(number for number in numbers if outbox.retry(session, number, desk.now()))


def hold_back(desk: Desk, numbers: Collection[int]) -> tuple[int, ...]:
    """Keep queued letters for a person; return those that were still queued.  Raises `NoSuchLetter`."""
    with desk.database.begin(who=desk.who, at=desk.now(), cause=CAUSE) as session:
        return tuple(number for number in numbers if outbox.hold(session, number, desk.now()))


def let_go(desk: Desk, numbers: Collection[int]) -> tuple[int, ...]:
    """Put held letters into the queue; return those that were held.  Raises `NoSuchLetter`."""
    with desk.database.begin(who=desk.who, at=desk.now(), cause=CAUSE) as session:
        return tuple(number for number in numbers if outbox.release(session, number, desk.now()))


def lift(desk: Desk, address: str) -> bool:
    """Let *address* get letters again; False: it does."""
    with desk.database.begin(who=desk.who, at=desk.now(), cause=CAUSE) as session:
        return lift_suppression(session, address)


def write_test(desk: Desk, address: str) -> Posted:
    """Put a letter that tries the settings into the outbox, to *address*.

    Raises `BadAddress`, and `NotSent` where this very second another one was written to it.
    """
    to = Contact(mailbox(address), PersonView(name=mailbox(address)))
    now = desk.now()
    with desk.database.begin(who=desk.who, at=now, cause=CAUSE) as session:
        by = writer(session, desk)
        view = TestView(
            city=by.head.city,
            today=write_weekday(by.today),
            recipient=to.person,
            contact=by.head.contact,
            site=by.head.site,
            server=_destination(desk),
            sender=desk.settings.mail.sender,
            at=write_instant(desk.in_zone(now)),
        )
        key = f"test:{to.address}:{now:%Y-%m-%dT%H:%M:%SZ}"
        posted = by.send(LetterKind.TEST, view, Envelope(key=key, to=to, cause=CAUSE))
    if posted is None:
        raise NotSent(address=to.address, reason=key)
    return posted


def require_sent(posted: Posted, trouble: str | None = None) -> None:
    """Raise `NotSent` for a letter that has not gone out; *trouble* is what has stopped the whole run."""
    if posted.state is not LetterState.SENT:
        raise NotSent(address=posted.letter.address, reason=_reason(posted.error, trouble))


def require_gone(letters: Collection[LetterSummary], trouble: str | None = None) -> None:
    """Raise `LettersWait` where some are still queued; *trouble* is what has stopped the run."""
    waiting = [letter for letter in letters if letter.state is LetterState.QUEUED]
    if waiting:
        raise LettersWait(count=len(waiting), reason=_reason(waiting[0].error, trouble))


def _reason(error: str | None, trouble: str | None) -> str:
    """Return why a letter has not gone out, without the remedy: what is raised brings its own."""
    return (error or trouble or LetterState.QUEUED).partition(" → ")[0]


def _destination(desk: Desk) -> str:
    """Return where letters go, as the test letter tells it."""
    mail = desk.settings.mail
    return f"{mail.server}:{mail.port} ({mail.security})" if mail.server else str(mail.folder)
