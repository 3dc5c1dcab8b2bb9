"""What a day's plan is made of: notices, the digest of each person, and what is not sent and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Self

from gongyak.events import PlannedEvent
from gongyak.halfyear import HalfYear
from gongyak.notices import Told
from gongyak.pledges import Pledge
from gongyak.when import Precision, When


class NoticeTopic(StrEnum):
    """What a notice is about; each has its section in the letter."""

    EVENT = "event"
    DATE_WANTED = "date-wanted"
    DATE_CHANGED = "date-changed"
    DROPPED = "dropped"
    MISSING = "missing"
    OVERDUE = "overdue"
    ESCALATION = "escalation"


ALL_TOPICS: Final = frozenset(NoticeTopic)
"""Every topic: nothing is paused."""


class Ask(StrEnum):
    """What the reader is asked to do."""

    PREPARE = "prepare"
    """Prepare the event, and report afterwards what became of it."""
    DATE = "date"
    """Enter the exact date."""
    KNOW = "know"
    """Nothing but to take note."""
    ENTER = "enter"
    """Enter what the half-year's report lacks."""
    OUTCOME = "outcome"
    """Report what became of the event, or its new date."""
    FOLLOW_UP = "follow-up"
    """See to it that those who answer for it do what they were asked."""


class Why(StrEnum):
    """Why this person is written to; the value is what the command line prints."""

    RESPONSIBLE = "행사 책임자"
    OFFICER = "공약 담당자"
    TEAM_LEAD = "담당자를 대신하는 팀장"
    HEAD = "담당자를 대신하는 과장"
    COORDINATOR = "담당자를 대신하는 총괄"
    TEAM_LEAD_COPY = "기한 경과를 알리는 팀장"
    HEAD_COPY = "기한 경과를 알리는 과장"
    TOLD_BEFORE = "이전 일정을 안내받은 사람"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody is written to; ``absent`` names the official for whom they stand in meanwhile."""

    why: Why
    absent: str | None = None

    def __str__(self) -> str:
        """Return the reason in Korean: ``공약 담당자(김하나 부재로 업무대행)``."""
        return f"{self.why}({self.absent} 부재로 업무대행)" if self.absent else str(self.why)


class LackKind(StrEnum):
    """What a half-year's report may lack; the value is the word people read."""

    OUTCOME = "지난 계획의 추진 결과"
    RESULTS = "추진실적"
    MONEY = "사업비"
    COUNTS = "시민참여 실적"
    PHOTOS = "관련 사진"
    PROBLEMS = "문제점 및 개선대책"


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that a pledge's report lacks.

    ``items`` name what exactly, as people know it: plans without an outcome, unit projects without money,
    problems left as they were; empty for the other kinds.
    """

    kind: LackKind
    items: tuple[str, ...] = ()

    @property
    def is_hint(self) -> bool:
        """Whether it may well be right as it is: no photos, problems left as they were."""
        return self.kind in (LackKind.PHOTOS, LackKind.PROBLEMS)


@dataclass(frozen=True, slots=True)
class PledgeName:
    """What a letter names of a pledge."""

    number: str
    name: str
    department: str
    team: str | None = None

    @classmethod
    def of(cls, pledge: Pledge) -> Self:
        """Return what a letter names of *pledge*."""
        return cls(pledge.number, pledge.name, pledge.department, pledge.team)


@dataclass(frozen=True, slots=True)
class Invitation:
    """The wish for a calendar entry (RFC 5545): of which event, its SEQUENCE, and whether it is a CANCEL."""

    event: str
    sequence: int
    cancel: bool = False


_ASKS: Final = {
    NoticeTopic.EVENT: Ask.PREPARE,
    NoticeTopic.DATE_WANTED: Ask.DATE,
    NoticeTopic.DATE_CHANGED: Ask.KNOW,
    NoticeTopic.DROPPED: Ask.KNOW,
    NoticeTopic.MISSING: Ask.ENTER,
    NoticeTopic.ESCALATION: Ask.FOLLOW_UP,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing that one person is told on one day.

    ``about`` and ``version`` are those of `Told` and `Answer`: ``event:<id>`` with its date in EDTF, or
    ``missing:<half-year>:<관리번호>`` with the deadline.  ``lead`` is the latest lead that was due, ``told``
    all rows to be written with the letter (merged and older leads among them).

    ``day`` is the sending day, ``due`` the day that is counted to: an event's first day, its last one once it
    is over, the deadline of what is missing, None for a date that is not exact and not over.  So ``days``,
    ``label`` and ``is_late`` are true on the sending day.

    ``event`` and ``before`` (the date told before, of a changed one) belong to events; ``half_year`` and
    ``lacks`` to what is missing.  ``answerable`` names those who answer for it, to whoever follows up.
    """

    topic: NoticeTopic
    about: str
    version: str
    lead: str
    day: date
    reason: Reason
    told: tuple[Told, ...]
    due: date | None = None
    pledge: PledgeName | None = None
    event: PlannedEvent | None = None
    before: When | None = None
    half_year: HalfYear | None = None
    lacks: tuple[Lack, ...] = ()
    answerable: tuple[str, ...] = ()
    invitation: Invitation | None = None

    @property
    def asks(self) -> Ask:
        """What the reader is asked to do."""
        if self.topic is NoticeTopic.OVERDUE:
            return Ask.ENTER if self.lacks else Ask.OUTCOME
        return _ASKS[self.topic]

    @property
    def days(self) -> int | None:
        """The days left from the sending day: 5 is D-5, 0 the day itself, -3 is D+3; None: no exact day."""
        return (self.due - self.day).days if self.due else None

    @property
    def is_late(self) -> bool:
        """Whether the sending day lies after what is counted to."""
        return self.days is not None and self.days < 0 and not self.is_running

    @property
    def is_running(self) -> bool:
        """Whether the event lasts for days and has begun, but not ended, on the sending day."""
        return self.event is not None and self.due is not None and self.due < self.day <= self.event.when.last

    @property
    def is_settled(self) -> bool:
        """Whether a date that was known only roughly has become exact (일정 확정, not 일정 변경)."""
        if self.before is None or self.event is None:
            return False
        return is_exact(self.event.when) and not is_exact(self.before)

    @property
    def label(self) -> str:
        """``D-5``, ``D-Day``, ``D+3``, ``진행 중``; empty for a date not exact: never a false number."""
        if self.days is None:
            return ""
        if self.is_running:
            return "진행 중"
        return f"D{-self.days:+}" if self.days else "D-Day"


