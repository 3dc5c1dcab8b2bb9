from __future__ import annotations

from datetime import UTC, datetime, timedelta

from gongyak.notices import Answer, AnswerKind, Told
from gongyak.reminders.ledger import Ledger
from tests.reminders.office import day

START = datetime(2025, 1, 1, tzinfo=UTC)


def told(version: str, lead: str, on: str, who: str = "담당") -> Told:
    return Told("event:a", version, lead, who, day(on))


def answer(kind: AnswerKind, after: int, until: str | None = None) -> Answer:
    at = START + timedelta(minutes=after)
    return Answer("event:a", "2025-05-20", "담당", kind, at, day(until) if until else None)


def test_what_was_told_is_found_by_its_four_parts() -> None:
    ledger = Ledger([told("2025-05-20", "-7", "2025-05-13")])
    assert ledger.has("event:a", "2025-05-20", "-7", "담당")
    assert not ledger.has("event:a", "2025-05-21", "-7", "담당")


def test_the_latest_is_that_of_the_last_day_in_whatever_order_it_is_read() -> None:
    rows = [told("2025-05-20", "-7", "2025-05-13"), told("2025-06-20", "changed", "2025-05-15")]
    for ordered in (rows, rows[::-1]):
        assert Ledger(ordered).latest("event:a")["담당"].version == "2025-06-20"


def test_the_sequence_counts_changes_of_the_date_told_not_letters() -> None:
    ledger = Ledger([told("2025-05-20", "-7", "2025-05-13"), told("2025-05-20", "-1", "2025-05-19", "다른")])
    assert ledger.sequence("event:a", "2025-05-20") == 0
    assert ledger.sequence("event:a", "2025-06-20") == 1
    assert ledger.sequence("event:a", "2025-05-20", dropped=True) == 1
    assert Ledger().sequence("event:a", "2025-05-20") == 0


def test_a_word_told_before_gets_a_number() -> None:
    ledger = Ledger([told("2025-05-20", "changed", "2025-05-13")])
    assert ledger.fresh("changed", "event:a", "2025-05-20", "담당") == "changed-2"
    assert ledger.fresh("changed", "event:a", "2025-05-20", "다른") == "changed"


def test_the_last_answer_of_an_official_counts() -> None:
    done, snooze = answer(AnswerKind.DONE, 1), answer(AnswerKind.SNOOZE, 2, until="2025-05-15")
    for answers in ((done, snooze), (snooze, done)):
        replies = Ledger(answers=answers).replies("event:a", "2025-05-20")
        assert not replies.is_done
        assert replies.is_snoozed(["다른", "담당"], day("2025-05-15"))
        assert not replies.is_snoozed(["담당"], day("2025-05-16"))
        assert not replies.is_snoozed(["다른"], day("2025-05-15"))


def test_an_answer_to_another_date_says_nothing() -> None:
    ledger = Ledger(answers=[answer(AnswerKind.NOT_MINE, 1)])
    assert ledger.replies("event:a", "2025-05-20").refused == {"담당"}
    assert not ledger.replies("event:a", "2025-05-21").refused
