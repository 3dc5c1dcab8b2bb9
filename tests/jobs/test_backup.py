"""The nightly backup: the whole database in a file of its day, and only as many as are kept."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from gongyak.store.city import read_city
from gongyak.store.database import Database
from gongyak.store.errors import BackupFailed
from jobs import backup as job
from jobs.desk import Desk
from jobs.progress import no_progress
from tests.jobs.conftest import Opened
from tests.jobs.townhall import TOWN, Clock, request, settle
from tests.jobs.world import desk_at

pytestmark = pytest.mark.needs("pg_dump")


@pytest.fixture
def desk(migrated_url: str, tmp_path: Path, opened: Opened) -> Desk:
    return opened(desk_at(migrated_url, tmp_path, Clock(), GONGYAK_BACKUP_KEEP="3"))


def back_up(desk: Desk, day: str) -> dict[str, object]:
    asked = request("backup", day)
    assert job.plan(desk, asked) == ("",)
    return job.work(desk, asked, "", no_progress)


def names(desk: Desk) -> list[str]:
    return sorted(path.stem for path in desk.settings.backup.folder.iterdir())


def test_the_backup_of_a_day_holds_the_facts(desk: Desk) -> None:
    settle(desk)
    made = back_up(desk, "2025-01-02")
    file = desk.settings.backup.folder / str(made["file"])
    assert made["size"] == file.stat().st_size > 0
    assert file.stem == "gongyak_2025-01-02"
    if file.suffix == ".sqlite3":
        with Database(f"sqlite:///{file}") as copy, copy.read() as session:
            assert read_city(session) == TOWN
    else:
        listed = subprocess.run(
            ["pg_restore", "--list", str(file)], capture_output=True, text=True, check=True
        )
        assert " TABLE DATA public officials " in listed.stdout


def test_the_newest_are_kept_and_the_same_day_again_replaces_its_own(desk: Desk) -> None:
    for day in ("2025-01-02", "2025-01-03", "2025-01-04", "2025-01-05", "2025-01-05"):
        back_up(desk, day)
    assert names(desk) == ["gongyak_2025-01-03", "gongyak_2025-01-04", "gongyak_2025-01-05"]


def test_what_was_written_just_now_stays_though_it_is_of_an_older_day(desk: Desk) -> None:
    for day in ("2025-01-02", "2025-01-03", "2025-01-04"):
        back_up(desk, day)
    made = back_up(desk, "2024-06-30")
    assert (desk.settings.backup.folder / str(made["file"])).exists()
    assert "gongyak_2025-01-04" in names(desk)


def test_files_of_other_people_are_left_alone(desk: Desk) -> None:
    folder = desk.settings.backup.folder
    folder.mkdir(parents=True)
    others = [
        "gongyak_2020.sqlite3",
        "gongyak_before-the-move.dump",
        "notes.txt",
        "gongyak_2020-01-01.dump.gz",
    ]
    for name in others:
        (folder / name).write_text("x")
    for day in ("2025-01-02", "2025-01-03", "2025-01-04", "2025-01-05"):
        back_up(desk, day)
    assert all((folder / name).exists() for name in others)
    assert len(job.backups_in(folder)) == 3


def test_a_backup_that_fails_takes_none_of_the_others_away(desk: Desk) -> None:
    for day in ("2025-01-02", "2025-01-03", "2025-01-04"):
        back_up(desk, day)
    blocked = (
        desk.settings.backup.folder
        / f"gongyak_2025-01-05{job.backups_in(desk.settings.backup.folder)[0].suffix}"
    )
    (blocked / "full").mkdir(parents=True)
    with pytest.raises(BackupFailed):
        back_up(desk, "2025-01-05")
    assert names(desk)[:3] == ["gongyak_2025-01-02", "gongyak_2025-01-03", "gongyak_2025-01-04"]


def test_it_tells_which_file_it_wrote(desk: Desk) -> None:
    asked = request("backup", "2025-01-02")
    result: dict[str, object] = {"file": "gongyak_2025-01-02.dump", "size": 3_355_443}
    with desk.database.read() as session:
        assert job.close(session, desk, asked, [result]) == "gongyak_2025-01-02.dump (3.2 MB)"


def test_a_folder_that_is_not_there_has_no_backups(tmp_path: Path) -> None:
    assert job.backups_in(tmp_path / "nowhere") == []
