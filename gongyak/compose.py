"""From facts to the report's view: what the report of one pledge for one half-year prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, count
from typing import Final

from gongyak import budget_tables, participation_notes, references
from gongyak.city import City
from gongyak.halfyear import HalfYear
from gongyak.lines import Line, Topic
from gongyak.people import Official, Role
from gongyak.periods import Group, GroupKind, period_groups
from gongyak.pledges import Pledge, Remark, RemarkKind
from gongyak.printing import write_day, write_line, write_when
from gongyak.reports import EDITION, LineView, PeriodView, PersonView, PhotoView, ReportView, TopicView, Trace
from gongyak.term import Term

_NO_TOPIC: Final = TopicView("", "", "해당 사항 없음", ())
_PHOTOS_A_ROW: Final = 2
_REMARKS: Final = {RemarkKind.PROBLEM: "problems", RemarkKind.MEASURE: "measures"}


@dataclass(frozen=True)
class Basis:
    """What the report of one pledge for one half-year is made from, and its checks look at: worked out once.

    Raises `OutsideTerm` when asked for a half-year outside the pledge's term.
    """

    city: City
    pledge: Pledge
    half_year: HalfYear

    @cached_property
    def term(self) -> Term:
        """The pledge's term."""
        return self.city.term_named(self.pledge.term)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The period groups, in the order of the form."""
        return period_groups(self.pledge, self.term, self.half_year)

    @cached_property
    def layouts(self) -> tuple[budget_tables.Layout, budget_tables.Layout]:
        """The tables of planned, and of secured and executed money."""
        return budget_tables.layouts(self.city.sources, self.term, self.pledge, self.half_year)

    @cached_property
    def remarks(self) -> tuple[Remark, ...]:
        """The problems and measures that this report prints."""
        return tuple(remark for remark in self.pledge.remarks if remark.stands_in(self.half_year))


def compose_report(city: City, pledge: Pledge, half_year: HalfYear) -> ReportView:
    """Return the view of the report of *pledge* for *half_year*; raise `OutsideTerm`.

    The same facts give an equal view, whenever it is composed: nothing is read but the arguments.
    """
    return compose(Basis(city, pledge, half_year))


def compose(basis: Basis) -> ReportView:
    """Return the view of the report that is made from *basis*; raise `OutsideTerm`."""
    city, pledge, half_year, term = basis.city, basis.pledge, basis.half_year, basis.term
    groups, (planned, secured), remarks = basis.groups, basis.layouts, basis.remarks
    return ReportView(
        edition=EDITION,
        number=pledge.number,
        name=pledge.name,
        field=pledge.field,
        goal=pledge.goal or "",
        status=pledge.status_by(half_year) or "",
        term=term.name,
        department=pledge.department,
        team=pledge.team or "",
        half_year=half_year.name,
        as_of=write_day(half_year.last_day),
        people=tuple(_people(city, pledge, half_year)),
        periods=tuple(_period(group, term, half_year) for group in groups),
        participation=participation_notes.view(pledge.participation, half_year),
        planned=planned.table,
        secured=secured.table,
        problems=tuple(_line(each.id, each.text) for each in remarks if each.kind is RemarkKind.PROBLEM),
        measures=tuple(_line(each.id, each.text) for each in remarks if each.kind is RemarkKind.MEASURE),
        photos=_photo_rows(pledge, half_year),
        trace=tuple(
            chain(
                _trace_lines(groups, term, half_year),
                participation_notes.trace(pledge.participation, half_year),
                planned.trace,
                secured.trace,
                _trace_remarks(remarks),
                _trace_photos(pledge, half_year),
            )
        ),
    )


def group_label(kind: GroupKind, term: Term, half_year: HalfYear) -> str:
    """Return the label of a period group in the report of *half_year*."""
    match kind:
        case GroupKind.PAST:
            return "그동안 추진실적"
        case GroupKind.CURRENT:
            return f"{half_year.name} 추진실적"
        case GroupKind.PLAN:
            return "임기 후 계획" if half_year == term.last_half else f"{half_year.next.name} 추진계획"


def _period(group: Group, term: Term, half_year: HalfYear) -> PeriodView:
    span = write_when(group.when) if group.when else "향후 추진계획"
    topics = tuple(_topic(topic) for topic in group.topics) or (_NO_TOPIC,)
    return PeriodView(group.kind, group_label(group.kind, term, half_year), f"({span})", topics)


def _topic(topic: Topic) -> TopicView:
    details = tuple(_line(detail.id, write_line(detail)) for detail in topic.details)
    return TopicView(topic.id, _mark(topic.id), write_line(topic), details)


def _line(key: str, text: str) -> LineView:
    return LineView(key, _mark(key), text)


def _mark(key: str) -> str:
    return f"gy_{key}"


def _people(city: City, pledge: Pledge, half_year: HalfYear) -> Iterator[PersonView]:
    """Yield the head, the team lead and the officers in charge on the last day of the half-year."""
    day = half_year.last_day
    for official in city.officials:
        if official.post_on(day, Role.HEAD, pledge.department):
            yield _person(Role.HEAD, official)
    for official in city.officials:
        if pledge.team and official.post_on(day, Role.TEAM_LEAD, pledge.department, pledge.team):
            yield _person(Role.TEAM_LEAD, official)
    officials = {official.id: official for official in city.officials}
    for assignment in pledge.officers:
        if day in assignment.tenure:
            yield _person(Role.OFFICER, officials[assignment.official])


def _person(role: Role, official: Official) -> PersonView:
    return PersonView(role, official.name, official.phone or "")


def _photo_rows(pledge: Pledge, half_year: HalfYear) -> tuple[tuple[PhotoView, ...], ...]:
    shown = [
        PhotoView(photo.id, photo.caption, photo.picture.checksum, photo.picture.width, photo.picture.height)
        for photo in pledge.photos
        if photo.stands_in(half_year)
    ]
    return tuple(tuple(shown[i : i + _PHOTOS_A_ROW]) for i in range(0, len(shown), _PHOTOS_A_ROW))


def _trace_lines(groups: tuple[Group, ...], term: Term, half_year: HalfYear) -> Iterator[Trace]:
    for i, group in enumerate(groups):
        place = ("추진실적 및 추진계획", group_label(group.kind, term, half_year))
        for j, topic in enumerate(group.topics):
            path = ("periods", i, "topics", j)
            yield _trace_line(place, topic, half_year, path)
            for k, detail in enumerate(topic.details):
                yield _trace_line(place, detail, half_year, (*path, "details", k))


def _trace_line(
    place: tuple[str, ...], entry: Line, half_year: HalfYear, path: tuple[str | int, ...]
) -> Trace:
    return Trace(place, write_line(entry), references.line(entry, half_year), (*path, "text"))


def _trace_remarks(remarks: Iterable[Remark]) -> Iterator[Trace]:
    numbers = {kind: count() for kind in RemarkKind}
    for remark in remarks:
        path = (_REMARKS[remark.kind], next(numbers[remark.kind]), "text")
        yield Trace(("문제점 및 개선대책",), remark.text, (f"remark:{remark.id}",), path)


def _trace_photos(pledge: Pledge, half_year: HalfYear) -> Iterator[Trace]:
    shown = (photo for photo in pledge.photos if photo.stands_in(half_year))
    for number, photo in enumerate(shown):
        path = ("photos", *divmod(number, _PHOTOS_A_ROW), "caption")
        yield Trace(("관련 사진",), photo.caption, (f"photo:{photo.id}",), path)
