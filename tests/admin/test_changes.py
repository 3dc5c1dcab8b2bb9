from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from jobs.database import init_database
from jobs.draft import draft_reports
from tests.admin.conftest import Call
from tests.cast import H2_2024
from tests.jobs.world import desk_at, small_pledge, stock


@pytest.fixture
def city(folder: Path) -> None:
    """Put two pledges into the folder's database, one of them drafted for 2024H2."""
    with desk_at(f"sqlite:///{folder}/var/gongyak.sqlite3", folder) as desk:
        init_database(desk)
        stock(desk.database, [small_pledge("1-1"), small_pledge("1-2")])
        draft_reports(desk, H2_2024, ["1-1"])


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.usefixtures("city")
def test_a_table_a_pledge_tells_what_was_added_and_what_moved(call: Call) -> None:
    answer = call("changes", "2024H2", "--pledge", "1-1")
    out = plain(answer.out)
    assert (answer.code, answer.err) == (0, "")
    assert "1-1 공약 1-1 (2024H1 → 지금: 추가" in out
    held = "추진실적 및 추진계획 · 2024년 하반기 추진실적 ❍ forum_1_1 추진 (2024. 10. 16.) held_1_1 개최"
    assert f"추가 {held}" in out
    moved = "2024년 상반기 추진실적 → 그동안 추진실적 ❍ forum_1_1 추진 (2024. 3. 14.) plan_1_1 개최"
    assert f"이동 {moved}" in out
    assert "김과장 (031-8000-0002) → 김새과장 (031-8000-0003)" in out
    assert "공약 1-2" not in out


@pytest.mark.usefixtures("city")
def test_since_the_draft_a_pledge_says_that_nothing_changed_or_that_there_is_no_draft(call: Call) -> None:
    assert call("changes", "2024H2", "--since", "draft").out.splitlines() == [
        "1-1 공약 1-1: 2024H2_1-1_v1에서 달라진 것이 없습니다.",
        "1-2 공약 1-2: 견줄 보고서가 없습니다.",
    ]


@pytest.mark.usefixtures("city")
def test_the_table_speaks_english_too(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGYAK_LANGUAGE", "en")
    out = plain(call("changes", "2024H2", "--pledge", "1-1").out)
    assert "(2024H1 → now: added" in out
    assert "moved 2024년 상반기 추진실적 → 그동안 추진실적" in out
    assert call("changes", "2024H2", "--since", "draft").out.splitlines() == [
        "1-1 공약 1-1: nothing has changed since 2024H2_1-1_v1.",
        "1-2 공약 1-2: there is no report before.",
    ]


@pytest.mark.usefixtures("city")
def test_machines_get_json(call: Call) -> None:
    (found,) = json.loads(call("changes", "2024H2", "--pledge", "1-1", "--json").out)
    assert (found["pledge"], found["against"]) == ("1-1", "2024H1")
    held = next(each for each in found["differences"] if each["rows"] == ["line:held_1_1"])
    assert (held["kind"], held["after"]) == ("added", "(2024. 10. 16.) held_1_1 개최")


def test_another_report_than_those_two_is_a_mistake_in_the_use(call: Call) -> None:
    answer = call("changes", "2024H2", "--since", "yesterday")
    assert answer.code == 2
    assert "half-year, draft 가운데 하나를 적어 주십시오" in answer.err
