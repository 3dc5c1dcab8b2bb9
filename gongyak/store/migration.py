"""The revisions of the tables, and the way from one to another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import inspect, text

from gongyak.store.errors import Refused
from gongyak.store.tables import METADATA

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection, Engine

FOLDER: Final = Path(__file__).with_name("migrations")
# The names of the files begin with the revision, so that asking for the newest needs no Alembic.
REVISIONS: Final = tuple(sorted(path.name.partition("_")[0] for path in FOLDER.glob("versions/[0-9]*.py")))
HEAD: Final = REVISIONS[-1]
_VERSION_TABLE: Final = "alembic_version"


class Age(Enum):
    """How the tables of a database stand to this program."""

    MISSING = "missing"
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"


@dataclass(frozen=True, slots=True)
class Schema:
    """The revision found in a database (None: no tables yet) beside the one this program needs."""

    found: str | None
    needed: str = HEAD

    @property
    def age(self) -> Age:
        """What to do about it follows from this."""
        if self.found is None:
            return Age.MISSING
        if self.found == self.needed:
            return Age.CURRENT
        return Age.OLDER if self.found in REVISIONS else Age.NEWER


def current(connection: Connection) -> Schema:
    """Return the revision of the tables that are there."""
    if not inspect(connection).has_table(_VERSION_TABLE):
        return Schema(None)
    return Schema(connection.scalar(text(f"SELECT version_num FROM {_VERSION_TABLE}")))  # noqa: S608 - a constant


def migrate(engine: Engine) -> None:
    """Bring the tables of *engine* up to date, in one transaction: wholly or not at all."""
    with engine.connect() as connection:
        foreign_keys(connection, on=False)
        try:
            with connection.begin():
                upgrade(connection)
        finally:
            foreign_keys(connection, on=True)


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the tables up to *revision* within the transaction of *connection*."""
    from alembic import command  # noqa: PLC0415 - Alembic takes long to import and is needed for this only

    _wait_for_others(connection)
    command.upgrade(_config(connection), revision)
    _require_whole(connection)


def downgrade(connection: Connection, revision: str = "base") -> None:
    """Bring the tables down to *revision* (``base``: none) within the transaction of *connection*."""
    from alembic import command  # noqa: PLC0415 - see upgrade

    _wait_for_others(connection)
    command.downgrade(_config(connection), revision)


def foreign_keys(connection: Connection, *, on: bool) -> None:
    """Have SQLite check foreign keys or not: a table that is made anew is dropped meanwhile.

    Only outside a transaction, therefore past SQLAlchemy, which would begin one.
    """
    driver = connection.connection.dbapi_connection
    if connection.dialect.name == "sqlite" and driver is not None:
        driver.cursor().execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")


def _config(connection: Connection) -> Config:
    from alembic.config import Config  # noqa: PLC0415 - see upgrade

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _wait_for_others(connection: Connection) -> None:
    """Let one migration run at a time; on SQLite the writer's transaction does so by itself."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('gongyak.migrate'))"))


def _require_whole(connection: Connection) -> None:
    """Raise `Refused` where a migration left a reference to nothing: SQLite checks none meanwhile.

    The engine's tables in the same file are its own matter.
    """
    if connection.dialect.name == "sqlite":
        for broken in connection.execute(text("PRAGMA foreign_key_check")):
            if broken.table in METADATA.tables:
                raise Refused(rule=f"{broken.table} → {broken.parent}")
