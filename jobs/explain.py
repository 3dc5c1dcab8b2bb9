"""The job ``explain``: which rows a printed text came from, what they hold now, who changed them last."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from gongyak.changes import Action, Change
from gongyak.drafts import Draft
from gongyak.store.changes import read_changes_of
from gongyak.store.drafts import read_draft
from gongyak.store.reading import read_pledges
from jobs.desk import Desk
from jobs.places import Printed, find_cell, find_line
from jobs.rows import rows_of


@dataclass(frozen=True, slots=True)
class Row:
    """A row behind a printed text: its reference, what it holds now (None: it is gone), its last change.

    ``at`` is an instant in the city's zone; ``is_newer`` tells that the change came after the draft.
    """

    reference: str
    value: str | None
    at: datetime | None
    who: str | None
    change: str | None
    is_newer: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """A printed text of a draft as it was frozen, and the rows behind it as they are now."""

    draft: str
    printed: Printed
    rows: tuple[Row, ...]


def explain_cell(desk: Desk, number: str, words: str) -> Explanation:
    """Explain the figure at *words* (``확보/시비/’23``) of the draft *number*.

    Raises `NoSuchDraft`, `NoSuchPlace`, `AmbiguousPlace`.
    """
    return _explain(desk, number, lambda draft: find_cell(draft, words))


def explain_line(desk: Desk, number: str, words: str) -> Explanation:
    """Explain the line that holds *words* or has that id; raises as `explain_cell` does."""
    return _explain(desk, number, lambda draft: find_line(draft, words))


def _explain(desk: Desk, number: str, find: Callable[[Draft], Printed]) -> Explanation:
    with desk.database.read() as session:
        draft = read_draft(session, number)
        printed = find(draft)
        (pledge,) = read_pledges(session, [draft.pledge])  # a pledge that was drafted is never removed
        changes = read_changes_of(session, draft.pledge, printed.rows)
    values = rows_of(pledge)
    rows = tuple(_row(desk, draft, reference, values, changes[reference]) for reference in printed.rows)
    return Explanation(number, printed, rows)


def _row(
    desk: Desk, draft: Draft, reference: str, values: Mapping[str, str], changes: Sequence[Change]
) -> Row:
    last = changes[0] if changes else None
    return Row(
        reference,
        values.get(reference),
        desk.in_zone(last.at) if last else None,
        last.who if last else None,
        _words(last) if last else None,
        is_newer=last is not None and last.at > draft.made_at,
    )


def _words(change: Change) -> str:
    """Return what a change did: ``입력`` or ``삭제``, or each column with its value before and after."""
    if change.action is Action.ADDED:
        return "입력"
    if change.action is Action.REMOVED:
        return "삭제"
    columns = dict.fromkeys((*change.before, *change.after))
    return ", ".join(
        f"{name}: {change.before.get(name, '-')} → {change.after.get(name, '-')}" for name in columns
    )
