"""Every row that a report prints can be looked up: no trace points to nothing."""

from __future__ import annotations

import pytest

from gongyak.checks import check_city
from gongyak.compose import compose_report
from gongyak.exchange.reading import Exchange, read_folder
from gongyak.halfyear import HalfYear
from jobs.demo import SAMPLE
from jobs.rows import references_of, rows_of


@pytest.fixture(scope="module")
def sample() -> Exchange:
    return read_folder(SAMPLE)


def test_each_row_behind_each_text_of_every_sample_report_is_there(sample: Exchange) -> None:
    for pledge in sample.pledges:
        rows = rows_of(pledge)
        half_year = sample.city.term_named(pledge.term).first_half
        while half_year in sample.city.term_named(pledge.term) and half_year <= HalfYear(2026, 2):
            traced = {
                row for trace in compose_report(sample.city, pledge, half_year).trace for row in trace.rows
            }
            assert traced <= set(rows)
            half_year = half_year.next


def test_each_row_that_a_finding_of_the_sample_is_about_can_be_muted(sample: Exchange) -> None:
    term = sample.city.terms[0]
    pledges = [pledge for pledge in sample.pledges if pledge.term == term.name]
    found = check_city(sample.city, pledges, HalfYear(2024, 2))
    for pledge in pledges:
        first = {row for finding in found[pledge.number] for row in finding.rows[:1]}
        assert first <= references_of(sample.city, pledge)


def test_every_row_says_what_it_holds(sample: Exchange) -> None:
    told = [text for pledge in sample.pledges for text in rows_of(pledge).values()]
    assert len(told) > 1000
    assert all(text.strip() for text in told)
