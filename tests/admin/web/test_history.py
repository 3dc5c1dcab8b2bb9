"""The history tells who changed what from what to what, to those who may read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.applications import Starlette

from gongyak.store.writing import write_pledge
from jobs.desk import Desk
from tests.admin.web.people import browser_of, settle
from tests.jobs.world import NOON, desk_at, small_pledge

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(migrated_url, tmp_path) as desk:
        settle(desk)
        pledge = small_pledge("1-1", name=HOSTILE, goal="옛 목표")
        later = NOON + timedelta(days=1)
        with desk.database.begin(who="officer", at=NOON, cause="입력") as session:
            write_pledge(session, pledge, {})
        with desk.database.begin(who="head", at=later, cause=HOSTILE) as session:
            write_pledge(session, replace(pledge, goal=f"새 목표 {HOSTILE}"), {})
        yield desk


@pytest.mark.parametrize(
    ("who", "status"),
    [("officer", 403), ("lead", 403), ("head", 403), ("coordinator", 200), ("admin", 200), ("reader", 200)],
)
def test_the_history_is_for_those_who_answer_for_all(
    desk: Desk, app: Starlette, who: str, status: int
) -> None:
    assert browser_of(desk, app, who).get("/history").status_code == status


def test_a_change_tells_who_what_before_and_after_and_nothing_of_it_is_markup(
    desk: Desk, app: Starlette
) -> None:
    page = browser_of(desk, app, "admin").get("/history?pledge=1-1&who=head").text
    assert "<script>" not in page
    assert "<del>옛 목표</del> → <ins>새 목표 &lt;script&gt;" in page
    for told in ("이head", "목표", "공약"):
        assert told in page


def test_the_history_is_narrowed_by_day_and_person_and_goes_on_where_it_ended(
    desk: Desk, app: Starlette
) -> None:
    admin = browser_of(desk, app, "admin")

    def rows(query: str) -> list[str]:
        return re.findall(r"<tr>\n<td.*?</tr>", admin.get(f"/history?{query}").text, re.DOTALL)

    assert len(rows("first=2025-01-03")) == len(rows("who=head")) == 1
    assert len(rows("pledge=1-1&last=2025-01-02")) == len(rows("who=officer"))
    assert rows("first=2025-01-04") == rows("pledge=9-9") == rows("before=1") == []
    assert rows("first=nonsense&last=9999-12-31&before=x") == rows("") == rows("last=0001-01-01")
    assert len(rows("")) == 50
    onward = re.search(r'rel="next" href="\?([^"]+)"', admin.get("/history").text)
    assert onward
    assert rows(onward[1])
    assert not set(rows(onward[1])) & set(rows(""))
