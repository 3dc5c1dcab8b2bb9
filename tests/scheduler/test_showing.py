"""What people see of the clock and of runs, and what they have done at once."""

from __future__ import annotations

import pytest

from gongyak.occurrences import OccurrenceState, Request
from gongyak.store.errors import NoSuchOccurrence
from gongyak.store.occurrences import ask, end
from jobs.desk import Desk
from jobs.draft import draft_reports
from scheduler.errors import NoSuchLine
from scheduler.life import Life
from scheduler.showing import count_runs, list_runs, run_line_now, show_run
from tests.cast import H2_2024
from tests.jobs.world import small_pledge, stock


def asked(desk: Desk, key: str, **options: object) -> Request:
    now = desk.now()
    run = Request(
        id=key, job="draft", argument="2024H2", due=now, asked_by="g1", asked_at=now, options=options
    )
    with desk.database.begin(who="tester", at=now, cause="test") as session:
        assert ask(session, run)
    return run


def ended(desk: Desk, run: Request) -> None:
    with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
        assert end(session, run.id, OccurrenceState.DONE, desk.now())


def test_a_run_is_stuck_only_while_no_engine_lives(own_desk: Desk) -> None:
    run = asked(own_desk, "draft:2024H2@1")
    assert show_run(own_desk, run.id).is_stuck
    life = Life(own_desk, "serve")
    life.begin()
    try:
        assert not show_run(own_desk, run.id).is_stuck
    finally:
        life.end()
    ended(own_desk, run)
    assert not show_run(own_desk, run.id).is_stuck


def test_a_run_leads_to_what_it_made_else_to_what_it_was_asked_for(desk: Desk) -> None:
    stock(desk.database, [small_pledge("1-1"), small_pledge("1-2")])
    made, kept = asked(desk, "draft:2024H2@1"), asked(desk, "draft:2024H2@2", pledges=["1-2"])
    draft_reports(desk, H2_2024, cause=made.id)
    assert show_run(desk, made.id).drafts == ()
    ended(desk, made)
    ended(desk, kept)
    assert [each.pledge for each in show_run(desk, made.id).drafts] == ["1-1", "1-2"]
    assert [each.pledge for each in show_run(desk, kept.id).drafts] == ["1-2"]


def test_runs_are_counted_as_they_are_listed(desk: Desk) -> None:
    ended(desk, asked(desk, "draft:2024H2@1"))
    asked(desk, "draft:2024H2@2")
    for states, count in (((), 2), ((OccurrenceState.DONE,), 1), ((OccurrenceState.FAILED,), 0)):
        assert count_runs(desk, "draft", states) == len(list_runs(desk, "draft", states, 10, 0)) == count
    assert len(list_runs(desk, None, (), 10, 1)) == 1


def test_what_is_not_there_is_named(desk: Desk) -> None:
    with pytest.raises(NoSuchOccurrence, match="draft:none"):
        show_run(desk, "draft:none")
    with pytest.raises(NoSuchLine, match="none"):
        run_line_now(desk, "none")


def test_a_line_is_run_in_the_name_of_who_wants_it(desk: Desk) -> None:
    request = run_line_now(desk.lent_to("g1"), "backup")
    assert (request.job, request.asked_by, request.line) == ("backup", "g1", None)
