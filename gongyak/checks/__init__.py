"""Checks: pure functions from facts to findings; nothing is repaired, everything is said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gongyak.checks.catalogue import CITY_RULES, RULES
from gongyak.checks.subject import Subject
from gongyak.city import City
from gongyak.findings import Finding
from gongyak.halfyear import HalfYear
from gongyak.judgement import Judgement
from gongyak.pledges import Pledge

UNJUDGED: Final = Judgement()
"""Nothing muted, no glossary, no accepted names."""


def check_report(
    city: City, pledge: Pledge, half_year: HalfYear, judgement: Judgement = UNJUDGED
) -> tuple[Finding, ...]:
    """Return what a person should look at in the report of *pledge* for *half_year*; raise `OutsideTerm`.

    Findings come in the order of the rules, without those that *judgement* mutes.
    """
    return check_subject(Subject(city, pledge, half_year, judgement))


def check_city(
    city: City, pledges: Sequence[Pledge], half_year: HalfYear, judgement: Judgement = UNJUDGED
) -> dict[str, tuple[Finding, ...]]:
    """Return the findings of every pledge's report by its number (관리번호); raise `OutsideTerm`.

    They are those of `check_report`, then those of the rules that compare the reports with one another.
    """
    subjects = [Subject(city, pledge, half_year, judgement) for pledge in pledges]
    found = {subject.pledge.number: check_subject(subject) for subject in subjects}
    between = compare_subjects(subjects)
    return {number: (*findings, *between[number]) for number, findings in found.items()}


def compare_subjects(subjects: Sequence[Subject]) -> dict[str, tuple[Finding, ...]]:
    """Return what comparing the reports of a city shows, by the 관리번호 of each; raise `OutsideTerm`."""
    found: dict[str, list[Finding]] = {subject.pledge.number: [] for subject in subjects}
    for rule in CITY_RULES:
        for subject, finding in rule.find(subjects):
            number = subject.pledge.number
            if subject.judgement.keeps(finding, number):
                found[number].append(finding)
    return {number: tuple(findings) for number, findings in found.items()}


def check_subject(subject: Subject) -> tuple[Finding, ...]:
    """Return what the rules about one report find in that of *subject*; raise `OutsideTerm`."""
    findings = (finding for rule in RULES for finding in rule.find(subject))
    return tuple(each for each in findings if subject.judgement.keeps(each, subject.pledge.number))
