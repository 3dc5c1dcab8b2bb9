from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyak.editing.merging import merge
from gongyak.editing.remarks import RemarksSection
from gongyak.editing.section import Mistaken, NoSuchId, Scene
from gongyak.editing.texts import TextWanted
from gongyak.halfyear import HalfYear
from gongyak.pledges import Pledge, Remark, RemarkKind
from tests.cast import CITY, H1_2024, H1_2025, H2_2024, H2_2025, pledge

SECTION = RemarksSection()
SCENE = Scene(CITY, H2_2024)
HALVES = [H1_2024, H2_2024, H1_2025, H2_2025]
REMARKS = st.lists(
    st.builds(
        Remark,
        st.sampled_from("abcdef"),
        st.sampled_from(RemarkKind),
        st.text(min_size=1),
        st.sampled_from(HALVES),
        st.none() | st.sampled_from(HALVES),
    ).filter(lambda each: each.retired is None or each.entered <= each.retired),
    max_size=6,
    unique_by=lambda each: each.id,
).map(tuple)
PLEDGES = REMARKS.map(lambda remarks: pledge(remarks=remarks))


def problem(key: str, entered: HalfYear = H1_2024, retired: HalfYear | None = None) -> Remark:
    """Return a problem."""
    return Remark(key, RemarkKind.PROBLEM, f"{key} 부족", entered, retired)


def saved(of: Pledge, **changed: str) -> tuple[Remark, ...]:
    """Return the remarks after the form was sent with *changed* fields, ``__`` standing for a point."""
    typed = {name.replace("__", "."): value for name, value in changed.items()}
    return SECTION.applied(of, SCENE, SECTION.fields(of, SCENE) | typed).remarks


def texts(remarks: tuple[Remark, ...], kind: RemarkKind = RemarkKind.PROBLEM) -> list[str]:
    """Return the texts of a kind that the report prints."""
    return [each.text for each in remarks if each.kind is kind and each.stands_in(H2_2024)]


@given(PLEDGES)
def test_a_form_sent_as_it_was_shown_changes_nothing(given_: Pledge) -> None:
    assert SECTION.applied(given_, SCENE, SECTION.fields(given_, SCENE)) == given_


@given(PLEDGES, st.dictionaries(st.text(), st.text()), st.permutations("abcdef"))
def test_whatever_is_sent_other_reports_keep_their_remarks(
    given_: Pledge, more: dict[str, str], order: list[str]
) -> None:
    shown = SECTION.fields(given_, SCENE)
    fields = {f"x-{k}": v for k, v in more.items()} | shown
    for kind in RemarkKind:
        fields[f"{kind}.order"] = " ".join(each for each in order if each in shown[f"{kind}.order"].split())
    after = SECTION.applied(given_, SCENE, fields).remarks
    assert set(after) == set(given_.remarks)
    hidden = [each.id for each in given_.remarks if f"text.{each.id}" not in shown]
    assert [each.id for each in after if each.id in hidden] == hidden


def test_new_ones_are_typed_one_a_line_and_marks_of_lists_fall_away() -> None:
    measure = Remark("m", RemarkKind.MEASURE, "국비 확보", H1_2024)
    after = saved(
        pledge(remarks=(problem("p"), measure)),
        add__problem=" - 부지\t미확보 \n\n❍ 예산 부족\n",
        add__measure="협의",
    )
    assert texts(after) == ["p 부족", "부지 미확보", "예산 부족"]
    assert texts(after, RemarkKind.MEASURE) == ["국비 확보", "협의"]
    assert len({each.id for each in after}) == 5
    assert [each.entered for each in after] == [H1_2024, H2_2024, H2_2024, H1_2024, H2_2024]


def test_a_corrected_wording_stays_the_same_remark() -> None:
    (after,) = saved(pledge(remarks=(problem("p"),)), text__p="인력  부족")
    assert after == replace(problem("p"), text="인력 부족")


def test_what_is_settled_ends_with_this_report_and_can_be_taken_back() -> None:
    before = pledge(remarks=(problem("p"), problem("q")))
    after = saved(before, retired__p="on")
    assert texts(after) == ["q 부족"]
    fields = SECTION.fields(pledge(remarks=after), SCENE)
    assert fields["retired.p"] == "on"
    del fields["retired.p"]
    assert SECTION.applied(pledge(remarks=after), SCENE, fields).remarks == before.remarks


def test_an_end_in_a_later_report_stays_what_it_is() -> None:
    before = pledge(remarks=(problem("p", retired=H1_2025),))
    assert saved(before) == before.remarks


def test_only_what_is_new_in_this_report_can_be_removed() -> None:
    before = pledge(remarks=(problem("p"), problem("q", H2_2024)))
    assert saved(before, remove__q="on") == (problem("p"),)
    assert saved(before, remove__p="on") == before.remarks
    assert saved(before, problem__order="q") == (problem("q", H2_2024), problem("p"))


def test_buttons_move_them() -> None:
    before = pledge(remarks=(problem("p"), problem("q")))
    assert texts(saved(before, move="up q")) == ["q 부족", "p 부족"]


def test_mistakes_are_told_by_their_fields() -> None:
    before = pledge(remarks=(problem("p"),))
    for fields, name, mistake in [
        ({"text__p": " "}, "text.p", TextWanted),
        ({"problem__order": "p zz"}, "problem.order", NoSuchId),
        ({"problem__order": "p A!"}, "problem.order", NoSuchId),
    ]:
        with pytest.raises(Mistaken) as told:
            saved(before, **fields)
        assert {key: type(error) for key, error in told.value.mistakes.items()} == {name: mistake}


def test_two_who_add_and_change_are_both_kept() -> None:
    stored = pledge(remarks=(problem("p"),))
    base = SECTION.fields(stored, SCENE)
    first = SECTION.applied(stored, SCENE, base | {"add.problem": "예산 부족"})
    merged = merge(base, base | {"text.p": "인력 부족"}, SECTION.fields(first, SCENE))
    assert merged.conflicts == ()
    assert texts(SECTION.applied(first, SCENE, merged.fields).remarks) == ["인력 부족", "예산 부족"]
