"""Coordinators keep what pledges are called and whose they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from starlette.applications import Starlette

from gongyak.people import Assignment, Tenure
from gongyak.pledges import Pledge
from gongyak.store.drafts import add_draft
from gongyak.store.reading import read_pledges
from gongyak.store.writing import write_pledge
from jobs.desk import Desk
from jobs.managing.fields import seen_of
from jobs.managing.pledges import master_of
from tests.admin.web.browser import Browser
from tests.admin.web.people import OTHER, SINCE, browser_of, settle
from tests.admin.web.walks import draft_of
from tests.cast import DEPARTMENT, TEAM
from tests.jobs.world import desk_at, small_pledge

TOP, ONE = "/manage/pledges", "/manage/pledges/1-1"
NEW = {
    "number": "2-1",
    "name": "새 공약",
    "term": "민선8기",
    "field": "경제",
    "place": f"{DEPARTMENT}\t{TEAM}",
    "goal": "목표",
    "official": "officer",
    "since": "2025-01-02",
}


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        settle(desk)
        with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
            write_pledge(session, small_pledge("1-1", officers=(Assignment("officer", Tenure(SINCE)),)), {})
        yield desk


@pytest.fixture
def coordinator(desk: Desk, app: Starlette) -> Browser:
    return browser_of(desk, app, "coordinator")


def stored(desk: Desk, number: str) -> Pledge | None:
    with desk.database.read() as session:
        return next(iter(read_pledges(session, [number])), None)


def known(desk: Desk, number: str) -> Pledge:
    found = stored(desk, number)
    assert found
    return found


def test_a_pledge_is_added_with_somebody_in_charge(desk: Desk, coordinator: Browser) -> None:
    answer = coordinator.submit(TOP, NEW)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{TOP}/2-1?told=added")
    pledge = known(desk, "2-1")
    assert master_of(pledge) == {key: NEW[key] for key in ("name", "term", "field", "place", "goal")}
    assert pledge.officers == (Assignment("officer", Tenure(date(2025, 1, 2))),)
    assert coordinator.submit(TOP, NEW).status_code == 422
    assert "새 공약" in coordinator.get(f"{TOP}?words=2-1").text
    assert "새 공약" not in coordinator.get(f"{TOP}?department={OTHER}").text


@pytest.mark.parametrize(
    "wrong",
    [{"number": "a/b"}, {"name": ""}, {"term": "민선1기"}, {"field": ""}, {"place": "x"}, {"official": "x"}],
)
def test_a_pledge_of_something_that_there_is_not_is_refused(
    desk: Desk, coordinator: Browser, wrong: dict[str, str]
) -> None:
    assert coordinator.submit(TOP, NEW | wrong).status_code == 422
    assert stored(desk, "2-1") is None


def test_master_data_of_two_editors_are_brought_together(desk: Desk, coordinator: Browser) -> None:
    before = known(desk, "1-1")
    base = master_of(before)
    was = {f"was-{name}": text for name, text in base.items()}
    assert coordinator.submit(ONE, was | base | {"goal": "다른 목표"}).status_code == 303
    assert coordinator.submit(ONE, was | base | {"place": OTHER}).status_code == 303
    after = known(desk, "1-1")
    assert (after.goal, after.department, after.team) == ("다른 목표", OTHER, None)
    assert (after.topics, after.projects, after.officers) == (before.topics, before.projects, before.officers)
    answer = coordinator.submit(ONE, was | base | {"goal": "셋째 목표"})
    assert answer.status_code == 409
    assert "다른 목표" in answer.text
    assert 'value="셋째 목표"' in answer.text


def test_charges_begin_end_and_go(desk: Desk, coordinator: Browser) -> None:
    form = {"official": "otherofficer", "since": "2025-02-01", "until": ""}
    assert coordinator.submit(ONE, form, to=f"{ONE}/charges").status_code == 303
    assert coordinator.submit(ONE, form, to=f"{ONE}/charges").status_code == 422
    first, second = known(desk, "1-1").officers
    assert second == Assignment("otherofficer", Tenure(date(2025, 2, 1)))
    end = {"number": "0", "seen": seen_of(first), "since": "2024-01-01", "until": "2025-01-31"}
    assert coordinator.submit(ONE, end, to=f"{ONE}/charges/change").status_code == 303
    assert coordinator.submit(ONE, end, to=f"{ONE}/charges/change").status_code == 409
    gone = {"number": "1", "seen": seen_of(second), "remove": "1"}
    assert coordinator.submit(ONE, gone, to=f"{ONE}/charges/change").status_code == 303
    assert known(desk, "1-1").officers == (Assignment("officer", Tenure(SINCE, date(2025, 1, 31))),)


def test_only_a_pledge_without_drafts_is_removed(desk: Desk, coordinator: Browser) -> None:
    coordinator.submit(TOP, NEW)
    with desk.database.begin(who="tester", at=desk.now(), cause="test") as session:
        add_draft(session, draft_of("1-1", desk), b"PK")
    assert coordinator.submit(ONE, {}, to=f"{ONE}/remove").status_code == 422
    assert coordinator.submit(f"{TOP}/2-1", {}, to=f"{TOP}/2-1/remove").status_code == 303
    assert stored(desk, "1-1")
    assert stored(desk, "2-1") is None


@pytest.mark.parametrize("who", ["officer", "head", "reader"])
def test_others_keep_no_master_data(desk: Desk, app: Starlette, who: str) -> None:
    assert browser_of(desk, app, who).get(ONE).status_code == 403
