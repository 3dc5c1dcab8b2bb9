"""A database that cannot be used says why, and what to do."""

from __future__ import annotations

import socket
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import make_url, text

from gongyak.store.city import read_city, write_city
from gongyak.store.database import Database
from gongyak.store.errors import (
    CannotReach,
    DatabaseFull,
    DatabaseLocked,
    NewerSchema,
    NoDriver,
    NotADatabase,
    NotInitialised,
    OlderSchema,
    ReadOnlyDatabase,
    Refused,
    StoreError,
)
from gongyak.store.migration import HEAD, REVISIONS, Age
from gongyak.store.tables import FieldRow
from tests.needs import postgresql_url
from tests.store.clerk import execute, write
from tests.store.strategies import CITY

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "gongyak.sqlite3"


def ask(url: str, patience: float = 10) -> None:
    with Database(url, patience) as database, database.read() as session:
        read_city(session)


def enter(url: str, patience: float = 10) -> None:
    with Database(url, patience) as database, write(database) as session:
        write_city(session, CITY)


def set_revision(url: str, revision: str) -> None:
    with Database(url) as database:
        database.migrate()
        with write(database) as session:
            session.execute(text("UPDATE alembic_version SET version_num = :new"), {"new": revision})


def test_an_empty_database_asks_to_be_initialised(database_url: str) -> None:
    with pytest.raises(NotInitialised, match="gongyak init"):
        ask(database_url)
    with pytest.raises(NotInitialised, match="gongyak init"):
        enter(database_url)


def test_looking_for_a_database_makes_no_file(file: Path) -> None:
    with Database(f"sqlite:///{file}") as database:
        assert database.check().age is Age.MISSING
    assert not file.exists()


def test_initialising_makes_the_folder_too(tmp_path: Path) -> None:
    file = tmp_path / "var" / "deep" / "gongyak.sqlite3"
    with Database(f"sqlite:///{file}") as database:
        assert database.migrate().age is Age.MISSING
        assert database.check().age is Age.CURRENT
    assert file.exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file")
    with pytest.raises(CannotReach, match="var"), Database(f"sqlite:///{tmp_path}/var/x.sqlite3") as database:
        database.migrate()


def test_older_tables_ask_to_be_migrated(database_url: str) -> None:
    set_revision(database_url, REVISIONS[0])
    with pytest.raises(OlderSchema, match="gongyak migrate"):
        ask(database_url)
    with Database(database_url) as database:
        assert database.check().age is Age.OLDER


def test_newer_tables_ask_for_the_newer_program_and_are_left_alone(database_url: str) -> None:
    set_revision(database_url, "9999")
    with pytest.raises(NewerSchema, match="9999"):
        ask(database_url)
    with Database(database_url) as database:
        with pytest.raises(NewerSchema, match="9999"):
            database.migrate()
        assert (database.check().found, database.check().needed) == ("9999", HEAD)


def test_a_port_where_nobody_answers_is_told_without_the_password() -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        url = f"postgresql+psycopg://kim:s3cret@127.0.0.1:{port}/gongyak?password=s3cret"
        with pytest.raises(CannotReach) as caught:
            ask(url)
    said = caught.value.say("en") + caught.value.say("ko")
    assert str(port) in said
    assert "s3cret" not in said
    assert caught.value.retryable


@pytest.mark.needs("postgresql")
def test_a_database_the_server_has_not_is_told() -> None:
    with pytest.raises(CannotReach, match="gongyak_no_such"):
        ask(postgresql_url().set(database="gongyak_no_such").render_as_string(hide_password=False))


def test_a_file_that_is_no_database_is_told(file: Path) -> None:
    file.write_bytes(b"PK\x03\x04 a letter, not a database" * 100)
    with pytest.raises(NotADatabase, match=r"gongyak\.sqlite3"):
        ask(f"sqlite:///{file}")


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotReach):
        ask(f"sqlite:///{tmp_path}")


@pytest.fixture
def busy(migrated_url: str) -> Iterator[str]:
    """Give the address of a database in which somebody else is writing the city."""
    with Database(migrated_url) as other:
        with write(other) as session:
            write_city(session, CITY)
        with write(other) as session:
            execute(session, "UPDATE city SET name = '바쁜 시'")
            yield migrated_url
            session.rollback()


def test_a_writer_who_waited_too_long_may_try_again(busy: str) -> None:
    with pytest.raises(DatabaseLocked) as caught:
        enter(busy, patience=0.05)
    assert caught.value.retryable


def test_readers_do_not_wait_for_a_writer(busy: str) -> None:
    ask(busy, patience=0.05)


def test_a_read_only_database_is_told(migrated_url: str) -> None:
    url = make_url(migrated_url)
    if url.get_backend_name() == "sqlite":
        read_only = f"sqlite:///file:{url.database}?mode=ro&uri=true"
    else:
        read_only = url.update_query_dict(
            {"options": "-c default_transaction_read_only=on"}
        ).render_as_string(hide_password=False)
    with pytest.raises(ReadOnlyDatabase) as caught:
        enter(read_only)
    assert caught.value.exit_code == 7


def test_a_full_disk_is_told_and_loses_nothing(migrated_url: str) -> None:
    def fill(database: Database) -> None:
        with write(database) as session:
            if session.get_bind().dialect.name == "sqlite":
                pages = session.scalar(text("PRAGMA page_count"))
                execute(session, f"PRAGMA max_page_count = {pages}")
                free = session.scalar(text("PRAGMA freelist_count")) or 0  # what earlier tests have left
                for number in range(500 + 8 * free):
                    session.add(FieldRow(name=f"{number}{'x' * 500}"))
                session.flush()
            else:
                execute(session, "DO $$ BEGIN RAISE EXCEPTION 'no space' USING ERRCODE = '53100'; END $$")

    with Database(migrated_url) as database:
        with write(database) as session:
            write_city(session, CITY)
        with pytest.raises(DatabaseFull):
            fill(database)
        with database.read() as session:
            assert read_city(session) == CITY


def test_a_missing_driver_names_the_package_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    with pytest.raises(NoDriver, match="--force-reinstall"):
        Database("postgresql+psycopg://kim@db.example.kr/gongyak")


def test_a_refused_unit_of_work_leaves_the_database_usable(database: Database) -> None:
    with pytest.raises(Refused), write(database) as session:
        execute(session, "INSERT INTO teams VALUES ('없는 과', '팀', 1)")
    with write(database) as session:
        write_city(session, CITY)


def test_a_mistake_of_the_program_goes_through_as_it_is(database: Database) -> None:
    with pytest.raises(Exception, match="no_such_table") as caught, write(database) as session:
        execute(session, "SELECT * FROM no_such_table")
    assert not isinstance(caught.value, StoreError)


def test_sqlite_is_set_up_to_be_safe_and_shared(migrated_sqlite: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    with closing(sqlite3.connect(str(make_url(migrated_sqlite).database))) as connection:
        connection.execute(f"VACUUM INTO '{copy}'")
    with Database(f"sqlite:///{copy}", patience=3) as database, database.read() as session:
        names = ("foreign_keys", "journal_mode", "synchronous", "busy_timeout")
        found = {name: session.scalar(text(f"PRAGMA {name}")) for name in names}
    assert found == {"foreign_keys": 1, "journal_mode": "wal", "synchronous": 2, "busy_timeout": 3000}


def test_postgresql_knows_who_is_connected(database: Database) -> None:
    with database.read() as session:
        if session.get_bind().dialect.name == "sqlite":
            return
        assert session.scalar(text("SHOW application_name")) == "gongyak"
        assert session.scalar(text("SHOW lock_timeout")) == "10s"
