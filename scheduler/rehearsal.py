"""A rehearsal of some mornings: their reminders are written and sent into the folder of ``.eml`` files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Final

from gongyak.occurrences import Request
from gongyak.store.letters import LetterSummary
from jobs import post, remind
from jobs.desk import Desk
from jobs.outbox import look_over
from jobs.progress import no_progress
from scheduler.asking import completed
from scheduler.timetable import read_timetable

MORNINGS: Final = (date(2024, 12, 11), date(2026, 12, 11))
"""When the entries of the demo's half-years are asked for; by the second an opening still has no date."""
_HOUR: Final = time(8, 30)


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """The letters of a morning, oldest first, and the folder that they lie in as ``.eml`` files."""

    day: date
    letters: tuple[LetterSummary, ...]
    folder: Path


def rehearse(desk: Desk, days: Iterable[date] = MORNINGS) -> tuple[Rehearsed, ...]:
    """Write the reminders of *days*, each as on its own morning, and put them into the folder.

    Nothing goes out, even where a mail server is set.  What was told is kept: again, it writes nothing twice.
    Raises `NoCity` and the store's errors.
    """
    return tuple(_morning(desk, day) for day in days)


def _morning(desk: Desk, day: date) -> Rehearsed:
    then = desk.rehearsing(datetime.combine(day, _HOUR, desk.settings.zone))
    cause = f"gongyak demo {day}"
    request = Request(
        id=cause,
        job="remind",
        argument=day.isoformat(),
        due=then.now(),
        asked_by=desk.who,
        asked_at=then.now(),
    )
    with then.database.begin(who=desk.who, at=then.now(), cause=cause) as session:
        remind.close(session, then, completed(session, request, read_timetable(desk.settings)), ())
    post.work(then, request, "", no_progress)
    return Rehearsed(day, look_over(then, cause=cause, limit=1000).letters[::-1], desk.settings.mail.folder)
