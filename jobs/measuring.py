"""What a monitor counts: runs, letters and drafts in the database, nothing of a person in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongyak.letters import LetterState
from gongyak.occurrences import OccurrenceState
from gongyak.store.drafts import count_drafts
from gongyak.store.letters import count_letters
from gongyak.store.occurrences import count_by_job

if TYPE_CHECKING:
    from jobs.desk import Desk


@dataclass(frozen=True, slots=True)
class Counts:
    """How many runs there are by job and state, letters by state, and drafts."""

    runs: Mapping[tuple[str, OccurrenceState], int]
    letters: Mapping[LetterState, int]
    drafts: int


def read_counts(desk: Desk) -> Counts:
    """Return what is in the database now; raises the store's errors where it is away."""
    with desk.database.read() as session:
        return Counts(count_by_job(session), count_letters(session), count_drafts(session))
