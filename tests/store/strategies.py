"""Random facts that keep the rules, for property tests; all of them belong to `CITY`.

Strategies are made once, not at each draw: hypothesis validates each that it has not seen.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, TypeVar

from hypothesis import strategies as st

from gongyak.budget import Amounts, BudgetCell, Statement, UnitProject
from gongyak.city import City, DayException, QuietDays
from gongyak.events import EventState, PlannedEvent
from gongyak.halfyear import HalfYear
from gongyak.lines import Detail, Fate, Outcome, Side, Stand, Topic
from gongyak.money import Money
from gongyak.participation import Category, Count, Participation, StatedCount
from gongyak.people import Absence, Assignment, Department, Official, Post, Role, Tenure
from gongyak.photos import Photo, Picture
from gongyak.pledges import Block, NotApplicable, Pledge, Remark, RemarkKind, Status, StatusEntry, TopicOrder
from gongyak.term import Term
from gongyak.when import Precision, When

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from hypothesis.strategies import SearchStrategy

T = TypeVar("T")

CONTENTS: Final = {sha256(content).hexdigest(): content for content in (b"one", b"two", b"three")}
PICTURES: Final = [Picture(checksum, "image/png", len(content), 2) for checksum, content in CONTENTS.items()]
SOURCES: Final = ("국비", "도비", "시비", "기타")
DEPARTMENTS: Final = (Department("전략산업과", ("전략산업팀", "바이오팀")), Department("총무과"))
OFFICIALS: Final = tuple(Official(key, f"김{key}") for key in ("20230001", "b.lee", "담당"))
CITY: Final = City(
    name="가람시",
    sources=SOURCES,
    fields=("경제", "복지"),
    terms=(
        Term("민선8기", date(2022, 7, 1), date(2026, 6, 30), (("2022", "‘22.7."),)),
        Term("민선9기", date(2026, 7, 1), date(2030, 6, 30)),
    ),
    departments=DEPARTMENTS,
    officials=OFFICIALS,
)

TEXTS: Final = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
NAMES: Final = TEXTS.filter(bool)
KEYS: Final = st.text("abcdefghijklmnopqrstuvwxyz0123456789_", min_size=1, max_size=32)
LINE_KEYS: Final = st.lists(KEYS, max_size=6, unique=True)
DAYS: Final = st.dates(date(2020, 1, 1), date(2031, 12, 31))
OPTIONAL: Final = st.none() | TEXTS
FLAGS: Final = st.booleans()
PRECISIONS: Final = st.sampled_from(Precision)
HALF_YEARS: Final = st.builds(HalfYear, st.integers(2022, 2026), st.sampled_from([1, 2]))


def tuples_of(
    values: SearchStrategy[T], by: Callable[[T], Hashable] | None = None, size: int = 3
) -> SearchStrategy[tuple[T, ...]]:
    """Return tuples of few values, no two of them alike (*by* a key)."""
    return st.lists(values, max_size=size, unique_by=by).map(tuple)


def sorted_by(name: str, values: SearchStrategy[T], size: int = 3) -> SearchStrategy[tuple[T, ...]]:
    """Return tuples of few values in the order of an attribute that differs in all of them."""

    def key(value: T) -> Any:
        return getattr(value, name)

    return tuples_of(values, key, size).map(lambda found: tuple(sorted(found, key=key)))


@cache
@st.composite
def whens(draw: st.DrawFn) -> When:
    """Return a date of any precision, or a range."""
    first, last = sorted((draw(DAYS), draw(DAYS)))
    begins, ends = draw(PRECISIONS), draw(PRECISIONS)
    when = When.unit(first, begins) if draw(FLAGS) else When(first, last, begins, ends)
    return when.as_written(draw(OPTIONAL))


@cache
def tenures() -> SearchStrategy[Tenure]:
    """Return a tenure, ended or not."""
    ended = st.lists(DAYS, min_size=2, max_size=2).map(lambda days: Tenure(*sorted(days)))
    return st.builds(Tenure, DAYS) | ended


@cache
def outcomes() -> SearchStrategy[tuple[Outcome, ...]]:
    """Return what became of a plan, report by report."""
    one = st.builds(
        Outcome,
        reported=HALF_YEARS,
        fate=st.sampled_from(Fate),
        when=st.none() | whens(),
        text=st.none() | TEXTS,
        reason=st.none() | TEXTS,
    )
    return sorted_by("reported", one, size=2)


@cache
def _line(kind: type[T]) -> SearchStrategy[T]:
    common: dict[str, SearchStrategy[Any]] = {
        "id": st.just(""),
        "entered": HALF_YEARS,
        "stand": st.sampled_from(Stand),
        "side": st.sampled_from(Side),
        "outcomes": outcomes(),
    }
    dated = st.builds(kind, text=TEXTS, when=whens(), **common)
    return st.builds(kind, text=NAMES, when=st.none(), **common) | dated


@cache
@st.composite
def topics(draw: st.DrawFn) -> tuple[Topic, ...]:
    """Return topics with details; no two lines have the same key."""
    keys = draw(LINE_KEYS)
    found: list[Topic] = []
    for key in keys:
        under_a_topic: bool = draw(FLAGS)
        if found and under_a_topic:
            detail = replace(draw(_line(Detail)), id=key)
            found[-1] = replace(found[-1], details=(*found[-1].details, detail))
        else:
            found.append(replace(draw(_line(Topic)), id=key))
    return tuple(found)


@cache
def statements() -> SearchStrategy[tuple[Statement, ...]]:
    """Return statements with cells, stated totals among them."""
    amount = st.none() | st.integers(-(2**60), 2**60).map(Money)
    cell = st.builds(
        BudgetCell,
        st.none() | st.sampled_from(SOURCES),
        st.sampled_from([None, "before", "2022", "2023", "after"]),
        st.builds(Amounts, amount, amount, amount),
    )
    cells = tuples_of(cell, lambda found: (found.source, found.column))
    return sorted_by("as_of", st.builds(Statement, HALF_YEARS, cells))


@cache
def participations() -> SearchStrategy[Participation]:
    """Return counts and what was stated."""
    category = st.sampled_from(Category)
    number = st.integers(0, 10**6)
    count = st.builds(Count, category, TEXTS, HALF_YEARS, number)
    total = st.builds(StatedCount, category, HALF_YEARS, number, st.none() | TEXTS)
    note = st.builds(StatedCount, category, HALF_YEARS, st.none(), TEXTS)
    return st.builds(
        Participation,
        tuples_of(count, lambda found: (found.category, found.label, found.half_year)),
        tuples_of(total | note, lambda found: (found.category, found.half_year)),
    )


@cache
def events() -> SearchStrategy[tuple[PlannedEvent, ...]]:
    """Return planned events, of no plan."""
    event = st.builds(
        PlannedEvent,
        id=KEYS,
        name=NAMES,
        when=whens(),
        place=st.none() | TEXTS,
        responsible=st.none() | st.sampled_from(OFFICIALS).map(lambda official: official.id),
        state=st.sampled_from(EventState),
        kind=st.none() | NAMES,
        leads=st.none() | tuples_of(st.integers(-999, 999)),
    )
    return tuples_of(event, lambda found: found.id, size=2)


def orders(ids: list[str]) -> SearchStrategy[tuple[TopicOrder, ...]]:
    """Return stated orders of some of these topics."""
    if not ids:
        return st.just(())
    chosen = st.lists(st.sampled_from(ids), min_size=1, unique=True).map(tuple)
    return sorted_by("half_year", st.builds(TopicOrder, HALF_YEARS, chosen), size=2)


@st.composite
def standing(draw: st.DrawFn, kind: Callable[..., T], *given: SearchStrategy[Any]) -> T:
    """Return a remark or a photo with the half-years it stands from and until."""
    entered, retired = sorted((draw(HALF_YEARS), draw(HALF_YEARS)))
    values = [draw(strategy) for strategy in given]
    return kind(*values, entered, retired if draw(FLAGS) else None)


@cache
def _officers() -> SearchStrategy[tuple[Assignment, ...]]:
    officer = st.builds(Assignment, st.sampled_from(OFFICIALS).map(lambda official: official.id), tenures())
    return tuples_of(officer, lambda found: (found.official, found.tenure.since))


@cache
def _projects() -> SearchStrategy[tuple[UnitProject, ...]]:
    return tuples_of(st.builds(UnitProject, KEYS, NAMES, statements()), lambda found: found.id, size=2)


@cache
def _statuses() -> SearchStrategy[tuple[StatusEntry, ...]]:
    return sorted_by("half_year", st.builds(StatusEntry, HALF_YEARS, st.sampled_from(Status)))


@cache
def _remarks() -> SearchStrategy[tuple[Remark, ...]]:
    remark = standing(Remark, KEYS, st.sampled_from(RemarkKind), NAMES)
    return tuples_of(remark, lambda found: found.id)


@cache
def _photos() -> SearchStrategy[tuple[Photo, ...]]:
    return tuples_of(standing(Photo, KEYS, TEXTS, st.sampled_from(PICTURES)), lambda found: found.id)


@st.composite
def pledges(draw: st.DrawFn, number: str = "1-1") -> Pledge:
    """Return a pledge with everything a pledge can have."""
    lines = draw(topics())
    ids = [topic.id for topic in lines]
    department = draw(st.sampled_from(DEPARTMENTS))
    plans = st.sampled_from([None, *ids])
    return Pledge(
        number=number,
        name=draw(NAMES),
        term=draw(st.sampled_from(CITY.terms)).name,
        field=draw(st.sampled_from(CITY.fields)),
        department=department.name,
        team=draw(st.sampled_from([None, *department.teams])),
        goal=draw(OPTIONAL),
        officers=draw(_officers()),
        statuses=draw(_statuses()),
        topics=lines,
        orders=draw(orders(ids)),
        projects=draw(_projects()),
        overall=draw(statements()),
        participation=draw(participations()),
        remarks=draw(_remarks()),
        photos=draw(_photos()),
        events=tuple(replace(event, line=draw(plans)) for event in draw(events())),
        not_applicable=draw(not_applicable()),
    )


@cache
def not_applicable() -> SearchStrategy[tuple[NotApplicable, ...]]:
    """Return what blocks have nothing, in the order in which they are read."""
    word = st.builds(NotApplicable, HALF_YEARS, st.sampled_from(Block), st.none() | TEXTS)

    def key(found: NotApplicable) -> tuple[HalfYear, Block]:
        return found.half_year, found.block

    return tuples_of(word, key).map(lambda found: tuple(sorted(found, key=key)))


@st.composite
def cities(draw: st.DrawFn) -> City:
    """Return a city."""
    departments = draw(
        tuples_of(st.builds(Department, NAMES, tuples_of(NAMES, lambda name: name)), lambda found: found.name)
    )
    places = [(one.name, team) for one in departments for team in (None, *one.teams)]
    post = st.builds(
        lambda role, place, tenure: Post(role, place[0], place[1], tenure),
        st.sampled_from(Role),
        st.sampled_from(places),
        tenures(),
    )
    posts = tuples_of(post, lambda found: (found.role, found.department, found.team, found.tenure.since))
    optional = st.none() | TEXTS
    official = st.builds(Official, NAMES, NAMES, optional, optional, posts if places else st.just(()))
    labels = tuples_of(st.tuples(st.sampled_from(["before", "2022", "after"]), TEXTS), lambda pair: pair[0])
    officials = draw(tuples_of(official, lambda found: found.id))
    return City(
        name=draw(NAMES),
        sources=draw(tuples_of(NAMES.filter(lambda name: name != "계"), lambda name: name)),
        fields=draw(tuples_of(NAMES, lambda name: name)),
        terms=tuple(replace(term, column_labels=draw(labels)) for term in CITY.terms),
        departments=departments,
        officials=tuple(draw(_with_absences(each, officials)) for each in officials),
        days=draw(sorted_by("day", st.builds(DayException, DAYS, st.booleans(), TEXTS))),
        events=tuple(replace(event, responsible=None) for event in draw(events())),
        quiet=draw(sorted_by("first", st.builds(_quiet, tenures(), NAMES))),
    )


def _with_absences(official: Official, staff: tuple[Official, ...]) -> SearchStrategy[Official]:
    """Return the official with absences, whose deputies are others of the *staff*."""
    deputies = [None, *(each.id for each in staff if each.id != official.id)]
    absence = st.builds(Absence, tenures(), st.sampled_from(deputies))
    absences = tuples_of(absence, lambda found: found.tenure.since)
    return st.builds(replace, st.just(official), absences=absences)


def _quiet(tenure: Tenure, reason: str) -> QuietDays:
    return QuietDays(tenure.since, tenure.until or tenure.since, reason)
