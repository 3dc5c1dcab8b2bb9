"""Planned events as files for calendars."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from gongyak.events import PlannedEvent
from gongyak.letters import Attachment
from gongyak.mail.invitation import CalendarEntry, invitation
from gongyak.when import When
from tests.mail.letters import AT, SENDER


def event(edtf: str = "2025-05-20", **more: Any) -> PlannedEvent:
    given: dict[str, Any] = {"id": "lih-g", "name": "LIH-G 개관식", "place": "가람시, 혁신관"}
    return PlannedEvent(when=When.parse(edtf), **(given | more))


def entry(planned: PlannedEvent, **more: Any) -> CalendarEntry:
    given: dict[str, Any] = {"sequence": 0, "stamp": AT, "domain": "example.kr"}
    return CalendarEntry(event=planned, **(given | more))


def made(planned: PlannedEvent, **more: Any) -> Attachment:
    attachment = invitation(entry(planned, **more), SENDER)
    assert attachment is not None
    return attachment


def read(attachment: Attachment) -> tuple[Calendar, Any]:
    assert attachment.content is not None
    calendar = Calendar.from_ical(attachment.content)
    assert isinstance(calendar, Calendar)
    (entry,) = calendar.walk("VEVENT")
    return calendar, entry


def test_an_event_of_one_day_lasts_all_day_with_its_end_excluded() -> None:
    calendar, shown = read(made(event()))
    assert calendar["METHOD"] == "PUBLISH"
    assert shown["DTSTART"].dt == date(2025, 5, 20)
    assert shown["DTEND"].dt == date(2025, 5, 21)
    assert (str(shown["SUMMARY"]), str(shown["LOCATION"])) == ("LIH-G 개관식", "가람시, 혁신관")
    assert shown["DTSTAMP"].dt == AT.astimezone(UTC)
    assert (shown["TRANSP"], shown["STATUS"]) == ("TRANSPARENT", "CONFIRMED")
    assert str(shown["ORGANIZER"]) == "mailto:gongyak@example.kr"
    assert shown["ORGANIZER"].params["CN"] == SENDER.name


def test_an_event_of_several_days_ends_after_its_last() -> None:
    _, shown = read(made(event("2024-12-30/2025-01-02")))
    assert (shown["DTSTART"].dt, shown["DTEND"].dt) == (date(2024, 12, 30), date(2025, 1, 3))


@pytest.mark.parametrize(
    "edtf", ["2025-40", "2025", "2025-05", "2025-34", "2025-05-20/2025-06", "2025-05/2025-06"]
)
def test_a_date_that_is_not_exact_makes_no_file(edtf: str) -> None:
    assert invitation(entry(event(edtf)), SENDER) is None


def test_a_change_keeps_the_uid_and_raises_the_sequence() -> None:
    _, before = read(made(event()))
    _, after = read(made(event("2025-06-03", name="LIH-G 개관식(변경)"), sequence=1))
    assert before["UID"] == after["UID"] == "event-lih-g@example.kr"
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)


def test_any_id_makes_a_uid_of_ascii() -> None:
    _, shown = read(made(event(id="개관식 1"), domain="gongyak.example.kr"))
    assert shown["UID"] == "event-%EA%B0%9C%EA%B4%80%EC%8B%9D%201@gongyak.example.kr"


def test_a_removal_is_a_cancel_of_the_same_uid() -> None:
    attachment = made(event(), sequence=2, cancelled=True)
    calendar, shown = read(attachment)
    assert calendar["METHOD"] == "CANCEL"
    assert (shown["STATUS"], shown["UID"], shown["SEQUENCE"]) == ("CANCELLED", "event-lih-g@example.kr", 2)
    assert attachment.media_type == "text/calendar; charset=utf-8; method=CANCEL"


def test_an_event_without_a_place_has_no_location() -> None:
    assert "LOCATION" not in read(made(event(place=None)))[1]


def test_the_same_arguments_give_the_same_bytes() -> None:
    stamp = datetime(2025, 5, 1, tzinfo=UTC)
    assert made(event(), stamp=stamp) == made(event(), stamp=stamp)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp")), min_size=1), st.text())
def test_any_name_is_read_back_from_short_lines(name: str, description: str) -> None:
    attachment = made(event(name=name, place=name), description=description)
    assert attachment.content is not None
    assert all(len(line) <= 75 for line in attachment.content.split(b"\r\n"))
    assert len(read(attachment)[1].property_items()) >= 10
