from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyak.editing.counts import (
    CountsSection,
    LabelTwice,
    LabelWanted,
    NumberWanted,
    label_field,
    number_field,
    row_of,
)
from gongyak.editing.figures import NotACount
from gongyak.editing.merging import merge
from gongyak.editing.section import Mistaken, Scene
from gongyak.participation import Category, Count, Participation, StatedCount
from gongyak.pledges import Pledge
from tests.cast import CITY, H1_2024, H2_2024, pledge

SECTION = CountsSection()
SCENE = Scene(CITY, H2_2024)
HALVES = st.sampled_from([H1_2024, H2_2024])
COUNTS = st.lists(
    st.builds(Count, st.sampled_from(Category), st.text(min_size=1), HALVES, st.integers(0, 10**9 - 1)),
    max_size=6,
    unique_by=lambda each: (each.category, each.label, each.half_year),
).map(tuple)
STATED = st.lists(
    st.builds(
        StatedCount,
        st.sampled_from(Category),
        HALVES,
        st.none() | st.integers(0, 10**9 - 1),
        st.none() | st.text(),
    ).filter(lambda each: (each.total, each.note) != (None, None)),
    max_size=4,
    unique_by=lambda each: (each.category, each.half_year),
).map(tuple)
PLEDGES = st.builds(lambda *parts: pledge(participation=Participation(*parts)), COUNTS, STATED)


def meeting(label: str, number: int, half_year: object = H2_2024) -> Count:
    """Return a count of meetings."""
    assert half_year in {H1_2024, H2_2024}
    return Count(Category.MEETING, label, H2_2024 if half_year == H2_2024 else H1_2024, number)


def met(*counts: Count, stated: tuple[StatedCount, ...] = ()) -> Pledge:
    """Return a pledge with counts."""
    return pledge(participation=Participation(counts, stated))


def saved(of: Pledge, fields: dict[str, str]) -> Participation:
    """Return the counts after the form was sent with changed *fields*."""
    return SECTION.applied(of, SCENE, SECTION.fields(of, SCENE) | fields).participation


def row(key: str, label: str, number: str, category: Category = Category.MEETING) -> dict[str, str]:
    """Return the fields of a row."""
    return {label_field(category, key): label, number_field(category, key): number}


def mistakes(fields: dict[str, str]) -> dict[str, type[Exception]]:
    """Return what is told of wrong *fields*, by their names."""
    with pytest.raises(Mistaken) as told:
        saved(met(meeting("실무회의", 2)), fields)
    return {name: type(error) for name, error in told.value.mistakes.items()}


@given(PLEDGES)
def test_a_form_sent_as_it_was_shown_changes_nothing(given_: Pledge) -> None:
    assert SECTION.applied(given_, SCENE, SECTION.fields(given_, SCENE)) == given_


@given(PLEDGES, st.dictionaries(st.text(), st.text()))
def test_fields_that_are_none_of_the_forms_are_passed_over(given_: Pledge, more: dict[str, str]) -> None:
    fields = SECTION.fields(given_, SCENE)
    assert SECTION.applied(given_, SCENE, {f"x-{k}": v for k, v in more.items()} | fields) == given_


def test_rows_are_added_changed_and_taken_away() -> None:
    before = met(meeting("실무회의", 2), meeting("용역보고", 1))
    fields = (
        row(row_of("실무회의"), "실무회의", "3회")
        | row(row_of("용역보고"), "", "")
        | row("new1", "포럼 ", "4")
    )
    assert saved(before, fields).counts == (meeting("실무회의", 3), meeting("포럼", 4))


def test_a_known_label_stands_beside_its_earlier_counts() -> None:
    before = met(meeting("회의", 2, H1_2024), meeting("포럼", 1, H1_2024))
    after = saved(before, row("new1", "회의", "5") | row("new2", "자문", "1"))
    assert after.counts == (
        meeting("회의", 2, H1_2024),
        meeting("회의", 5),
        meeting("포럼", 1, H1_2024),
        meeting("자문", 1),
    )


def test_totals_and_notes_are_stated_and_taken_back() -> None:
    before = met(meeting("회의", 2))
    after = saved(before, {"total.press": "13", "note.meeting": " 회의(2),  포럼(1) "})
    assert after.stated == (
        StatedCount(Category.MEETING, H2_2024, None, "회의(2), 포럼(1)"),
        StatedCount(Category.PRESS, H2_2024, 13),
    )
    stated = met(meeting("회의", 2), stated=after.stated)
    assert saved(stated, {"total.press": "", "note.meeting": ""}).stated == ()


def test_every_mistake_is_told_at_once() -> None:
    half = row("new1", "포럼", "") | row("new2", "", "3") | row("new3", "자문", "여러 번")
    twice = row("new4", "실무회의", "1")
    assert mistakes(half | twice | {"total.press": "-1"}) == {
        "number.meeting/new1": NumberWanted,
        "label.meeting/new2": LabelWanted,
        "number.meeting/new3": NotACount,
        "label.meeting/new4": LabelTwice,
        "total.press": NotACount,
    }


def test_two_who_each_add_a_row_are_both_kept() -> None:
    stored = met(meeting("회의", 1))
    base = SECTION.fields(stored, SCENE)
    first = SECTION.applied(stored, SCENE, base | row("new1", "포럼", "2"))
    merged = merge(base, base | row("new1", "자문", "3"), SECTION.fields(first, SCENE))
    assert merged.conflicts == ()
    both = SECTION.applied(first, SCENE, merged.fields)
    assert [each.label for each in both.participation.counts] == ["회의", "포럼", "자문"]
