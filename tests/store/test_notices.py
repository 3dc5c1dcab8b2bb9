"""Nobody is told the same twice, and a letter stands or falls with all that it tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from gongyak.notices import Answer, AnswerKind, Told
from gongyak.store.errors import AlreadyTold
from gongyak.store.letters import count_letters, list_letters
from gongyak.store.notices import add_answer, add_told, read_answers, read_told, tell
from tests.store.clerk import write
from tests.store.post import DOMAIN, LATER, NOON, at_once, letter

if TYPE_CHECKING:
    from gongyak.letters import Letter, Posted
    from gongyak.store.database import Database

DAY = date(2026, 11, 23)
EVENT = Told("event:lih-g", "2027-40", "-30", "g1103", DAY)
OTHER = Told("missing:2026H2", "2026H2", "request", "g1103", DAY)
ANSWER = Answer("event:lih-g", "2027-40", "g1103", AnswerKind.SNOOZE, NOON, date(2026, 12, 1))


def told(database: Database, given: Letter, *notices: Told) -> Posted | None:
    with write(database) as session:
        return tell(session, given, notices, at=NOON, sender_domain=DOMAIN)


def test_a_letter_and_what_it_tells_are_kept_together(database: Database) -> None:
    assert told(database, letter(), EVENT, OTHER) is not None
    with database.read() as session:
        assert set(read_told(session)) == {EVENT, OTHER}
        assert [each.key for each in list_letters(session)] == [letter().key]


def test_the_same_letter_again_tells_nothing(database: Database) -> None:
    told(database, letter(), EVENT)
    assert told(database, letter(), OTHER) is None
    with database.read() as session:
        assert read_told(session) == (EVENT,)


def test_a_letter_that_would_tell_something_twice_is_not_kept_at_all(database: Database) -> None:
    told(database, letter(), EVENT)
    with write(database) as session:
        with pytest.raises(AlreadyTold, match=r"event:lih-g\|2027-40\|-30\|g1103") as caught:
            tell(session, letter("tomorrow"), [OTHER, EVENT], at=NOON, sender_domain=DOMAIN)
        assert caught.value.retryable
        assert tell(session, letter("later"), [OTHER], at=NOON, sender_domain=DOMAIN) is not None
    with database.read() as session:
        assert {each.key for each in list_letters(session)} == {letter().key, "later"}
        assert set(read_told(session)) == {EVENT, OTHER}


@pytest.mark.parametrize(
    "other",
    [
        replace(EVENT, about="event:fair"),
        replace(EVENT, version="2027-03-04"),
        replace(EVENT, lead="-7"),
        replace(EVENT, recipient="g1104"),
    ],
)
def test_whatever_differs_in_the_key_is_told_too(database: Database, other: Told) -> None:
    with write(database) as session:
        add_told(session, [EVENT, other], None)
        assert set(read_told(session)) == {EVENT, other}


def test_those_who_tell_at_once_tell_once(database: Database) -> None:
    def telling(name: str) -> bool:
        try:
            return told(database, letter(name), EVENT) is not None
        except AlreadyTold:
            return False

    assert sorted(at_once(telling)) == [False, False, True]
    with database.read() as session:
        assert sum(count_letters(session).values()) == 1


def test_what_was_told_is_read_from_a_day_on(database: Database) -> None:
    with write(database) as session:
        days = [replace(EVENT, lead=str(n), day=DAY + timedelta(days=n)) for n in range(3)]
        add_told(session, days, None)
        assert read_told(session, since=DAY + timedelta(days=1)) == tuple(days[1:])


def test_answers_are_read_in_the_order_in_which_they_came(database: Database) -> None:
    done = replace(ANSWER, kind=AnswerKind.DONE, until=None, at=LATER)
    with write(database) as session:
        assert add_answer(session, ANSWER)
        assert add_answer(session, done)
        assert add_answer(session, replace(ANSWER, about="event:fair"))
        assert read_answers(session, "event:lih-g") == (ANSWER, done)
        assert len(read_answers(session)) == 3


def test_the_same_answer_twice_is_one(database: Database) -> None:
    with write(database) as session:
        assert add_answer(session, ANSWER)
        assert not add_answer(session, replace(ANSWER, at=LATER))
        assert add_answer(session, replace(ANSWER, until=date(2026, 12, 8)))
        assert add_answer(session, ANSWER)
        assert len(read_answers(session)) == 3