@dataclass(frozen=True, slots=True)
class Digest:
    """All that one person is told on one day, in one letter: by pledge, the most urgent first.

    ``recipient`` is the official's id; ``address`` None: nobody has entered one, and nothing can be sent.
    """

    recipient: str
    name: str
    address: str | None
    notices: tuple[Notice, ...]

    @property
    def first(self) -> Notice:
        """The most urgent notice, by which the letter's kind and subject go."""
        return self.notices[0]

    @property
    def told(self) -> tuple[Told, ...]:
        """The rows to be written in the transaction that queues the letter; each key is there once."""
        return tuple([told for notice in self.notices for told in notice.told])


class Hindrance(StrEnum):
    """Why a notice that is due is not sent; the value is what the command line prints."""

    NO_ADDRESS = "전자우편 주소 없음"
    ABSENT = "부재 중이며 업무대행자 없음"
    NOBODY = "받을 사람 없음"
    SNOOZED = "받는 사람이 다시 알림을 미룸"
    DONE = "완료로 응답됨(기록은 미완료)"
    PAUSED = "일정표에서 중지됨"


@dataclass(frozen=True, slots=True)
class Unsent:
    """A notice that is due and not sent: ``official`` is the id of who would get it, None: nobody."""

    about: str
    name: str
    pledge: PledgeName | None
    official: str | None
    hindrance: Hindrance


@dataclass(frozen=True, slots=True)
class DayPlan:
    """All that is to be sent on a day, by recipient, and what is not.

    ``rest`` says why nothing at all is sent (일요일, the reason of quiet days); None: letters go out.
    """

    day: date
    digests: tuple[Digest, ...] = ()
    unsent: tuple[Unsent, ...] = ()
    rest: str | None = None

    @property
    def letters(self) -> tuple[Digest, ...]:
        """The digests that can be sent: those whose recipient has an address."""
        return tuple(digest for digest in self.digests if digest.address)


def is_exact(when: When) -> bool:
    """Tell whether the day on which *when* begins is known, so that days may be counted to it."""
    return when.begins is Precision.DAY


def about_event(event: PlannedEvent) -> str:
    """Return how `Told` and `Answer` name *event*."""
    return f"event:{event.id}"


def about_entries(half_year: HalfYear, pledge: Pledge) -> str:
    """Return how `Told` names what the report of *pledge* for *half_year* lacks."""
    return f"missing:{half_year}:{pledge.number}"
