from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from hypothesis import Phase, given, settings

from gongyak.comparing import Difference, Kind, compare
from gongyak.compose import compose_report
from gongyak.halfyear import HalfYear
from gongyak.lines import Fate, Outcome
from gongyak.participation import Category, Count, Participation, StatedCount
from gongyak.people import Assignment, Tenure
from gongyak.photos import Photo, Picture
from gongyak.pledges import Pledge, Remark, RemarkKind
from gongyak.printed import Plain
from jobs.rendering import freeze
from tests.cast import (
    CITY,
    H1_2024,
    H1_2025,
    H2_2024,
    cell,
    plan,
    pledge,
    project,
    result,
    topic,
    when,
)
from tests.store import strategies

QUICK = settings(max_examples=25, phases=[Phase.explicit, Phase.generate])
# Two whole pledges an example: slow to make, and slower still to shrink.
SAMPLE = Path("jobs/sample_city")
CURRENT_2024 = ("추진실적 및 추진계획", "2024년 하반기 추진실적")
CURRENT_2025 = ("추진실적 및 추진계획", "2025년 상반기 추진실적")
PAST = ("추진실적 및 추진계획", "그동안 추진실적")


def view(facts: Pledge, half_year: HalfYear = H2_2024) -> Plain:
    found: dict[str, Any] = json.loads(freeze(compose_report(CITY, facts, half_year)))
    return found


def between(before: Pledge, after: Pledge) -> tuple[Difference, ...]:
    """Compare two drafts of one half-year."""
    return compare(view(before), view(after))


def rolled(facts: Pledge) -> tuple[Difference, ...]:
    """Compare the reports of 2024H2 and 2025H1."""
    return compare(view(facts, H2_2024), view(facts, H1_2025))


def only(found: tuple[Difference, ...]) -> Difference:
    (one,) = found
    return one


def test_a_line_that_is_entered_is_added() -> None:
    forum = topic("forum", result("held", H2_2024, "2024-10-16"))
    more = topic("forum", *forum.details, result("closed", H2_2024, "2024-11-06"))
    assert between(pledge(forum), pledge(more)) == (
        Difference(
            Kind.ADDED,
            CURRENT_2024,
            ("line:closed",),
            "",
            "(2024. 11. 6.) closed 개최",
            "forum 추진",
            paths=(("periods", 1, "topics", 0, "details", 1, "text"),),
        ),
    )


def test_a_line_whose_words_change_is_changed_with_both_texts() -> None:
    held = result("held", H2_2024, "2024-10-16")
    corrected = replace(held, text="국제 포럼 개최")
    found = only(between(pledge(topic("forum", held)), pledge(topic("forum", corrected))))
    assert (found.kind, found.rows) == (Kind.CHANGED, ("line:held",))
    assert (found.before, found.after) == ("(2024. 10. 16.) held 개최", "(2024. 10. 16.) 국제 포럼 개최")


def test_a_line_that_is_taken_away_is_gone_from_where_it_was() -> None:
    held, closed = result("held", H2_2024, "2024-10-16"), result("closed", H2_2024, "2024-11-06")
    found = only(between(pledge(topic("forum", held, closed)), pledge(topic("forum", held))))
    assert (found.kind, found.place, found.after) == (Kind.GONE, CURRENT_2024, "")
    assert found.before == "(2024. 11. 6.) closed 개최"


def test_another_order_of_lines_is_no_difference() -> None:
    lines = result("one", H2_2024, "2024-10-16"), result("two", H2_2024, "2024-10-16")
    assert between(pledge(topic("forum", *lines)), pledge(topic("forum", *reversed(lines)))) == ()


def test_a_reported_result_moves_into_the_past_half_a_year_later() -> None:
    found = only(rolled(pledge(topic("forum", result("held", H2_2024, "2024-10-16")))))
    assert (found.kind, found.moved_from, found.place) == (Kind.MOVED, CURRENT_2024, PAST)
    assert found.before == found.after == "(2024. 10. 16.) held 개최"


def test_what_was_past_before_is_no_news() -> None:
    assert rolled(pledge(topic("forum", result("held", H1_2024, "2024-03-14")))) == ()


