"""A list of drafts costs the same few queries however long it is."""

from __future__ import annotations

import pytest

from gongyak.accounts import User
from gongyak.people import Role
from jobs.desk import Desk
from jobs.draft import draft_reports
from jobs.draft_list import list_for, may_be_made, usual_half_year
from tests.cast import CITY, DEPARTMENT, H1_2025, H2_2024, OFFICER
from tests.jobs.world import half, small_pledge, stock
from tests.store.clerk import statements

ALL = User(official="총괄", name="총괄", roles=frozenset({Role.COORDINATOR}))
OWN = User(official=OFFICER.id, name="담당", roles=frozenset({Role.OFFICER}))
HEAD = User(official="과장", name="과장", roles=frozenset({Role.HEAD}), leads=frozenset({DEPARTMENT}))


def test_every_pledge_that_is_due_stands_with_its_newest_draft_or_none(desk: Desk) -> None:
    stock(desk.database, [small_pledge("1-1")])
    draft_reports(desk, H2_2024)
    draft_reports(desk, H2_2024, force=True)
    stock(desk.database, [small_pledge("1-1"), small_pledge("1-2", officers=())])
    found = list_for(desk, ALL)
    assert found.half_year == usual_half_year(desk) == H2_2024
    assert [(each.pledge.number, each.draft and each.draft.version) for each in found.drafts] == [
        ("1-1", 2),
        ("1-2", None),
    ]
    assert set(found.half_years) == {H2_2024, H1_2025}
    assert found.names == {official.id: official.name for official in CITY.officials}
    assert [each.pledge.number for each in list_for(desk, OWN).drafts] == ["1-1"]
    assert list_for(desk, ALL, half("1066H1")).drafts == ()


@pytest.mark.parametrize(
    ("user", "made"), [(ALL, ("1-1", "1-2")), (OWN, ("1-1",)), (HEAD, ("1-1", "1-2"))], ids=str
)
def test_what_may_be_made_again_is_what_is_due_and_allowed(
    desk: Desk, user: User, made: tuple[str, ...]
) -> None:
    stock(desk.database, [small_pledge("1-1"), small_pledge("1-2", officers=())])
    assert may_be_made(desk, user, H2_2024, None) == made
    assert may_be_made(desk, user, H2_2024, ["1-1", "9-9"]) == ("1-1",)
    assert may_be_made(desk, user, half("1066H1"), None) == ()


def test_the_number_of_queries_does_not_grow_with_the_list(desk: Desk) -> None:
    sent: list[int] = []
    for count in (1, 12):
        stock(desk.database, [small_pledge(f"1-{number}") for number in range(1, count + 1)])
        draft_reports(desk, H2_2024)
        list_for(desk, ALL)
        with statements() as asked:
            list_for(desk, ALL)
        sent.append(len(asked))
    assert sent[0] == sent[1] <= 20
