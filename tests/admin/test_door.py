"""What leaves through the door: one line and an exit code, whatever went wrong."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from time import sleep

import pytest
import typer

from admin import door
from gongyak.halfyear import NotAHalfYear
from tests.jobs.world import desk_at, small_pledge, stock

ROOT = Path(__file__).parents[2]
GONGYAK = [sys.executable, "-c", "import sys; from admin.cli import main; sys.exit(main())"]


def environment(folder: Path, **more: str) -> dict[str, str]:
    return os.environ | {
        "PYTHONPATH": str(ROOT),
        "GONGYAK_LANGUAGE": "en",
        "GONGYAK_PATHS_VAR": str(folder / "var"),
        "GONGYAK_DATABASE_URL": f"sqlite:///{folder}/gongyak.sqlite3",
        **more,
    }


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """Fill a database with so many pledges that drafting them takes a while."""
    with desk_at(f"sqlite:///{tmp_path}/gongyak.sqlite3", tmp_path) as desk:
        desk.database.migrate()
        stock(desk.database, [small_pledge(f"1-{n:03}") for n in range(150)])
    return tmp_path


def raising(error: BaseException) -> int:
    raise error


def test_a_mistake_of_a_person_is_its_line_and_its_code(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGYAK_LANGUAGE", "en")
    assert door.run(lambda: raising(NotAHalfYear(text="2024H3"))) == NotAHalfYear.exit_code
    line = "gongyak: '2024H3' is no half-year. → Write it as 2024H2 or 2024년 하반기.\n"
    assert capsys.readouterr().err == line


def test_a_command_that_exits_by_itself_keeps_its_code() -> None:
    assert door.run(lambda: raising(typer.Exit(3))) == 3
    assert door.run(lambda: 1) == 1


def test_a_mistake_of_the_program_leaves_its_trace_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GONGYAK_PATHS_VAR", str(tmp_path))
    monkeypatch.setenv("GONGYAK_LANGUAGE", "ko")
    for _ in range(2):
        assert door.run(lambda: raising(ZeroDivisionError("once"))) == door.BUG
    (line, _) = capsys.readouterr().err.splitlines()
    log = tmp_path / "log" / "errors.log"
    assert line.startswith("gongyak: 프로그램 오류입니다: ZeroDivisionError: once → ")
    assert str(log) in line
    assert log.read_text("utf-8").count("Traceback (most recent call last)") == 2


def test_where_no_log_can_be_written_the_trace_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("GONGYAK_PATHS_VAR", str(tmp_path / "file" / "var"))
    assert door.run(lambda: raising(ZeroDivisionError("once"))) == door.BUG
    assert "Traceback (most recent call last)" in capsys.readouterr().err


def test_a_settings_file_that_is_wrong_does_not_hide_the_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GONGYAK_PHOTO_DPI", "many")
    assert door.run(lambda: raising(ZeroDivisionError("once"))) == door.BUG
    assert "ZeroDivisionError: once" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_ctrl_c_stops_quietly_and_the_next_run_finishes(full: Path) -> None:
    command = [*GONGYAK, "draft", "2024H2"]
    with subprocess.Popen(
        command, env=environment(full), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        drafts = full / "var" / "drafts"
        while not (drafts.exists() and list(drafts.rglob("*.docx"))) and process.poll() is None:
            sleep(0.001)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (door.STOPPED, "", "gongyak: Stopped.\n")
    again = subprocess.run(command, env=environment(full), capture_output=True, text=True, check=True)
    assert "0 failed" in again.stdout
    assert len(list(drafts.rglob("*.docx"))) == 150


def test_a_reader_of_a_pipe_that_goes_away_is_no_mistake(full: Path) -> None:
    subprocess.run([*GONGYAK, "draft", "2024H2"], env=environment(full), check=True, capture_output=True)
    with subprocess.Popen(
        [*GONGYAK, "drafts", "--json"], env=environment(full), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == door.PIPE_CLOSED


def test_a_terminal_without_hangul_still_gets_an_answer(tmp_path: Path) -> None:
    told = environment(tmp_path, GONGYAK_LANGUAGE="ko", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    run = subprocess.run([*GONGYAK, "doctor"], env=told, capture_output=True, check=False)
    assert run.returncode == 1
    assert rb"gongyak init" in run.stdout