def test_a_plan_that_was_done_moves_among_the_results_with_its_new_words() -> None:
    done = Outcome(reported=H1_2025, fate=Fate.DONE, when=when("2025-05-20"))
    found = only(rolled(pledge(topic("hall", plan("opening", H2_2024, "2025-40", outcomes=(done,))))))
    assert (found.kind, found.place) == (Kind.MOVED, CURRENT_2025)
    assert found.moved_from == ("추진실적 및 추진계획", "2025년 상반기 추진계획")
    assert (found.before, found.after) == ("2025년 상반기 opening 예정", "(2025. 5. 20.) opening")
    assert found.rows == ("line:opening", "outcome:opening@2025H1")


def test_a_plan_that_was_postponed_stays_a_plan_and_is_changed() -> None:
    late = Outcome(reported=H1_2025, fate=Fate.POSTPONED, when=when("2025-41"), reason="공사 지연")
    found = only(rolled(pledge(topic("hall", plan("opening", H2_2024, "2025-40", outcomes=(late,))))))
    assert (found.kind, found.moved_from) == (Kind.CHANGED, ())
    assert found.after == "2025년 하반기 opening 예정 (당초 2025년 상반기, 연기 사유: 공사 지연)"


def test_a_topic_that_only_heads_its_details_does_not_move_with_them() -> None:
    moved = rolled(pledge(topic("forum", result("held", H2_2024, "2024-10-16"))))
    assert [each.rows for each in moved] == [("line:held",)]


def test_a_topic_without_details_moves_itself() -> None:
    moved = rolled(pledge(topic("forum", entered=H2_2024, when=when("2024-10-16"))))
    assert [(each.kind, each.rows) for each in moved] == [(Kind.MOVED, ("line:forum",))]


def test_a_cell_of_the_budget_is_the_same_cell_half_a_year_later() -> None:
    tower = project("tower", cell("시비", "2024", 100, 45))
    grown = replace(
        tower,
        statements=(
            *tower.statements,
            *project("x", cell("시비", "2024", 100, 60), as_of=H1_2025).statements,
        ),
    )
    found = only(rolled(pledge(projects=(grown,))))
    assert (found.kind, found.before, found.after) == (Kind.CHANGED, "45", "60")
    assert found.place == ("연도별 확보(집행)액", "tower 사업", "시비", "’24")
    assert found.rows == ("budget:tower/시비/2024@2025H1",)


def test_the_sums_over_a_cell_that_changed_are_not_told_again() -> None:
    before = project("tower", cell("시비", "2024", 100), cell("국비", "2024", 50))
    after = project("tower", cell("시비", "2024", 120), cell("국비", "2024", 50))
    other = project("hall", cell("시비", "2024", 10))
    found = between(pledge(projects=(before, other)), pledge(projects=(after, other)))
    assert [(each.before, each.after) for each in found] == [("100", "120")]


def test_a_total_that_is_stated_no_more_is_changed_to_the_computed_one() -> None:
    before = project("tower", cell("시비", "2024", 100), cell(None, None, 110))
    after = project("tower", cell("시비", "2024", 100))
    found = only(between(pledge(projects=(before,)), pledge(projects=(after,))))
    assert (found.kind, found.before, found.after) == (Kind.CHANGED, "110", "100")
    assert found.place == ("연도별 투자계획(사업비)", "tower 사업", "계", "계")


def test_a_renamed_unit_project_keeps_its_cells() -> None:
    before = project("tower", cell("시비", "2024", 100))
    found = only(between(pledge(projects=(before,)), pledge(projects=(replace(before, name="새 청사"),))))
    assert (found.place, found.before, found.after) == (("단위사업",), "tower 사업", "새 청사")


def test_a_count_that_grew_is_changed_and_its_computed_total_is_not_told() -> None:
    counts = (
        Count(Category.MEETING, "자문 회의", H2_2024, 3),
        Count(Category.MEETING, "자문 회의", H1_2025, 2),
    )
    found = only(rolled(pledge(participation=Participation(counts))))
    assert found.place == ("시민참여(소통) 실적", "공약 관련 회의", "자문 회의")
    assert (found.kind, found.before, found.after) == (Kind.CHANGED, "자문 회의(3)", "자문 회의(5)")


def test_a_stated_total_and_note_are_compared_with_what_is_printed_without_them() -> None:
    counts = (Count(Category.PRESS, "보도", H2_2024, 3),)
    stated = StatedCount(Category.PRESS, H2_2024, 4, "보도 (4)")
    found = rolled(pledge(participation=Participation(counts, (stated,))))
    assert [(each.kind, each.before, each.after) for each in found] == [
        (Kind.CHANGED, "보도 (4)", "보도(3)"),
        (Kind.CHANGED, "4", "3"),
    ]


