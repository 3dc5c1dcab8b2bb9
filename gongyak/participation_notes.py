"""The counts of citizens' participation as printed: five figures and the numbered notes under them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from gongyak import references
from gongyak.halfyear import HalfYear
from gongyak.participation import Category, Count, Participation, StatedCount
from gongyak.printing import write_count
from gongyak.reports import NoteView, ParticipationView, Trace

TITLE: Final = "시민참여(소통) 실적"
NOTE: Final = "주석"
"""What a trace calls the note under a count."""
NOTE_TITLES: Final = {
    Category.MEETING: "공약 관련 회의",
    Category.BRIEFING: "설명회, 민생탐방",
    Category.ADVICE: "전문가 자문 또는 간담회",
    Category.PRESS: "보도자료",
    Category.OTHER: "기타",
}


def counts_by(participation: Participation, category: Category, half_year: HalfYear) -> tuple[Count, ...]:
    """Return the counts of *category* since the term began, up to the report of *half_year*."""
    return tuple(
        count
        for count in participation.counts
        if count.category is category and count.half_year <= half_year and count.number
    )


def stated_for(participation: Participation, category: Category, half_year: HalfYear) -> StatedCount | None:
    """Return what was stated for *category* in the report of *half_year*, or None."""
    for stated in participation.stated:
        if (stated.category, stated.half_year) == (category, half_year):
            return stated
    return None


def total(participation: Participation, category: Category, half_year: HalfYear) -> int:
    """Return the printed total: the stated one, or the sum of the counts."""
    stated = stated_for(participation, category, half_year)
    if stated and stated.total is not None:
        return stated.total
    return sum(count.number for count in counts_by(participation, category, half_year))


def note(participation: Participation, category: Category, half_year: HalfYear) -> str:
    """Return the note: as stated, or ``이름(n), 이름(n)`` in the order the labels first came."""
    stated = stated_for(participation, category, half_year)
    if stated and stated.note is not None:
        return stated.note
    sums: dict[str, int] = {}
    for count in counts_by(participation, category, half_year):
        sums[count.label] = sums.get(count.label, 0) + count.number
    return ", ".join(f"{label}({number})" for label, number in sums.items())


def view(participation: Participation, half_year: HalfYear) -> ParticipationView:
    """Return the block as printed in the report of *half_year*."""
    totals = {category.value: write_count(total(participation, category, half_year)) for category in Category}
    notes = tuple(
        NoteView(f"{number})", NOTE_TITLES[category], text)
        for number, (category, text) in enumerate(_shown(participation, half_year).items(), start=1)
    )
    return ParticipationView(**totals, notes=notes)


def trace(participation: Participation, half_year: HalfYear) -> Iterator[Trace]:
    """Yield where each total, each note that was stated, and each label's number came from."""
    shown = list(_shown(participation, half_year))
    for category in Category:
        counts = counts_by(participation, category, half_year)
        stated = stated_for(participation, category, half_year)
        place, cell = (TITLE, NOTE_TITLES[category]), ("participation", category.value)
        rows = [references.stated_count(stated)] if stated else []
        if counts or stated:
            text = write_count(total(participation, category, half_year))
            yield Trace(place, text, (*rows, *map(references.count, counts)), cell)
        below = ("participation", "notes", shown.index(category), "text") if category in shown else cell
        if stated and stated.note:
            yield Trace((*place, NOTE), stated.note, tuple(rows), below)
        yield from _trace_labels(place, counts, below)


def _shown(participation: Participation, half_year: HalfYear) -> dict[Category, str]:
    """Return the notes that are printed, by their categories."""
    notes = ((category, note(participation, category, half_year)) for category in Category)
    return {category: text for category, text in notes if text}


def _trace_labels(
    place: tuple[str, ...], counts: tuple[Count, ...], path: tuple[str | int, ...]
) -> Iterator[Trace]:
    ordered = sorted(counts, key=lambda count: count.label)
    for label, group in groupby(ordered, key=lambda count: count.label):
        parts = tuple(group)
        number = sum(count.number for count in parts)
        rows = tuple(references.count(count) for count in parts)
        yield Trace((*place, label), f"{label}({number})", rows, path)
