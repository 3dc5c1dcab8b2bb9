from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyak.budget import Amounts, BudgetCell, Statement, UnitProject
from gongyak.editing.budget import BudgetSection, ProjectInUse, sheets_of
from gongyak.editing.figures import NotAnAmount
from gongyak.editing.merging import merge
from gongyak.editing.section import Mistaken, NoSuchId, Scene
from gongyak.editing.texts import TextWanted
from gongyak.halfyear import HalfYear
from gongyak.money import Money
from gongyak.pledges import Pledge
from tests.cast import CITY, H1_2024, H1_2025, H2_2024, TERM, cell, pledge, project

SECTION = BudgetSection()
SCENE = Scene(CITY, H2_2024)

AMOUNTS = st.builds(Amounts, *[st.none() | st.integers(-(10**12), 10**12).map(Money)] * 3)
SOURCES = st.sampled_from([None, *CITY.sources])
COLUMNS = st.sampled_from([None, *(column.key for column in TERM.columns), "2031"])
CELLS = st.lists(
    st.builds(BudgetCell, SOURCES, COLUMNS, AMOUNTS), max_size=6, unique_by=lambda c: (c.source, c.column)
).map(tuple)


def statements(*half_years: HalfYear) -> st.SearchStrategy[tuple[Statement, ...]]:
    """Return statements of some of the half-years, in their order."""
    return st.lists(st.sampled_from(half_years), unique=True).flatmap(
        lambda chosen: st.tuples(*(st.builds(Statement, st.just(each), CELLS) for each in sorted(chosen)))
    )


STATEMENTS = statements(H1_2024, H2_2024, H1_2025)
PROJECTS = st.lists(
    st.builds(UnitProject, st.sampled_from("abc"), st.text(min_size=1), STATEMENTS),
    max_size=3,
    unique_by=lambda p: p.id,
).map(tuple)
PLEDGES = st.builds(
    lambda projects, overall: pledge(projects=projects, overall=overall), PROJECTS, STATEMENTS
)


def amounts(of: Pledge, place: tuple[str | None, str | None], index: int = 0) -> Amounts | None:
    """Return what is entered at a *place* for the half-year."""
    own = next(each for each in of.projects[index].statements if each.as_of == H2_2024)
    found = own.stated(*place)
    return found.amounts if found else None


def saved(of: Pledge, **changed: str) -> Pledge:
    """Return the pledge after its form was sent with *changed* fields, ``__`` standing for a point."""
    typed = {name.replace("__", ".", 1): value for name, value in changed.items()}
    return SECTION.applied(of, SCENE, SECTION.fields(of, SCENE) | typed)


def mistakes(of: Pledge, fields: dict[str, str]) -> dict[str, type[Exception]]:
    """Return what is told of wrong *fields*, by their names."""
    with pytest.raises(Mistaken) as told:
        SECTION.applied(of, SCENE, SECTION.fields(of, SCENE) | fields)
    return {name: type(error) for name, error in told.value.mistakes.items()}


@given(PLEDGES)
def test_a_form_sent_as_it_was_shown_changes_nothing_but_takes_the_last_amounts_over(given_: Pledge) -> None:
    once = SECTION.applied(given_, SCENE, SECTION.fields(given_, SCENE))
    assert SECTION.fields(once, SCENE) == SECTION.fields(given_, SCENE)
    assert SECTION.applied(once, SCENE, SECTION.fields(once, SCENE)) == once
    for before, after in zip(given_.projects, once.projects, strict=True):
        others = [each for each in after.statements if each.as_of != H2_2024]
        assert others == [each for each in before.statements if each.as_of != H2_2024]
        if any(each.as_of == H2_2024 for each in before.statements):
            assert after == before


@given(PLEDGES, st.dictionaries(st.text(), st.text()))
def test_fields_that_are_none_of_the_forms_are_passed_over(given_: Pledge, more: dict[str, str]) -> None:
    fields = SECTION.fields(given_, SCENE)
    assert SECTION.applied(given_, SCENE, {f"x-{k}": v for k, v in more.items()} | fields) == (
        SECTION.applied(given_, SCENE, fields)
    )


@given(PLEDGES)
def test_no_amount_that_was_entered_is_out_of_sight(given_: Pledge) -> None:
    for sheet in sheets_of(given_, SCENE):
        cells = sheet.shown.cells if sheet.shown else ()
        assert {(each.source, each.column) for each in cells} <= {*sheet.grid, *sheet.further}


