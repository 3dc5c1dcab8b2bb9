"""The desk that every job works at: settings, database, form, clock, and who is asking.

The composition root: the only place that puts the parts together.  Nothing is opened before it is needed.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from config.errors import SettingsError
from config.settings import Settings, load_settings
from gongyak.halfyear import HalfYear
from gongyak.store.errors import StoreError
from jobs import clock
from jobs.errors import BadSettings
from jobs.standing import Standing

if TYPE_CHECKING:
    from gongyak.store.database import Database
    from jobs.form import Form
    from jobs.rendering import Frame


@dataclass(frozen=True)
class Desk:
    """What a job needs: ``who`` is written into every record and change, ``now`` is the clock (UTC).

    ``given`` is what the files and the environment say; what holds are the ``settings``.
    """

    given: Settings
    who: str
    now: Callable[[], datetime] = clock.now

    @cached_property
    def standing(self) -> Standing:
        """The settings as they stand: desks that are lent share it, and all of them see a change."""
        return Standing(self.given)

    @property
    def settings(self) -> Settings:
        """The settings that hold, with what was changed on the page and `standing` has seen last."""
        return self.standing.laid.settings

    def catch_up(self) -> None:
        """Look at what has been changed on the page; raises the store's errors."""
        with self.database.read() as session:
            self.standing.look(session)

    @cached_property
    def database(self) -> Database:
        """The database; opening it reaches for nothing yet."""
        from gongyak.store.database import Database

        return Database(self.given.database.url.get_secret_value())

    @cached_property
    def form(self) -> Form:
        """The compiled form of the pledge report; raises `TemplateMissing` and the errors of `documents`.

        A desk keeps the form that it began with, so that a run has one throughout; one lent anew looks anew.
        """
        from jobs.form import form_in_use

        with self.database.read() as session:
            return form_in_use(session, self.settings.templates.pledge)

    @property
    def frame(self) -> Frame:
        """The frame that a photo is fitted into."""
        from jobs.rendering import Frame

        return Frame(self.settings.photo.width_mm, self.settings.photo.height_mm)

    def lent_to(self, who: str) -> Desk:
        """Return this desk with *who* sitting at it: they use the same database and the same settings."""
        lent = replace(self, who=who)
        lent.__dict__.update(database=self.database, standing=self.standing)
        return lent

    def rehearsing(self, at: datetime) -> Desk:
        """Return this desk as it is at the instant *at*; letters go into the folder, whatever is set."""
        mail = self.settings.mail.model_copy(update={"server": None})
        given = self.settings.model_copy(update={"mail": mail})
        rehearsing = replace(self, given=given, now=lambda: at)
        rehearsing.__dict__["database"] = self.database
        return rehearsing

    def close(self) -> None:
        """Close the database, if it was opened."""
        if "database" in self.__dict__:
            self.database.close()

    def __enter__(self) -> Self:
        """Return itself, caught up if the database can be asked; leaving the block closes it."""
        with suppress(StoreError):  # whoever needs the database is told what is wrong with it
            self.catch_up()
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def in_zone(self, instant: datetime) -> datetime:
        """Return *instant* as people of the city read it."""
        return instant.astimezone(self.settings.zone)

    @property
    def today(self) -> date:
        """The day that it is in the city."""
        return self.in_zone(self.now()).date()

    def folder(self, half_year: HalfYear) -> Path:
        """Return the folder that the Word files of *half_year* go to."""
        return self.settings.paths.drafts / str(half_year)


def open_desk(
    environment: Mapping[str, str] | None = None, folder: Path | None = None, who: str | None = None
) -> Desk:
    """Return the desk that the settings of *environment* and *folder* describe; raise `BadSettings`."""
    return Desk(read_settings(environment, folder), who or _user())


def read_settings(environment: Mapping[str, str] | None = None, folder: Path | None = None) -> Settings:
    """Return the settings of the process's environment and folder, unless others are given."""
    try:
        return load_settings(os.environ if environment is None else environment, folder or Path())
    except SettingsError as error:
        raise BadSettings(error=error) from error


def _user() -> str:
    """Return the name of the account that runs the process; a container's may have none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "gongyak"
