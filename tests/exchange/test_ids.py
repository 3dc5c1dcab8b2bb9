from __future__ import annotations

from gongyak.exchange.ids import Ids


def test_an_id_that_was_written_is_kept() -> None:
    assert Ids("1-1").of("bio_forum", "topic", "포럼") == "bio_forum"


def test_what_says_the_same_gets_the_same_id_at_each_load_and_another_in_another_pledge() -> None:
    assert Ids("1-1").of(None, "topic", "포럼") == Ids("1-1").of(None, "topic", "포럼")
    assert Ids("1-1").of(None, "topic", "포럼") != Ids("1-2").of(None, "topic", "포럼")


def test_what_says_the_same_twice_in_a_pledge_is_told_apart() -> None:
    ids = Ids("1-1")
    assert ids.of(None, "detail", "회의") != ids.of(None, "detail", "회의")


def test_an_id_that_is_made_is_none_that_was_written() -> None:
    made = Ids("1-1").of(None, "topic", "포럼")
    assert Ids("1-1", {made}).of(None, "topic", "포럼") != made


def test_words_do_not_run_together() -> None:
    ids = Ids("1-1")
    assert ids.of(None, "가", "나다") != ids.of(None, "가나", "다")
