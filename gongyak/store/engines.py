"""How gongyak talks to SQLite and to PostgreSQL: the two engines, alike in all that the queries see."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, make_url
from sqlalchemy.exc import InvalidatePoolError

from gongyak.store.errors import NoDriver

if TYPE_CHECKING:
    from sqlalchemy import Dialect
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

SECONDS_TO_CONNECT: Final = 10
_BEGIN: Final = "gongyak_begin"
_USED: Final = "gongyak_used"
_RESTED: Final = 0.1
"""Seconds since its last use after which a connection is tried before the next."""


def without_secrets(url: str) -> str:
    """Return *url* as it may be shown: without a password, wherever in it that stands."""
    parsed = make_url(url)
    return parsed.set(password=None, query={}).render_as_string()


def make_engine(url: str, patience: float) -> Engine:
    """Return the engine for *url*; nothing is opened yet.

    *patience* is how many seconds to wait for somebody else's lock.  Raises `NoDriver`.
    """
    parsed = make_url(url)
    make = _sqlite_engine if parsed.get_backend_name() == "sqlite" else _postgresql_engine
    try:
        return make(parsed, patience)
    except ModuleNotFoundError as error:
        raise NoDriver(url=without_secrets(url), module=error.name) from error


def for_writing(engine: Engine) -> Engine:
    """Return *engine* as writers use it: on SQLite they queue up before they read, not after."""
    return engine.execution_options(**{_BEGIN: "IMMEDIATE"})


def for_reading(engine: Engine) -> Engine:
    """Return *engine* as readers use it: all queries of a transaction see the same state."""
    if engine.dialect.name == "sqlite":
        return engine  # a deferred transaction in WAL mode is a snapshot already
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _postgresql_engine(url: URL, patience: float) -> Engine:
    arguments = {
        "fallback_application_name": "gongyak",
        "connect_timeout": SECONDS_TO_CONNECT,
        "options": f"-c lock_timeout={round(patience * 1000)}",
    }
    asked = {name: value for name, value in arguments.items() if name not in url.query}
    engine = create_engine(url, connect_args=asked, hide_parameters=True)
    event.listen(engine, "checkin", _lay_down)
    event.listen(engine, "checkout", partial(_try_if_rested, engine.dialect))
    return engine


def _lay_down(_: object, record: ConnectionPoolEntry) -> None:
    record.info[_USED] = monotonic()


def _try_if_rested(
    dialect: Dialect, connection: DBAPIConnection, record: ConnectionPoolEntry, _: object
) -> None:
    """Try a connection before its next use, since the server may have restarted; all are made anew then.

    One that was used a moment ago is not tried: that would take a quarter of the time of a run of letters.
    """
    if monotonic() - record.info.get(_USED, monotonic()) < _RESTED:
        return
    try:
        dialect.do_ping(connection)
    except dialect.loaded_dbapi.Error as error:
        raise InvalidatePoolError from error


def _sqlite_engine(url: URL, patience: float) -> Engine:
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", lambda connection, _: _prepare(connection, patience))
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _name_the_reference)
    event.listen(engine, "checkin", _end)
    return engine


def _prepare(connection: sqlite3.Connection, patience: float) -> None:
    connection.isolation_level = None  # the driver begins no transaction by itself; _begin does
    connection.execute(f"PRAGMA busy_timeout = {round(patience * 1000)}")
    connection.execute("PRAGMA foreign_keys = ON")
    # A power cut may undo nothing that was committed: a letter marked as sent must not go out again.
    connection.execute("PRAGMA synchronous = FULL")
    # Kept in the file once set.  Where it cannot be set now (somebody is writing, or nobody may), the next
    # connection will do it.
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = WAL")


def _begin(connection: Connection) -> None:
    options: dict[str, Any] = dict(connection.get_execution_options())
    connection.exec_driver_sql(f"BEGIN {options.get(_BEGIN, 'DEFERRED')}")


def _name_the_reference(context: ExceptionContext) -> None:
    """Note the two tables of a broken reference: SQLite does not say, but can be asked while it is open."""
    driver = context.connection.connection.dbapi_connection if context.connection else None
    refused = isinstance(context.original_exception, sqlite3.IntegrityError)
    if refused and isinstance(driver, sqlite3.Connection) and driver.in_transaction:
        for table, _row, parent, _key in driver.execute("PRAGMA foreign_key_check").fetchmany(1):
            context.original_exception.add_note(f"{table} → {parent}")


def _end(connection: sqlite3.Connection | None, _: ConnectionPoolEntry) -> None:
    """End what SQLAlchemy takes for ended: on SQLite a refused COMMIT leaves the transaction open."""
    if connection is not None and connection.in_transaction:
        connection.rollback()
