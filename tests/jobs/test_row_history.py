from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from gongyak.changes import Action
from gongyak.lines import Fate, Outcome
from gongyak.store.writing import write_pledge
from gongyak.when import When
from jobs.desk import Desk
from jobs.row_history import read_row_history
from tests.cast import H1_2024, H2_2024, OFFICER, plan, topic
from tests.jobs.world import NOON, small_pledge, stock

OPENING = plan("opening", H1_2024)


def test_a_row_tells_who_changed_it_the_newest_first(desk: Desk) -> None:
    pledge = small_pledge("1-1")
    stock(desk.database, [pledge, small_pledge("2-1")])
    with desk.database.begin(who=OFFICER.id, at=NOON + timedelta(1), cause="고침") as session:
        first, *others = pledge.topics
        write_pledge(session, replace(pledge, topics=(replace(first, text="새 포럼"), *others)), {})
    told = read_row_history(desk, "1-1", "line:forum_1_1")
    assert told is not None
    assert told.now == "새 포럼 [실적, 2024H1]"
    assert [(each.action, each.who, each.cause) for each in told.changes] == [
        (Action.CHANGED, OFFICER.name, "고침"),
        (Action.ADDED, "tester", "test"),
    ]
    (text,) = told.changes[0].values
    assert (text.label, text.before, text.after) == ("내용", "forum_1_1 추진", "새 포럼")


def test_a_plan_tells_what_became_of_it_too(desk: Desk) -> None:
    outcome = Outcome(reported=H2_2024, fate=Fate.DONE, when=When.parse("2024-10-02"))
    stock(desk.database, [small_pledge("1-1")])
    with desk.database.begin(who="tester", at=NOON + timedelta(1), cause="입력") as session:
        done = replace(OPENING, outcomes=(outcome,))
        write_pledge(session, replace(small_pledge("1-1"), topics=(topic("center", done),)), {})
    told = read_row_history(desk, "1-1", "line:opening")
    assert told is not None
    assert {each.table for each in told.changes} == {"추진 내용", "계획의 결과"}


def test_a_row_that_is_gone_keeps_its_history(desk: Desk) -> None:
    stock(desk.database, [small_pledge("1-1")])
    with desk.database.begin(who="tester", at=NOON + timedelta(1), cause="삭제") as session:
        write_pledge(session, replace(small_pledge("1-1"), topics=()), {})
    told = read_row_history(desk, "1-1", "line:forum_1_1")
    assert told is not None
    assert told.now is None
    assert [each.action for each in told.changes] == [Action.REMOVED, Action.ADDED]


def test_no_row_of_another_pledge_or_of_the_city_is_told_of(desk: Desk) -> None:
    stock(desk.database, [small_pledge("1-1"), small_pledge("2-1")])
    for reference in ("line:forum_2_1", f"official:{OFFICER.id}", "nonsense", "line:"):
        told = read_row_history(desk, "1-1", reference)
        assert told is not None
        assert (told.now, told.changes) == (None, ())
    assert read_row_history(desk, "8-8", "line:forum_1_1") is None
