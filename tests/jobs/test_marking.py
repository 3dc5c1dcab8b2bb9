from __future__ import annotations

from dataclasses import replace

from hypothesis import Phase, given, settings

from gongyak.city import City
from gongyak.compose import compose_report
from gongyak.halfyear import HalfYear
from gongyak.lines import Fate, Outcome
from gongyak.participation import Category, Count, Participation, StatedCount
from gongyak.photos import Photo, Picture
from gongyak.pledges import Pledge, Remark, RemarkKind, Status, StatusEntry
from gongyak.reports import ReportView
from jobs.annotating import text_at
from jobs.marking import CHANGED, NEW, UNNAMED, marks_since
from jobs.rendering import freeze
from tests.cast import (
    CITY,
    H1_2024,
    H1_2025,
    H2_2024,
    LEAD,
    NEW_HEAD,
    OFFICER,
    cell,
    plan,
    pledge,
    project,
    result,
    topic,
    when,
)
from tests.store import strategies

SETTLED = replace(CITY, officials=(LEAD, OFFICER))
"""The city without the change of heads in July 2024."""


def report(facts: Pledge, half_year: HalfYear, city: City = SETTLED) -> ReportView:
    return compose_report(city, facts, half_year)


def marked(facts: Pledge, half_year: HalfYear = H2_2024) -> dict[str, str]:
    """Return the marks of the report since the one before, by the texts they stand on."""
    return between(report(facts, half_year.previous), report(facts, half_year))


def between(before: ReportView, after: ReportView) -> dict[str, str]:
    marks = marks_since(freeze(before), freeze(after))
    return {text_at(after, path): mark for path, mark in marks.items()}


def since_corrected(before: Pledge, after: Pledge) -> dict[str, str]:
    """Return the marks after a correction within one half-year."""
    return between(report(before, H2_2024), report(after, H2_2024))


def test_a_line_told_for_the_first_time_is_new() -> None:
    facts = pledge(topic("포럼", result("1차", H1_2024, "2024-03-14"), result("2차", H2_2024, "2024-10-16")))
    assert marked(facts) == {"(2024. 10. 16.) 2차 개최": NEW}


def test_a_plan_that_became_a_result_has_changed() -> None:
    done = Outcome(reported=H1_2025, fate=Fate.DONE, when=when("2025-05-20"))
    facts = pledge(topic("분원", plan("개소식", H2_2024, "2025-40", outcomes=(done,))))
    assert marked(facts, H1_2025) == {"(2025. 5. 20.) 개소식": CHANGED}


def test_a_line_that_only_stands_in_another_period_is_not_marked() -> None:
    facts = pledge(topic("포럼", result("1차", H1_2024, "2024-03-14")))
    view = report(facts, H2_2024)
    assert view.periods[0].topics[0].details[0].text == "(2024. 3. 14.) 1차 개최"
    assert marked(facts) == {}


def test_new_problems_amounts_and_a_new_state_are_marked() -> None:
    facts = pledge(
        remarks=(Remark("p", RemarkKind.PROBLEM, "국도비 확보 필요", H2_2024),),
        statuses=(StatusEntry(H1_2024, Status.ON_TRACK), StatusEntry(H2_2024, Status.COMPLETED)),
        projects=(project("p", cell("시비", "2024", 150), as_of=H2_2024),),
    )
    marks = marked(facts)
    assert marks["국도비 확보 필요"] == NEW
    assert marks["150"] == UNNAMED
    assert marks[Status.COMPLETED] == UNNAMED


def test_sums_over_what_changed_are_marked_as_well() -> None:
    before = pledge(projects=(project("p", cell("시비", "2024", 150), cell("국비", "2024", 20)),))
    after = pledge(projects=(project("p", cell("시비", "2024", 160), cell("국비", "2024", 20)),))
    assert since_corrected(before, after) == {"160": UNNAMED, "180": UNNAMED}


def test_counts_mark_the_total_and_the_note_below_it() -> None:
    counts = (Count(Category.PRESS, "보도", H1_2024, 1), Count(Category.PRESS, "보도", H2_2024, 2))
    assert marked(pledge(participation=Participation(counts))) == {"3": UNNAMED, "보도(3)": UNNAMED}


def test_a_label_that_stands_in_no_note_marks_nothing_of_its_own() -> None:
    counts = (Count(Category.PRESS, "보도", H1_2024, 1), Count(Category.PRESS, "보도", H2_2024, 2))
    stated = tuple(StatedCount(Category.PRESS, half, 3, "") for half in (H1_2024, H2_2024))
    assert marked(pledge(participation=Participation(counts, stated))) == {}


def test_a_renamed_unit_project_marks_its_name_and_none_of_its_amounts() -> None:
    old = project("p", cell("시비", "2024", 150, 45))
    new = replace(old, name="새 사업")
    assert since_corrected(pledge(projects=(old,)), pledge(projects=(new,))) == {"새 사업": UNNAMED}
    views = (freeze(report(pledge(projects=(each,)), H2_2024)) for each in (old, new))
    assert set(marks_since(*views)) == {(table, "projects", 0, "name") for table in ("planned", "secured")}


def test_a_successor_is_marked_by_name_and_number_and_nobody_else() -> None:
    reports = (report(pledge(), half_year, CITY) for half_year in (H1_2024, H2_2024))
    assert between(*reports) == {NEW_HEAD.name: UNNAMED, NEW_HEAD.phone: UNNAMED}


def test_a_picture_exchanged_under_its_caption_marks_the_caption() -> None:
    old = Photo("p", "개소식", Picture("a" * 64, "image/jpeg", 8, 6), H2_2024)
    new = replace(old, picture=Picture("b" * 64, "image/jpeg", 8, 6))
    assert since_corrected(pledge(photos=(old,)), pledge(photos=(new,))) == {"개소식": CHANGED}
    bare = replace(new, caption="")
    assert since_corrected(pledge(photos=(old,)), pledge(photos=(bare,))) == {}


@settings(max_examples=25, phases=[Phase.explicit, Phase.generate])
@given(strategies.pledges(), strategies.pledges())
def test_every_mark_stands_on_a_printed_text(one: Pledge, other: Pledge) -> None:
    city = strategies.CITY
    terms = (city.term_named(each.term) for each in (one, other))
    before, after = (
        report(each, term.first_half.next, city) for each, term in zip((one, other), terms, strict=True)
    )
    assert "" not in between(before, after)


def test_a_report_marks_nothing_against_itself() -> None:
    facts = pledge(
        topic("포럼", result("1차", H1_2024, "2024-03-14")), projects=(project("p", cell("시비", "2024", 5)),)
    )
    view = report(facts, H2_2024)
    assert between(view, view) == {}
