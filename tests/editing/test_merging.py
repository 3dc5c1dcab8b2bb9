from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyak.editing.merging import Conflict, agreed, merge, merge_order

FIELDS = st.dictionaries(st.sampled_from(["a", "b", "c"]), st.sampled_from(["", "1", "2"]))
ORDER = st.lists(st.sampled_from("abcdef"), unique=True)


def test_what_only_one_has_changed_is_taken_over() -> None:
    base = {"a": "1", "b": "1", "c": "1"}
    merged = merge(base, base | {"a": "mine"}, base | {"b": "theirs"})
    assert merged.fields == {"a": "mine", "b": "theirs", "c": "1"}
    assert merged.conflicts == ()


def test_a_field_that_both_have_changed_is_a_conflict_and_shows_all_three() -> None:
    merged = merge({"a": "1"}, {"a": "2"}, {"a": "3"})
    assert merged.conflicts == (Conflict("a", "1", "2", "3"),)
    assert merged.fields == {"a": "2"}


def test_both_having_made_the_same_change_is_none() -> None:
    assert merge({"a": "1"}, {"a": "2"}, {"a": "2"}).conflicts == ()


def test_a_field_that_one_removed_and_the_other_changed_is_a_conflict() -> None:
    assert merge({"a": "1"}, {}, {"a": "3"}).conflicts == (Conflict("a", "1", None, "3"),)
    assert merge({"a": "1"}, {"a": "2"}, {}).conflicts == (Conflict("a", "1", "2", None),)


@given(FIELDS, FIELDS)
def test_who_is_alone_gets_what_was_typed(base: dict[str, str], mine: dict[str, str]) -> None:
    assert merge(base, mine, base).fields == mine
    assert merge(base, base, mine).fields == mine


@given(FIELDS, FIELDS, FIELDS)
def test_nothing_is_lost_in_silence(
    base: dict[str, str], mine: dict[str, str], theirs: dict[str, str]
) -> None:
    merged = merge(base, mine, theirs)
    told = {conflict.field for conflict in merged.conflicts}
    for name in {*base, *mine, *theirs} - told:
        for side in (mine, theirs):
            assert side.get(name) in {base.get(name), merged.fields.get(name)}


@given(FIELDS, FIELDS, FIELDS)
def test_who_sends_it_again_after_a_conflict_has_seen_it_all(
    base: dict[str, str], mine: dict[str, str], theirs: dict[str, str]
) -> None:
    conflicts = merge(base, mine, theirs).conflicts
    again = merge(agreed(base, theirs, conflicts), mine, theirs)
    assert again.conflicts == ()
    for each in conflicts:
        assert again.fields.get(each.field) == each.mine


def test_a_row_that_was_removed_meanwhile_comes_back_as_a_whole_if_it_is_sent_again() -> None:
    base = {"order": "t s", "t.order": "a", "s.order": "b", "text.t": "1", "text.a": "1", "text.b": "1"}
    mine = base | {"text.t": "mine"}
    theirs = {"order": "s", "s.order": "b", "text.b": "theirs"}
    merged = merge(base, mine, theirs)
    assert [each.field for each in merged.conflicts] == ["text.t"]
    again = merge(agreed(base, theirs, merged.conflicts), mine, theirs)
    assert again.conflicts == ()
    assert again.fields == mine | {"text.b": "theirs"}


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        ("a b", "a b c", "a b d", "a b d c"),
        ("a b", "a x b", "b a", "b a x"),
        ("a b c", "a c", "a b c d", "a c d"),
        ("a b", "x a b", "a b", "x a b"),
        ("a b c", "c a b", "a b", "a b"),
    ],
)
def test_two_orders_come_together(base: str, mine: str, theirs: str, merged: str) -> None:
    both = merge({"order": base}, {"order": mine}, {"order": theirs})
    assert both.fields == {"order": merged}
    assert both.conflicts == ()


def test_two_that_moved_the_same_things_differently_are_asked() -> None:
    assert merge_order(list("abc"), list("bac"), list("acb")) is None
    assert merge({"plan.order": "a b c"}, {"plan.order": "b a c"}, {"plan.order": "a c b"}).conflicts


@given(ORDER, ORDER, ORDER)
def test_an_order_that_came_together_holds_each_once_and_only_what_nobody_removed(
    base: list[str], mine: list[str], theirs: list[str]
) -> None:
    both = merge_order(base, mine, theirs)
    if both is not None:
        kept = {each for each in base if each in mine and each in theirs}
        assert len(both) == len(set(both))
        assert set(both) == kept | (set(mine) - set(base)) | (set(theirs) - set(base))
