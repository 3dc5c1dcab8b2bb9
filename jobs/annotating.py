"""Putting findings and marks of change on the printed texts of a report that they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from gongyak.budget_tables import PLANNED, SECURED
from gongyak.documents import Comment, Commented
from gongyak.findings import Finding, Severity
from gongyak.participation import Category
from gongyak.participation_notes import NOTE_TITLES
from gongyak.participation_notes import TITLE as PARTICIPATION
from gongyak.reports import BudgetTable, ReportView, TextPath

AUTHOR: Final = "공약 점검"
INITIALS: Final = "점검"
_DOT: Final = " · "
_NAME: Final = "공약명"
_WHOLE: Final[TextPath] = ("name",)
_RANKS: Final = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Annotated:
    """The fields of a form, annotated, and the texts whose comments the document must show."""

    context: Mapping[str, object]
    commented: tuple[Commented, ...]


def annotate(
    context: Mapping[str, object],
    view: ReportView,
    findings: Iterable[Finding],
    marks: Mapping[TextPath, str],
    when: datetime,
) -> Annotated:
    """Return *context* (the fields made of *view*) with each finding and each mark on its text.

    A finding stands on the text it is about; where that is not printed, on the first text of its block (the
    period, the table, …); where the block is not printed either, on the pledge's name, and says its place.
    *marks* are labels by path, empty for none.  Comments are dated *when*.
    """
    anchors = Anchors(view)
    found: defaultdict[TextPath, list[Finding]] = defaultdict(list)
    for finding in sorted(findings, key=lambda each: _RANKS[each.severity]):
        found[anchors.path_of(finding)].append(finding)
    commented = []
    annotated: Any = context
    for path in dict.fromkeys((*found, *marks)):
        comments = tuple(_comment(each, path, when) for each in found.get(path, ()))
        text = Commented(text_at(view, path), comments, marks.get(path))
        commented += [text] if comments else []
        annotated = _put(annotated, path, text)
    return Annotated(annotated, tuple(commented))


class Anchors:
    """Where in a view findings go: by place and row, else by place, else by the block the place is in."""

    def __init__(self, view: ReportView) -> None:
        """Learn the places of *view* from its trace and its blocks."""
        self._exact: dict[tuple[str, str], TextPath] = {}
        self._places: dict[str, TextPath] = dict(_blocks(view))
        for trace in view.trace:
            place = _DOT.join(trace.place)
            self._places.setdefault(place, trace.path)
            for row in trace.rows:
                self._exact.setdefault((place, row), trace.path)

    def path_of(self, finding: Finding) -> TextPath:
        """Return the path of the text that *finding* goes to."""
        place = finding.place
        for row in finding.rows:
            if exact := self._exact.get((place, row)):
                return exact
        while place:
            if block := self._places.get(place):
                return block
            place = place.rpartition(_DOT)[0]
        return _WHOLE


def text_at(view: ReportView, path: TextPath) -> str:
    """Return the text of *view* at *path*; raise LookupError or AttributeError where there is none."""
    node: Any = view
    for step in path:
        node = getattr(node, step) if isinstance(step, str) else node[step]
    return str(node)


def _comment(finding: Finding, path: TextPath, when: datetime) -> Comment:
    """Return what a person reads; far from its place a finding says it."""
    text = f"[{finding.severity}] {finding.message}\n→ {finding.remedy}"
    place = finding.place
    if path == _WHOLE and place != _NAME:
        text, place = f"({place})\n{text}", ""
    return Comment(AUTHOR, INITIALS, text, when, small=finding.rule, place=place)


def _put(node: Any, path: TextPath, text: Commented) -> Any:  # noqa: ANN401 - any shape a view or context has
    """Return *node* with *text* at *path*; what else it holds is shared."""
    if not path:
        return text
    step, rest = path[0], path[1:]
    if isinstance(node, Mapping):
        return {**node, step: _put(node[step], rest, text)}
    if isinstance(node, Sequence):
        items = list(node)
        items[int(step)] = _put(items[int(step)], rest, text)
        return items
    return replace(node, **{str(step): _put(getattr(node, str(step)), rest, text)})


def _blocks(view: ReportView) -> Iterator[tuple[str, TextPath]]:
    """Yield the places of blocks with their first printed text, the most special first to be found."""
    yield _NAME, _WHOLE
    yield "주관부서", ("department",)
    roles = {person.role: i for i, person in reversed(list(enumerate(view.people)))}
    yield from ((f"주관부서{_DOT}{role}", ("people", i, "name")) for role, i in roles.items())
    for i, period in enumerate(view.periods):
        yield f"추진실적 및 추진계획{_DOT}{period.label}", ("periods", i, "topics", 0, "text")
    yield PARTICIPATION, ("participation", Category.MEETING.value)
    for category in Category:
        yield f"{PARTICIPATION}{_DOT}{NOTE_TITLES[category]}", ("participation", category.value)
    for kind, table in ((PLANNED, view.planned), (SECURED, view.secured)):
        yield from _budget_blocks(kind.name, kind.title, table)
    remarks = [name for name in ("problems", "measures") if getattr(view, name)]
    yield from (("문제점 및 개선대책", (name, 0, "text")) for name in remarks[:1])
    if view.photos:
        yield "관련 사진", ("photos", 0, 0, "caption")


def _budget_blocks(table: str, title: str, budget: BudgetTable) -> Iterator[tuple[str, TextPath]]:
    if budget.projects:
        yield title, (table, "projects", 0, "name")
    for p, project in enumerate(budget.projects):
        yield f"{title}{_DOT}{project.name}", (table, "projects", p, "name")
        for r, row in enumerate(project.rows):
            for c, head in enumerate(budget.columns):
                path = (table, "projects", p, "rows", r, "amounts", c)
                yield _DOT.join((title, project.name, row.source, head)), path
