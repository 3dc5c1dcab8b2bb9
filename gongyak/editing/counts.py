"""Citizens' participation in a half-year: how often, by category and label, and what was stated of it all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Final

from gongyak.editing.figures import read_count
from gongyak.editing.merging import Fields
from gongyak.editing.reader import Reader
from gongyak.editing.section import Scene
from gongyak.editing.texts import LONGEST_NAME, read_line
from gongyak.errors import GongyakError, Words
from gongyak.halfyear import HalfYear
from gongyak.participation import Category, Count, Participation, StatedCount
from gongyak.participation_notes import stated_for
from gongyak.pledges import Pledge

_NEW: Final = "new"
_KEY_LENGTH: Final = 10


class LabelWanted(GongyakError):
    """A number without the name of what was counted; values: none."""

    text = Words("횟수는 있으나 이름이 없습니다.", "There is a number, but no name.")
    remedy = Words(
        "이름을 입력하거나, 지우려면 횟수도 비워 주시기 바랍니다.", "Write the name, or empty the number too."
    )


class NumberWanted(GongyakError):
    """The name of something counted without its number; values: none."""

    text = Words("이름은 있으나 횟수가 없습니다.", "There is a name, but no number.")
    remedy = Words(
        "횟수를 입력하거나, 지우려면 이름도 비워 주시기 바랍니다.", "Write the number, or empty the name too."
    )


class LabelTwice(GongyakError):
    """A name that stands twice in a category; values: ``label``."""

    text = Words("'{label}'{label:이/가} 두 번 있습니다.", "'{label}' stands there twice.")
    remedy = Words("한 줄로 합쳐 주시기 바랍니다.", "Make it one line.")


def row_of(label: str) -> str:
    """Return what stands for a *label* in the names of fields."""
    return sha256(label.encode()).hexdigest()[:_KEY_LENGTH]


def label_field(category: Category, row: str) -> str:
    """Return the name of the field that says what was counted."""
    return f"label.{category}/{row}"


def number_field(category: Category, row: str) -> str:
    """Return the name of the field that says how often."""
    return f"number.{category}/{row}"


def total_field(category: Category) -> str:
    """Return the name of the field of the total since the term began, where one is stated."""
    return f"total.{category}"


def note_field(category: Category) -> str:
    """Return the name of the field of the note under the table, where one is stated."""
    return f"note.{category}"


def rows_in(fields: Fields, category: Category) -> list[str]:
    """Return the rows of a *category* that *fields* hold: new ones are ``new1``, ``new2`` and so on."""
    names = re.compile(rf"label\.{category}/([0-9a-f]{{{_KEY_LENGTH}}}|{_NEW}\d{{1,3}})", re.ASCII)
    return [match[1] for name in fields if (match := names.fullmatch(name))]


class CountsSection:
    """The counts of the half-year, and the totals and notes stated in its report."""

    name = "counts"
    title = "시민참여(소통) 실적"

    def fields(self, pledge: Pledge, scene: Scene) -> dict[str, str]:
        """Return label and number of each count, and what was stated of each category."""
        fields: dict[str, str] = {}
        for count in _own(pledge.participation, scene.half_year):
            row = row_of(count.label)
            fields[label_field(count.category, row)] = count.label
            fields[number_field(count.category, row)] = f"{count.number:,}"
        for category in Category:
            stated = stated_for(pledge.participation, category, scene.half_year)
            total = stated.total if stated else None
            fields[total_field(category)] = "" if total is None else f"{total:,}"
            fields[note_field(category)] = (stated.note if stated else None) or ""
        return fields

    def applied(self, pledge: Pledge, scene: Scene, fields: Fields) -> Pledge:
        """Return *pledge* with the counts that *fields* say; a row whose fields are both empty is none."""
        reader, before, half_year = Reader(fields), pledge.participation, scene.half_year
        known = {row_of(count.label): count.label for count in _own(before, half_year)}
        own = [each for category in Category for each in _read(reader, fields, category, half_year, known)]
        stated = [
            each for category in Category if (each := _read_stated(reader, before, category, half_year))
        ]
        reader.finish()
        others = [each for each in before.stated if each.half_year != half_year]
        participation = Participation(
            _together(before.counts, own, half_year),
            before.stated
            if set(stated) == set(before.stated) - set(others)
            else tuple(sorted([*others, *stated], key=_rank)),
        )
        return replace(pledge, participation=participation)


def _own(participation: Participation, half_year: HalfYear) -> Iterator[Count]:
    return (count for count in participation.counts if count.half_year == half_year)


def _read(
    reader: Reader, fields: Fields, category: Category, half_year: HalfYear, known: Mapping[str, str]
) -> Iterator[Count]:
    seen = set()
    for row in rows_in(fields, category):
        name, number_name = label_field(category, row), number_field(category, row)
        label = reader.read_again(name, known.get(row, ""), _read_label)
        number = _read_number(reader, number_name)
        if not label:
            if number is not None:
                reader.refuse(name, LabelWanted())
            continue
        if number is None:
            reader.refuse(number_name, NumberWanted())
        if label in seen:
            reader.refuse(name, LabelTwice(label=label))
        seen.add(label)
        yield Count(category, label, half_year, number or 0)


def _read_label(text: str) -> str:
    return read_line(text, LONGEST_NAME)


def _read_number(reader: Reader, name: str) -> int | None:
    return reader.read(name, read_count, None)


def _read_stated(
    reader: Reader, before: Participation, category: Category, half_year: HalfYear
) -> StatedCount | None:
    known = stated_for(before, category, half_year)
    total = _read_number(reader, total_field(category))
    note_before = (known.note if known else None) or ""
    note = reader.read_again(note_field(category), note_before, read_line)
    if not note and known is not None and known.note == "":  # stated as it is: no note at all
        return StatedCount(category, half_year, total, "")
    if not note and total is None:
        return None
    return StatedCount(category, half_year, total, note or None)


def _together(before: Iterable[Count], own: Iterable[Count], half_year: HalfYear) -> tuple[Count, ...]:
    """Return all counts in their order: by category, label by label as they first came, then by half-year."""
    known = tuple(before)
    others = [count for count in known if count.half_year != half_year]
    if set(own) == set(known) - set(others):
        return known
    ranks: dict[tuple[Category, str], int] = {}
    for count in (*known, *own):
        ranks.setdefault((count.category, count.label), len(ranks))
    categories = list(Category)
    return tuple(
        sorted(
            (*others, *own),
            key=lambda each: (
                categories.index(each.category),
                ranks[each.category, each.label],
                each.half_year,
            ),
        )
    )


def _rank(stated: StatedCount) -> tuple[int, HalfYear]:
    return list(Category).index(stated.category), stated.half_year


def as_typed(pledge: Pledge, scene: Scene, fields: Fields) -> Participation:
    """Return the counts that *fields* say where they can be read, without what was stated of them."""
    reader = Reader(fields)
    own = [
        Count(category, label, scene.half_year, _read_number(reader, number_field(category, row)) or 0)
        for category in Category
        for row in rows_in(fields, category)
        if (label := reader.read(label_field(category, row), _read_label, ""))
    ]
    return Participation(_together(pledge.participation.counts, own, scene.half_year))
