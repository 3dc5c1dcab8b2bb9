"""What is missing: what a pledge's report of a half-year still lacks, named so that it can be entered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from gongyak.blocks import is_excused
from gongyak.budget import Statement, UnitProject
from gongyak.city import City
from gongyak.halfyear import HalfYear
from gongyak.lines import Line, Stand, Topic
from gongyak.periods import Group, GroupKind, is_overdue, lines_of, period_groups
from gongyak.pledges import AT_REST, Block, Pledge, Remark
from gongyak.printing import write_line
from gongyak.reminders.notice import Lack, LackKind

_QUIET_WHEN_AT_REST: Final = frozenset(LackKind) - {LackKind.OUTCOME}
_BLOCKS: Final = {
    LackKind.RESULTS: Block.RESULTS,
    LackKind.MONEY: Block.MONEY,
    LackKind.COUNTS: Block.COUNTS,
    LackKind.PHOTOS: Block.PHOTOS,
    LackKind.PROBLEMS: Block.PROBLEMS,
}


def lacks(city: City, pledge: Pledge, half_year: HalfYear) -> tuple[Lack, ...]:
    """Return what the report of *half_year* lacks, in the order of the form; none where no report is due.

    A pledge at rest (완료, 보류, 폐기) lacks nothing but the outcomes of its plans.  Where somebody has
    said that there is nothing, nothing lacks.
    """
    term = city.term_named(pledge.term)
    if half_year not in term:
        return ()
    groups = period_groups(pledge, term, half_year)
    found = (*_lines(groups, half_year), *_others(pledge, half_year))
    excused = {kind for kind, block in _BLOCKS.items() if is_excused(pledge, term, block, half_year)}
    quiet = _QUIET_WHEN_AT_REST if pledge.status_by(half_year) in AT_REST else excused
    return tuple(lack for lack in found if lack.kind not in quiet)


def _lines(groups: Iterable[Group], half_year: HalfYear) -> Iterator[Lack]:
    topics = {group.kind: group.topics for group in groups}
    lines = lines_of(topics.get(GroupKind.PLAN, ()))
    plans = [line for line in lines if line.stand is Stand.PLAN and not _is_heading(line)]
    if late := [write_line(plan) for plan in plans if is_overdue(plan, half_year)]:
        yield Lack(LackKind.OUTCOME, tuple(late))
    if not topics[GroupKind.CURRENT]:
        yield Lack(LackKind.RESULTS)


def _is_heading(line: Line) -> bool:
    return isinstance(line, Topic) and not line.is_fact


def _others(pledge: Pledge, half_year: HalfYear) -> Iterator[Lack]:
    if projects := [project.name for project in pledge.projects if _lacks_money(project, half_year)]:
        yield Lack(LackKind.MONEY, tuple(projects))
    counted = {count.half_year for count in pledge.participation.counts}
    if half_year not in counted | {stated.half_year for stated in pledge.participation.stated}:
        yield Lack(LackKind.COUNTS)
    if not any(photo.stands_in(half_year) for photo in pledge.photos):
        yield Lack(LackKind.PHOTOS)
    standing = _standing(pledge, half_year)
    if standing and {_said(each) for each in standing} == {
        _said(each) for each in _standing(pledge, half_year.previous)
    }:
        yield Lack(LackKind.PROBLEMS, tuple(remark.text for remark in standing))


def _lacks_money(project: UnitProject, half_year: HalfYear) -> bool:
    """Tell whether nothing stands as of *half_year*, or its year has money planned, none secured or spent."""
    statement = next((each for each in project.statements if each.as_of == half_year), None)
    return statement is None or _is_only_planned(statement, str(half_year.year))


def _is_only_planned(statement: Statement, column: str) -> bool:
    amounts = [cell.amounts for cell in statement.cells if cell.column == column]
    entered = any(each.secured is not None or each.executed is not None for each in amounts)
    return any(each.planned for each in amounts) and not entered


def _standing(pledge: Pledge, half_year: HalfYear) -> tuple[Remark, ...]:
    return tuple(remark for remark in pledge.remarks if remark.stands_in(half_year))


def _said(remark: Remark) -> tuple[str, str]:
    return remark.kind, "".join(remark.text.split())
