from __future__ import annotations

from dataclasses import replace
from datetime import date

from gongyak.people import Assignment, Official, Post, Role, Tenure
from tests.checks.asking import found_in
from tests.checks.clean import CARE, CITY, DEPARTMENT, TEAM, Case


def with_officer(*posts: Post) -> Case:
    officials = tuple(replace(each, posts=posts) if each.id == "officer" else each for each in CITY.officials)
    return replace(CARE, city=replace(CITY, officials=officials))


def post(since: date, until: date | None, department: str = DEPARTMENT) -> Post:
    return Post(Role.OFFICER, department, TEAM, Tenure(since, until))


def test_an_officer_who_left_before_the_last_day_is_found() -> None:
    left = with_officer(post(date(2022, 7, 1), date(2024, 12, 30)), post(date(2024, 12, 31), None, "세정과"))
    (finding,) = found_in("officer-left", left)
    assert finding.rows == ("official:officer",)
    assert "서다온" in finding.message


def test_an_officer_still_there_or_of_unknown_posts_is_quiet() -> None:
    assert found_in("officer-left", with_officer(post(date(2022, 7, 1), date(2024, 12, 31)))) == []
    assert found_in("officer-left", with_officer()) == []


def test_a_charge_that_has_ended_is_no_charge() -> None:
    ended = (Assignment("officer", Tenure(date(2022, 7, 1), date(2024, 12, 30))),)
    case = replace(CARE, pledge=replace(CARE.pledge, officers=ended))
    assert len(found_in("no-officer", case)) == 1
    assert found_in("officer-left", case) == []


def test_head_and_team_lead_are_asked_for_by_their_posts() -> None:
    nobody: tuple[Official, ...] = ()
    messages = [
        each.message for each in found_in("no-head", replace(CARE, city=replace(CITY, officials=nobody)))
    ]
    assert [("과장" in messages[0], "팀장" in messages[1])] == [(True, True)]
    teamless = replace(CARE, city=replace(CITY, officials=nobody), pledge=replace(CARE.pledge, team=None))
    assert len(found_in("no-head", teamless)) == 1
