"""Letters about events before they are written: who may look at what, and a copy to try at oneself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from gongyak.errors import GongyakError, Words
from gongyak.letters import Letter, LetterKind
from gongyak.permissions import Action, Holding, Subject, may
from gongyak.store.city import find_official
from gongyak.store.holdings import holdings_of_pledges
from gongyak.store.outbox import add_letter
from jobs.events import with_responsible
from jobs.mailbox import domain_of_site

if TYPE_CHECKING:
    from gongyak.accounts import User
    from gongyak.reminders.notice import Notice
    from jobs.desk import Desk

_CAUSE: Final = "시험 발송"
_TRIAL: Final = "[시험]"


class NoOwnAddress(GongyakError):
    """Who asks for a letter has no address; no values."""

    text = Words(
        "등록된 전자우편 주소가 없어 시험 편지를 보내지 못하였습니다.",
        "You have no e-mail address, so nothing was sent.",
    )
    remedy = Words(
        "관리자에게 전자우편 주소 등록을 요청하여 주시기 바랍니다.",
        "Ask the administrator to enter your address.",
    )
    exit_code = 4


def readable_notices(desk: Desk, user: User, recipient: str) -> Callable[[Notice], bool]:
    """Return what tells which notices of a letter to *recipient* the *user* may read: of one's own, all."""
    if recipient == user.official:
        return lambda _: True
    with desk.database.read() as session:
        holdings = holdings_of_pledges(session, desk.today)

    def is_readable(notice: Notice) -> bool:
        holding = holdings.get(notice.pledge.number, Holding()) if notice.pledge else Holding()
        if notice.event is None:
            return may(user, Action.READ, Subject.PLEDGE, holding)
        return may(user, Action.READ, Subject.EVENT, with_responsible(holding, notice.event.responsible))

    return is_readable


def send_to_self(desk: Desk, letter: Letter) -> str:
    """Put a copy of *letter* into the outbox for who sits at the desk; return the address.

    It counts as a trial: nobody has been told anything by it.  Raises `NoOwnAddress`.
    """
    now = desk.now()
    with desk.database.begin(who=desk.who, at=now, cause=_CAUSE) as session:
        official = find_official(session, desk.who)
        if official is None or official.email is None:
            raise NoOwnAddress
        copy = replace(
            letter,
            key=f"trial:{letter.key}:{desk.who}:{now:%Y-%m-%dT%H:%M:%SZ}",
            kind=LetterKind.TEST,
            name=official.name,
            address=official.email,
            subject=f"{_TRIAL} {letter.subject}",
            cause=_CAUSE,
            recipient=official.id,
            thread=None,
        )
        add_letter(session, copy, at=now, sender_domain=domain_of_site(desk.settings.mail))
    return official.email
