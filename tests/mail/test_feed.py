"""The calendar that people subscribe to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from icalendar import Calendar

from gongyak.mail.feed import feed
from tests.mail.letters import SENDER
from tests.mail.test_invitation import entry, event, made, read


def test_entries_are_those_of_the_invitations() -> None:
    opening = event("2024-12-30/2025-01-02")
    shown = Calendar.from_ical(feed([entry(opening)], "공약, 행사", "Asia/Seoul", SENDER))
    (component,) = shown.walk("VEVENT")
    _, invited = read(made(opening))
    assert component.to_ical() == invited.to_ical()


def test_programs_are_told_its_name_its_zone_and_when_to_look_again() -> None:
    shown: Any = Calendar.from_ical(feed([], "공약, 행사", "Asia/Seoul", SENDER))
    assert str(shown["X-WR-CALNAME"]) == str(shown["NAME"]) == "공약, 행사"
    assert str(shown["X-WR-TIMEZONE"]) == "Asia/Seoul"
    assert shown["REFRESH-INTERVAL"].dt == timedelta(hours=6)


def test_what_was_called_off_says_so_and_where_to_look_is_told() -> None:
    (off,) = Calendar.from_ical(
        feed([entry(event(), cancelled=True, url="http://gongyak.example.kr/events/e")], "n", "z", SENDER)
    ).walk("VEVENT")
    assert (str(off["STATUS"]), str(off["URL"])) == ("CANCELLED", "http://gongyak.example.kr/events/e")


def test_the_same_entries_give_the_same_bytes() -> None:
    assert feed([entry(event())], "n", "z", SENDER) == feed([entry(event())], "n", "z", SENDER)
