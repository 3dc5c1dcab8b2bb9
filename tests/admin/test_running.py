from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.admin.conftest import Call

GONGYAK = [sys.executable, "-c", "import sys; from admin.cli import main; sys.exit(main())"]
ROOT = Path(__file__).parents[2]


def test_the_schedule_shows_rules_pauses_and_the_last_runs(call: Call, city: Path) -> None:
    assert city.is_dir()
    assert "half-year-end +1d 09:00 after" in call("schedule").out
    assert call("pause", "drafts").out == "drafts: 멈추었습니다.\n"
    assert call("pause", "drafts").out == "drafts: 이미 멈추어 있습니다.\n"
    shown = json.loads(call("schedule", "--json").out)
    drafts = next(line for line in shown["lines"] if line["line"] == "drafts")
    assert drafts["paused_by"]
    assert len(drafts["next"]) == 5
    assert call("resume", "drafts").out == "drafts: 다시 실행합니다.\n"
    assert call("resume", "drafts").out == "drafts: 멈추어 있지 않습니다.\n"


def test_a_line_a_job_or_a_day_that_is_none_is_told(call: Call, city: Path) -> None:
    assert city.is_dir()
    for arguments, code in (
        (("pause", "lunch"), 4),
        (("run", "lunch"), 4),
        (("run", "backup", "--for", "tomorrow"), 2),
        (("run", "draft", "--for", "2024H3"), 2),
    ):
        answer = call(*arguments)
        assert (answer.code, answer.err.count("\n")) == (code, 1)


def test_where_nobody_serves_a_run_is_done_right_here(call: Call, city: Path) -> None:
    answer = call("run", "draft", "--for", "2024H2", "--pledge", "1-1")
    assert answer.code == 0
    assert "완료하였습니다: 초안 1건" in answer.out
    assert len(list((city / "var" / "drafts" / "2024H2").glob("*.docx"))) == 1
    assert "초안 1건" in call("schedule").out


def test_a_run_that_fails_is_told_with_its_own_code_and_its_log_tells_why(call: Call, city: Path) -> None:
    assert city.is_dir()
    answer = call("run", "draft", "--for", "2024H2", "--pledge", "99-9")
    assert answer.code == 8
    assert "99-9" in answer.err
    run = answer.out.split()[-1]
    told = call("schedule", "--run", run).out.partition("실행 기록\n")[2].splitlines()
    assert [line.split()[2:4] for line in told[1:]] == [
        ["알림", "시작하였습니다."],
        ["오류", "하지"],
        ["오류", "실패로"],
    ]
    log = json.loads(call("schedule", "--run", run, "--json").out)["log"]
    assert [line["level"] for line in log] == ["info", "error", "error"]
    assert "99-9" in log[1]["text"]
    assert call("schedule", "--run", "none").code == 4


def test_serve_does_what_others_ask_for_and_goes_when_told(
    call: Call, city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGYAK_WEB_PORT", "0")  # without the pages
    with subprocess.Popen(
        [*GONGYAK, "serve"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr
        first = process.stderr.readline()
        second = call("serve")
        answer = call("run", "draft", "--for", "2024H2", "--pledge", "1-1")
        process.send_signal(signal.SIGTERM)
        log = process.stderr.read()
    assert "started serve-" in first
    assert (answer.code, second.code, process.returncode) == (0, 5, 0)
    assert "begun draft:2024H2@" in log
    assert (city / "var" / "heartbeat").exists()


def test_a_worker_needs_postgresql(call: Call, city: Path) -> None:
    assert city.is_dir()
    assert call("work").code == 5
