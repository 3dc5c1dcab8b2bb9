from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyak.halfyear import HalfYear
from gongyak.term import OutsideTerm, Span, Term
from gongyak.when import EndsBeforeItBegins


def labels(first: date, last: date) -> list[str]:
    return [column.label for column in Term("임기", first, last).columns]


@st.composite
def terms(draw: st.DrawFn) -> Term:
    first = draw(st.dates(date(2000, 1, 1), date(2090, 12, 31)))
    return Term("임기", first, first + timedelta(days=draw(st.integers(0, 1500))))


def test_the_eighth_term_has_the_columns_of_the_form() -> None:
    columns = ["기투자", "’22.7.", "’23", "’24", "’25", "’26.6.", "임기후"]
    assert labels(date(2022, 7, 1), date(2026, 6, 30)) == columns


def test_the_ninth_term_has_its_own_years() -> None:
    columns = ["기투자", "’26.7.", "’27", "’28", "’29", "’30.6.", "임기후"]
    assert labels(date(2026, 7, 1), date(2030, 6, 30)) == columns


def test_a_by_elected_term_begins_with_its_own_month() -> None:
    assert labels(date(2024, 4, 11), date(2026, 6, 30)) == ["기투자", "’24.4.", "’25", "’26.6.", "임기후"]


def test_a_term_within_one_year_names_both_months() -> None:
    assert labels(date(2024, 4, 1), date(2024, 9, 30)) == ["기투자", "’24.4.~9.", "임기후"]


def test_whole_years_name_no_month() -> None:
    assert labels(date(2024, 1, 1), date(2025, 12, 31)) == ["기투자", "’24", "’25", "임기후"]


def test_a_stated_head_stands_instead_of_the_generated_one() -> None:
    term = Term("민선8기", date(2022, 7, 1), date(2026, 6, 30), (("2022", "2022년(7~12월)"),))
    assert [column.label for column in term.columns][:3] == ["기투자", "2022년(7~12월)", "’23"]


@given(terms())
def test_every_fiscal_year_of_a_term_has_one_column(term: Term) -> None:
    years = [column.year for column in term.columns if column.span is Span.YEAR]
    assert years == list(range(term.first_day.year, term.last_day.year + 1))
    assert len({column.key for column in term.columns}) == len(term.columns)
    assert len({column.label for column in term.columns}) == len(term.columns)


@given(terms())
def test_a_half_year_belongs_to_a_term_that_shares_a_day_with_it(term: Term) -> None:
    half_year = term.first_half.previous.previous
    while half_year <= term.last_half.next:
        shares = half_year.first_day <= term.last_day and term.first_day <= half_year.last_day
        assert (half_year in term) is shares
        half_year = half_year.next


def test_a_half_year_outside_the_term_is_named_with_the_term() -> None:
    term = Term("민선8기", date(2022, 7, 1), date(2026, 6, 30))
    term.require(HalfYear(2026, 1))
    with pytest.raises(OutsideTerm, match=r"2026H2.*민선8기"):
        term.require(HalfYear(2026, 2))


def test_a_term_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(EndsBeforeItBegins):
        Term("임기", date(2024, 2, 1), date(2024, 1, 1))
