from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from gongyak.checks import check_report
from gongyak.checks.catalogue import CITY_RULES, RULES
from gongyak.checks.rules import CityRule, Rule
from gongyak.findings import Finding, Severity
from gongyak.judgement import Judgement, Mute
from tests.checks.asking import found_in
from tests.checks.clean import CARE
from tests.checks.planting import with_pledge

EVERY = (*RULES, *CITY_RULES)
NOW = datetime(2025, 1, 2, tzinfo=UTC)
FORM = re.compile(r"[^\n]+\.\n\n(?:[^\n]+\n)+\n보기: [^\n]+\n옳음: [^\n]+\Z")


def test_every_rule_has_an_id_of_its_own() -> None:
    ids = [rule.id for rule in EVERY]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", each) for each in ids)


@pytest.mark.parametrize("rule", EVERY, ids=lambda rule: rule.id)
def test_every_rule_explains_itself_in_the_same_form(rule: Rule | CityRule) -> None:
    assert FORM.match(rule.explanation), rule.explanation
    assert rule.title
    assert rule.remedy.endswith(("주시기 바랍니다.", "보시기 바랍니다."))


NO_OFFICER = with_pledge(CARE, officers=())


def mute(pledge: str | None = None, row: str | None = None, rule: str = "no-officer") -> Judgement:
    return Judgement(mutes=(Mute(rule, pledge, row, "담당자 공석", "officer", NOW),))


@pytest.mark.parametrize(
    ("judgement", "count"),
    [
        (Judgement(), 1),
        (mute(), 0),
        (mute(pledge="2-1"), 0),
        (mute(pledge="2-1", row="pledge:2-1"), 0),
        (mute(pledge="9-9"), 1),
        (mute(row="pledge:9-9"), 1),
        (mute(rule="no-head"), 1),
    ],
)
def test_a_mute_quiets_its_rule_for_the_city_a_pledge_or_a_row(judgement: Judgement, count: int) -> None:
    assert len(found_in("no-officer", replace(NO_OFFICER, judgement=judgement))) == count


def test_a_report_can_be_checked_without_any_judgement() -> None:
    rules = {
        finding.rule for finding in check_report(NO_OFFICER.city, NO_OFFICER.pledge, NO_OFFICER.half_year)
    }
    assert "no-officer" in rules


def test_a_finding_keeps_its_key_when_only_its_values_change() -> None:
    first = Finding("sum-budget", Severity.ERROR, "합계 5", "확인", "표 · 계", ("budget:a/계/계@2024H2",))
    assert first.key == replace(first, message="합계 6").key
    assert first.key != replace(first, rows=("budget:b/계/계@2024H2",)).key
    assert replace(first, rows=()).key == "sum-budget | 표 · 계"
