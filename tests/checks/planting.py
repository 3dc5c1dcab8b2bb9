"""How a fault is planted at a random place of a clean report.

A planter takes a random generator and a case and returns the case with the fault, or None where the case has
no place for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from typing import Any, Final, TypeVar

from gongyak.budget import BudgetCell, Statement, UnitProject
from gongyak.checks.jamo import one_letter_apart
from gongyak.checks.variants import is_contrast
from gongyak.lines import Detail, Line, Stand, Topic
from gongyak.money import Money
from gongyak.participation import StatedCount
from gongyak.periods import lines_of
from tests.checks.clean import Case

Planter = Callable[[Random, Case], Case | None]
_T = TypeVar("_T")
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault that ``rule`` is to find; ``others`` are rules that may rightly find it too."""

    rule: str
    plant: Planter
    others: frozenset[str] = frozenset()


FAULTS: Final[list[Fault]] = []


def fault(rule: str, *others: str) -> Callable[[Planter], Planter]:
    """List the decorated planter as that of *rule*."""

    def listed(plant: Planter) -> Planter:
        FAULTS.append(Fault(rule, plant, frozenset(others)))
        return plant

    return listed


def pick(rng: Random, items: Iterable[_T]) -> _T | None:
    """Return one of *items*, or None where there is none."""
    found = list(items)
    return rng.choice(found) if found else None


def with_pledge(case: Case, **changes: Any) -> Case:
    """Return *case* with a changed pledge."""
    return replace(case, pledge=replace(case.pledge, **changes))


def with_line(case: Case, key: str, **changes: Any) -> Case:
    """Return *case* with a changed line."""
    topics = []
    for topic in case.pledge.topics:
        details = tuple(replace(each, **changes) if each.id == key else each for each in topic.details)
        own = changes if topic.id == key else {}
        topics.append(replace(topic, **({"details": details} | own)))
    return with_pledge(case, topics=tuple(topics))


def with_detail(case: Case, topic: Topic, detail: Detail) -> Case:
    """Return *case* with one more detail at the end of a topic."""
    grown = replace(topic, details=(*topic.details, detail))
    return with_pledge(case, topics=tuple(grown if each is topic else each for each in case.pledge.topics))


def without_line(case: Case, key: str) -> Case:
    """Return *case* without a detail."""
    topics = (
        replace(topic, details=tuple(each for each in topic.details if each.id != key))
        for topic in case.pledge.topics
    )
    return with_pledge(case, topics=tuple(topics))


def results(case: Case) -> list[Detail]:
    """Return the details that tell results from the start."""
    return [each for topic in case.pledge.topics for each in topic.details if each.stand is Stand.RESULT]


def dated(case: Case) -> list[Detail]:
    """Return the results with one exact day."""
    return [each for each in results(case) if each.when and each.when.is_day]


def plans(case: Case) -> list[Detail]:
    """Return the plans that this report tells, without those that have an outcome."""
    every = (each for topic in case.pledge.topics for each in topic.details)
    return [each for each in every if each.stand is Stand.PLAN and not each.outcomes]


def typed(rng: Random, case: Case, change: Callable[[str], str | None]) -> Case | None:
    """Return *case* with *change* done to a random text of a line, a remark or a caption it applies to."""
    spots: list[tuple[str, Any, str]] = [("line", line, line.text) for line in lines_of(case.pledge.topics)]
    spots += [("remark", remark, remark.text) for remark in case.pledge.remarks]
    rng.shuffle(spots)
    for kind, thing, text in spots:
        changed = change(text)
        if changed is None or (isinstance(thing, Line) and thing.outcomes):
            continue
        if kind == "line":
            return with_line(case, thing.id, text=changed)
        remarks = (replace(each, text=changed) if each is thing else each for each in case.pledge.remarks)
        return with_pledge(case, remarks=tuple(remarks))
    return None


def with_statement(case: Case, project: UnitProject, change: Callable[[Statement], Statement]) -> Case:
    """Return *case* with the project's statement changed."""
    changed = replace(project, statements=tuple(change(each) for each in project.statements))
    return with_pledge(
        case, projects=tuple(changed if each is project else each for each in case.pledge.projects)
    )


def a_cell(rng: Random, case: Case, secured: int = 0) -> tuple[UnitProject, BudgetCell] | None:
    """Return a project and a cell of it with more than *secured* secured."""
    return pick(
        rng,
        (
            (project, cell)
            for project in case.pledge.projects
            for statement in project.statements
            for cell in statement.cells
            if not cell.is_total and (cell.amounts.secured or 0) > secured
        ),
    )


def without_totals(statement: Statement) -> Statement:
    """Return *statement* without what was stated as totals."""
    return replace(statement, cells=tuple(cell for cell in statement.cells if not cell.is_total))


def with_amounts(case: Case, project: UnitProject, cell: BudgetCell, **amounts: Money) -> Case:
    """Return *case* with other amounts in a cell, and no stated totals to contradict."""

    def change(statement: Statement) -> Statement:
        changed = replace(cell, amounts=replace(cell.amounts, **amounts))
        cells = tuple(changed if each is cell else each for each in statement.cells)
        return without_totals(replace(statement, cells=cells))

    return with_statement(case, project, change)


def with_note(rng: Random, case: Case, change: Callable[[StatedCount], StatedCount]) -> Case | None:
    """Return *case* with what was stated for a random category changed."""
    stated = pick(rng, case.pledge.participation.stated)
    if stated is None:
        return None
    every = tuple(change(each) if each is stated else each for each in case.pledge.participation.stated)
    return with_pledge(case, participation=replace(case.pledge.participation, stated=every))


def slip(rng: Random, text: str) -> str:
    """Return *text* with one letter of one syllable mistyped, so that no other right word comes of it."""
    while True:
        wrong = slip_at(rng, text, rng.randrange(len(text)))
        pair = text.replace(" ", ""), wrong.replace(" ", "")
        if any(one_letter_apart(pair)) and not is_contrast(*pair):
            return wrong


def slip_at(rng: Random, text: str, place: int) -> str:
    """Return *text* with one letter of the syllable at *place* mistyped, if there is a syllable."""
    code = ord(text[place]) - 0xAC00
    if not 0 <= code < 11172:
        return text
    lead, vowel, final = code // 588, code // 28 % 21, code % 28
    lead, vowel, final = rng.choice(
        [
            (rng.randrange(19), vowel, final),
            (lead, rng.randrange(21), final),
            (lead, vowel, rng.randrange(28)),
        ]
    )
    return text[:place] + chr(0xAC00 + lead * 588 + vowel * 28 + final) + text[place + 1 :]
