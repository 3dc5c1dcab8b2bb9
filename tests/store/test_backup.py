"""A backup holds all that is stored, is whole or not there, and can be restored."""

from __future__ import annotations

import subprocess
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import make_url

from gongyak.store.city import read_city
from gongyak.store.database import Database
from gongyak.store.errors import BackupFailed, NoBackupTool, NotInitialised
from tests.conftest import drop_postgresql_database, new_postgresql_database
from tests.needs import libpq, postgresql_url
from tests.store.post import letter, queue
from tests.store.strategies import CITY

if TYPE_CHECKING:
    from pathlib import Path


def is_sqlite(url: str) -> bool:
    return url.startswith("sqlite")


@pytest.mark.needs("pg_dump")
def test_a_backup_restores_all_that_was_stored(
    city_database: Database, migrated_url: str, tmp_path: Path
) -> None:
    file = city_database.back_up(tmp_path / "backups", "2026-11-23")
    if is_sqlite(migrated_url):
        assert file == tmp_path / "backups" / "2026-11-23.sqlite3"
        with Database(f"sqlite:///{file}") as copy, copy.read() as session:
            assert read_city(session) == CITY
        return
    assert file.name == "2026-11-23.dump"
    name = new_postgresql_database("template0")
    url = postgresql_url().set(database=name)
    command = ["pg_restore", "--no-owner", "--exit-on-error", f"--dbname={libpq(url)}", str(file)]
    subprocess.run(command, check=True, capture_output=True)
    with Database(url.render_as_string(hide_password=False)) as copy, copy.read() as session:
        assert read_city(session) == CITY
    drop_postgresql_database(name)


@pytest.mark.needs("pg_dump")
def test_a_backup_is_made_while_others_write_and_replaces_the_one_before(
    database: Database, tmp_path: Path
) -> None:
    stop = Event()

    def keep_writing() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            queue(database, letter(str(number)))

    writer = Thread(target=keep_writing)
    writer.start()
    try:
        first = database.back_up(tmp_path, "nightly")
        before = first.stat().st_ino
        assert database.back_up(tmp_path, "nightly") == first
    finally:
        stop.set()
        writer.join(30)
    assert first.stat().st_ino != before
    assert [path.name for path in tmp_path.iterdir()] == [first.name]


def test_an_empty_database_is_not_backed_up(database_url: str, tmp_path: Path) -> None:
    with Database(database_url) as database, pytest.raises(NotInitialised):
        database.back_up(tmp_path / "backups", "x")
    assert not (tmp_path / "backups").exists()


def test_a_folder_that_cannot_be_written_is_told(database: Database, tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("a file")
    with pytest.raises(BackupFailed, match="backups") as caught:
        database.back_up(tmp_path / "backups", "x")
    assert caught.value.exit_code == 7


@pytest.mark.needs("postgresql")
def test_a_missing_program_is_named(
    migrated_postgresql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with Database(migrated_postgresql) as database, pytest.raises(NoBackupTool, match="pg_dump"):
        database.back_up(tmp_path, "x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.needs("postgresql")
def test_what_the_program_says_is_told_and_nothing_is_left(
    migrated_postgresql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pg_dump"
    program.write_text("#!/bin/sh\necho 'pg_dump: error: server version mismatch' >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with Database(migrated_postgresql) as database, pytest.raises(BackupFailed, match="version mismatch"):
        database.back_up(tmp_path / "backups", "x")
    assert list((tmp_path / "backups").iterdir()) == []


@pytest.mark.needs("postgresql")
def test_the_password_is_no_argument_of_the_program(
    migrated_postgresql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pg_dump"
    program.write_text('#!/bin/sh\necho "$*" >&2\n[ "$PGPASSWORD" = s3cret ] || echo no >&2\nexit 1\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    secret = "s3cret"  # noqa: S105 - nobody's
    url = make_url(migrated_postgresql).set(password=secret).render_as_string(hide_password=False)
    with Database(url) as database, pytest.raises(BackupFailed) as caught:
        database.back_up(tmp_path / "backups", "x")
    assert "--dbname=postgresql://" in caught.value.say("en")
    assert secret not in caught.value.say("en")
