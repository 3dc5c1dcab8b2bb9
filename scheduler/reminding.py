"""A day's reminders looked at ahead: what would go to whom and why, and the same letters to oneself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from gongyak.errors import GongyakError, Words
from gongyak.letters import Letter
from gongyak.occurrences import Request
from gongyak.store.city import find_city, read_city
from jobs.contacts import Contact, administrators
from jobs.correspondence import writer
from jobs.desk import Desk
from jobs.remind import Planned, plan_letters, read_options
from scheduler.asking import completed
from scheduler.timetable import read_timetable

if TYPE_CHECKING:
    from gongyak.store.session import Session

CAUSE: Final = "gongyak remind"


class NoAdministrator(GongyakError):
    """Nobody to send the letters to: no administrator with an address; no values."""

    text = Words("관리자의 전자우편 주소가 없습니다.", "No administrator with a mail address is known.")
    remedy = Words(
        "[watch] 설정의 administrator에 주소를 적거나 관리자를 등록하여 주시기 바랍니다.",
        "Set administrator under [watch] in the settings, or enter an official with the role 관리자.",
    )
    exit_code = 4


class NotToday(GongyakError):
    """Letters of another day than today were to go to everybody; values: ``day``, ``today`` (dates)."""

    text = Words(
        "오늘({today})의 안내만 보낼 수 있습니다: {day}의 편지는 그날을 기준으로 날수를 셉니다.",
        "Only today's reminders ({today}) are sent: those of {day} count the days from {day}.",
    )
    remedy = Words(
        "--dry-run으로 살펴보거나 --to-self로 관리자에게만 보내 주시기 바랍니다.",
        "Look at them with --dry-run, or send them to the administrator alone with --to-self.",
    )


def require_today(desk: Desk, day: date) -> None:
    """Raise `NotToday` for another day: letters that count days are true on their own day only."""
    if day != desk.today:
        raise NotToday(day=day, today=desk.today)


@dataclass(frozen=True, slots=True)
class Preview:
    """What would go out on a day, and the names of the officials by their ids."""

    planned: Planned
    names: Mapping[str, str]


def preview(desk: Desk, day: date) -> Preview:
    """Return what would go out on *day*, given what was told so far; nothing is written.  Raises `NoCity`."""
    with desk.database.read() as session:
        names = {official.id: official.name for official in read_city(session).officials}
        return Preview(_planned(session, desk, day), names)


def send_to_self(desk: Desk, day: date) -> str:
    """Put the letters of *day* into the outbox for the administrator alone; nobody counts as told.

    Returns the cause by which the outbox knows them.  Raises `NoAdministrator` and `NoCity`.
    """
    now = desk.now()
    cause = f"{CAUSE} --to-self {now:%Y-%m-%dT%H:%M:%SZ}"
    with desk.database.begin(who=desk.who, at=now, cause=cause) as session:
        to = _administrator(session, desk)
        by = writer(session, desk, day)
        for letter in _planned(session, desk, day).letters:
            by.put(_copy(letter, to, cause))
    return cause


def _planned(session: Session, desk: Desk, day: date) -> Planned:
    now = desk.now()
    bare = Request(id=CAUSE, job="remind", argument=day.isoformat(), due=now, asked_by=desk.who, asked_at=now)
    request = completed(session, bare, read_timetable(desk.settings))
    return plan_letters(session, desk, read_options(day, request.options), cause=CAUSE)


def _administrator(session: Session, desk: Desk) -> Contact:
    found = administrators(find_city(session), desk.today, desk.settings.watch.administrator)
    if not found:
        raise NoAdministrator
    return found[0]


def _copy(letter: Letter, to: Contact, cause: str) -> Letter:
    """Return *letter* as it goes to *to*, under a key of its own and named as a trial."""
    return replace(
        letter,
        key=f"{cause}:{letter.key}",
        name=to.person.name,
        address=to.address,
        recipient=None,
        thread=None,
        cause=cause,
        subject=f"[시험] {letter.subject}",
    )
