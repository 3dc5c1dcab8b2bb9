"""What people have been told, and what they have answered: what keeps a reminder from being sent twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Told:
    """That ``recipient`` (an official's id) was told of ``about`` on ``day``.

    ``about`` is ``event:<id>`` or ``missing:<half-year>:<관리번호>``; ``version`` the date that was told, in
    its stored form (EDTF): the event's, or the deadline; ``lead`` the lead time that was due, as its days
    from that date (-7, 0, 3; ``start-7`` and ``end-7`` of one that is not exact), or another word
    (``changed``, ``dropped``, ``request``, ``team-lead+3``).  The four together are the key: told once, never
    again.
    """

    about: str
    version: str
    lead: str
    recipient: str
    day: date

    @property
    def key(self) -> str:
        """The deduplication key: what, version of its date, lead time, recipient."""
        return f"{self.about}|{self.version}|{self.lead}|{self.recipient}"


class AnswerKind(StrEnum):
    """What a recipient answered by the link in a letter."""

    SNOOZE = "snooze"
    DONE = "done"
    NOT_MINE = "not-mine"


@dataclass(frozen=True, slots=True)
class Answer:
    """What ``official`` answered about ``about`` (``event:<id>``) at an instant.

    ``version`` is the date (EDTF) that the answer was given for: an answer to an old date says nothing of a
    new one.  ``until`` is the last quiet day of a snooze.
    """

    about: str
    version: str
    official: str
    kind: AnswerKind
    at: datetime
    until: date | None = None
