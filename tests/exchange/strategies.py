"""Random facts in the order in which files hold them."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING, Any, Final, TypeVar

from hypothesis import strategies as st
from PIL import Image

from gongyak.budget import Amounts, BudgetCell, Statement, UnitProject
from gongyak.checks.catalogue import RULES
from gongyak.city import City, DayException, QuietDays
from gongyak.events import EventState, PlannedEvent
from gongyak.exchange.reading import Exchange
from gongyak.halfyear import HalfYear
from gongyak.judgement import Glossary, Judgement, Mute
from gongyak.lines import Detail, Fate, Outcome, Side, Stand, Topic
from gongyak.money import Money
from gongyak.notation import read_when
from gongyak.participation import Category, Count, Participation, StatedCount
from gongyak.people import Absence, Assignment, Department, Official, Post, Role, Tenure
from gongyak.photos import Photo, Picture
from gongyak.pledges import Block, NotApplicable, Pledge, Remark, RemarkKind, Status, StatusEntry, TopicOrder
from gongyak.printing import write_when
from gongyak.term import Term
from gongyak.when import Precision, When

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hypothesis.strategies import SearchStrategy

_T = TypeVar("_T")


def _can_be_name(text: str) -> bool:
    return bool(text.strip()) and text != "계"


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


# All that Word can hold: no control characters but these few, no lone surrogates, no non-characters.
VISIBLE: Final = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufffe\uffff")
TEXTS: Final = st.text(VISIBLE | st.sampled_from("\n\t\x85\u2028\u2029"), max_size=60).map(_composed)
NAMES: Final = st.text(VISIBLE, min_size=1, max_size=40).map(_composed).filter(_can_be_name)
NUMBERS: Final = st.from_regex(r"[0-9가-힣A-Za-z]([0-9가-힣A-Za-z\- ]{0,8}[0-9가-힣])?", fullmatch=True)
DAYS: Final = st.dates(date(1000, 1, 1), date(9998, 12, 31))
AMOUNTS: Final = st.none() | st.integers(-(10**13), 10**13).map(Money)
EMAILS: Final = st.none() | st.from_regex(r"[a-z.]{1,9}@[a-z]{1,9}\.example\.kr", fullmatch=True)


def _picture(kind: str) -> tuple[Picture, bytes]:
    file = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(file, kind)
    data = file.getvalue()
    return Picture(sha256(data).hexdigest(), f"image/{kind.lower()}", 30, 20), data


PICTURES: Final = dict(_picture(kind) for kind in ("JPEG", "PNG"))


def tuples(items: SearchStrategy[_T], limit: int = 3, by: Callable[[_T], Any] | None = None) -> Any:
    """Return a strategy for tuples of *items*, unique *by* a key where one is given."""
    return st.lists(items, max_size=limit, unique_by=by).map(tuple)


@st.composite
def whens(draw: st.DrawFn) -> When:
    """Return a date as stored, as written officially, or as written in a way of its own."""
    first, last = sorted((draw(DAYS), draw(DAYS)))
    precisions = st.sampled_from(Precision)
    begins = draw(precisions)
    when = draw(st.sampled_from([When.unit(first, begins), When(first, last, begins, draw(precisions))]))
    match draw(st.integers(0, 2)):
        case 0:
            return when
        case 1:
            return read_when(write_when(when))
    return when.as_written(draw(TEXTS))


@st.composite
def tenures(draw: st.DrawFn) -> Tenure:
    """Return a time somebody had a post."""
    since, until = sorted((draw(DAYS), draw(DAYS)))
    return Tenure(since, draw(st.sampled_from([None, until])))


@st.composite
def cities(draw: st.DrawFn) -> City:
    """Return a city whose posts are in its departments."""
    department = st.builds(Department, NAMES, st.just(("가팀", "나팀")))
    departments = draw(st.lists(department, min_size=1, max_size=2, unique_by=lambda each: each.name))
    posts = st.builds(
        Post,
        st.sampled_from(Role),
        st.sampled_from([each.name for each in departments]),
        st.sampled_from([None, "가팀", "나팀"]),
        tenures(),
    )
    officials = st.builds(Official, NAMES, NAMES, EMAILS, st.none() | NAMES, tuples(posts))
    days = st.builds(DayException, DAYS, st.booleans(), TEXTS)
    quiet = st.builds(
        lambda tenure, reason: QuietDays(tenure.since, tenure.until or tenure.since, reason), tenures(), NAMES
    )
    staff = draw(st.lists(officials, min_size=1, max_size=3, unique_by=lambda each: each.id))
    return City(
        name=draw(NAMES),
        sources=draw(st.lists(NAMES, min_size=1, max_size=4, unique=True).map(tuple)),
        fields=draw(tuples(NAMES, by=str)),
        terms=draw(st.lists(terms(), min_size=1, max_size=2, unique_by=lambda each: each.name).map(tuple)),
        departments=tuple(departments),
        officials=tuple(draw(_with_absences(each, staff)) for each in staff),
        days=draw(tuples(days, by=lambda each: each.day)),
        quiet=draw(tuples(quiet, by=lambda each: each.first)),
    )


def _with_absences(official: Official, staff: list[Official]) -> SearchStrategy[Official]:
    """Return the official with absences, whose deputies are others of the *staff*."""
    deputies = [None, *(each.id for each in staff if each.id != official.id)]
    absence = st.builds(Absence, tenures(), st.sampled_from(deputies))
    absences = tuples(absence, by=lambda each: each.tenure.since)
    return st.builds(replace, st.just(official), absences=absences)


@st.composite
def terms(draw: st.DrawFn) -> Term:
    """Return a term of up to some six years, with heads of its own for some columns."""
    first = draw(st.dates(date(1000, 1, 1), date(9980, 1, 1)))
    term = Term(draw(NAMES), first, first + timedelta(draw(st.integers(0, 2200))))
    labelled = draw(tuples(st.sampled_from([column.key for column in term.columns]), by=str))
    return Term(term.name, term.first_day, term.last_day, tuple((key, draw(NAMES)) for key in labelled))


class _World:
    """What the facts of one city may name."""

    def __init__(self, draw: st.DrawFn, city: City) -> None:
        self.draw = draw
        self.city = city
        self.numbers = count()

    def new_id(self, kind: str) -> str:
        return f"{kind}_{next(self.numbers)}"

    def some(self, items: SearchStrategy[_T], limit: int = 2) -> tuple[_T, ...]:
        return self.draw(st.lists(items, max_size=limit).map(tuple))

    def halves(self, term: Term) -> SearchStrategy[HalfYear]:
        found, half = [term.first_half], term.first_half
        while half < term.last_half:
            half = half.next
            found.append(half)
        return st.sampled_from(found)

    def some_halves(self, term: Term) -> list[HalfYear]:
        return sorted(self.draw(st.lists(self.halves(term), max_size=2, unique=True)))

    def pledge(self, number: str) -> Pledge:
        draw = self.draw
        term = draw(st.sampled_from(self.city.terms))
        topics = tuple(self.topic(term) for _ in range(draw(st.integers(0, 3))))
        officials = st.sampled_from([each.id for each in self.city.officials])
        return Pledge(
            number=number,
            name=draw(NAMES),
            term=term.name,
            field=draw(st.sampled_from(self.city.fields) if self.city.fields else NAMES),
            department=draw(st.sampled_from(self.city.departments)).name,
            team=draw(st.sampled_from([None, "가팀"])),
            goal=draw(st.none() | TEXTS),
            officers=self.some(st.builds(Assignment, officials, tenures())),
            statuses=tuple(
                StatusEntry(half, draw(st.sampled_from(Status))) for half in self.some_halves(term)
            ),
            topics=topics,
            orders=tuple(
                TopicOrder(half, tuple(draw(st.permutations([each.id for each in topics]))))
                for half in self.some_halves(term)
                if topics
            ),
            projects=tuple(
                UnitProject(self.new_id("p"), draw(NAMES), self.statements(term))
                for _ in range(draw(st.integers(0, 2)))
            ),
            overall=self.statements(term),
            participation=self.participation(term),
            remarks=(
                *(self.remark(RemarkKind.PROBLEM, term) for _ in range(draw(st.integers(0, 2)))),
                *(self.remark(RemarkKind.MEASURE, term) for _ in range(draw(st.integers(0, 2)))),
            ),
            photos=tuple(self.photo(term) for _ in range(draw(st.integers(0, 2)))),
            events=tuple(self.event(topics) for _ in range(draw(st.integers(0, 2)))),
            not_applicable=tuple(
                NotApplicable(half, block, draw(st.none() | TEXTS))
                for half in self.some_halves(term)
                for block in sorted(draw(st.sets(st.sampled_from(Block), max_size=2)))
            ),
        )

    def line(self, term: Term) -> dict[str, Any]:
        draw = self.draw
        stand = draw(st.sampled_from(Stand))
        told = self.some_halves(term) if stand is Stand.PLAN else []
        text = draw(TEXTS)
        return {
            "id": self.new_id("l"),
            "text": text,
            "entered": draw(self.halves(term)),
            "stand": stand,
            "when": draw(whens() if not text else st.none() | whens()),
            "side": draw(st.sampled_from(Side)),
            "outcomes": tuple(
                Outcome(
                    reported=half,
                    fate=draw(st.sampled_from(Fate)),
                    when=draw(st.none() | whens()),
                    text=draw(st.none() | TEXTS),
                    reason=draw(st.none() | TEXTS),
                )
                for half in told
            ),
        }

    def topic(self, term: Term) -> Topic:
        details = tuple(Detail(**self.line(term)) for _ in range(self.draw(st.integers(0, 2))))
        return Topic(**self.line(term), details=details)

    def statements(self, term: Term) -> tuple[Statement, ...]:
        return tuple(Statement(half, self.cells(term)) for half in self.some_halves(term))

    def cells(self, term: Term) -> tuple[BudgetCell, ...]:
        places = [
            (source, column)
            for source in (None, *self.city.sources)
            for column in (None, *(each.key for each in term.columns))
        ]
        amounts = st.builds(Amounts, AMOUNTS, AMOUNTS, AMOUNTS).filter(lambda each: each != Amounts())
        chosen = sorted(
            self.draw(st.lists(st.sampled_from(places), max_size=4, unique=True)), key=places.index
        )
        return tuple(BudgetCell(*place, self.draw(amounts)) for place in chosen)

    def participation(self, term: Term) -> Participation:
        draw, counts, stated = self.draw, [], []
        for category in Category:
            for label in draw(st.lists(NAMES, max_size=2, unique=True)):
                counts += [
                    Count(category, label, half, draw(st.integers(0, 999_999_999)))
                    for half in self.some_halves(term)
                ]
            totals = st.none() | st.integers(0, 999_999_999)
            stated += [
                StatedCount(category, half, draw(totals), draw(st.none() | TEXTS))
                for half in self.some_halves(term)
            ]
        return Participation(tuple(counts), tuple(stated))

    def remark(self, kind: RemarkKind, term: Term) -> Remark:
        halves = self.halves(term)
        return Remark(
            self.new_id("r"), kind, self.draw(TEXTS), self.draw(halves), self.draw(st.none() | halves)
        )

    def photo(self, term: Term) -> Photo:
        draw, halves = self.draw, self.halves(term)
        picture = draw(st.sampled_from(list(PICTURES)))
        return Photo(self.new_id("f"), draw(TEXTS), picture, draw(halves), draw(st.none() | halves))

    def event(self, topics: tuple[Topic, ...] = ()) -> PlannedEvent:
        draw = self.draw
        return PlannedEvent(
            id=self.new_id("e"),
            name=draw(NAMES),
            when=draw(whens()),
            place=draw(st.none() | NAMES),
            responsible=draw(st.sampled_from([None, *(each.id for each in self.city.officials)])),
            line=draw(st.sampled_from([None, *(each.id for each in topics)])),
            state=draw(st.sampled_from(EventState)),
            kind=draw(st.none() | NAMES),
            leads=draw(st.none() | tuples(st.integers(-999, 999), by=int)),
        )


def _mute(parts: tuple[str, tuple[str | None, str | None], str, str, datetime]) -> Mute:
    rule, (pledge, row), reason, who, at = parts
    return Mute(rule, pledge, row, reason, who, at)


@st.composite
def judgements(draw: st.DrawFn, numbers: Sequence[str]) -> Judgement:
    """Return names, pairs and mutes of pledges with these *numbers*, none of them twice."""
    variants = draw(st.lists(NAMES, max_size=4, unique=True))
    preferred = draw(st.lists(NAMES, max_size=2, unique=True))
    share = draw(st.integers(0, len(variants)))
    parts = (tuple(variants[:share]), tuple(variants[share:]))
    own = [(number, row) for number in numbers for row in (None, "line:ab12", "count:회의/가")]
    scopes = st.sampled_from([(None, None), *own])
    rules, instants = st.sampled_from([rule.id for rule in RULES]), st.datetimes(timezones=st.just(UTC))
    mutes = st.tuples(rules, scopes, NAMES, NAMES, instants).map(_mute)
    return Judgement(
        draw(tuples(mutes, by=lambda mute: (mute.rule, mute.pledge, mute.row))),
        Glossary(tuple(zip(preferred, parts, strict=False))),
        draw(tuples(st.tuples(NAMES, NAMES), by=", ".join)),
    )


@st.composite
def exchanges(draw: st.DrawFn) -> Exchange:
    """Return a city with up to three pledges, and their pictures."""
    world = _World(draw, draw(cities()))
    numbers = draw(st.lists(NUMBERS, max_size=3, unique_by=str.lower))
    pledges = tuple(world.pledge(number) for number in sorted(numbers, key=lambda each: f"{each}.yaml"))
    shown = {photo.picture for pledge in pledges for photo in pledge.photos}
    pictures = {picture.checksum: PICTURES[picture] for picture in PICTURES if picture in shown}
    return Exchange(world.city, pledges, pictures, draw(judgements(numbers)))
