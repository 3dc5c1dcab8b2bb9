"""시민참여(소통) 실적: how often what took place in the half-year, and its sum since the term began."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from gongyak import references
from gongyak.editing.counts import (
    CountsSection,
    as_typed,
    label_field,
    note_field,
    number_field,
    row_of,
    rows_in,
    total_field,
)
from gongyak.editing.figures import NotACount, read_count
from gongyak.editing.merging import Fields
from gongyak.participation import Category, Count, Participation, StatedCount
from gongyak.participation_notes import NOTE_TITLES, counts_by, note, total
from jobs.pledge_page import PledgePage

_FIRST_NEW: Final = "new1"
_LABEL: Final = "이름"
_NUMBER: Final = "횟수"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a category: its fields, how often until now, and the row of facts behind it, if any."""

    label_field: str
    number_field: str
    before: int
    reference: str | None


@dataclass(frozen=True, slots=True)
class ShownCategory:
    """A category: its rows, what its labels may be, what they sum up to.

    ``before`` is how often in the half-years before; ``computed`` and ``difference`` are since the term
    began.  ``note`` is what is printed below the table where no note is stated.
    """

    title: str
    rows: tuple[Row, ...]
    labels: tuple[str, ...]
    before: int
    computed: int
    difference: str
    note: str
    total_field: str
    note_field: str
    stated: str
    earlier: Mapping[str, str]


class CountsPart:
    """The five categories of the form, one under another."""

    section = CountsSection()
    template = "work-counts.html"

    def context(self, told: PledgePage, fields: Fields) -> dict[str, object]:
        """Return the categories with the sums of what was typed, and what each field is called."""
        typed = as_typed(told.pledge, told.scene, fields)
        categories = [_category(told, fields, typed, category) for category in Category]
        labels = {name: text for category in categories for name, text in _labels(category, fields)}
        return {"categories": categories, "labels": labels}


def _category(told: PledgePage, fields: Fields, typed: Participation, category: Category) -> ShownCategory:
    known = counts_by(told.pledge.participation, category, told.half_year)
    earlier = [count for count in known if count.half_year != told.half_year]
    names = rows_in(fields, category)
    computed = total(typed, category, told.half_year)
    shown = StatedCount(category, told.half_year)
    return ShownCategory(
        title=NOTE_TITLES[category],
        rows=tuple(_row(told, fields, category, name, earlier) for name in [*names, *_blank(names)]),
        labels=tuple(dict.fromkeys(count.label for count in earlier)),
        before=sum(count.number for count in earlier),
        computed=computed,
        difference=_difference(fields.get(total_field(category), ""), computed),
        note=note(typed, category, told.half_year),
        total_field=total_field(category),
        note_field=note_field(category),
        stated=references.stated_count(shown),
        earlier={references.count(each): f"{each.label} · {each.half_year.name}" for each in earlier},
    )


def _blank(names: list[str]) -> list[str]:
    """Return one more row to type into, unless there is one that was not saved."""
    return [] if _FIRST_NEW in names else [_FIRST_NEW]


def _row(told: PledgePage, fields: Fields, category: Category, name: str, earlier: list[Count]) -> Row:
    label = fields.get(label_field(category, name), "")
    entered = row_of(label) == name
    own = Count(category, label, told.half_year, 0)
    return Row(
        label_field(category, name),
        number_field(category, name),
        sum(count.number for count in earlier if count.label == label),
        references.count(own) if entered else None,
    )


def _difference(text: str, computed: int) -> str:
    try:
        stated = read_count(text)
    except NotACount:
        return ""
    return "" if stated in {None, computed} else f"{(stated or 0) - computed:+,}"


def _labels(category: ShownCategory, fields: Fields) -> Iterator[tuple[str, str]]:
    for row in category.rows:
        of_row = f"{category.title} · {fields.get(row.label_field, '')}"
        yield from ((row.label_field, f"{of_row} · {_LABEL}"), (row.number_field, f"{of_row} · {_NUMBER}"))
    yield category.total_field, f"{category.title} · 누계"
    yield category.note_field, f"{category.title} · 주석"
