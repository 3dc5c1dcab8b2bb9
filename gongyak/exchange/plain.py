"""Makes plain data of facts: the way out, the reverse of `facts`.  What is empty is left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from gongyak.budget import Statement
from gongyak.city import City
from gongyak.errors import GongyakError
from gongyak.events import PlannedEvent
from gongyak.exchange.emitting import Data
from gongyak.exchange.facts import TOTAL, column_name
from gongyak.lines import Detail, Line, Outcome, Side, Stand, Topic
from gongyak.money import Money
from gongyak.notation import read_when
from gongyak.participation import Category, Participation
from gongyak.people import Official, Tenure
from gongyak.photos import Photo
from gongyak.pledges import Pledge, Remark, RemarkKind
from gongyak.term import Term
from gongyak.when import When

Table: TypeAlias = dict[str, Data]


def plain_city(city: City) -> Table:
    """Return what ``city.yaml`` says of *city*."""
    return _filled(
        name=city.name,
        sources=city.sources,
        fields=city.fields,
        terms=[_term(term) for term in city.terms],
        departments=[_filled(name=each.name, teams=each.teams) for each in city.departments],
        officials=[_official(official) for official in city.officials],
        days=[
            _filled(day=str(each.day), works=_flag(value=each.works), source=each.source)
            for each in city.days
        ],
        events=[_event(event) for event in city.events],
        quiet=[
            _filled(first=str(each.first), last=str(each.last), reason=each.reason) for each in city.quiet
        ],
    )


def plain_pledge(pledge: Pledge, files: Mapping[str, str]) -> Table:
    """Return what a pledge's file says of *pledge*; *files* has the names of pictures by their checksums."""
    return _filled(
        number=pledge.number,
        name=pledge.name,
        term=pledge.term,
        field=pledge.field,
        department=pledge.department,
        team=pledge.team,
        goal=pledge.goal,
        officers=[{"official": each.official, **_tenure(each.tenure)} for each in pledge.officers],
        statuses={str(entry.half_year): entry.status.value for entry in pledge.statuses},
        topics=[_topic(topic) for topic in pledge.topics],
        orders={str(order.half_year): order.topics for order in pledge.orders},
        projects=[
            _filled(id=each.id, name=each.name, statements=_statements(each.statements))
            for each in pledge.projects
        ],
        overall=_statements(pledge.overall),
        participation=_participation(pledge.participation),
        problems=_remarks(pledge.remarks, RemarkKind.PROBLEM),
        measures=_remarks(pledge.remarks, RemarkKind.MEASURE),
        photos=[_photo(photo, files) for photo in pledge.photos],
        events=[_event(event) for event in pledge.events],
        not_applicable=[
            _filled(half_year=str(each.half_year), block=each.block.value, reason=each.reason)
            for each in pledge.not_applicable
        ],
    )


def _filled(**entries: Data | None) -> Table:
    """Return the entries that hold something; an empty text does, an empty list does not."""
    return {name: value for name, value in entries.items() if value is not None and value not in ((), [], {})}


def _flag(*, value: bool) -> str:
    return "true" if value else "false"


def _tenure(tenure: Tenure) -> Table:
    return _filled(since=str(tenure.since), until=None if tenure.until is None else str(tenure.until))


def _term(term: Term) -> Table:
    labels = {column_name(key): label for key, label in term.column_labels}
    return _filled(
        name=term.name, first_day=str(term.first_day), last_day=str(term.last_day), column_labels=labels
    )


def _official(official: Official) -> Table:
    posts = [
        _filled(role=post.role.value, department=post.department, team=post.team, **_tenure(post.tenure))
        for post in official.posts
    ]
    absences = [_filled(**_tenure(absence.tenure), deputy=absence.deputy) for absence in official.absences]
    return _filled(
        id=official.id,
        name=official.name,
        email=official.email,
        phone=official.phone,
        posts=posts,
        absences=absences,
    )


def plain_when(when: When | None) -> Data | None:
    """Return a date as it was written where it reads back as the same, else in its stored form.

    What was written in a way of its own (``8월 말``) stands beside the stored form.
    """
    if when is None or when.written is None:
        return None if when is None else when.edtf
    try:
        same = read_when(when.written) == when
    except GongyakError:
        same = False
    return when.written if same else {"date": when.edtf, "written": when.written}


def _outcome(outcome: Outcome) -> Table:
    return _filled(
        reported=str(outcome.reported),
        fate=outcome.fate.value,
        when=plain_when(outcome.when),
        text=outcome.text,
        reason=outcome.reason,
    )


def _topic(topic: Topic) -> Table:
    plan = "true" if topic.stand is Stand.PLAN else None
    own = _line(topic, str(topic.entered), plan, Side.AFTER)
    return {**own, **_filled(details=[_detail(detail, topic) for detail in topic.details])}


def _detail(detail: Detail, topic: Topic) -> Table:
    entered = None if detail.entered == topic.entered else str(detail.entered)
    plan = None if detail.stand is topic.stand else _flag(value=detail.stand is Stand.PLAN)
    return _line(detail, entered, plan, Side.BEFORE)


def _line(line: Line, entered: str | None, plan: str | None, usual: Side) -> Table:
    return _filled(
        id=line.id,
        when=plain_when(line.when),
        text=line.text or None,
        entered=entered,
        plan=plan,
        side=None if line.side is usual else line.side.value,
        outcomes=[_outcome(outcome) for outcome in line.outcomes],
    )


def _statements(statements: Iterable[Statement]) -> Table:
    return {str(statement.as_of): _statement(statement) for statement in statements}


def _statement(statement: Statement) -> Table:
    return _filled(**{name: _amounts(statement, name) for name in ("planned", "secured", "executed")})


def _amounts(statement: Statement, name: str) -> Table:
    table: dict[str, dict[str, Data]] = {}
    for cell in statement.cells:
        amount: Money | None = getattr(cell.amounts, name)
        if amount is not None:
            table.setdefault(cell.source or TOTAL, {})[column_name(cell.column)] = int(amount)
    return dict(table)


def _participation(participation: Participation) -> Table:
    return _filled(**{category.value: _category(participation, category) for category in Category})


def _category(participation: Participation, category: Category) -> Table:
    counts: dict[str, dict[str, Data]] = {}
    for count in participation.counts:
        if count.category is category:
            counts.setdefault(count.label, {})[str(count.half_year)] = count.number
    stated = {
        str(each.half_year): _filled(total=each.total, note=each.note)
        for each in participation.stated
        if each.category is category
    }
    return _filled(counts=counts, stated=stated)


def _remarks(remarks: Iterable[Remark], kind: RemarkKind) -> list[Table]:
    return [
        _filled(
            id=each.id,
            text=each.text,
            entered=str(each.entered),
            retired=None if each.retired is None else str(each.retired),
        )
        for each in remarks
        if each.kind is kind
    ]


def _photo(photo: Photo, files: Mapping[str, str]) -> Table:
    return _filled(
        id=photo.id,
        file=files[photo.picture.checksum],
        caption=photo.caption,
        entered=str(photo.entered),
        retired=None if photo.retired is None else str(photo.retired),
    )


def _event(event: PlannedEvent) -> Table:
    own = _filled(
        id=event.id,
        name=event.name,
        when=plain_when(event.when),
        place=event.place,
        responsible=event.responsible,
        line=event.line,
        state=event.state.value,
        kind=event.kind,
    )
    # No lead at all is not the same as none given, which leaves them to the kind.
    return own if event.leads is None else own | {"leads": event.leads}
