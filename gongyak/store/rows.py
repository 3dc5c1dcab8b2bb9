"""A pledge as rows: for each table, in their order, the values that write it."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from gongyak.store.tables import (
    AssignmentRow,
    CellRow,
    CountRow,
    EventRow,
    LineRow,
    NotApplicableRow,
    OutcomeRow,
    OverallCellRow,
    OverallStatementRow,
    PhotoRow,
    ProjectRow,
    RemarkRow,
    StatedCountRow,
    StatementRow,
    StatusRow,
    TopicOrderRow,
)
from gongyak.store.tables_budget import place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gongyak.budget import BudgetCell, Statement
    from gongyak.events import PlannedEvent
    from gongyak.lines import Line
    from gongyak.pledges import Pledge
    from gongyak.store.base import Fact
    from gongyak.when import When

Values = dict[str, Any]


def pledge_row(pledge: Pledge) -> Values:
    """Return the values of the pledge's own row."""
    names = ("number", "name", "term", "field", "department", "team", "goal")
    return {name: getattr(pledge, name) for name in names}


def event_row(event: PlannedEvent, pledge: str | None) -> Values:
    """Return the values of an event, of a pledge or of the city."""
    names = ("id", "name", "place", "responsible", "line", "state", "leads")
    own = {name: getattr(event, name) for name in names}
    return {"pledge": pledge, "event_kind": event.kind} | own | _dated(event.when)


def _dated(when: When | None) -> Values:
    # The date itself is stored without what was written, which has a column of its own.
    return (
        {"when": when.as_written(None), "written": when.written} if when else {"when": None, "written": None}
    )


def _assignments(pledge: Pledge) -> Iterator[Values]:
    for officer in pledge.officers:
        yield {"official": officer.official, "since": officer.tenure.since, "until": officer.tenure.until}


def _statuses(pledge: Pledge) -> Iterator[Values]:
    for entry in pledge.statuses:
        yield {"half_year": entry.half_year, "status": entry.status}


def _all_lines(pledge: Pledge) -> Iterator[tuple[Line, str | None]]:
    for topic in pledge.topics:
        yield topic, None
        for detail in topic.details:
            yield detail, topic.id


def _lines(pledge: Pledge) -> Iterator[Values]:
    names = ("id", "text", "entered", "stand", "side")
    for line, parent in _all_lines(pledge):
        yield {"parent": parent} | {name: getattr(line, name) for name in names} | _dated(line.when)


def _outcomes(pledge: Pledge) -> Iterator[Values]:
    names = ("reported", "fate", "text", "reason")
    for line, _ in _all_lines(pledge):
        for outcome in line.outcomes:
            values = {name: getattr(outcome, name) for name in names}
            yield {"line": line.id} | values | _dated(outcome.when)


def _orders(pledge: Pledge) -> Iterator[Values]:
    for order in pledge.orders:
        for topic in order.topics:
            yield {"half_year": order.half_year, "line": topic}


def _projects(pledge: Pledge) -> Iterator[Values]:
    for project in pledge.projects:
        yield {"id": project.id, "name": project.name}


def _statements(pledge: Pledge) -> Iterator[Values]:
    for project in pledge.projects:
        for statement in project.statements:
            yield {"project": project.id, "as_of": statement.as_of}


def _cells(pledge: Pledge) -> Iterator[Values]:
    for project in pledge.projects:
        for cell in chain.from_iterable(map(_cells_of, project.statements)):
            yield {"project": project.id} | cell


def _overall_statements(pledge: Pledge) -> Iterator[Values]:
    for statement in pledge.overall:
        yield {"as_of": statement.as_of}


def _overall_cells(pledge: Pledge) -> Iterator[Values]:
    return chain.from_iterable(map(_cells_of, pledge.overall))


def _cells_of(statement: Statement) -> Iterator[Values]:
    for cell in statement.cells:
        yield {"as_of": statement.as_of} | _cell(cell)


def _cell(cell: BudgetCell) -> Values:
    amounts = cell.amounts
    return {
        "source": cell.source,
        "column_key": cell.column,
        "place": place_of(cell.source, cell.column),
        "planned": amounts.planned,
        "secured": amounts.secured,
        "executed": amounts.executed,
    }


def _counts(pledge: Pledge) -> Iterator[Values]:
    names = ("category", "label", "half_year", "number")
    for count in pledge.participation.counts:
        yield {name: getattr(count, name) for name in names}


def _stated_counts(pledge: Pledge) -> Iterator[Values]:
    names = ("category", "half_year", "total", "note")
    for stated in pledge.participation.stated:
        yield {name: getattr(stated, name) for name in names}


def _remarks(pledge: Pledge) -> Iterator[Values]:
    names = ("id", "text", "entered", "retired")
    for remark in pledge.remarks:
        yield {"remark_kind": remark.kind} | {name: getattr(remark, name) for name in names}


def _photos(pledge: Pledge) -> Iterator[Values]:
    names = ("id", "caption", "entered", "retired")
    for photo in pledge.photos:
        yield {"checksum": photo.picture.checksum} | {name: getattr(photo, name) for name in names}


def _events(pledge: Pledge) -> Iterator[Values]:
    for event in pledge.events:
        yield event_row(event, pledge.number)


def _not_applicable(pledge: Pledge) -> Iterator[Values]:
    for each in pledge.not_applicable:
        yield {"half_year": each.half_year, "block": each.block, "reason": each.reason}


# The order in which an audit reads well: what comes first is what others refer to.
ROWS_OF_A_PLEDGE: Final[dict[type[Fact], Callable[[Pledge], Iterator[Values]]]] = {
    AssignmentRow: _assignments,
    StatusRow: _statuses,
    LineRow: _lines,
    OutcomeRow: _outcomes,
    TopicOrderRow: _orders,
    ProjectRow: _projects,
    StatementRow: _statements,
    CellRow: _cells,
    OverallStatementRow: _overall_statements,
    OverallCellRow: _overall_cells,
    CountRow: _counts,
    StatedCountRow: _stated_counts,
    RemarkRow: _remarks,
    PhotoRow: _photos,
    EventRow: _events,
    NotApplicableRow: _not_applicable,
}
