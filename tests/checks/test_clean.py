from __future__ import annotations

from collections import Counter
from functools import cache
from random import Random

import pytest

from gongyak.checks import check_city, check_report
from gongyak.checks.catalogue import RULES
from gongyak.findings import Finding, Severity
from tests.checks import faults_in_facts, faults_in_words
from tests.checks.clean import CITY, CLEAN, Case
from tests.checks.planting import FAULTS, Fault

SEEDS = 40
MODULES = {faults_in_facts.__name__, faults_in_words.__name__}
PLANTED = [fault for fault in FAULTS if fault.plant.__module__ in MODULES]


def check(case: Case) -> tuple[Finding, ...]:
    return check_report(case.city, case.pledge, case.half_year, case.judgement)


@cache
def found_clean(case: Case) -> Counter[str]:
    return Counter(finding.rule for finding in check(case))


def messages(findings: tuple[Finding, ...]) -> set[tuple[str, str]]:
    return {(finding.rule, finding.message) for finding in findings}


@pytest.mark.parametrize("case", CLEAN, ids=lambda case: case.pledge.name)
def test_a_clean_pledge_gives_neither_an_error_nor_a_warning(case: Case) -> None:
    serious = [finding for finding in check(case) if finding.severity is not Severity.NOTE]
    assert serious == []


def test_clean_pledges_are_clean_together() -> None:
    for half_year in {case.half_year for case in CLEAN}:
        pledges = [case.pledge for case in CLEAN if case.half_year == half_year]
        for findings in check_city(CITY, pledges, half_year).values():
            assert [each for each in findings if each.severity is not Severity.NOTE] == []


def planted(fault: Fault, seed: int) -> tuple[Case, Case]:
    """Return a clean case and the same with the fault, at a place that the seed decides."""
    rng = Random(f"{fault.rule} {seed}")  # noqa: S311 - to be repeated, not secret
    for _ in range(300):
        case = rng.choice(CLEAN)
        wrong = fault.plant(rng, case)
        if wrong is not None:
            return case, wrong
    raise AssertionError(fault.rule)


@pytest.mark.parametrize("fault", PLANTED, ids=lambda fault: f"{fault.rule}:{fault.plant.__name__}")
def test_a_seeded_fault_is_found_and_nothing_else(fault: Fault) -> None:
    missed, strange = [], Counter[str]()
    for seed in range(SEEDS):
        case, wrong = planted(fault, seed)
        found = check(wrong)
        new = Counter(finding.rule for finding in found) - found_clean(case)
        serious = {each.rule for each in found if each.severity is not Severity.NOTE}
        if fault.rule not in {rule for rule, _ in messages(found) - messages(check(case))}:
            missed.append(seed)
        strange.update((new.keys() & serious) - {fault.rule} - fault.others)
    assert len(missed) <= SEEDS * 0.01, f"missed with seeds {missed}"
    assert not strange, f"found besides: {strange}"


def test_every_rule_has_a_fault_that_proves_it() -> None:
    assert {rule.id for rule in RULES} == {fault.rule for fault in PLANTED}
