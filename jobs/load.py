"""The job ``load``: the facts of a folder into the database, all of them or none."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from gongyak.documents import scale_picture
from gongyak.exchange.reading import Exchange, read_folder
from gongyak.store.changes import read_changes
from gongyak.store.city import write_city
from gongyak.store.judgement import add_mutes, write_names
from gongyak.store.reading import read_numbers
from gongyak.store.writing import write_pledge
from jobs.desk import Desk
from jobs.photos import frame_in_pixels


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a folder held: the city's name, how many pledges and pictures; whether it changed anything."""

    city: str
    pledges: int
    photos: int
    is_new: bool


def load_facts(desk: Desk, folder: Path, *, cause: str = "gongyak load") -> Loaded:
    """Load the facts of *folder*; pledges and mutes that it does not name stay as they are.

    Raises `NoSuchFolder`, `FaultyFolder` (every mistake at once), and the store's errors; then nothing is
    written.
    """
    with desk.database.read() as session:  # one that cannot be used is told before the photos are read
        known = read_numbers(session)
    return write_facts(desk, read_facts(desk, folder, known), cause)


def read_facts(desk: Desk, folder: Path, known: Collection[str] = ()) -> Exchange:
    """Return the facts of *folder*, whose mutes may be of pledges *known* already by their 관리번호.

    Photos larger than their frame are scaled down here, once.
    """
    width, height = frame_in_pixels(desk)
    return read_folder(folder, partial(scale_picture, width_px=width, height_px=height), known)


def write_facts(desk: Desk, facts: Exchange, cause: str) -> Loaded:
    """Write *facts* in one transaction."""
    with desk.database.begin(who=desk.who, at=desk.now(), cause=cause) as session:
        before = read_changes(session, limit=1)
        write_city(session, facts.city)
        for pledge in facts.pledges:
            write_pledge(session, pledge, facts.pictures)
        write_names(session, facts.judgement.glossary, facts.judgement.accepted)
        add_mutes(session, facts.judgement.mutes)
        is_new = read_changes(session, limit=1) != before
    return Loaded(facts.city.name, len(facts.pledges), len(facts.pictures), is_new)
