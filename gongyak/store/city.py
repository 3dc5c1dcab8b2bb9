"""Reading and writing the city."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from gongyak.city import City, DayException, QuietDays
from gongyak.people import Absence, Department, Official, Post, Tenure
from gongyak.store.assembly import event
from gongyak.store.difference import bring
from gongyak.store.errors import NoCity
from gongyak.store.keeping import while_facts_stand
from gongyak.store.queries import PARTS
from gongyak.store.rows import event_row
from gongyak.store.tables import (
    AbsenceRow,
    CityRow,
    DayRow,
    DepartmentRow,
    EventRow,
    FieldRow,
    OfficialRow,
    PostRow,
    QuietRow,
    SourceRow,
    TeamRow,
    TermColumnRow,
    TermRow,
)
from gongyak.term import Term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sqlalchemy.orm import Session

    from gongyak.store.base import Fact

Values = dict[str, Any]
_THE_CITY: Final = 1
_ABSENCES: Final = select(
    AbsenceRow.official, AbsenceRow.since, AbsenceRow.until, AbsenceRow.deputy
).order_by(AbsenceRow.position)


def read_city(session: Session) -> City:
    """Return the city with its events of no one pledge; raises `NoCity` where none has been entered."""
    city = find_city(session)
    if city is None:
        raise NoCity
    return city


def find_city(session: Session) -> City | None:
    """Return what `read_city` does, or None where no city has been entered yet."""
    return while_facts_stand(session, "city", lambda: _find(session))


def _find(session: Session) -> City | None:
    name = session.scalar(select(CityRow.name))
    if name is None:
        return None
    return City(
        name=name,
        sources=tuple(session.scalars(select(SourceRow.name).order_by(SourceRow.position))),
        fields=tuple(session.scalars(select(FieldRow.name).order_by(FieldRow.position))),
        terms=tuple(_terms(session)),
        departments=tuple(_departments(session)),
        officials=tuple(_officials(session)),
        days=tuple(_days(session)),
        events=tuple(map(event, session.execute(PARTS["events"].where(EventRow.pledge.is_(None))))),
        quiet=tuple(_quiet(session)),
    )


def write_city(session: Session, city: City) -> None:
    """Make what is stored of the city equal to *city*, and audit each row that differs.

    Whatever pledges refer to must stay; taking it away is `Refused` when the unit of work ends.  Raises
    `TwiceTheSame`, `NotStorable`.
    """
    lock_city(session)
    with session.no_autoflush:
        for kind, rows_of in _ROWS.items():
            bring(session, kind, session.scalars(select(kind)).all(), list(rows_of(city)))
        stored = session.scalars(select(EventRow).where(EventRow.pledge.is_(None))).all()
        bring(session, EventRow, stored, [event_row(each, None) for each in city.events])
    session.flush()


def lock_city(session: Session) -> None:
    """Let no other writer come between what is read next of the city and what is written of it."""
    session.get(CityRow, _THE_CITY, with_for_update=True)


def find_official(session: Session, key: str) -> Official | None:
    """Return the official with the id *key* with their posts, without absences; None: there is none."""
    row = session.execute(
        select(OfficialRow.name, OfficialRow.email, OfficialRow.phone).where(OfficialRow.id == key)
    ).one_or_none()
    if row is None:
        return None
    columns = (PostRow.role, PostRow.department, PostRow.team, PostRow.since, PostRow.until)
    posts = session.execute(select(*columns).where(PostRow.official == key).order_by(PostRow.position))
    return Official(key, *row, tuple(_post(list(post)) for post in posts))


def _terms(session: Session) -> Iterator[Term]:
    labels = _grouped(
        session.execute(
            select(TermColumnRow.term, TermColumnRow.column_key, TermColumnRow.label).order_by(
                TermColumnRow.position
            )
        )
    )
    rows = select(TermRow.name, TermRow.first_day, TermRow.last_day).order_by(TermRow.first_day)
    for name, first_day, last_day in session.execute(rows):
        yield Term(name, first_day, last_day, tuple((key, label) for key, label in labels[name]))


def _departments(session: Session) -> Iterator[Department]:
    teams = _grouped(session.execute(select(TeamRow.department, TeamRow.name).order_by(TeamRow.position)))
    for name in session.scalars(select(DepartmentRow.name).order_by(DepartmentRow.position)):
        yield Department(name, tuple(team for (team,) in teams[name]))


def _officials(session: Session) -> Iterator[Official]:
    columns = (PostRow.official, PostRow.role, PostRow.department, PostRow.team, PostRow.since, PostRow.until)
    posts = _grouped(session.execute(select(*columns).order_by(PostRow.position)))
    away = _grouped(session.execute(_ABSENCES))
    rows = select(OfficialRow.id, OfficialRow.name, OfficialRow.email, OfficialRow.phone)
    for key, name, email, phone in session.execute(rows.order_by(OfficialRow.position)):
        yield Official(
            key, name, email, phone, tuple(map(_post, posts[key])), tuple(map(_absence, away[key]))
        )


def _post(values: list[Any]) -> Post:
    role, department, team, since, until = values
    return Post(role, department, team, Tenure(since, until))


def _absence(values: list[Any]) -> Absence:
    since, until, deputy = values
    return Absence(Tenure(since, until), deputy)


def _days(session: Session) -> Iterator[DayException]:
    rows = select(DayRow.day, DayRow.works, DayRow.source).order_by(DayRow.day)
    for day, works, source in session.execute(rows):
        yield DayException(day, works, source)


def _quiet(session: Session) -> Iterator[QuietDays]:
    rows = select(QuietRow.first_day, QuietRow.last_day, QuietRow.reason).order_by(QuietRow.first_day)
    for first, last, reason in session.execute(rows):
        yield QuietDays(first, last, reason)


def _grouped(rows: Iterable[Any]) -> defaultdict[str, list[list[Any]]]:
    """Return the rows without their first column, by it."""
    groups: defaultdict[str, list[list[Any]]] = defaultdict(list)
    for key, *values in rows:
        groups[key].append(values)
    return groups


def _posts(city: City) -> Iterator[Values]:
    for official in city.officials:
        for post in official.posts:
            yield {
                "official": official.id,
                "role": post.role,
                "department": post.department,
                "team": post.team,
                "since": post.tenure.since,
                "until": post.tenure.until,
            }


def _absences(city: City) -> Iterator[Values]:
    for official in city.officials:
        for absence in official.absences:
            yield {
                "official": official.id,
                "since": absence.tenure.since,
                "until": absence.tenure.until,
                "deputy": absence.deputy,
            }


def _term_columns(city: City) -> Iterator[Values]:
    for term in city.terms:
        for key, label in term.column_labels:
            yield {"term": term.name, "column_key": key, "label": label}


def _teams(city: City) -> Iterator[Values]:
    for department in city.departments:
        for team in department.teams:
            yield {"department": department.name, "name": team}


def _named(names: Iterable[str]) -> Iterator[Values]:
    return ({"name": name} for name in names)


_ROWS: Final[dict[type[Fact], Callable[[City], Iterable[Values]]]] = {
    CityRow: lambda city: [{"id": _THE_CITY, "name": city.name}],
    SourceRow: lambda city: _named(city.sources),
    FieldRow: lambda city: _named(city.fields),
    TermRow: lambda city: (
        {"name": term.name, "first_day": term.first_day, "last_day": term.last_day} for term in city.terms
    ),
    TermColumnRow: _term_columns,
    DepartmentRow: lambda city: _named(department.name for department in city.departments),
    TeamRow: _teams,
    OfficialRow: lambda city: (
        {"id": each.id, "name": each.name, "email": each.email, "phone": each.phone}
        for each in city.officials
    ),
    PostRow: _posts,
    AbsenceRow: _absences,
    DayRow: lambda city: ({"day": day.day, "works": day.works, "source": day.source} for day in city.days),
    QuietRow: lambda city: (
        {"first_day": each.first, "last_day": each.last, "reason": each.reason} for each in city.quiet
    ),
}