def test_a_problem_that_was_solved_is_gone_and_a_new_one_added() -> None:
    old = Remark("money", RemarkKind.PROBLEM, "국비 확보 필요", H1_2024, H1_2025)
    new = Remark("land", RemarkKind.PROBLEM, "토지 보상 지연", H1_2025)
    found = rolled(pledge(remarks=(old, new)))
    assert [(each.kind, each.rows) for each in found] == [
        (Kind.ADDED, ("remark:land",)),
        (Kind.GONE, ("remark:money",)),
    ]


def test_a_picture_that_was_exchanged_under_its_caption_is_changed() -> None:
    old = Photo("opening", "개소식", Picture("a" * 64, "image/jpeg", 8, 6), H2_2024)
    new = replace(old, picture=Picture("b" * 64, "image/jpeg", 8, 6))
    found = only(between(pledge(photos=(old,)), pledge(photos=(new,))))
    assert (found.kind, found.before, found.after) == (Kind.CHANGED, "개소식", "개소식 (사진 교체)")


def test_a_photo_without_a_caption_is_told_all_the_same() -> None:
    bare = Photo("opening", "", Picture("a" * 64, "image/jpeg", 8, 6), H2_2024)
    found = only(between(pledge(), pledge(photos=(bare,))))
    assert (found.kind, found.place, found.after) == (Kind.ADDED, ("관련 사진",), "(설명 없음)")


def test_a_successor_changes_the_head_of_the_report() -> None:
    nobody = pledge(officers=())
    someone = pledge(officers=(Assignment("새과장", Tenure(H2_2024.first_day)),))
    found = only(between(nobody, someone))
    assert (found.kind, found.place) == (Kind.ADDED, ("주관부서", "담당자"))
    assert found.after == "김새과장 (031-8000-0003)"


def test_a_new_goal_is_told() -> None:
    found = only(between(pledge(goal="1곳"), pledge(goal="2곳")))
    assert (found.place, found.before, found.after, found.rows) == (("목표",), "1곳", "2곳", ("pledge:1-1",))


@QUICK
@given(strategies.pledges())
def test_a_report_does_not_differ_from_itself(facts: Pledge) -> None:
    term = strategies.CITY.term_named(facts.term)
    frozen = json.loads(freeze(compose_report(strategies.CITY, facts, term.first_half.next)))
    assert compare(frozen, frozen) == ()


@QUICK
@given(strategies.pledges(), strategies.pledges())
def test_everything_that_only_one_report_prints_is_told_once(one: Pledge, other: Pledge) -> None:
    before, after = map(random_view, (one, other))
    found = compare(before, after)
    old, new = ids(before), ids(after)
    assert told(found, Kind.ADDED) == Counter(new - old)
    assert told(found, Kind.GONE) == Counter(old - new)


@QUICK
@given(strategies.pledges(), strategies.pledges())
def test_seen_the_other_way_round_what_was_added_is_gone(one: Pledge, other: Pledge) -> None:
    before, after = map(random_view, (one, other))
    there, back = compare(before, after), compare(after, before)
    for kind, opposite in ((Kind.ADDED, Kind.GONE), (Kind.GONE, Kind.ADDED)):
        assert places(there, kind) == places(back, opposite)
    for kind in (Kind.CHANGED, Kind.MOVED):
        assert len(places(there, kind)) == len(places(back, kind))


def random_view(facts: Pledge) -> Plain:
    term = strategies.CITY.term_named(facts.term)
    found: dict[str, Any] = json.loads(
        freeze(compose_report(strategies.CITY, facts, term.first_half.next.next))
    )
    return found


def ids(frozen: Plain) -> set[str]:
    """Return the lines, remarks and photos that a view prints."""
    rows = chain.from_iterable(trace["rows"][:1] for trace in frozen["trace"])
    return {row for row in rows if row.startswith(("line:", "remark:", "photo:"))}


def told(found: tuple[Difference, ...], kind: Kind) -> Counter[str]:
    rows = chain.from_iterable(each.rows[:1] for each in found if each.kind is kind)
    return Counter(row for row in rows if row.startswith(("line:", "remark:", "photo:")))


def places(found: tuple[Difference, ...], kind: Kind) -> list[tuple[str, ...]]:
    return sorted(each.place for each in found if each.kind is kind)
