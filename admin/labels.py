"""The words of a day's plan in the language of the person at the command line.

Letters are Korean; why somebody gets one, and why somebody does not, is told to the administrator too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from admin.states import ATTEMPT, LETTER
from admin.words import say
from gongyak.letters import AttemptOutcome, LetterState
from gongyak.printing import write_weekday
from gongyak.reminders.notice import Hindrance, LackKind, Why

if TYPE_CHECKING:
    from datetime import date

    from gongyak.reminders.notice import Reason

_WHY: Final = {
    Why.RESPONSIBLE: "answers for the event",
    Why.OFFICER: "in charge of the pledge",
    Why.TEAM_LEAD: "team lead, as nobody is in charge",
    Why.HEAD: "head of department, as nobody is in charge",
    Why.COORDINATOR: "coordinator, as nobody is in charge",
    Why.TEAM_LEAD_COPY: "team lead, as it is overdue",
    Why.HEAD_COPY: "head of department, as it is overdue",
    Why.TOLD_BEFORE: "was told the former date",
}
_LACK: Final = {
    LackKind.OUTCOME: "outcomes of past plans",
    LackKind.RESULTS: "results",
    LackKind.MONEY: "money",
    LackKind.COUNTS: "citizens' participation",
    LackKind.PHOTOS: "photos",
    LackKind.PROBLEMS: "problems and measures",
}
_HINDRANCE: Final = {
    Hindrance.NO_ADDRESS: "no mail address",
    Hindrance.ABSENT: "away, and no deputy",
    Hindrance.NOBODY: "nobody to write to",
    Hindrance.SNOOZED: "asked to be reminded later",
    Hindrance.DONE: "answered as done (the record says otherwise)",
    Hindrance.PAUSED: "paused in the timetable",
}
_WEEKEND: Final = {"토요일": "Saturday", "일요일": "Sunday"}


def weekday(day: date) -> str:
    """Return a day with its weekday: ``2026. 12. 11.(금)``, ``2026-12-11 (Fri)``."""
    return say(write_weekday(day), f"{day:%Y-%m-%d (%a)}")


def rest(reason: str) -> str:
    """Return why no letters go out on a day; holidays and quiet days have the names that people gave them."""
    return say(reason, _WEEKEND.get(reason, reason))


def reason(why: Reason) -> str:
    """Return why somebody is written to."""
    instead = f", standing in for {why.absent}" if why.absent else ""
    return say(str(why), f"{_WHY[why.why]}{instead}")


def lack(kind: LackKind) -> str:
    """Return what a report lacks."""
    return say(kind, _LACK[kind])


def hindrance(what: Hindrance) -> str:
    """Return why something due is not sent."""
    return say(what, _HINDRANCE[what])


def state(of: LetterState) -> str:
    """Return how far a letter has come."""
    return say(LETTER[of], of)


def outcome(of: AttemptOutcome) -> str:
    """Return what an attempt came to."""
    return say(ATTEMPT[of], of)


def count(number: int, korean: str, english: str) -> str:
    """Return ``편지 3통`` (*korean* has the place ``{}``), ``1 letter``, ``3 letters``."""
    return say(korean.format(f"{number:,}"), f"{number:,} {english}{'' if number == 1 else 's'}")
