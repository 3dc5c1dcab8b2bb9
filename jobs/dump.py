"""The job ``dump``: all facts of the database into a folder that ``load`` reads back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gongyak.exchange.reading import Exchange
from gongyak.exchange.writing import write_folder
from gongyak.store.city import read_city
from gongyak.store.judgement import read_judgement
from gongyak.store.pictures import read_pictures
from gongyak.store.reading import read_pledges
from jobs.desk import Desk
from jobs.errors import CannotWrite


@dataclass(frozen=True, slots=True)
class Dumped:
    """What was written: the folder, how many pledges and pictures."""

    folder: Path
    pledges: int
    photos: int


def dump_facts(desk: Desk, folder: Path) -> Dumped:
    """Write all facts to *folder*; raise `NoCity`, `NotAnExchangeFolder` and `CannotWrite`."""
    with desk.database.read() as session:
        city, pledges = read_city(session), read_pledges(session)
        shown = {photo.picture.checksum for pledge in pledges for photo in pledge.photos}
        pictures = read_pictures(session, shown)
        judgement = read_judgement(session)
    try:
        write_folder(Exchange(city, pledges, pictures, judgement), folder)
    except OSError as error:
        raise CannotWrite(path=folder, reason=error.strerror or error) from error
    return Dumped(folder, len(pledges), len(pictures))
