"""What is new in a report since the one before it: where that stands in the view, and how it is called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from gongyak.participation import Category
from gongyak.reports import BudgetTable, LineView, ReportView
from jobs.annotating import TextPath

NEW: Final = "신규"
CHANGED: Final = "변경"
UNNAMED: Final = ""
"""The mark of figures and short words: a label would not fit beside them."""


def marks_since(view: ReportView, before: ReportView) -> dict[TextPath, str]:
    """Return the mark of every text of *view* that the report *before* did not print.

    A line is known by its id: it is new, or its words have changed; one that only stands in another period
    than before is neither.  Figures, notes and the state are compared place by place and carry no label.
    """
    told: defaultdict[str, set[str]] = defaultdict(set)
    for _, key, text in _lines(before):
        told[key].add(text)
    marks: dict[TextPath, str] = {}
    for path, key, text in _lines(view):
        if text not in told[key]:
            marks[path] = CHANGED if told[key] else NEW
    figures = {place: text for _, place, text in _figures(before)}
    for path, place, text in _figures(view):
        if text and text != figures.get(place):
            marks[path] = UNNAMED
    return marks


def _lines(view: ReportView) -> Iterator[tuple[TextPath, str, str]]:
    """Yield path, id and text of all that has an id."""
    for i, period in enumerate(view.periods):
        for j, topic in enumerate(period.topics):
            path = ("periods", i, "topics", j)
            if topic.id:
                yield (*path, "text"), topic.id, topic.text
            yield from _texts((*path, "details"), topic.details)
    yield from _texts(("problems",), view.problems)
    yield from _texts(("measures",), view.measures)
    for i, row in enumerate(view.photos):
        for j, photo in enumerate(row):
            if photo.caption:
                yield ("photos", i, j, "caption"), f"photo {photo.id}", photo.caption


def _texts(path: TextPath, lines: tuple[LineView, ...]) -> Iterator[tuple[TextPath, str, str]]:
    return (((*path, n, "text"), line.id, line.text) for n, line in enumerate(lines))


def _figures(view: ReportView) -> Iterator[tuple[TextPath, tuple[str, ...], str]]:
    """Yield path, place and text of all that stands in the same place in every report."""
    for name in ("name", "status", "goal", "department", "team"):
        yield (name,), (name,), getattr(view, name)
    for category in Category:
        path = ("participation", category.value)
        yield path, (*path,), getattr(view.participation, category.value)
    for n, note in enumerate(view.participation.notes):
        yield ("participation", "notes", n, "text"), ("note", note.title), note.text
    yield from _cells("planned", view.planned)
    yield from _cells("secured", view.secured)


def _cells(table: str, budget: BudgetTable) -> Iterator[tuple[TextPath, tuple[str, ...], str]]:
    for p, project in enumerate(budget.projects):
        for r, row in enumerate(project.rows):
            path = (table, "projects", p, "rows", r)
            place = (table, project.name, row.source)
            yield (*path, "total"), place, row.total
            for c, (head, amount) in enumerate(zip(budget.columns, row.amounts, strict=True)):
                yield (*path, "amounts", c), (*place, head), amount
