"""The frozen view of all that a report prints: plain strings in the form's own order, no query behind them.

Templates see exactly these fields.  Beside them the view carries its trace: for every printed figure and line
the rows of the database it came from.
"""

from __future__ import annotations

from dataclasses import dataclass

EDITION = 1
"""Raised when the same facts come to print differently; part of every draft's inputs."""
TextPath = tuple[str | int, ...]
"""Where a text stands in a view: ``("periods", 1, "topics", 0, "text")``."""


@dataclass(frozen=True, slots=True)
class PersonView:
    """One line of the head table: the post, the name (성명), the phone number (연락처)."""

    role: str
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class LineView:
    """A printed line: its id, its bookmark's name (``gy_<id>``) and its text with the date in place."""

    id: str
    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic (❍) with its details (-) in one period; ``details`` may be empty."""

    id: str
    mark: str
    text: str
    details: tuple[LineView, ...]


@dataclass(frozen=True, slots=True)
class PeriodView:
    """A period group: kind (``past``, ``current``, ``plan``), label, the time in brackets, and its topics."""

    kind: str
    label: str
    span: str
    topics: tuple[TopicView, ...]


@dataclass(frozen=True, slots=True)
class NoteView:
    """A numbered note under the counts: ``number`` as 1), the category's title, its labels with counts."""

    number: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class ParticipationView:
    """The counts of the five categories (시민참여·소통 실적), as printed, and their notes."""

    meeting: str
    briefing: str
    advice: str
    press: str
    other: str
    notes: tuple[NoteView, ...]


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A row of a budget table: the source (구분), the total (계) and one amount per column, in 백만원."""

    source: str
    total: str
    amounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProjectView:
    """A unit project (단위사업) with its rows: 계 first, then every source."""

    name: str
    rows: tuple[BudgetRow, ...]


@dataclass(frozen=True, slots=True)
class BudgetTable:
    """A budget table: the heads of its columns after 계, its unit projects, and a note (empty: none)."""

    columns: tuple[str, ...]
    projects: tuple[ProjectView, ...]
    note: str


@dataclass(frozen=True, slots=True)
class PhotoView:
    """A photo: its id, caption, the picture's checksum and its size in pixels."""

    id: str
    caption: str
    picture: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a printed text came from: its place in the form's words, the text, the rows.

    ``path`` leads to the text in the view.
    """

    place: tuple[str, ...]
    text: str
    rows: tuple[str, ...]
    path: TextPath = ()


@dataclass(frozen=True, slots=True)
class ReportView:
    """Everything that the report of one pledge for one half-year prints.

    ``half_year`` reads 2024년 하반기, ``as_of`` (기준일) 2024. 12. 31.; ``photos`` come in rows of two.
    """

    edition: int
    number: str
    name: str
    field: str
    goal: str
    status: str
    term: str
    department: str
    team: str
    half_year: str
    as_of: str
    people: tuple[PersonView, ...]
    periods: tuple[PeriodView, ...]
    participation: ParticipationView
    planned: BudgetTable
    secured: BudgetTable
    problems: tuple[LineView, ...]
    measures: tuple[LineView, ...]
    photos: tuple[tuple[PhotoView, ...], ...]
    trace: tuple[Trace, ...]
