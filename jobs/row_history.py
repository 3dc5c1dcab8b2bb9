"""The history of one row of a pledge: who entered it, and who changed what in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gongyak.store.changes import read_changes_of
from gongyak.store.city import read_city
from gongyak.store.names import names_of_officials
from gongyak.store.reading import read_pledges
from jobs.history import ToldChange, tell
from jobs.rows import rows_of

if TYPE_CHECKING:
    from gongyak.pledges import Pledge
    from gongyak.term import Term
    from jobs.desk import Desk

_LINE: Final = "line:"


@dataclass(frozen=True, slots=True)
class RowHistory:
    """A row of ``pledge``: what it holds ``now`` in words (None: it is gone), its changes, newest first."""

    pledge: Pledge
    now: str | None
    changes: tuple[ToldChange, ...]


def read_row_history(desk: Desk, number: str, reference: str) -> RowHistory | None:
    """Return the history of the row *reference* (``line:ab12``) of a pledge; None: there is no such pledge.

    With a plan's changes go those of what became of it.  Rows of others and of the city have none here.
    """
    with desk.database.read() as session:
        pledge = next(iter(read_pledges(session, [number])), None)
        if pledge is None:
            return None
        rows = _together(reference, read_city(session).term_named(pledge.term))
        found = read_changes_of(session, number, rows)
        officials = names_of_officials(session)
    own = [change for changes in found.values() for change in changes if change.pledge == number]
    newest_first = sorted(own, key=lambda change: change.at, reverse=True)
    told = tuple(tell(desk, change, officials) for change in newest_first)
    return RowHistory(pledge, rows_of(pledge).get(reference), told)


def _together(reference: str, term: Term) -> Iterator[str]:
    """Yield *reference*, and after a line what may have become of it in each report of the *term*."""
    yield reference
    half_year = term.first_half
    while reference.startswith(_LINE) and half_year in term:
        yield f"outcome:{reference.removeprefix(_LINE)}@{half_year}"
        half_year = half_year.next
