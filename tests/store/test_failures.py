"""What the drivers raise becomes a mistake with a remedy, in both languages."""

from __future__ import annotations

from inspect import isclass
from typing import TYPE_CHECKING

import pytest

from gongyak.budget import Amounts, BudgetCell
from gongyak.money import Money
from gongyak.participation import Category, Count, Participation
from gongyak.store import errors
from gongyak.store.errors import CannotReach, DatabaseLocked, NumberTooLarge, StoreError
from gongyak.store.failures import translated
from gongyak.store.writing import write_pledge
from tests import cast
from tests.store.clerk import execute, is_sqlite, write

if TYPE_CHECKING:
    from gongyak.pledges import Pledge
    from gongyak.store.database import Database

MISTAKES = [each for each in vars(errors).values() if isclass(each) and issubclass(each, StoreError)]
NAMES = (
    *("address", "checksum", "drafts", "file", "found", "id", "key", "kind", "module", "needed", "number"),
    *("photo", "pledge", "program"),
)
VALUES = dict.fromkeys((*NAMES, "reason", "rule", "text", "url"), "여기")


@pytest.mark.parametrize("mistake", MISTAKES)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_mistake_says_what_is_wrong_and_what_to_do(mistake: type[StoreError], language: str) -> None:
    said = mistake(**VALUES).say(language)
    assert " → " in said
    assert "{" not in said
    assert "\n" not in said


@pytest.mark.parametrize(
    "pledge",
    [
        cast.pledge(projects=(cast.project("u", BudgetCell(None, None, Amounts(Money(2**70)))),)),
        cast.pledge(participation=Participation((Count(Category.PRESS, "보도", cast.H2_2024, 2**70),))),
    ],
)
def test_a_number_too_large_for_the_database_is_refused(city_database: Database, pledge: Pledge) -> None:
    with pytest.raises(NumberTooLarge), write(city_database) as session:
        write_pledge(session, pledge, {})


@pytest.mark.parametrize(
    ("state", "mistake"),
    [("57P01", CannotReach), ("53300", CannotReach), ("40001", DatabaseLocked), ("40P01", DatabaseLocked)],
)
def test_postgresql_is_understood_by_its_codes(
    city_database: Database, state: str, mistake: type[StoreError]
) -> None:
    with city_database.read() as session:
        if is_sqlite(session):
            return
    with pytest.raises(mistake) as caught, write(city_database) as session:
        execute(session, f"DO $$ BEGIN RAISE EXCEPTION 'so it is' USING ERRCODE = '{state}'; END $$")
    assert caught.value.retryable


def test_what_is_none_of_the_databases_goes_through() -> None:
    with pytest.raises(KeyError), translated("sqlite:///x"):
        raise KeyError
