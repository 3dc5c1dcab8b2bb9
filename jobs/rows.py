"""What the rows of a pledge hold now, by the references that traces and findings name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final

from gongyak import references
from gongyak.budget import Amounts, Statement, UnitProject
from gongyak.city import City
from gongyak.grids import Measure
from gongyak.lines import Line, Outcome, Stand
from gongyak.periods import lines_of
from gongyak.pledges import Pledge
from gongyak.printing import write_line, write_when

_MEASURES: Final = {Measure.PLANNED: "계획", Measure.SECURED: "확보", Measure.EXECUTED: "집행"}
_STANDS: Final = {Stand.RESULT: "실적", Stand.PLAN: "계획"}
_FATES: Final = {"done": "완료", "postponed": "연기", "dropped": "취소"}


def rows_of(pledge: Pledge) -> dict[str, str]:
    """Return each row of *pledge* that a report can print: its reference, and what it holds in words."""
    return dict(
        chain(_lines(pledge), _budget(pledge), _participation(pledge), _remarks(pledge), _photos(pledge))
    )


def references_of(city: City, pledge: Pledge) -> frozenset[str]:
    """Return every row that a finding about *pledge* may name: those it prints, itself, the city's staff."""
    projects = (f"project:{project.id}" for project in pledge.projects)
    officials = (f"official:{official.id}" for official in city.officials)
    return frozenset((*rows_of(pledge), f"pledge:{pledge.number}", *projects, *officials))


def _lines(pledge: Pledge) -> Iterator[tuple[str, str]]:
    for line in lines_of(pledge.topics):
        yield f"line:{line.id}", f"{write_line(line)} [{_STANDS[line.stand]}, {line.entered}]"
        yield from ((f"outcome:{line.id}@{each.reported}", _outcome(line, each)) for each in line.outcomes)


def _outcome(line: Line, outcome: Outcome) -> str:
    when = f" {write_when(outcome.when)}" if outcome.when else ""
    told = outcome.text or outcome.reason or line.text
    return f"{_FATES[outcome.fate]}{when}: {told}"


def _budget(pledge: Pledge) -> Iterator[tuple[str, str]]:
    for project in pledge.projects:
        for statement in project.statements:
            yield from _cells(project, statement)
    for statement in pledge.overall:
        yield from _cells(None, statement)


def _cells(project: UnitProject | None, statement: Statement) -> Iterator[tuple[str, str]]:
    for cell in statement.cells:
        (reference,) = references.cells(project, statement, [cell])
        yield reference, _amounts(cell.amounts)


def _amounts(amounts: Amounts) -> str:
    """Return the amounts as the books have them, in 천원."""
    known = ((name, measure.of(amounts)) for measure, name in _MEASURES.items())
    return ", ".join(f"{name} {int(amount):,}천원" for name, amount in known if amount is not None)


def _participation(pledge: Pledge) -> Iterator[tuple[str, str]]:
    for count in pledge.participation.counts:
        yield references.count(count), f"{count.label}({count.number})"
    for stated in pledge.participation.stated:
        total = [] if stated.total is None else [f"합계 {stated.total}"]
        yield references.stated_count(stated), ", ".join([*total, *([stated.note] if stated.note else [])])


def _remarks(pledge: Pledge) -> Iterator[tuple[str, str]]:
    return ((f"remark:{remark.id}", remark.text) for remark in pledge.remarks)


def _photos(pledge: Pledge) -> Iterator[tuple[str, str]]:
    return ((f"photo:{photo.id}", photo.caption) for photo in pledge.photos)
