"""Lists of letters are short, and narrowed to what is asked for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from gongyak.letters import LetterState
from gongyak.store.letters import count_letters, list_letters
from gongyak.store.outbox import add_letter
from gongyak.store.sending import mark_sent
from tests.store.clerk import statements, write
from tests.store.post import DOMAIN, NOON, TAKEN, letter, queue, take

if TYPE_CHECKING:
    from gongyak.store.database import Database


def test_a_list_begins_with_the_newest_and_holds_no_texts(database: Database) -> None:
    with write(database) as session:
        for number in range(3):
            at = NOON + timedelta(minutes=number)
            add_letter(session, letter(str(number)), at=at, sender_domain=DOMAIN)
    with database.read() as session, statements() as sent:
        found = list_letters(session, limit=2)
    assert [each.key for each in found] == ["2", "1"]
    assert not any("html" in statement for statement in sent)
    assert found[0].subject == letter().subject


def test_a_list_is_narrowed_by_state_official_and_cause(database: Database) -> None:
    queue(database, letter("1"), letter("2", recipient="g1104"), letter("3", cause="draft:2026H2"))
    (first, *_) = take(database, limit=1)
    with write(database) as session:
        mark_sent(session, first, TAKEN, NOON)

        def keys(**wanted: Any) -> list[str]:
            return sorted(each.key for each in list_letters(session, **wanted))

        assert keys(states=[LetterState.SENT]) == ["1"]
        assert keys(recipient="g1104") == ["2"]
        assert keys(cause="draft:2026H2") == ["3"]
        assert keys() == ["1", "2", "3"]
        assert count_letters(session) == {LetterState.SENT: 1, LetterState.QUEUED: 2}


def test_a_list_is_searched_by_name_address_and_subject_and_turned_page_by_page(database: Database) -> None:
    queue(
        database,
        letter("1", name="나가온", address="na.gaon@garam.example.kr", subject="100% 완료"),
        letter("2", recipient="g1104", subject="100일 남음"),
        letter("3", subject="Overview_1"),
    )
    with database.read() as session:

        def keys(words: str, **more: Any) -> list[str]:
            return [each.key for each in list_letters(session, words=words, **more)]

        assert keys("가온") == keys("NA.GAON") == keys("100%") == ["1"]
        assert keys("100") == ["2", "1"]
        assert keys("100", recipient="g1104") == ["2"]
        assert keys("overview_") == ["3"]
        assert keys("_________") == keys("없는 말") == []
        assert keys("", limit=2, offset=1) == ["2", "1"]
        assert count_letters(session, words="100") == {LetterState.QUEUED: 2}
        assert count_letters(session, words="100", recipient="g1104") == {LetterState.QUEUED: 1}
        assert count_letters(session, words="없는 말") == {}