def test_amounts_are_saved_as_of_the_half_year_and_the_earlier_ones_stay() -> None:
    before = pledge(projects=(project("p", cell("시비", "2023", 100), as_of=H1_2024),))
    after = saved(before, **{"secured__p/시비/2023": "45,000", "executed__p/시비/2023": "(40백만원)"})
    assert amounts(after, ("시비", "2023")) == Amounts(Money(100_000), Money(45_000), Money(40_000))
    assert after.projects[0].statements[0] == before.projects[0].statements[0]


def test_a_total_may_be_stated_beside_the_computed_one_and_taken_back() -> None:
    before = pledge(projects=(project("p", cell("시비", "2023", 100)),))
    after = saved(before, **{"planned__p/시비/계": "99,000"})
    assert amounts(after, ("시비", None)) == Amounts(Money(99_000))
    assert amounts(saved(after, **{"planned__p/시비/계": ""}), ("시비", None)) is None


def test_taking_over_what_was_emptied_does_not_bring_the_earlier_amounts_back() -> None:
    before = pledge(projects=(project("p", cell("시비", "2023", 100), as_of=H1_2024),))
    after = saved(before, **{"planned__p/시비/2023": ""})
    assert after.projects[0].statements[-1] == Statement(H2_2024)
    assert SECTION.fields(after, SCENE)["planned.p/시비/2023"] == ""


def test_nothing_is_stated_of_a_project_that_nothing_was_ever_entered_for() -> None:
    before = pledge(projects=(UnitProject("p", "새 사업"),))
    assert saved(before) == before


def test_every_wrong_amount_is_told_at_once() -> None:
    before = pledge(projects=(project("p"),))
    wrong = {"planned.p/시비/2023": "많음", "executed.p/계/계": "1.5", "name.p": " "}
    assert set(mistakes(before, wrong)) == set(wrong)
    assert mistakes(before, wrong)["planned.p/시비/2023"] is NotAnAmount
    assert mistakes(before, wrong)["name.p"] is TextWanted


def test_unit_projects_are_added_renamed_moved_and_removed() -> None:
    before = pledge(projects=(project("p"), project("q")))
    added = saved(before, add="  공원  조성 ", name__p="도로 정비", move="down p")
    assert [each.name for each in added.projects] == ["q 사업", "도로 정비", "공원 조성"]
    assert len({each.id for each in added.projects}) == 3
    removed = saved(added, remove__q="on")
    assert [each.name for each in removed.projects] == ["도로 정비", "공원 조성"]


def test_two_that_add_a_project_of_the_same_name_both_get_theirs() -> None:
    once = saved(pledge(), add="공원 조성")
    twice = saved(once, add="공원 조성")
    assert len({each.id for each in twice.projects}) == 2


def test_a_project_that_other_half_years_tell_of_stays() -> None:
    before = pledge(projects=(project("p", cell("시비", "2023", 1), as_of=H1_2024),))
    with pytest.raises(Mistaken) as told:
        saved(before, remove__p="on")
    assert isinstance(told.value.mistakes["remove.p"], ProjectInUse)
    assert "2024년 상반기" in str(told.value.mistakes["remove.p"])
    assert mistakes(before, {"order": ""}) == {"remove.p": ProjectInUse}


@pytest.mark.parametrize("order", ["p zz", "p ../q", "p 합계"])
def test_an_id_that_the_pledge_does_not_have_is_refused(order: str) -> None:
    assert mistakes(pledge(projects=(project("p"),)), {"order": order}) == {"order": NoSuchId}


def test_totals_of_all_are_shown_where_there_are_several_projects() -> None:
    one = pledge(projects=(project("p"),))
    assert not any("합계" in name for name in SECTION.fields(one, SCENE))
    two = replace(one, projects=(project("p"), project("q")))
    after = saved(two, **{"planned__합계/계/계": "1,000"})
    assert after.overall == (Statement(H2_2024, (BudgetCell(None, None, Amounts(Money(1000))),)),)
    assert "planned.합계/시비/2023" not in SECTION.fields(after, SCENE)


def test_two_who_type_into_different_cells_are_both_kept() -> None:
    stored = pledge(projects=(project("p", cell("시비", "2023", 100), as_of=H1_2024),))
    base = SECTION.fields(stored, SCENE)
    first = SECTION.applied(stored, SCENE, base | {"secured.p/시비/2023": "10"})
    merged = merge(base, base | {"secured.p/국비/2024": "20"}, SECTION.fields(first, SCENE))
    both = SECTION.applied(first, SCENE, merged.fields)
    assert merged.conflicts == ()
    assert amounts(both, ("시비", "2023")) == Amounts(Money(100_000), Money(10))
    assert amounts(both, ("국비", "2024")) == Amounts(None, Money(20))
