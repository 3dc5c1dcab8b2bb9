"""Makes facts of entries: the half of the way in that follows when nothing is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Final

from gongyak.budget import Amounts, BudgetCell, Statement, UnitProject
from gongyak.city import City, DayException, QuietDays
from gongyak.events import PlannedEvent
from gongyak.exchange.entries import (
    CategoryEntry,
    CityFile,
    DetailEntry,
    EventEntry,
    NotApplicableEntry,
    OfficialEntry,
    OutcomeEntry,
    PledgeFile,
    RemarkEntry,
    StatementEntry,
    TopicEntry,
)
from gongyak.exchange.ids import Ids
from gongyak.halfyear import HalfYear
from gongyak.lines import Detail, Outcome, Stand, Topic
from gongyak.money import Money
from gongyak.participation import Category, Count, Participation, StatedCount
from gongyak.people import Absence, Assignment, Department, Official, Post, Tenure
from gongyak.photos import Photo, Picture
from gongyak.pledges import NotApplicable, Pledge, Remark, RemarkKind, StatusEntry, TopicOrder
from gongyak.term import AFTER, BEFORE, Term

TOTAL: Final = "계"
COLUMN_NAMES: Final = {BEFORE: "기투자", AFTER: "임기후"}
_COLUMN_KEYS: Final = {name: key for key, name in COLUMN_NAMES.items()}


def column_key(name: str) -> str | None:
    """Return the key of the budget column that files call *name*; None for 계."""
    return None if name == TOTAL else _COLUMN_KEYS.get(name, name)


def column_name(key: str | None) -> str:
    """Return what files call the budget column *key* (None: the total)."""
    return TOTAL if key is None else COLUMN_NAMES.get(key, key)


def city_of(file: CityFile) -> City:
    """Return the city that *file* tells of."""
    ids = Ids("city", _given(file.events))
    return City(
        name=file.name,
        sources=file.sources,
        fields=file.fields,
        terms=tuple(
            Term(
                term.name,
                term.first_day,
                term.last_day,
                tuple((column_key(name) or TOTAL, head) for name, head in term.column_labels.items()),
            )
            for term in file.terms
        ),
        departments=tuple(Department(entry.name, entry.teams) for entry in file.departments),
        officials=tuple(_official(entry) for entry in file.officials),
        days=tuple(DayException(entry.day, entry.works, entry.source) for entry in file.days),
        events=_events(file.events, ids),
        quiet=tuple(QuietDays(entry.first, entry.last, entry.reason) for entry in file.quiet),
    )


def _official(entry: OfficialEntry) -> Official:
    posts = tuple(
        Post(post.role, post.department, post.team, Tenure(post.since, post.until)) for post in entry.posts
    )
    absences = tuple(Absence(Tenure(each.since, each.until), each.deputy) for each in entry.absences)
    return Official(entry.id, entry.name, entry.email, entry.phone, posts, absences)


def pledge_of(file: PledgeFile, city: City, pictures: Mapping[str, Picture]) -> Pledge:
    """Return the pledge that *file* tells of; *pictures* has those of the photos by the files' names."""
    ids = Ids(file.number, _given(_entries_with_ids(file)))
    return Pledge(
        number=file.number,
        name=file.name,
        term=file.term,
        field=file.field,
        department=file.department,
        team=file.team,
        goal=file.goal,
        officers=tuple(Assignment(each.official, Tenure(each.since, each.until)) for each in file.officers),
        statuses=tuple(StatusEntry(half, status) for half, status in sorted(file.statuses.items())),
        topics=tuple(_topic(entry, ids) for entry in file.topics),
        orders=tuple(TopicOrder(half, topics) for half, topics in sorted(file.orders.items())),
        projects=tuple(
            UnitProject(
                ids.of(entry.id, "project", entry.name), entry.name, _statements(entry.statements, city)
            )
            for entry in file.projects
        ),
        overall=_statements(file.overall, city),
        participation=_participation(file.participation),
        remarks=_remarks(file, ids),
        photos=tuple(
            Photo(
                ids.of(entry.id, "photo", entry.file, entry.caption, entry.entered),
                entry.caption,
                pictures[entry.file],
                entry.entered,
                entry.retired,
            )
            for entry in file.photos
        ),
        events=_events(file.events, ids),
        not_applicable=_not_applicable(file.not_applicable),
    )


def _entries_with_ids(file: PledgeFile) -> Iterable[object]:
    details = chain.from_iterable(topic.details for topic in file.topics)
    groups = (file.topics, details, file.projects, file.problems, file.measures, file.photos, file.events)
    return chain.from_iterable(groups)


