from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongyak.budget import Amounts, BudgetCell, Statement
from gongyak.grids import Measure, add, figure
from gongyak.money import Money
from tests.cast import H2_2024, cell

SECURED = Statement(
    H2_2024,
    (
        cell(None, None, None, 152, 106),
        cell(None, "2022", None, 105, 105),
        cell(None, "2023", None, 45, 45),
        cell("시비", None, None, 152, 106),
        cell("시비", "2022", None, 150, 105),
        cell("시비", "2023", None, 45, 45),
    ),
)


def test_a_stated_total_stands_beside_the_sum_of_its_cells() -> None:
    total = figure(SECURED, Measure.SECURED, None, None)
    assert (total.stated, total.computed) == (Money.million(152), Money.million(195))
    assert total.printed == total.stated
    assert total.differs


def test_a_total_nobody_stated_is_computed() -> None:
    total = figure(
        Statement(H2_2024, (cell("시비", "2022", 150), cell("국비", "2022", 50))),
        Measure.PLANNED,
        None,
        "2022",
    )
    assert (total.stated, total.printed, total.differs) == (None, Money.million(200), False)
    assert len(total.parts) == 2


def test_a_cell_is_neither_stated_nor_differing() -> None:
    one = figure(SECURED, Measure.EXECUTED, "시비", "2022")
    assert (one.stated, one.printed, one.differs) == (None, Money.million(105), False)


def test_what_nobody_entered_is_not_known() -> None:
    assert figure(SECURED, Measure.PLANNED, "시비", "2022").printed is None
    assert figure(SECURED, Measure.SECURED, "국비", "after").printed is None
    assert figure(Statement(H2_2024), Measure.SECURED, None, None).printed is None


def test_several_projects_are_added_without_their_stated_totals() -> None:
    other = Statement(H2_2024, (cell("시비", "2023", None, 5, None), cell("국비", "2023", None, 1)))
    sums = {(each.source, each.column): each.amounts for each in add([SECURED, other])}
    assert sums["시비", "2023"] == Amounts(None, Money.million(50), Money.million(45))
    assert set(sums) == {("시비", "2022"), ("시비", "2023"), ("국비", "2023")}


places = st.tuples(st.sampled_from(["국비", "시비"]), st.sampled_from(["2022", "2023", "after"]))
amounts = st.none() | st.integers(0, 10**9).map(Money)


@given(st.dictionaries(places, amounts))
def test_rows_and_columns_add_up_to_the_same_total(entered: dict[tuple[str, str], Money | None]) -> None:
    cells = tuple(BudgetCell(*place, Amounts(planned=amount)) for place, amount in entered.items())
    statement = Statement(H2_2024, cells)
    rows = [figure(statement, Measure.PLANNED, source, None).computed for source in ("국비", "시비")]
    columns = [figure(statement, Measure.PLANNED, None, key).computed for key in ("2022", "2023", "after")]
    assert (
        Money.total(rows) == Money.total(columns) == figure(statement, Measure.PLANNED, None, None).computed
    )
