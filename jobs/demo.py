"""The job ``demo``: the sample city, loaded and drafted, so that a newcomer sees what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gongyak.halfyear import HalfYear
from gongyak.store.city import find_city
from jobs.database import init_database
from jobs.desk import Desk
from jobs.draft import draft_reports
from jobs.drafted import Drafted
from jobs.errors import NotTheSampleCity
from jobs.load import read_facts, write_facts
from jobs.progress import Progress, no_progress

SAMPLE: Final = Path(__file__).with_name("sample_city")
SAMPLE_NAME: Final = "가람시"
HALF_YEARS: Final = (HalfYear(2024, 2), HalfYear(2026, 2))
"""A half-year in the middle of the sample's first term, and the first one of its second."""
_CAUSE: Final = "gongyak demo"


@dataclass(frozen=True, slots=True)
class Demonstration:
    """The database used, the sample's name, whether it was loaded just now, and what was drafted."""

    database: str
    city: str
    is_new: bool
    drafted: tuple[Drafted, ...]


def demonstrate(desk: Desk, progress: Progress = no_progress) -> Demonstration:
    """Prepare the database, load the sample city and draft its reports; raise `NotTheSampleCity`.

    Run again, it leaves the facts as they are by then, and drafts only what has changed.
    """
    init_database(desk)
    city = _city(desk)
    if city not in {None, SAMPLE_NAME}:
        raise NotTheSampleCity(city=city)
    if city is None:
        write_facts(desk, read_facts(desk, SAMPLE), _CAUSE)
    drafted = tuple(draft_reports(desk, each, cause=_CAUSE, progress=progress) for each in HALF_YEARS)
    return Demonstration(desk.database.shown, SAMPLE_NAME, city is None, drafted)


def _city(desk: Desk) -> str | None:
    """Return the name of the city in the database, or None where it is empty."""
    with desk.database.read() as session:
        city = find_city(session)
    return city.name if city else None
