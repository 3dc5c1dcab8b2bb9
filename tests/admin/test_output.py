from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from admin import output
from gongyak.findings import Finding, Severity
from gongyak.halfyear import HalfYear, NotAHalfYear


def test_a_pipe_gets_columns_aligned_for_letters_of_double_width(capsys: pytest.CaptureFixture[str]) -> None:
    output.print_table(["번호", "Name"], [["1-1", "도로"], ["1-10", "a"]], title="2024년 하반기")
    assert capsys.readouterr().out == "2024년 하반기\n  번호   Name\n  1-1    도로\n  1-10   a\n"


def test_a_terminal_gets_a_table_with_every_cell_as_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    output.print_table(["번호", "이름"], [["1-1", "[bold]도로[/] :smile:"]])
    assert "[bold]도로[/] :smile:" in capsys.readouterr().out


def test_json_holds_plain_values(capsys: pytest.CaptureFixture[str]) -> None:
    output.print_json(
        {
            "half": HalfYear(2024, 2),
            "at": datetime(2025, 1, 2, 3, tzinfo=UTC),
            "path": Path("var"),
            "finding": Finding("rule", Severity.ERROR, "m", "r", "p", ("line:a",)),
            "error": NotAHalfYear(text="x"),
        }
    )
    told = json.loads(capsys.readouterr().out)
    assert (told["half"], told["at"], told["path"]) == ("2024H2", "2025-01-02T03:00:00+00:00", "var")
    assert told["finding"]["severity"] == "오류"
    assert told["error"]["error"] == "NotAHalfYear"


def test_what_json_cannot_hold_is_a_mistake_of_the_program() -> None:
    with pytest.raises(TypeError):
        output.print_json(object())


def test_a_bar_is_never_shown_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    with output.bar("작업") as shown:
        shown(1, 2)
    assert capsys.readouterr().err == ""


def test_a_bar_appears_on_a_terminal_after_a_while_and_goes_away(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setattr(output, "_PATIENCE", 0.0)
    with output.bar("작업") as shown:
        shown(1, 4)
        shown(3, 4)
    assert "작업" in capsys.readouterr().err
