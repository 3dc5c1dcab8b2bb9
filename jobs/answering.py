"""The job of answering: what a link in a letter asks, and the answer that it gives.

Reading the question changes nothing: the scanners of mail servers open every link they see.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from gongyak.errors import GongyakError, Words
from gongyak.events import EventState, PlannedEvent
from gongyak.halfyear import HalfYear
from gongyak.links import Link, read, snoozed_until
from gongyak.notices import Answer, AnswerKind
from gongyak.printing import write_when
from gongyak.reminders.notice import about_event
from gongyak.store.events import find_event, find_pledge_name
from gongyak.store.notices import add_answer, read_answers
from gongyak.when import When
from jobs.desk import Desk
from jobs.link_secret import link_secret

if TYPE_CHECKING:
    from gongyak.store.session import Session

_CAUSE: Final = "편지의 링크"
_PAGE: Final = "행사·알림 화면"


class NoSuchNotice(GongyakError):
    """What the letter told of is no longer there; values: ``about``."""

    text = Words(
        "편지에서 안내한 일정이 더 이상 등록되어 있지 않습니다({about}).",
        "What the letter told of is no longer there ({about}).",
    )
    remedy = Words(
        "이 일정의 알림은 더 보내지 않습니다. 잘못된 경우에는 공약 총괄 담당자에게 문의하여 주시기 바랍니다.",
        "No more letters are sent about it. If that is wrong, ask the coordinator.",
    )
    exit_code = 4


class DateHasChanged(GongyakError):
    """The date told in the letter is no longer the event's; values: ``name``, ``now`` (as printed)."""

    text = Words(
        "편지를 보내 드린 뒤 '{name}'의 일정이 바뀌었습니다(현재: {now}).",
        "The date of '{name}' has changed since the letter was sent (now: {now}).",
    )
    remedy = Words(
        "바뀐 일정을 알려 드리는 편지의 링크를 사용하여 주시기 바랍니다.",
        "Use the link of the letter that tells the new date.",
    )
    exit_code = 4


class IsOver(GongyakError):
    """The event has been reported on, so nothing is asked any more; values: ``name``."""

    text = Words("'{name}'의 결과가 이미 등록되어 있습니다.", "'{name}' has already been reported on.")
    remedy = Words(
        "따로 하실 일은 없으며, 이 일정의 알림은 더 보내지 않습니다.",
        "Nothing need be done; no more letters are sent about it.",
    )
    exit_code = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a letter told of: ``when`` is the date of an event, or, with ``is_deadline``, that for entries."""

    name: str
    when: When
    is_deadline: bool = False
    place: str | None = None
    pledge: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a link asks: what it is about, and which answer it gives.

    ``until`` is the last quiet day of a snooze.  ``is_answered`` tells that the same answer was given before
    and still holds.
    """

    action: AnswerKind
    matter: Matter
    until: date
    is_answered: bool


def read_question(desk: Desk, token: str) -> Question:
    """Return what the link *token* asks.

    Raises `LinkBroken`, `LinkExpired`, `NoSuchNotice`, `DateHasChanged`, `IsOver` and the store's errors.
    """
    link = _link(desk, token)
    with desk.database.read() as session:
        return _question(session, link, desk.today)


def give_answer(desk: Desk, token: str) -> Question:
    """Record the answer that the link *token* gives, once, and return what it had asked.

    Raises what `read_question` raises.
    """
    link, today, at = _link(desk, token), desk.today, desk.now()
    with desk.database.begin(who=link.official, at=at, cause=_CAUSE) as session:
        question = _question(session, link, today)
        if not question.is_answered:
            until = question.until if link.action is AnswerKind.SNOOZE else None
            add_answer(session, Answer(link.about, link.version, link.official, link.action, at, until))
    return question


def snooze(desk: Desk, key: str) -> date:
    """Keep letters about the event *key* from who sits at the desk; return the last quiet day.

    Raises `NoSuchNotice` and `IsOver`.
    """
    until = snoozed_until(desk.today)
    _answer_about(desk, key, until)
    return until


def wake(desk: Desk, key: str) -> None:
    """End the quiet days that who sits at the desk asked for; raises what `snooze` raises."""
    _answer_about(desk, key, desk.today - timedelta(days=1))


def standing_answers(desk: Desk, event: PlannedEvent) -> tuple[Answer, ...]:
    """Return the last answer of each official about *event* as it is dated now, if it still holds."""
    with desk.database.read() as session:
        given = read_answers(session, about_event(event))
    last = {answer.official: answer for answer in given if answer.version == event.when.edtf}
    return tuple(each for each in last.values() if each.until is None or desk.today <= each.until)


def _answer_about(desk: Desk, key: str, until: date) -> None:
    """Keep that who sits at the desk wants no letters about an event up to the day *until*."""
    with desk.database.begin(who=desk.who, at=desk.now(), cause=_PAGE) as session:
        found = find_event(session, key)
        if found is None:
            raise NoSuchNotice(about=key)
        event, _ = found
        if event.state is not EventState.PLANNED:
            raise IsOver(name=event.name)
        kind, about, version = AnswerKind.SNOOZE, about_event(event), event.when.edtf
        add_answer(session, Answer(about, version, desk.who, kind, desk.now(), until))


def _link(desk: Desk, token: str) -> Link:
    return read(token, link_secret(desk), desk.today)


def _question(session: Session, link: Link, today: date) -> Question:
    given = _standing_answer(session, link, today)
    return Question(
        action=link.action,
        matter=_matter(session, link),
        until=(given and given.until) or snoozed_until(today),
        is_answered=given is not None,
    )


def _matter(session: Session, link: Link) -> Matter:
    what, _, key = link.about.partition(":")
    if what == "event":
        return _event(session, link, key)
    half_year, _, number = key.partition(":")
    pledge = find_pledge_name(session, number)
    if what != "missing" or pledge is None:
        raise NoSuchNotice(about=link.about)
    name, deadline = f"{HalfYear.parse(half_year).name} 자료 입력", When.parse(link.version)
    return Matter(name=name, when=deadline, is_deadline=True, pledge=pledge)


def _event(session: Session, link: Link, key: str) -> Matter:
    found = find_event(session, key)
    if found is None:
        raise NoSuchNotice(about=link.about)
    event, number = found
    if event.state is not EventState.PLANNED:
        raise IsOver(name=event.name)
    if event.when.edtf != link.version:
        raise DateHasChanged(name=event.name, now=write_when(event.when))
    pledge = find_pledge_name(session, number) if number else None
    return Matter(name=event.name, when=event.when, place=event.place, pledge=pledge)


def _standing_answer(session: Session, link: Link, today: date) -> Answer | None:
    """Return the last answer of the same official, if it is that of *link* and holds today."""
    given = [
        answer
        for answer in read_answers(session, link.about)
        if (answer.version, answer.official) == (link.version, link.official)
    ]
    if not given or given[-1].kind is not link.action:
        return None
    return given[-1] if given[-1].until is None or today <= given[-1].until else None
