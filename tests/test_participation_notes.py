from __future__ import annotations

from gongyak.participation import Category, Count, Participation, StatedCount
from gongyak.participation_notes import note, total, trace, view
from tests.cast import H1_2024, H1_2025, H2_2024

MEETINGS = (
    Count(Category.MEETING, "포럼 회의", H1_2024, 7),
    Count(Category.MEETING, "도-시 관계자 회의", H2_2024, 2),
    Count(Category.MEETING, "포럼 회의", H2_2024, 1),
    Count(Category.MEETING, "나중 회의", H1_2025, 9),
)
PRESS = Count(Category.PRESS, "조례제정", H2_2024, 13)
FACTS = Participation((*MEETINGS, PRESS))


def test_counts_add_up_since_the_term_began() -> None:
    assert total(FACTS, Category.MEETING, H1_2024) == 7
    assert total(FACTS, Category.MEETING, H2_2024) == 10
    assert total(FACTS, Category.BRIEFING, H2_2024) == 0


def test_a_note_sums_each_label_in_the_order_it_first_came() -> None:
    assert note(FACTS, Category.MEETING, H2_2024) == "포럼 회의(8), 도-시 관계자 회의(2)"


def test_what_was_stated_is_printed_in_its_own_report_only() -> None:
    facts = Participation(FACTS.counts, (StatedCount(Category.PRESS, H2_2024, 10, "조례제정(13)"),))
    assert view(facts, H2_2024).press == "10"
    assert view(facts, H1_2025).press == "13"


def test_a_stated_note_alone_leaves_the_total_computed() -> None:
    facts = Participation(FACTS.counts, (StatedCount(Category.PRESS, H2_2024, note="조례(13)"),))
    assert (total(facts, Category.PRESS, H2_2024), note(facts, Category.PRESS, H2_2024)) == (13, "조례(13)")


def test_notes_are_numbered_and_empty_ones_left_out() -> None:
    printed = view(FACTS, H2_2024)
    assert [(each.number, each.title) for each in printed.notes] == [
        ("1)", "공약 관련 회의"),
        ("2)", "보도자료"),
    ]
    assert (printed.meeting, printed.briefing, printed.other) == ("10", "-", "-")


def test_totals_and_labels_are_traced_to_their_counts() -> None:
    facts = Participation(FACTS.counts, (StatedCount(Category.PRESS, H2_2024, 10),))
    traces = {(each.place[1:], each.text): each.rows for each in trace(facts, H2_2024)}
    assert traces[("보도자료",), "10"] == ("stated:press@2024H2", "count:press/조례제정@2024H2")
    assert traces[("공약 관련 회의", "포럼 회의"), "포럼 회의(8)"] == (
        "count:meeting/포럼 회의@2024H1",
        "count:meeting/포럼 회의@2024H2",
    )
