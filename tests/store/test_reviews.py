"""Steps of reviews are kept as they were taken, one in each place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from gongyak.reviews import Review, Stage, Waiting
from gongyak.store.drafts import add_draft
from gongyak.store.errors import Refused
from gongyak.store.reviews import add_review, find_final, keep_final, read_reviews, read_waiting, stages
from gongyak.store.writing import write_pledge
from tests import cast
from tests.store.clerk import NOW, execute, statements, write
from tests.store.facts import SMALL, draft

if TYPE_CHECKING:
    from gongyak.store.database import Database

NUMBER = "2024H2_1-1_v1"
ASKED = Review(draft=NUMBER, position=1, stage=Stage.REQUESTED, who="담당", at=NOW)
BACK = Review(
    draft=NUMBER, position=2, stage=Stage.RETURNED, who="과장", at=NOW, note="사업비\n<확인> & '그림'"
)


@pytest.fixture
def drafted(city_database: Database) -> Database:
    with write(city_database) as session:
        write_pledge(session, SMALL, {})
        add_draft(session, draft(), b"PK")
    return city_database


def test_steps_are_read_back_in_their_order(drafted: Database) -> None:
    with write(drafted) as session:
        assert add_review(session, BACK)
        assert add_review(session, ASKED)
    with drafted.read() as session:
        assert read_reviews(session, NUMBER) == (ASKED, BACK)
        assert read_reviews(session, "2024H2_1-1_v9") == ()


def test_a_place_is_taken_once(drafted: Database) -> None:
    with write(drafted) as session:
        assert add_review(session, ASKED)
        assert not add_review(session, replace(ASKED, who="다른 사람"))
    with drafted.read() as session:
        assert read_reviews(session, NUMBER) == (ASKED,)


def test_the_stages_of_a_half_year_are_those_of_the_last_steps_in_one_query(drafted: Database) -> None:
    with write(drafted) as session:
        assert stages(session, cast.H2_2024) == {}
        add_review(session, ASKED)
        add_review(session, BACK)
    with drafted.read() as session, statements() as sent:
        assert stages(session, cast.H2_2024) == {NUMBER: Stage.RETURNED}
    assert len([each for each in sent if "SELECT" in each]) == 1
    with drafted.read() as session:
        assert stages(session, cast.H2_2024, "1-1") == {NUMBER: Stage.RETURNED}
        assert stages(session, cast.H2_2024, "1-2") == {}
        assert stages(session, cast.H1_2025) == {}


def test_what_waits_is_the_newest_draft_of_a_pledge_until_it_is_confirmed(drafted: Database) -> None:
    with write(drafted) as session:
        assert read_waiting(session) == ()
        add_review(session, ASKED)
        (waiting,) = read_waiting(session)
        assert waiting == Waiting(number=NUMBER, half_year=cast.H2_2024, pledge="1-1", stage=Stage.REQUESTED)
        add_review(session, replace(BACK, stage=Stage.CONFIRMED))
        assert read_waiting(session) == ()
        add_review(session, replace(BACK, position=3))
        assert [each.stage for each in read_waiting(session)] == [Stage.RETURNED]
        newer = replace(draft(), number="2024H2_1-1_v2", version=2, inputs="e" * 64)
        add_draft(session, newer, b"PK")
        assert read_waiting(session) == ()


def test_what_was_handed_in_is_kept_once(drafted: Database) -> None:
    with write(drafted) as session:
        assert find_final(session, NUMBER) is None
        keep_final(session, NUMBER, b"PK\x00final")
    with drafted.read() as session:
        assert find_final(session, NUMBER) == b"PK\x00final"
    with pytest.raises(Refused), write(drafted) as session:
        keep_final(session, NUMBER, b"PK")


@pytest.mark.parametrize(
    "nonsense",
    [
        "UPDATE draft_reviews SET stage = 'drafted'",
        "UPDATE draft_reviews SET stage = 'forgotten'",
        "UPDATE draft_reviews SET stage = 'returned', note = ''",
        "UPDATE draft_reviews SET position = 0",
        "UPDATE draft_reviews SET who = ''",
        "UPDATE draft_reviews SET draft = '2024H2_1-1_v9'",
        "DELETE FROM drafts",
    ],
)
def test_the_database_refuses_nonsense(drafted: Database, nonsense: str) -> None:
    with write(drafted) as session:
        add_review(session, ASKED)
    with pytest.raises(Refused), write(drafted) as session:
        execute(session, nonsense)
