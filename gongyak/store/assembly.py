"""From plain rows to a pledge; what the columns of each part are, `queries` says."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeVar

from gongyak.budget import Amounts, BudgetCell, Statement, UnitProject
from gongyak.events import PlannedEvent
from gongyak.lines import Detail, Outcome, Topic
from gongyak.participation import Count, Participation, StatedCount
from gongyak.people import Assignment, Tenure
from gongyak.photos import Photo, Picture
from gongyak.pledges import NotApplicable, Pledge, Remark, StatusEntry, TopicOrder
from gongyak.store.queries import AnyRow
from gongyak.when import When

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongyak.halfyear import HalfYear

Part = list[AnyRow]
Optional = TypeVar("Optional", When, "When | None")


def assemble(own: AnyRow, parts: Mapping[str, Part]) -> Pledge:
    """Return the pledge of its *own* row and the rows of its *parts*, by the names of the queries."""
    return Pledge(
        number=own.number,
        name=own.name,
        term=own.term,
        field=own.field,
        department=own.department,
        team=own.team,
        goal=own.goal,
        officers=tuple(Assignment(who, Tenure(since, until)) for _, who, since, until in parts["officers"]),
        statuses=tuple(StatusEntry(half_year, status) for _, half_year, status in parts["statuses"]),
        topics=_topics(parts["lines"], parts["outcomes"]),
        orders=_orders(parts["orders"]),
        projects=_projects(parts["projects"], parts["statements"], parts["cells"]),
        overall=_overall(parts["overall"], parts["overall_cells"]),
        participation=Participation(
            tuple(Count(*values) for _, *values in parts["counts"]),
            tuple(StatedCount(*values) for _, *values in parts["stated"]),
        ),
        remarks=tuple(Remark(*values) for _, *values in parts["remarks"]),
        photos=tuple(map(_photo, parts["photos"])),
        events=tuple(map(event, parts["events"])),
        not_applicable=tuple(NotApplicable(*values) for _, *values in parts["not_applicable"]),
    )


def event(row: AnyRow) -> PlannedEvent:
    """Return the event of a row."""
    _, key, name, when, written, place, responsible, line, state, kind, leads = row
    return PlannedEvent(
        id=key,
        name=name,
        when=_written(when, written),
        place=place,
        responsible=responsible,
        line=line,
        state=state,
        kind=kind,
        leads=leads,
    )


def _topics(lines: Part, outcomes: Part) -> tuple[Topic, ...]:
    told: defaultdict[str, list[Outcome]] = defaultdict(list)
    for row in outcomes:
        told[row.line].append(_outcome(row))
    details: defaultdict[str, list[Detail]] = defaultdict(list)
    topics = []
    for row in lines:
        _, key, parent, *_ = row
        if parent is None:
            topics.append((key, row))
        else:
            details[parent].append(Detail(**_line(row), outcomes=tuple(told.get(key, ()))))
    return tuple(
        Topic(**_line(row), outcomes=tuple(told.get(key, ())), details=tuple(details.get(key, ())))
        for key, row in topics
    )


def _line(row: AnyRow) -> dict[str, Any]:
    _, key, _, text, entered, stand, side, when, written = row
    return {
        "id": key,
        "text": text,
        "entered": entered,
        "stand": stand,
        "side": side,
        "when": _written(when, written),
    }


def _outcome(row: AnyRow) -> Outcome:
    _, _, reported, fate, text, reason, when, written = row
    return Outcome(reported=reported, fate=fate, when=_written(when, written), text=text, reason=reason)


def _written(when: Optional, written: str | None) -> Optional:
    """Return the date with what was written, where that was kept."""
    return when if when is None or written is None else when.as_written(written)


def _orders(rows: Part) -> tuple[TopicOrder, ...]:
    topics: defaultdict[HalfYear, list[str]] = defaultdict(list)
    for _, half_year, topic in rows:
        topics[half_year].append(topic)
    return tuple(TopicOrder(half_year, tuple(ids)) for half_year, ids in topics.items())


def _projects(projects: Part, statements: Part, cells: Part) -> tuple[UnitProject, ...]:
    filled: defaultdict[tuple[str, HalfYear], list[BudgetCell]] = defaultdict(list)
    for _, project, as_of, *values in cells:
        filled[project, as_of].append(_cell(values))
    dated: defaultdict[str, list[Statement]] = defaultdict(list)
    for _, project, as_of in statements:
        dated[project].append(Statement(as_of, tuple(filled.get((project, as_of), ()))))
    return tuple(UnitProject(key, name, tuple(dated.get(key, ()))) for _, key, name in projects)


def _overall(statements: Part, cells: Part) -> tuple[Statement, ...]:
    filled: defaultdict[HalfYear, list[BudgetCell]] = defaultdict(list)
    for _, as_of, *values in cells:
        filled[as_of].append(_cell(values))
    return tuple(Statement(as_of, tuple(filled.get(as_of, ()))) for _, as_of in statements)


def _cell(values: Sequence[Any]) -> BudgetCell:
    source, column, *amounts = values
    return BudgetCell(source, column, Amounts(*amounts))


def _photo(row: AnyRow) -> Photo:
    _, key, caption, entered, retired, *picture = row
    return Photo(key, caption, Picture(*picture), entered, retired)