def _given(entries: Iterable[object]) -> set[str]:
    return {given for entry in entries if (given := getattr(entry, "id", None)) is not None}


def _topic(entry: TopicEntry, ids: Ids) -> Topic:
    own = ids.of(entry.id, "topic", entry.text, entry.entered)
    return Topic(
        id=own,
        text=entry.text,
        entered=entry.entered,
        stand=_stand(plan=entry.plan),
        when=entry.when,
        side=entry.side,
        outcomes=_outcomes(entry.outcomes),
        details=tuple(_detail(detail, entry, ids) for detail in entry.details),
    )


def _detail(entry: DetailEntry, topic: TopicEntry, ids: Ids) -> Detail:
    entered = entry.entered or topic.entered
    return Detail(
        id=ids.of(entry.id, "detail", topic.text, entry.text, entered),
        text=entry.text,
        entered=entered,
        stand=_stand(plan=topic.plan if entry.plan is None else entry.plan),
        when=entry.when,
        side=entry.side,
        outcomes=_outcomes(entry.outcomes),
    )


def _stand(*, plan: bool) -> Stand:
    return Stand.PLAN if plan else Stand.RESULT


def _outcomes(entries: tuple[OutcomeEntry, ...]) -> tuple[Outcome, ...]:
    made = (
        Outcome(reported=each.reported, fate=each.fate, when=each.when, text=each.text, reason=each.reason)
        for each in entries
    )
    return tuple(sorted(made, key=lambda outcome: outcome.reported))


def _statements(entries: Mapping[HalfYear, StatementEntry], city: City) -> tuple[Statement, ...]:
    return tuple(Statement(half, _cells(entry, city)) for half, entry in sorted(entries.items()))


def _cells(entry: StatementEntry, city: City) -> tuple[BudgetCell, ...]:
    """Return the cells in the order of the form: 계 first, then sources and columns in theirs."""
    tables = [_flat(table) for table in (entry.planned, entry.secured, entry.executed)]
    entered = {place for table in tables for place in table}
    return tuple(
        BudgetCell(*place, Amounts(*(table.get(place) for table in tables)))
        for place in sorted(entered, key=lambda place: _form_order(place, city))
    )


def _flat(table: Mapping[str, Mapping[str, Money | None]]) -> dict[tuple[str | None, str | None], Money]:
    return {
        (None if source == TOTAL else source, column_key(name)): amount
        for source, row in table.items()
        for name, amount in row.items()
        if amount is not None
    }


def _form_order(place: tuple[str | None, str | None], city: City) -> tuple[int, str]:
    source, column = place
    row = -1 if source is None else city.sources.index(source)
    column_rank = {None: "0", BEFORE: "1", AFTER: "3"}.get(column, f"2{column}")
    return row, column_rank


def _participation(entries: Mapping[Category, CategoryEntry]) -> Participation:
    ordered = [(category, entries[category]) for category in Category if category in entries]
    counts = (
        Count(category, label, half, number)
        for category, entry in ordered
        for label, numbers in entry.counts.items()
        for half, number in sorted(numbers.items())
    )
    stated = (
        StatedCount(category, half, each.total, each.note)
        for category, entry in ordered
        for half, each in sorted(entry.stated.items())
    )
    return Participation(tuple(counts), tuple(stated))


def _not_applicable(entries: Iterable[NotApplicableEntry]) -> tuple[NotApplicable, ...]:
    found = (NotApplicable(each.half_year, each.block, each.reason) for each in entries)
    return tuple(sorted(found, key=lambda each: (each.half_year, each.block)))


def _remarks(file: PledgeFile, ids: Ids) -> tuple[Remark, ...]:
    return (
        *(_remark(entry, RemarkKind.PROBLEM, ids) for entry in file.problems),
        *(_remark(entry, RemarkKind.MEASURE, ids) for entry in file.measures),
    )


def _remark(entry: RemarkEntry, kind: RemarkKind, ids: Ids) -> Remark:
    own = ids.of(entry.id, kind, entry.text, entry.entered)
    return Remark(own, kind, entry.text, entry.entered, entry.retired)


def _events(entries: tuple[EventEntry, ...], ids: Ids) -> tuple[PlannedEvent, ...]:
    return tuple(
        PlannedEvent(
            id=ids.of(entry.id, "event", entry.name, entry.when),
            name=entry.name,
            when=entry.when,
            place=entry.place,
            responsible=entry.responsible,
            line=entry.line,
            state=entry.state,
            kind=entry.kind,
            leads=entry.leads,
        )
        for entry in entries
    )
