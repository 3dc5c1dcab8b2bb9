"""A day's reminders looked at ahead: what would go to whom and why, and the same letters to oneself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from gongyak.errors import GongyakError, Words
from gongyak.letters import Letter
from gongyak.occurrences import Request
from jobs.contacts import Contact, administrators
from jobs.correspondence import city_if_any, writer
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


def preview(desk: Desk, day: date) -> Planned:
    """Return what would go out on *day*, given what was told so far; nothing is written.  Raises `NoCity`."""
    with desk.database.read() as session:
        return _planned(session, desk, day)


def send_to_self(desk: Desk, day: date) -> tuple[Letter, ...]:
    """Put the letters of *day* into the outbox for the administrator alone; nobody counts as told.

    Raises `NoAdministrator` and `NoCity`.
    """
    now = desk.now()
    with desk.database.begin(who=desk.who, at=now, cause=CAUSE) as session:
        to = _administrator(session, desk)
        by = writer(session, desk, day)
        letters = tuple(
            _copy(letter, to, f"{now:%Y-%m-%dT%H:%M:%SZ}") for letter in _planned(session, desk, day).letters
        )
        for letter in letters:
            by.put(letter)
    return letters


def _planned(session: Session, desk: Desk, day: date) -> Planned:
    now = desk.now()
    bare = Request(id=CAUSE, job="remind", argument=day.isoformat(), due=now, asked_by=desk.who, asked_at=now)
    request = completed(session, bare, read_timetable(desk.settings))
    return plan_letters(session, desk, read_options(day, request.options), cause=CAUSE)


def _administrator(session: Session, desk: Desk) -> Contact:
    today = desk.in_zone(desk.now()).date()
    found = administrators(city_if_any(session), today, desk.settings.watch.administrator)
    if not found:
        raise NoAdministrator
    return found[0]


def _copy(letter: Letter, to: Contact, mark: str) -> Letter:
    """Return *letter* as it goes to *to*, under a key of its own and named as a trial."""
    return replace(
        letter,
        key=f"self:{mark}:{letter.key}",
        name=to.person.name,
        address=to.address,
        recipient=None,
        thread=None,
        subject=f"[시험] {letter.subject}",
    )
