"""What has taken place becomes a result of its pledge, in one transaction."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gongyak.errors import GongyakError
from gongyak.events import EventState, PlannedEvent
from gongyak.lines import Fate, Outcome
from gongyak.notation import NotADate
from gongyak.pledges import Pledge
from gongyak.store.changes import read_changes
from gongyak.store.event_changes import version_of
from gongyak.store.reading import read_pledges
from gongyak.when import When
from jobs.desk import Desk
from jobs.event_results import (
    NEW,
    PLAN,
    NotYetHeld,
    Result,
    SentenceWanted,
    offer,
    record_result,
)
from jobs.events import EventHasChanged
from tests.cast import H1_2024, H1_2025, H2_2024, plan, topic
from tests.jobs.conftest import Opened
from tests.jobs.world import desk_at, small_pledge, stock

OPENING = PlannedEvent(id="opening", name="LIH-G 개소식", when=When.parse("2024-12-20"), line="opening_plan")
LOOSE = PlannedEvent(id="loose", name="포럼", when=When.parse("2024-41"))
TOPIC = topic("clinic", plan("opening_plan", H1_2024, "2024-41"))
GIVEN = Result("LIH-G 개소식 개최(120명 참석)", "2024. 12. 20.", NEW)


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path, opened: Opened) -> Desk:
    desk = opened(desk_at(migrated_url, tmp_path))
    stock(
        desk.database,
        [replace(small_pledge("1-1"), topics=(TOPIC,), events=(OPENING, LOOSE)), small_pledge("1-2")],
    )
    return desk


def stored(desk: Desk) -> Pledge:
    with desk.database.read() as session:
        (found,) = read_pledges(session, ["1-1"])
    return found


def record(desk: Desk, event: PlannedEvent = OPENING, **more: str) -> None:
    given = replace(GIVEN, **more)
    assert record_result(desk, "1-1", event.id, version_of(event), given) == H2_2024


def test_the_plan_of_an_event_is_proposed_as_its_place(desk: Desk) -> None:
    offered = offer(desk, "1-1", OPENING)
    assert (offered.sentence, offered.held, offered.place) == ("opening_plan", "2024. 12. 20.", PLAN)
    assert [value for value, _ in offered.places] == [PLAN, "clinic", NEW]


def test_without_a_plan_a_sentence_is_made_of_its_name_and_the_date_is_asked_for(desk: Desk) -> None:
    offered = offer(desk, "1-1", LOOSE)
    assert (offered.sentence, offered.held, offered.place) == ("포럼 개최", "", NEW)
    assert PLAN not in dict(offered.places)


def test_the_plan_is_done_as_told(desk: Desk) -> None:
    record(desk, place=PLAN)
    (detail,) = stored(desk).topics[0].details
    done = Outcome(
        reported=H2_2024, fate=Fate.DONE, when=When.parse("2024-12-20", "2024. 12. 20."), text=GIVEN.sentence
    )
    assert detail.outcomes == (done,)
    assert stored(desk).events[0].state is EventState.HAPPENED
    with desk.database.read() as session:
        causes = {each.cause for each in read_changes(session, "1-1", 2)}
    assert causes == {"행사·알림 화면: 추진실적 입력"}


def test_a_detail_is_put_below_its_topic(desk: Desk) -> None:
    record(desk, place="clinic")
    before, after = stored(desk).topics[0].details
    assert before.outcomes == ()
    assert (after.text, after.entered, after.when and after.when.edtf) == (
        GIVEN.sentence,
        H2_2024,
        "2024-12-20",
    )


def test_a_topic_of_its_own_comes_last(desk: Desk) -> None:
    record(desk)
    assert [each.text for each in stored(desk).topics] == [TOPIC.text, GIVEN.sentence]


def test_an_event_without_a_day_gets_that_on_which_it_took_place(desk: Desk) -> None:
    record(desk, LOOSE)
    assert stored(desk).events[1].when.edtf == "2024-12-20"


def test_what_was_done_after_the_plan_was_told_is_told_then(desk: Desk) -> None:
    assert (
        record_result(desk, "1-1", "opening", version_of(OPENING), replace(GIVEN, held="2025. 1. 2."))
        == H1_2025
    )


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"sentence": " "}, SentenceWanted),
        ({"held": "얼마 전"}, NotADate),
        ({"held": "2025. 1. 3."}, NotYetHeld),
        ({"place": "none"}, EventHasChanged),
    ],
)
def test_what_is_wrong_records_nothing(desk: Desk, more: dict[str, str], error: type[GongyakError]) -> None:
    before = stored(desk)
    with pytest.raises(error):
        record(desk, OPENING, **more)
    assert stored(desk) == before


def test_a_plan_that_is_done_already_is_not_done_again(desk: Desk) -> None:
    record(desk, place=PLAN)
    (happened, _) = stored(desk).events
    with pytest.raises(EventHasChanged):
        record(desk, happened, place=PLAN)


def test_an_event_of_another_pledge_is_not_recorded_with_this_one(desk: Desk) -> None:
    with pytest.raises(EventHasChanged):
        record_result(desk, "1-2", "opening", version_of(OPENING), GIVEN)
    assert stored(desk).events[0].state is EventState.PLANNED
