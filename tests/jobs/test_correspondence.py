"""Letters are written and put into the outbox in the transaction of their cause."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gongyak.letters import Attachment, LetterKind
from gongyak.mail.views import PersonView, TestView
from gongyak.store.letter_templates import save_letter_template
from jobs.contacts import Contact
from jobs.correspondence import NO_CITY, Envelope, Writer, names_of, writer
from jobs.desk import Desk
from jobs.link_secret import FILE
from tests.jobs.conftest import Opened
from tests.jobs.townhall import COORDINATOR, TOWN, Clock, outbox, settle
from tests.jobs.world import desk_at

TO = Contact("a@example.kr", PersonView(name="김하나"), "담당")
FILES = (Attachment("a.ics", "text/calendar", b"a"), Attachment("b.docx", "application/msword", b"b"))


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path, opened: Opened) -> Desk:
    site = {"GONGYAK_SITE_ADDRESS": "https://gongyak.example.kr", "GONGYAK_MAIL_SENDER": "g@garam.example.kr"}
    return opened(desk_at(migrated_url, tmp_path, Clock(), **site))


def view(by: Writer) -> TestView:
    return TestView(city=by.head.city, today="", recipient=TO.person, server="서버", sender="g", at="지금")


def envelope(key: str = "test") -> Envelope:
    return Envelope(key=key, to=TO, cause="test:cause", thread="test:thread", attachments=FILES)


def test_a_letter_goes_out_in_its_envelope(desk: Desk) -> None:
    with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
        by = writer(session, desk)
        posted = by.send(LetterKind.TEST, view(by), envelope())
        assert by.send(LetterKind.TEST, view(by), envelope()) is None, "its key is there already"
    assert posted
    assert posted.message_id.endswith("@garam.example.kr>")
    (kept,) = outbox(desk)
    letter = kept.letter
    assert (letter.key, letter.kind, letter.cause, letter.thread) == (
        "test",
        LetterKind.TEST,
        "test:cause",
        "test:thread",
    )
    assert (letter.name, letter.address, letter.recipient) == ("김하나", "a@example.kr", "담당")
    assert letter.attachments == FILES
    assert names_of(FILES) == ("a.ics", "b.docx")
    assert "서버" in letter.text
    assert "<" in letter.html


def test_what_is_undone_with_its_cause_was_never_written(desk: Desk) -> None:
    def fail() -> None:
        with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
            by = writer(session, desk)
            assert by.send(LetterKind.TEST, view(by), envelope())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert outbox(desk) == ()


def test_the_letterhead_is_that_of_the_city_and_of_the_day(desk: Desk) -> None:
    settle(desk)
    with desk.database.read() as session:
        by, before = writer(session, desk), writer(session, desk, date(2022, 6, 30))
    assert (by.today, by.city, by.head.city) == (date(2025, 1, 2), TOWN, "가람시")
    assert by.head.contact.email == COORDINATOR.email
    assert by.head.site == "https://gongyak.example.kr"
    assert (before.today, before.head.contact.email) == (date(2022, 6, 30), "")


def test_without_a_city_letters_are_headed_all_the_same(desk: Desk) -> None:
    with desk.database.read() as session:
        by = writer(session, desk)
    assert (by.city, by.head.city, by.head.contact.name) == (None, NO_CITY, "")
    assert by.calendar.next_working_day(date(2025, 1, 4)) == date(2025, 1, 6)


def test_who_signs_makes_links_and_who_does_not_needs_no_secret(desk: Desk, tmp_path: Path) -> None:
    secret = tmp_path / "var" / FILE
    with desk.database.read() as session:
        plain = writer(session, desk, signs=False)
        assert not secret.exists()
        signed = writer(session, desk)
    assert secret.exists()
    assert signed.head.links.for_notice("event:a", "2025-05-20", "담당")
    assert plain.head.site == signed.head.site


def test_letters_are_written_by_the_templates_as_they_are_now(desk: Desk) -> None:
    with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
        save_letter_template(session, LetterKind.TEST, "text", "{{ server }}!", who="x", at=desk.now())
    with desk.database.read() as session:
        by = writer(session, desk)
    assert by.write(LetterKind.TEST, view(by), envelope()).text == "서버!\n"
    assert "서버!" not in by.as_shipped.write(LetterKind.TEST, view(by), envelope()).text
