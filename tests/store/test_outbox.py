"""A letter is put in once, claimed by one, and moved only from where it stands."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from gongyak.letters import Attachment, LetterState, Posted
from gongyak.store.database import Database
from gongyak.store.drafts import add_draft
from gongyak.store.errors import NoSuchLetter, Refused
from gongyak.store.letters import count_letters
from gongyak.store.outbox import (
    add_letter,
    claim,
    give_back,
    hold,
    read_letter,
    release,
    retry,
)
from gongyak.store.sending import begin_data, mark_failed, mark_sent
from gongyak.store.suppressions import read_suppressions
from gongyak.store.writing import write_pledge
from tests.store.clerk import statements, write
from tests.store.facts import SMALL, draft
from tests.store.post import DOMAIN, LATER, NOBODY, NOON, TAKEN, at_once, letter, one_claimed, queue, take

if TYPE_CHECKING:
    from gongyak.letters import Letter


def stored(database: Database, number: int) -> Posted:
    with database.read() as session:
        return read_letter(session, number)


def test_a_letter_is_read_back_as_it_was_put_in(database: Database) -> None:
    files = (
        Attachment("초안 & 별첨.docx", "application/zip", b"PK\0"),
        Attachment("a.ics", "text/calendar", b""),
    )
    given = letter(thread="event:lih-g", attachments=files)
    (posted,) = queue(database, given)
    assert posted.letter == given
    assert stored(database, posted.id) == posted
    assert (posted.state, posted.attempts, posted.due) == (LetterState.QUEUED, 0, NOON)


def test_the_same_key_is_put_in_once_whatever_the_letter_says(database: Database) -> None:
    (first,) = queue(database, letter())
    assert queue(database, letter(subject="다른 제목")) == ()
    assert stored(database, first.id) == first


def test_the_message_id_follows_from_the_key_and_does_not_tell_it(database: Database) -> None:
    one, other = queue(database, letter(), letter("draft:2026H2:g1103"))
    assert one.message_id != other.message_id
    assert one.message_id.endswith(f"@{DOMAIN}>")
    assert "g1103" not in one.message_id


def test_a_draft_goes_along_by_its_number(city_database: Database) -> None:
    file = Attachment("초안.docx", "application/zip", draft=draft().number)
    with write(city_database) as session:
        write_pledge(session, SMALL, {})
        add_draft(session, draft(), b"PK")
        posted = add_letter(session, letter(attachments=(file,)), at=NOON, sender_domain=DOMAIN)
    assert posted is not None
    assert stored(city_database, posted.id).letter.attachments == (file,)


@pytest.mark.parametrize(
    "wrong",
    [
        letter(attachments=(Attachment("a", "text/plain"),)),
        letter(attachments=(Attachment("a", "text/plain", draft="2026H2_9-9_v1"),)),
        letter(address=""),
        letter(subject=""),
    ],
)
def test_a_letter_that_breaks_a_rule_is_refused_whole(database: Database, wrong: Letter) -> None:
    with pytest.raises(Refused):
        queue(database, letter("other"), wrong)
    with database.read() as session:
        assert count_letters(session) == {}


def test_letters_are_claimed_the_oldest_due_first_and_no_more_than_asked(database: Database) -> None:
    with write(database) as session:
        for number in (3, 1, 2, 4):
            at = NOON + timedelta(minutes=number)
            add_letter(session, letter(str(number)), at=at, sender_domain=DOMAIN)
    assert [each.letter.key for each in take(database, limit=2, now=LATER)] == ["1", "2"]
    assert [each.letter.key for each in take(database, "둘", now=NOON + timedelta(minutes=3))] == ["3"]


def test_a_claimed_letter_says_who_holds_it(database: Database) -> None:
    queue(database, letter())
    (posted,) = take(database, now=LATER)
    assert (posted.state, posted.holder, posted.changed_at) == (LetterState.CLAIMED, "하나", LATER)
    assert stored(database, posted.id) == posted


def test_claimers_at_once_never_share_a_letter(database: Database) -> None:
    queue(database, *(letter(str(number)) for number in range(60)))

    def claim_all(name: str) -> list[int]:
        mine: list[int] = []
        while claimed := take(database, name, limit=7):
            mine += [each.id for each in claimed]
        return mine

    claimed = at_once(claim_all)
    numbers = [number for mine in claimed for number in mine]
    assert len(numbers) == len(set(numbers)) == 60


def test_writers_of_the_same_letter_at_once_put_it_in_once(database: Database) -> None:
    assert sorted(map(len, at_once(lambda _: queue(database, letter())))) == [0, 0, 1]


def test_what_was_not_begun_is_given_back_and_costs_no_attempt(database: Database) -> None:
    queue(database, *(letter(str(number)) for number in range(3)))
    first, begun, other = take(database)
    with write(database) as session:
        assert begin_data(session, begun, NOON)
        assert give_back(session, "둘", [first.id], NOON) == 0
        assert give_back(session, "하나", [first.id, begun.id, other.id], NOON) == 2
        assert count_letters(session) == {LetterState.QUEUED: 2, LetterState.SENDING: 1}
    assert stored(database, first.id).attempts == 0


def test_a_held_letter_waits_until_it_is_released(database: Database) -> None:
    (posted,) = queue(database, letter())
    with write(database) as session:
        assert hold(session, posted.id, NOON)
        assert not hold(session, posted.id, NOON)
    assert take(database) == ()
    with write(database) as session:
        assert release(session, posted.id, NOON)
        assert not release(session, posted.id, NOON)
    assert [each.id for each in take(database)] == [posted.id]


def test_a_letter_may_be_put_in_held(database: Database) -> None:
    with write(database) as session:
        posted = add_letter(session, letter(), at=NOON, sender_domain=DOMAIN, held=True)
    assert posted is not None
    assert stored(database, posted.id) == posted
    assert take(database) == ()


def test_a_failed_letter_is_tried_anew_and_its_address_with_it(database: Database) -> None:
    with one_claimed(database) as (session, posted):
        assert mark_failed(session, posted, NOBODY, NOON, suppress_after=1)
    with write(database) as session:
        assert retry(session, posted.id, LATER)
        assert not retry(session, posted.id, LATER)
        assert read_suppressions(session) == ()
    again = stored(database, posted.id)
    assert (again.state, again.attempts, again.error, again.due) == (LetterState.QUEUED, 0, None, LATER)


def test_a_sent_letter_is_not_tried_anew(database: Database) -> None:
    with one_claimed(database) as (session, posted):
        mark_sent(session, posted, TAKEN, NOON)
        assert not retry(session, posted.id, NOON)


def test_an_unknown_letter_is_named(database: Database) -> None:
    with write(database) as session:
        for change in (hold, release, retry):
            with pytest.raises(NoSuchLetter, match="99"):
                change(session, 99, NOON)
        with pytest.raises(NoSuchLetter, match="99"):
            read_letter(session, 99)


def test_letters_to_a_suppressed_address_fail_with_the_reason(database: Database) -> None:
    with one_claimed(database) as (session, posted):
        mark_failed(session, posted, NOBODY, NOON, suppress_after=1)
    (other, kept) = queue(database, letter("other"), letter("kept", address="baek.naon@garam.example.kr"))
    assert [each.id for each in take(database)] == [kept.id]
    failed = stored(database, other.id)
    assert failed.state is LetterState.FAILED
    assert "kang.isol@garam.example.kr" in (failed.error or "")
    assert NOBODY.told is not None
    assert NOBODY.told in (failed.error or "")


def test_a_claim_asks_the_database_no_more_often_for_many_letters(database: Database) -> None:
    queue(database, *(letter(str(number)) for number in range(41)))
    counts = []
    for limit in (1, 40):
        with write(database) as session, statements() as sent:
            assert len(claim(session, "하나", limit, NOON)) == limit
        counts.append(len(sent))
    assert counts[0] == counts[1]
