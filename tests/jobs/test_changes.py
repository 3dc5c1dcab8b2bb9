from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gongyak.comparing import Difference, Kind
from gongyak.halfyear import HalfYear
from jobs.changes import PledgeChanges, Since, changes_since
from jobs.database import init_database
from jobs.demo import SAMPLE
from jobs.desk import Desk
from jobs.draft import draft_reports
from jobs.errors import NoPledges, UnknownPledge
from jobs.load import load_facts
from tests.cast import H1_2024, H1_2025, H2_2024, TERM
from tests.jobs.world import desk_at, small_pledge, stock


def only(found: tuple[PledgeChanges, ...]) -> PledgeChanges:
    (one,) = found
    return one


def kinds(found: PledgeChanges) -> list[tuple[Kind, str]]:
    return [(each.kind, each.rows[0]) for each in found.differences]


def test_without_a_draft_the_report_before_is_that_of_the_facts(desk: Desk) -> None:
    stock(desk.database, [small_pledge("1-1")])
    found = only(changes_since(desk, H2_2024))
    assert (found.pledge, found.name, found.against) == ("1-1", "공약 1-1", "2024H1")
    assert (Kind.MOVED, "line:plan_1_1") in kinds(found)
    assert (Kind.ADDED, "line:held_1_1") in kinds(found)


def test_the_draft_of_the_half_year_before_wins_over_what_the_facts_say_of_it_now(desk: Desk) -> None:
    stock(desk.database, [small_pledge("1-1", name="옛 이름")])
    draft_reports(desk, H2_2024)
    stock(desk.database, [small_pledge("1-1")])
    found = only(changes_since(desk, H1_2025))
    assert found.against == "2024H2_1-1_v1"
    (renamed,) = (each for each in found.differences if each.kind is Kind.CHANGED)
    assert (renamed.place, renamed.before, renamed.after) == (("공약명",), "옛 이름", "공약 1-1")


def test_since_the_draft_only_what_was_entered_afterwards_is_told(desk: Desk) -> None:
    facts = small_pledge("1-1")
    stock(desk.database, [facts])
    draft_reports(desk, H2_2024)
    assert only(changes_since(desk, H2_2024, since=Since.DRAFT)).differences == ()
    stock(desk.database, [replace(facts, goal="거점 1곳")])
    found = only(changes_since(desk, H2_2024, since=Since.DRAFT))
    assert found.against == "2024H2_1-1_v1"
    added = Difference(Kind.ADDED, ("목표",), ("pledge:1-1",), "", "거점 1곳", paths=(("goal",),))
    assert found.differences == (added,)


def test_of_several_drafts_the_newest_counts(desk: Desk) -> None:
    stock(desk.database, [small_pledge("1-1")])
    draft_reports(desk, H2_2024)
    draft_reports(desk, H2_2024, force=True)
    assert only(changes_since(desk, H1_2025)).against == "2024H2_1-1_v2"


@pytest.mark.parametrize(("half_year", "since"), [(TERM.first_half, Since.HALF_YEAR), (H2_2024, Since.DRAFT)])
def test_where_there_was_no_report_before_none_is_named(
    desk: Desk, half_year: HalfYear, since: Since
) -> None:
    stock(desk.database, [small_pledge("1-1")])
    found = only(changes_since(desk, half_year, since=since))
    assert (found.against, found.differences) == (None, ())


def test_only_the_pledges_asked_for_are_told_and_an_unknown_one_is_a_mistake(desk: Desk) -> None:
    stock(desk.database, [small_pledge("1-1"), small_pledge("1-2")])
    assert only(changes_since(desk, H2_2024, ["1-2"])).pledge == "1-2"
    with pytest.raises(UnknownPledge):
        changes_since(desk, H2_2024, ["1-2", "7-7"])


def test_a_half_year_without_pledges_is_a_mistake(desk: Desk) -> None:
    stock(desk.database, [])
    with pytest.raises(NoPledges):
        changes_since(desk, H1_2024)


@pytest.fixture(scope="module")
def rollover(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PledgeChanges]:
    """Compare the sample city's drafts of 2024H2 with its facts of 2025H1."""
    folder: Path = tmp_path_factory.mktemp("rollover")
    with desk_at(f"sqlite:///{folder}/gongyak.sqlite3", folder) as desk:
        init_database(desk)
        load_facts(desk, SAMPLE)
        draft_reports(desk, H2_2024, ["1-1", "2-1"])
        return {each.pledge: each for each in changes_since(desk, H1_2025, ["1-1", "2-1"])}


def told(found: PledgeChanges, words: str) -> Difference:
    (one,) = (each for each in found.differences if words in each.before + each.after)
    return one


def test_in_the_sample_last_half_years_results_moved_into_the_past(
    rollover: dict[str, PledgeChanges],
) -> None:
    moved = told(rollover["1-1"], "국립암센터 GMP 시설 벤치마킹")
    assert (moved.kind, moved.moved_from[-1], moved.place[-1]) == (
        Kind.MOVED,
        "2024년 하반기 추진실적",
        "그동안 추진실적",
    )
    assert moved.topic == "바이오산업 관련 벤치마킹"
    assert moved.before == moved.after


def test_in_the_sample_a_plan_that_was_done_became_a_result(rollover: dict[str, PledgeChanges]) -> None:
    done = told(rollover["1-1"], "5. 30.) 인테리어")
    assert (done.kind, done.place[-1]) == (Kind.MOVED, "2025년 상반기 추진실적")
    assert (done.before, done.after) == (
        "2025년 상반기 인테리어 공사",
        "(2025. 3. 4.~5. 30.) 인테리어 공사",
    )


def test_in_the_sample_a_plan_that_was_postponed_is_changed_where_it_stands(
    rollover: dict[str, PledgeChanges],
) -> None:
    late = told(rollover["1-1"], "개소식 예정")
    assert (late.kind, late.rows[0]) == (Kind.CHANGED, "line:bio_opening")
    assert late.after.startswith("2025년 하반기 개소식 예정 (당초 2025년 상반기, 연기 사유:")


def test_in_the_sample_a_plan_that_was_dropped_is_told_as_a_result(
    rollover: dict[str, PledgeChanges],
) -> None:
    dropped = told(rollover["2-1"], "→ 취소")
    assert (dropped.kind, dropped.place[-1]) == (Kind.MOVED, "2025년 상반기 추진실적")


def test_in_the_sample_no_line_that_already_stood_in_the_past_is_told(
    rollover: dict[str, PledgeChanges],
) -> None:
    lines = [each for each in rollover["1-1"].differences if each.place[-1] == "그동안 추진실적"]
    assert {each.moved_from[-1] for each in lines} == {"2024년 하반기 추진실적"}
