from __future__ import annotations

import pytest

from gongyak.editing.steps import stepped

FORM = {"order": "a b", "a.order": "a1 a2", "b.order": "", "text.a1": "가", "when.a1": "8.29.", "join": ""}


@pytest.mark.parametrize(
    ("step", "changed"),
    [
        ("up.b", {"order": "b a"}),
        ("down.a", {"order": "b a"}),
        ("up.a", {}),
        ("down.b", {}),
        ("up.a2", {"a.order": "a2 a1"}),
        ("down.a2", {"a.order": "a1", "b.order": "a2"}),
        ("up.a1", {}),
        ("up.nobody", {}),
        ("sideways.a", {}),
        ("", {}),
        ("join", {}),
        ("remove.nobody", {}),
    ],
)
def test_a_line_moves_one_place_and_out_of_its_topic_at_the_end(step: str, changed: dict[str, str]) -> None:
    assert stepped(FORM, step, "new")[0] == FORM | changed


def test_a_detail_goes_up_to_the_end_of_the_topic_above() -> None:
    fields = {"order": "a b", "a.order": "a1", "b.order": "b1 b2"}
    assert stepped(fields, "up.b1", "new") == (
        {"order": "a b", "a.order": "a1 b1", "b.order": "b2"},
        "b1",
    )


def test_a_line_more_is_empty_and_looked_at_next() -> None:
    fields, about = stepped(FORM, "add.b", "new")
    more = {"b.order": "new", "text.new": "", "when.new": "", "side.new": "before"}
    assert (fields, about) == (FORM | more, "new")
    fields, about = stepped(FORM, "add", "new")
    more = {"order": "a b new", "new.order": "", "text.new": "", "when.new": "", "side.new": "after"}
    assert (fields, about) == (FORM | more, "new")


def test_a_detail_comes_under_a_topic_of_earlier_half_years_that_was_chosen() -> None:
    fields, about = stepped(FORM | {"join": "old"}, "join", "new")
    assert (fields["order"], fields["old.order"], about) == ("a b old", "new", "new")
    again, _ = stepped({**fields, "join": "old"}, "join", "more")
    assert (again["order"], again["old.order"]) == ("a b old", "new more")


def test_a_line_less_takes_its_fields_along_and_leads_to_the_one_before() -> None:
    assert stepped(FORM, "remove.a2", "new") == (FORM | {"a.order": "a1"}, "a1")
    fields, about = stepped(FORM, "remove.a1", "new")
    assert about == "a"
    assert fields == {"order": "a b", "a.order": "a2", "b.order": "", "join": ""}
    assert stepped(FORM, "remove.a", "new") == ({"order": "b", "b.order": "", "join": ""}, "")
