from __future__ import annotations

from pathlib import Path

import pytest

from gongyak.permissions import Holding, Subject
from jobs.holdings import find_holding
from tests.cast import DEPARTMENT, OFFICER
from tests.jobs.world import desk_at, small_pledge, stock

KEYS = ["", "\0", "가\ud800", "x" * 10_000, "９", "1e3", "-1", "9" * 5000, "1-1' --"]


def test_a_thing_is_found_by_what_it_is_and_its_key(migrated_url: str, tmp_path: Path) -> None:
    with desk_at(migrated_url, tmp_path) as desk:
        stock(desk.database, [small_pledge("1-1")])
        assert find_holding(desk, Subject.PLEDGE, "1-1") == Holding(frozenset({OFFICER.id}), DEPARTMENT)
        assert find_holding(desk, Subject.DRAFT, "1-1") is None
        assert find_holding(desk, Subject.SETTING, "mail") == Holding()


@pytest.mark.parametrize("subject", [Subject.PLEDGE, Subject.DRAFT, Subject.EVENT, Subject.LETTER])
@pytest.mark.parametrize("key", KEYS)
def test_a_key_that_is_none_is_nobodys(migrated_url: str, tmp_path: Path, subject: Subject, key: str) -> None:
    with desk_at(migrated_url, tmp_path) as desk:
        assert find_holding(desk, subject, key) is None
