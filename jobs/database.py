"""The jobs ``init`` and ``migrate``: the database and the folders, ready for this version."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jobs.desk import Desk
from jobs.errors import CannotWrite


@dataclass(frozen=True, slots=True)
class Prepared:
    """The database, shown without its password, and its tables' revision before (None: none) and now."""

    database: str
    before: str | None
    now: str


def init_database(desk: Desk) -> Prepared:
    """Make the folders, and the tables where there are none.

    Raises `CannotWrite` and the store's errors; tables of another version are left alone (`OlderSchema`).
    """
    for folder in (desk.settings.paths.var, desk.settings.paths.drafts):
        _make(folder)
    if desk.database.check().found is None:
        desk.database.migrate()
        return _prepared(desk, before=None)
    return _prepared(desk, before=desk.database.check().found)


def migrate_database(desk: Desk) -> Prepared:
    """Bring the tables that are there up to date; raise `NotInitialised` where there are none."""
    before = desk.database.check().found
    if before is not None:
        desk.database.migrate()
    return _prepared(desk, before)


def _prepared(desk: Desk, before: str | None) -> Prepared:
    with desk.database.read():  # which refuses any tables but this version's
        return Prepared(desk.database.shown, before, desk.database.check().needed)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(path=folder, reason=error.strerror) from error
