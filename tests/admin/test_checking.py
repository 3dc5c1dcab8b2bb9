"""check, mute, unmute and mutes as a person calls them."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.admin.conftest import Answer, Call
from tests.jobs.world import desk_at

RULE = "sum-participation"
STATED = "stated:press@2024H2"


def rows(answer: Answer) -> list[list[str]]:
    return [line.split("\t") for line in answer.out.splitlines()]


def test_a_pipe_gets_one_line_a_finding_and_nothing_else(call: Call, city: Path) -> None:  # noqa: ARG001 - it stands there
    answer = call("check", "2024H2", "--severity", "오류")
    assert (answer.code, answer.err) == (1, "")
    assert {(len(row), row[0], row[1], row[6]) for row in rows(answer)} == {(7, "1-1", "오류", "-")}
    assert f"{RULE} {STATED}" in [row[5] for row in rows(answer)]


def test_no_error_is_exit_code_zero(call: Call, city: Path) -> None:  # noqa: ARG001
    answer = call("check", "2024년 하반기", "--pledge", "2-2")
    assert answer.code == 0
    assert "오류" not in {row[1] for row in rows(answer)}


@pytest.mark.parametrize(
    ("severity", "shown"),
    [
        ("error", {"오류"}),
        ("오류", {"오류"}),
        ("확인 필요", {"오류", "확인 필요"}),
        ("확인필요", {"오류", "확인 필요"}),
        ("Warning", {"오류", "확인 필요"}),
        ("note", {"오류", "확인 필요", "참고"}),
        ("참고", {"오류", "확인 필요", "참고"}),
    ],
)
def test_a_severity_is_understood_in_both_languages(
    call: Call,
    city: Path,  # noqa: ARG001
    severity: str,
    shown: set[str],
) -> None:
    assert {row[1] for row in rows(call("check", "2024H2", "--severity", severity))} == shown


def test_another_severity_is_a_mistake_of_use(call: Call, city: Path) -> None:  # noqa: ARG001
    answer = call("check", "2024H2", "--severity", "심각")
    assert answer.code == 2
    assert "확인 필요" in answer.err


def test_findings_are_held_against_the_newest_draft(call: Call, city: Path) -> None:
    call("draft", "2024H2")
    file = city / "facts" / "pledges" / "1-1.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("total: 10", "total: 13", 1), "utf-8")
    assert text != file.read_text("utf-8")
    call("load", "facts")
    standing = {row[5]: row[6] for row in rows(call("check", "2024H2"))}
    assert standing.pop(f"{RULE} {STATED}") == "사라짐"
    assert set(standing.values()) == {"여전히"}


def test_the_json_is_for_machines(call: Call, city: Path) -> None:  # noqa: ARG001
    answer = call("check", "2024H2", "--severity", "error", "--json")
    told = json.loads(answer.out)
    assert (answer.code, told["half_year"]) == (1, "2024H2")
    noticed = told["reports"][0]["noticed"][0]
    assert (noticed["since"], noticed["finding"]["severity"]) == (None, "오류")


def test_a_muted_row_is_quiet_listed_and_on_again(call: Call, city: Path) -> None:  # noqa: ARG001
    scope = (RULE, "--pledge", "1-1", "--row", STATED)
    assert call("mute", *scope, "--reason", "따로 셉니다").code == 0
    assert f"{RULE} {STATED}" not in call("check", "2024H2").out
    listed = call("mutes").out
    assert all(word in listed for word in (RULE, "1-1", STATED, "따로 셉니다", "시민참여 횟수의 합계가"))
    assert json.loads(call("mutes", "--json").out)[0]["reason"] == "따로 셉니다"
    assert call("unmute", *scope).code == 0
    assert f"{RULE} {STATED}" in call("check", "2024H2").out
    assert call("unmute", *scope).code == 4


def test_a_mute_without_a_reason_or_of_no_rule_is_refused(call: Call, city: Path) -> None:  # noqa: ARG001
    assert call("mute", RULE).code == 2
    assert call("mute", RULE, "--reason", " ").code == 2
    assert call("mute", RULE, "--reason", "까닭", "--row", STATED).code == 2
    assert call("mute", "nonsense", "--reason", "까닭").code == 4
    assert call("mute", RULE, "--reason", "까닭", "--pledge", "7-7").code == 4


def test_what_was_decided_goes_out_and_into_another_database(call: Call, city: Path) -> None:
    call("mute", RULE, "--reason", "따로 셉니다", "--pledge", "1-1")
    file = city / "facts" / "city.yaml"
    names = "glossary:\n  - {name: 가람암센터, variants: [가람암센타]}\naccepted:\n  - {one: 가, other: 나}\n"
    file.write_text(file.read_text("utf-8").partition("glossary:")[0] + names, "utf-8")
    assert call("load", "facts").code == 0
    assert call("dump", "out").code == 0
    with desk_at(f"sqlite:///{city}/other/gongyak.sqlite3", city / "other") as desk:
        desk.database.migrate()
    environment = {"GONGYAK_DATABASE_URL": f"sqlite:///{city}/other/gongyak.sqlite3"}
    loaded = _run(["load", "out"], city, environment)
    assert loaded.returncode == 0, loaded.stderr
    assert _run(["dump", "again"], city, environment).returncode == 0
    assert (city / "again" / "city.yaml").read_bytes() == (city / "out" / "city.yaml").read_bytes()
    assert "따로 셉니다" in (city / "out" / "city.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ko", ("정도", "오류", "공약 1건, 오류 ", "견줄 초안 없음", "→")),
        ("en", ("Severity", "error", "pledges: 1, errors: ", "no draft to compare with", "→")),
    ],
)
def test_a_terminal_gets_a_table_a_pledge_and_a_summary_in_its_language(
    city: Path, language: str, words: tuple[str, ...]
) -> None:
    code, shown = _on_a_terminal(["check", "2024H2", "--pledge", "1-1"], city, {"GONGYAK_LANGUAGE": language})
    assert code == 1
    assert "1-1 바이오 정밀의료클러스터 조성 추진" in shown
    assert f"[{RULE} {STATED}]" in shown
    for word in words:
        assert word in shown


COMMAND = [sys.executable, "-c", "import sys; from admin.cli import main; sys.exit(main())"]


def _run(
    arguments: list[str], folder: Path, environment: dict[str, str]
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *arguments], cwd=folder, env=os.environ | environment, capture_output=True, check=False
    )


def _on_a_terminal(arguments: list[str], folder: Path, environment: dict[str, str]) -> tuple[int, str]:
    """Return the exit code and what a terminal shows."""
    ours, theirs = pty.openpty()
    # The table is as wide as COLUMNS says, so that no word is folded.
    given = os.environ | {"COLUMNS": "300", "TERM": "xterm", "NO_COLOR": "1"} | environment
    with subprocess.Popen([*COMMAND, *arguments], cwd=folder, env=given, stdout=theirs) as process:
        os.close(theirs)
        parts = []
        while part := _read(ours):
            parts.append(part)
    os.close(ours)
    return process.returncode, b"".join(parts).decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # what Linux gives at the end of a terminal
        return b""
