"""What people do with the outbox: look, send again, hold, lift, try the settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongyak.letters import Attachment, LetterKind, LetterState
from gongyak.mail.errors import BadAddress, Refused, Stage, Unknown
from gongyak.mail.post import MemoryPost
from gongyak.store.errors import NoSuchLetter
from jobs.desk import Desk
from jobs.outbox import NotSent, hold_back, lift, look_at, look_over, send_again, write_test
from tests.jobs.conftest import Opened
from tests.jobs.townhall import Clock, deliver, outbox, parsed, queue, settle, states, to
from tests.jobs.world import desk_at

NO_SUCH_USER = Refused(stage=Stage.RCPT, code=550, reply="5.1.1 no such user")
NO_ANSWER = Unknown(stage=Stage.ANSWER, reply="connection lost")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path, clock: Clock, opened: Opened) -> Desk:
    return opened(desk_at(migrated_url, tmp_path, clock, GONGYAK_MAIL_SUPPRESS_AFTER="1"))


def number(desk: Desk, key: str) -> int:
    return next(each.id for each in outbox(desk) if each.letter.key == key)


def test_the_newest_letters_are_listed_by_state_and_cause_with_the_suppressed(
    desk: Desk, clock: Clock
) -> None:
    queue(desk, to("gone"), to("fine", cause="overview:2025-01-06"))
    deliver(desk, MemoryPost({"gone@example.kr": NO_SUCH_USER}))
    clock.forward(minutes=1)
    queue(desk, to("new"))
    listed = look_over(desk)
    assert [letter.key for letter in listed.letters] == ["new", "fine", "gone"]
    assert [each.address for each in listed.suppressed] == ["gone@example.kr"]
    assert [letter.key for letter in look_over(desk, [LetterState.FAILED]).letters] == ["gone"]
    assert [letter.key for letter in look_over(desk, cause="overview:2025-01-06").letters] == ["fine"]
    assert [letter.key for letter in look_over(desk, limit=1).letters] == ["new"]


def test_a_letter_is_shown_with_its_attempts_and_the_bytes_that_go_out(desk: Desk) -> None:
    entry = Attachment("개소식.ics", "text/calendar; charset=utf-8; method=PUBLISH", b"BEGIN:VCALENDAR\r\n")
    queue(desk, to("a", attachments=(entry,)))
    post = MemoryPost()
    deliver(desk, post)
    looked = look_at(desk, number(desk, "a"))
    assert [each.outcome for each in looked.attempts] == ["sent"]
    assert looked.message == post.sent[0].content
    message = parsed(looked.message)
    assert message["Subject"] == looked.posted.letter.subject
    assert [file.get_filename() for file in message.iter_attachments()] == ["개소식.ics"]


def test_a_letter_that_failed_for_its_address_is_shown_all_the_same(desk: Desk) -> None:
    queue(desk, to("a", address="nobody"))
    deliver(desk)
    looked = look_at(desk, number(desk, "a"))
    assert "'nobody'" in (looked.posted.error or "")
    with pytest.raises(BadAddress):
        looked.message  # noqa: B018 - asking is what fails


def test_a_letter_that_is_not_there_is_named(desk: Desk) -> None:
    for look in (look_at, lambda desk, number: send_again(desk, [number])):
        with pytest.raises(NoSuchLetter, match="77"):
            look(desk, 77)


def test_failed_unknown_and_held_letters_are_sent_again_and_their_addresses_too(desk: Desk) -> None:
    queue(desk, to("gone"), to("lost", kind=LetterKind.DRAFT_READY), to("held"), to("sent"))
    assert hold_back(desk, [number(desk, "held")]) == (number(desk, "held"),)
    deliver(desk, MemoryPost({"gone@example.kr": NO_SUCH_USER, "lost@example.kr": NO_ANSWER}))
    assert states(desk) == {
        "gone": LetterState.FAILED,
        "lost": LetterState.UNKNOWN,
        "held": LetterState.HELD,
        "sent": LetterState.SENT,
    }
    again = send_again(desk, [number(desk, key) for key in ("gone", "lost", "held", "sent")])
    assert again == tuple(number(desk, key) for key in ("gone", "lost", "held"))
    before = {each.letter.key: each.message_id for each in outbox(desk)}
    post = MemoryPost()
    deliver(desk, post)
    assert [message.message_id for message in post.sent] == [before[key] for key in ("gone", "lost", "held")]
    assert set(states(desk).values()) == {LetterState.SENT}


def test_where_one_of_several_is_not_there_nothing_changes(desk: Desk) -> None:
    queue(desk, to("a"))
    with pytest.raises(NoSuchLetter):
        hold_back(desk, [number(desk, "a"), 77])
    assert states(desk) == {"a": LetterState.QUEUED}


def test_only_what_still_waits_is_held(desk: Desk) -> None:
    queue(desk, to("a"))
    deliver(desk)
    assert hold_back(desk, [number(desk, "a")]) == ()


def test_an_address_gets_letters_again(desk: Desk) -> None:
    queue(desk, to("gone"))
    deliver(desk, MemoryPost({"gone@example.kr": NO_SUCH_USER}))
    assert lift(desk, "gone@example.kr")
    assert not lift(desk, "gone@example.kr")
    queue(desk, to("gone", key="next"))
    deliver(desk)
    assert states(desk)["next"] is LetterState.SENT


def test_a_trial_letter_tells_by_which_way_it_came(desk: Desk, clock: Clock) -> None:
    settle(desk)
    posted = write_test(desk, "Somebody@Example.kr")
    letter = posted.letter
    assert (letter.kind, letter.address, letter.recipient) == (LetterKind.TEST, "Somebody@example.kr", None)
    assert str(desk.settings.mail.folder) in letter.text
    assert "2025. 1. 2." in letter.text
    with pytest.raises(NotSent):
        write_test(desk, "Somebody@example.kr")
    clock.forward(seconds=1)
    write_test(desk, "Somebody@example.kr")
    assert len(outbox(desk)) == 2


def test_a_trial_letter_names_the_server_and_never_its_password(
    migrated_url: str, tmp_path: Path, opened: Opened
) -> None:
    server = {
        "GONGYAK_MAIL_SERVER": "mail.example.kr",
        "GONGYAK_MAIL_USERNAME": "gongyak",
        "GONGYAK_MAIL_PASSWORD": "hidden-word",
    }
    desk = opened(desk_at(migrated_url, tmp_path, Clock(), **server))
    text = write_test(desk, "a@example.kr").letter.text
    assert "mail.example.kr:587 (starttls)" in text
    assert "hidden-word" not in text


def test_a_trial_letter_to_no_address_is_refused(desk: Desk) -> None:
    with pytest.raises(BadAddress):
        write_test(desk, "a@b, evil@example.kr")
    assert outbox(desk) == ()
