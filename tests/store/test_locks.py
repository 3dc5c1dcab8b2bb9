"""A lock is held by one process at a time, and goes with it, however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from gongyak.store.database import Database
from gongyak.store.errors import CannotReach
from tests.needs import postgresql_url
from tests.store.clerk import write

if TYPE_CHECKING:
    from pathlib import Path

HOLDER = """
import sys
from gongyak.store.database import Database
lock = Database(sys.argv[1]).executor_lock("하나")
print(lock.take(), flush=True)
sys.stdin.read()
"""


def test_a_lock_is_held_by_one_and_free_after_its_release(database: Database) -> None:
    with database.executor_lock("하나") as mine, database.executor_lock("하나") as other:
        assert not mine.is_held()
        assert mine.take()
        assert mine.is_held()
        assert mine.take()
        assert not other.take()
        assert not other.is_held()
        mine.release()
        mine.release()
        assert not mine.is_held()
        assert other.take()
        assert not mine.take()


def test_locks_of_different_executors_do_not_meet(database: Database) -> None:
    with database.executor_lock("하나") as one, database.executor_lock("둘") as other:
        assert one.take()
        assert other.take()


def test_the_lock_of_a_killed_process_is_free(database: Database, migrated_url: str) -> None:
    command = [sys.executable, "-c", HOLDER, migrated_url]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"True"
        with database.executor_lock("하나") as mine:
            assert not mine.take()
            holder.send_signal(signal.SIGKILL)
            holder.wait(30)
            # A PostgreSQL server notices the end of the connection within a moment.
            assert any(mine.take() for _ in range(2000))


def test_a_copy_of_the_process_neither_keeps_nor_frees_the_lock(database: Database) -> None:
    with database.executor_lock("하나") as mine, database.executor_lock("하나") as other:
        assert mine.take()
        copy = os.fork()
        if not copy:
            os._exit(int(mine.is_held()))
        assert os.waitpid(copy, 0)[1] == 0
        assert mine.is_held()
        assert not other.take()


def test_a_lost_connection_has_lost_the_lock(database: Database) -> None:
    with write(database) as session, database.executor_lock("하나") as mine:
        if session.get_bind().dialect.name == "sqlite":
            return
        assert mine.take()
        kill = (
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE application_name = :name AND datname = current_database()"
        )
        session.execute(text(kill), {"name": "gongyak-lock"})
        assert not mine.is_held()
        assert mine.take()
        assert mine.is_held()


def test_a_file_that_somebody_removed_is_held_by_nobody(tmp_path: Path) -> None:
    with Database(f"sqlite:///{tmp_path}/x.sqlite3") as database, database.executor_lock("하나") as mine:
        assert mine.take()
        for path in tmp_path.glob("*.lock"):
            path.unlink()
        assert not mine.is_held()


def test_the_file_of_a_lock_is_removed_with_it(tmp_path: Path) -> None:
    with Database(f"sqlite:///{tmp_path}/x.sqlite3") as database:
        with database.executor_lock("하나") as mine:
            assert mine.take()
            assert len(list(tmp_path.glob("x.sqlite3.*.lock"))) == 1
        assert list(tmp_path.iterdir()) == []


def test_a_lock_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    with Database(f"sqlite:///{tmp_path}/none/x.sqlite3") as database:
        lock = database.executor_lock("하나")
        with pytest.raises(CannotReach, match="none"):
            lock.take()
    with Database("sqlite://") as database, pytest.raises(CannotReach):
        database.executor_lock("하나")


@pytest.mark.needs("postgresql")
def test_a_server_that_is_not_there_is_told() -> None:
    url = postgresql_url().set(database="gongyak_no_such").render_as_string(hide_password=False)
    with closing(Database(url)) as database, pytest.raises(CannotReach, match="gongyak_no_such"):
        database.executor_lock("하나").take()
