from __future__ import annotations

import pytest

from gongyak.compose import compose_report
from gongyak.exchange.reading import read_folder
from gongyak.halfyear import HalfYear
from jobs.demo import HALF_YEARS, SAMPLE
from jobs.frozen import thaw
from jobs.rendering import freeze


@pytest.mark.parametrize("half_year", HALF_YEARS, ids=str)
def test_a_frozen_view_is_read_back_as_it_was(half_year: HalfYear) -> None:
    sample = read_folder(SAMPLE)
    due = [pledge for pledge in sample.pledges if half_year in sample.city.term_named(pledge.term)]
    for pledge in due:
        view = compose_report(sample.city, pledge, half_year)
        assert thaw(freeze(view)) == view
        assert hash(thaw(freeze(view))) == hash(view)
