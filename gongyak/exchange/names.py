"""Checks that what entries name is defined: departments, officials, sources, columns, ids, half-years."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Final, TypeAlias

from gongyak.checks.catalogue import CITY_RULES, RULES
from gongyak.errors import GongyakError, Words
from gongyak.exchange import errors
from gongyak.exchange.entries import (
    AbsenceEntry,
    ChargeEntry,
    CityFile,
    DetailEntry,
    EventEntry,
    OfficialEntry,
    PledgeFile,
    PostEntry,
    StatementEntry,
    TopicEntry,
)
from gongyak.exchange.facts import TOTAL, column_name
from gongyak.exchange.tree import Path
from gongyak.halfyear import HalfYear
from gongyak.term import OutsideTerm, Term
from gongyak.when import EndsBeforeItBegins

Mistake: TypeAlias = tuple[Path, GongyakError]

DEPARTMENT: Final = Words("부서", "department")
TEAM: Final = Words("팀", "team")
OFFICIAL: Final = Words("직원 id", "official's id")
TERM: Final = Words("임기", "term")
FIELD: Final = Words("분야", "field")
SOURCE: Final = Words("재원", "source")
COLUMN: Final = Words("사업비 열", "budget column")
TOPIC: Final = Words("주제 id", "topic's id")
LINE: Final = Words("줄 id", "line's id")
PLEDGE: Final = Words("관리번호", "pledge's number")
RULE: Final = Words("점검 규칙", "rule of the checks")
_LISTED: Final = 12


def city_mistakes(file: CityFile, pledges: Collection[str], lines: Collection[str]) -> Iterator[Mistake]:
    """Yield what the city's file names without its being defined.

    *pledges* are the numbers that a mute may name, *lines* the ids of all pledges' lines.
    """
    if TOTAL in file.sources:
        at = file.sources.index(TOTAL)
        yield ("sources", at), errors.NotOneOf(value=TOTAL, known=f"국비, 도비, … ({TOTAL} 제외)")
    for index, term in enumerate(file.terms):
        if term.last_day < term.first_day:
            yield ("terms", index, "last_day"), EndsBeforeItBegins(first=term.first_day, last=term.last_day)
            continue
        known = _columns(Term(term.name, term.first_day, term.last_day))
        for name in term.column_labels:
            yield from _known(("terms", index, "column_labels", name), COLUMN, name, known)
    for index, official in enumerate(file.officials):
        for place, post in enumerate(official.posts):
            path: Path = ("officials", index, "posts", place)
            yield from _tenure(path, post)
            yield from _team(path, post.department, post.team, file)
        yield from _absences(("officials", index, "absences"), official, file)
    for index, quiet in enumerate(file.quiet):
        if quiet.last < quiet.first:
            yield ("quiet", index, "last"), EndsBeforeItBegins(first=quiet.first, last=quiet.last)
    yield from _events(file.events, file, lines)
    yield from _mutes(file, pledges)


def pledge_mistakes(file: PledgeFile, city: CityFile) -> Iterator[Mistake]:
    """Yield what a pledge's file names without its being defined there or in the city's file."""
    if city.fields:
        yield from _known(("field",), FIELD, file.field, city.fields)
    yield from _team((), file.department, file.team, city)
    for index, charge in enumerate(file.officers):
        yield from _official(("officers", index, "official"), charge.official, city)
        yield from _tenure(("officers", index), charge)
    topics = {topic.id for topic in file.topics if topic.id}
    for half, order in file.orders.items():
        for index, topic in enumerate(order):
            yield from _known(("orders", str(half), index), TOPIC, topic, topics)
    yield from _line_mistakes(file)
    yield from _events(file.events, city, ids_of_lines(file))
    terms = {term.name: term for term in city.terms}
    yield from _known(("term",), TERM, file.term, terms)
    if file.term in terms:
        entry = terms[file.term]
        if entry.first_day <= entry.last_day:
            yield from _in_term(file, Term(entry.name, entry.first_day, entry.last_day), city.sources)


def ids_of_lines(file: PledgeFile) -> set[str]:
    """Return the ids that topics and details of *file* were written with."""
    return {line.id for _, line in _lines(file) if line.id}


def _lines(file: PledgeFile) -> Iterator[tuple[Path, TopicEntry | DetailEntry]]:
    for index, topic in enumerate(file.topics):
        yield ("topics", index), topic
        for place, detail in enumerate(topic.details):
            yield ("topics", index, "details", place), detail


def _line_mistakes(file: PledgeFile) -> Iterator[Mistake]:
    for index, topic in enumerate(file.topics):
        path: Path = ("topics", index)
        yield from _own_mistakes(path, topic, plan=topic.plan)
        for place, detail in enumerate(topic.details):
            plan = topic.plan if detail.plan is None else detail.plan
            yield from _own_mistakes((*path, "details", place), detail, plan=plan)


def _own_mistakes(path: Path, line: TopicEntry | DetailEntry, *, plan: bool) -> Iterator[Mistake]:
    if not line.text and line.when is None:
        yield (*path, "when"), errors.EmptyLine()
    if line.outcomes and not plan:
        yield (*path, "plan"), errors.OutcomeOfResult()
    reported = [outcome.reported for outcome in line.outcomes]
    for place, half in enumerate(reported):
        if half in reported[:place]:
            yield (*path, "outcomes", place, "reported"), errors.DuplicateKey(key=half)


def _in_term(file: PledgeFile, term: Term, sources: tuple[str, ...]) -> Iterator[Mistake]:
    """Yield the half-years outside *term* and the budget rows and columns it does not have."""
    for path, half in _half_years(file):
        if half not in term:
            yield path, OutsideTerm(half_year=half, term=term.name)
    for path, statement in _statements(file):
        yield from _budget(path, statement, _columns(term), (*sources, TOTAL))


def _half_years(file: PledgeFile) -> Iterator[tuple[Path, HalfYear]]:
    for path, line in _lines(file):
        if line.entered is not None:
            yield (*path, "entered"), line.entered
        for place, outcome in enumerate(line.outcomes):
            yield (*path, "outcomes", place, "reported"), outcome.reported
    for name in ("problems", "measures", "photos"):
        for index, entry in enumerate(getattr(file, name)):
            yield (name, index, "entered"), entry.entered
    for index, word in enumerate(file.not_applicable):
        yield ("not_applicable", index, "half_year"), word.half_year
    for path, half in _half_year_keys(file):
        yield (*path, str(half)), half


def _half_year_keys(file: PledgeFile) -> Iterator[tuple[Path, HalfYear]]:
    """Yield each half-year that heads a part of *file*, with the path of what holds it."""
    tables: list[tuple[Path, Mapping[HalfYear, object]]] = [
        (("statuses",), file.statuses),
        (("orders",), file.orders),
        (("overall",), file.overall),
    ]
    tables += [
        (("projects", index, "statements"), each.statements) for index, each in enumerate(file.projects)
    ]
    for category, entry in file.participation.items():
        path: Path = ("participation", category.value)
        tables += [((*path, "counts", label), numbers) for label, numbers in entry.counts.items()]
        tables.append(((*path, "stated"), entry.stated))
    for path, table in tables:
        yield from ((path, half) for half in table)


def _statements(file: PledgeFile) -> Iterator[tuple[Path, StatementEntry]]:
    for index, project in enumerate(file.projects):
        for half, statement in project.statements.items():
            yield ("projects", index, "statements", str(half)), statement
    for half, statement in file.overall.items():
        yield ("overall", str(half)), statement


def _columns(term: Term) -> tuple[str, ...]:
    return (TOTAL, *(column_name(column.key) for column in term.columns))


def _budget(
    path: Path, statement: StatementEntry, columns: Collection[str], sources: Collection[str]
) -> Iterator[Mistake]:
    for name in ("planned", "secured", "executed"):
        table: Mapping[str, Mapping[str, object]] = getattr(statement, name)
        for source, row in table.items():
            yield from _known((*path, name, source), SOURCE, source, sources)
            for column in row:
                yield from _known((*path, name, source, column), COLUMN, column, columns)


def _events(events: Iterable[EventEntry], city: CityFile, lines: Collection[str]) -> Iterator[Mistake]:
    for index, event in enumerate(events):
        if event.responsible is not None:
            yield from _official(("events", index, "responsible"), event.responsible, city)
        if event.line is not None:
            yield from _known(("events", index, "line"), LINE, event.line, lines)
        leads = event.leads or ()
        for place, lead in enumerate(leads):
            if lead in leads[:place]:
                yield ("events", index, "leads", place), errors.DuplicateKey(key=lead)


def _absences(path: Path, official: OfficialEntry, city: CityFile) -> Iterator[Mistake]:
    for index, absence in enumerate(official.absences):
        yield from _tenure((*path, index), absence)
        if absence.deputy == official.id:
            yield (*path, index, "deputy"), errors.OwnDeputy(official=official.id)
        elif absence.deputy is not None:
            yield from _official((*path, index, "deputy"), absence.deputy, city)


def _mutes(file: CityFile, pledges: Collection[str]) -> Iterator[Mistake]:
    rules = [rule.id for rule in (*RULES, *CITY_RULES)]
    for index, mute in enumerate(file.mutes):
        yield from _known(("mutes", index, "rule"), RULE, mute.rule, rules)
        if mute.row is not None and mute.pledge is None:
            yield ("mutes", index, "pledge"), errors.MissingKey(key="pledge")
        if mute.pledge is not None:
            yield from _known(("mutes", index, "pledge"), PLEDGE, mute.pledge, pledges)
        for name, text in (("row", mute.row), ("reason", mute.reason)):
            if text is not None and not text.strip():
                yield ("mutes", index, name), errors.MissingKey(key=name)


def _team(path: Path, department: str, team: str | None, city: CityFile) -> Iterator[Mistake]:
    teams = {entry.name: entry.teams for entry in city.departments}
    yield from _known((*path, "department"), DEPARTMENT, department, teams)
    if team is not None and department in teams:
        yield from _known((*path, "team"), TEAM, team, teams[department])


def _official(path: Path, official: str, city: CityFile) -> Iterator[Mistake]:
    yield from _known(path, OFFICIAL, official, [entry.id for entry in city.officials])


def _tenure(path: Path, entry: PostEntry | ChargeEntry | AbsenceEntry) -> Iterator[Mistake]:
    if entry.until is not None and entry.until < entry.since:
        yield (*path, "until"), EndsBeforeItBegins(first=entry.since, last=entry.until)


def _known(path: Path, kind: Words, value: str, known: Collection[str]) -> Iterator[Mistake]:
    if value not in known:
        near = get_close_matches(value, known, n=3) or [*known][:_LISTED]
        more = ", …" if len(known) > len(near) else ""
        listed = f"{', '.join(near)}{more}" if near else "-"
        yield path, errors.UnknownName(kind_ko=kind.ko, kind_en=kind.en, value=value, known=listed)
