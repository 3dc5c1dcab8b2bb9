"""The pledges due: those of every term that the half-year lies in, and of them those asked for."""

from __future__ import annotations

import pytest

from gongyak.city import NoTermFor
from gongyak.halfyear import HalfYear
from jobs.desk import Desk
from jobs.due import Due, read_due
from jobs.errors import NoPledges, UnknownPledge
from tests.cast import H2_2024, NEXT_TERM, TERM
from tests.jobs.world import small_pledge, stock


def due(desk: Desk, half_year: HalfYear = H2_2024) -> Due:
    with desk.database.read() as session:
        return read_due(session, half_year)


def numbers(desk: Desk, half_year: HalfYear) -> list[str]:
    return [pledge.number for pledge in due(desk, half_year).pledges]


def test_the_pledges_of_the_half_years_term_are_due(desk: Desk) -> None:
    stock(desk.database, [small_pledge("1-2"), small_pledge("1-1"), small_pledge("2-1", term=NEXT_TERM.name)])
    assert numbers(desk, H2_2024) == ["1-1", "1-2"]
    assert numbers(desk, NEXT_TERM.first_half) == ["2-1"]


def test_those_asked_for_are_chosen_once_and_in_their_own_order(desk: Desk) -> None:
    stock(desk.database, [small_pledge("1-1"), small_pledge("1-2"), small_pledge("1-3")])
    found = due(desk)
    assert found.chosen(()) == found.pledges
    assert [pledge.number for pledge in found.chosen(["1-3", "1-1", "1-3"])] == ["1-1", "1-3"]


def test_all_unknown_numbers_are_named(desk: Desk) -> None:
    stock(desk.database, [small_pledge("1-1")])
    with pytest.raises(UnknownPledge) as caught:
        due(desk).chosen(["7-7", "1-1", "8-8"])
    assert "7-7, 8-8" in str(caught.value)


def test_a_half_year_without_pledges_names_its_term(desk: Desk) -> None:
    stock(desk.database, [])
    with pytest.raises(NoPledges) as caught:
        due(desk)
    assert TERM.name in str(caught.value)


def test_a_half_year_of_no_term_is_told(desk: Desk) -> None:
    stock(desk.database, [])
    with pytest.raises(NoTermFor):
        due(desk, HalfYear.parse("1999H1"))
