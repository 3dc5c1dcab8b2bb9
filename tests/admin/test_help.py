"""The help pages in both languages, from a process of their own: a process speaks one language."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from admin.words import width

ROOT = Path(__file__).parents[2]
COMMANDS = [
    "draft",
    "drafts",
    "show",
    "explain",
    "check",
    "mute",
    "unmute",
    "mutes",
    "changes",
    "load",
    "dump",
    "init",
    "migrate",
    "demo",
    "doctor",
    "serve",
    "work",
    "schedule",
    "run",
    "pause",
    "resume",
    "remind",
    "simulate",
    "mail",
    "template",
    "letter",
    "account",
]
GONGYAK = "import sys; from admin.cli import main; sys.exit(main())"


def page(*arguments: str, language: str = "ko", columns: int = 80) -> str:
    environment = os.environ | {
        "GONGYAK_LANGUAGE": language,
        "COLUMNS": str(columns),
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
    }
    command = [sys.executable, "-c", GONGYAK, *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def test_without_a_command_the_help_is_shown() -> None:
    assert page() == page("--help")


@pytest.mark.parametrize(("language", "title"), [("ko", "명령:"), ("en", "Commands:")])
def test_every_command_is_listed_with_what_it_does(language: str, title: str) -> None:
    listed = page("--help", language=language).partition(title)[2]
    rows = re.findall(r"^  (\w+) +\S", listed, re.MULTILINE)
    assert rows == COMMANDS


@pytest.mark.parametrize(
    "command",
    [
        *COMMANDS,
        "template check",
        "letter list",
        "letter show",
        "letter preview",
        "letter save",
        "letter reset",
        "account list",
        "account invite",
        "account disable",
        "account enable",
        "account renew",
        "account remove",
    ],
)
def test_every_command_explains_itself_in_both_languages(command: str) -> None:
    korean, english = (page(*command.split(), "--help", language=each) for each in ("ko", "en"))
    assert korean.startswith(f"사용법: gongyak {command}")
    assert english.startswith(f"Usage: gongyak {command}")
    assert not re.search(
        "[가-힣]", english.replace("2024년 하반기", "").replace("확보/시비", "").replace("개소식", "")
    )
    texts = [line.strip() for line in korean.splitlines()[2:] if line.startswith("  ")]
    assert all(re.search("[가-힣]", line) for line in texts)


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    for command in ((), ("draft",), ("explain",)):
        lines = page(*command, "--help", columns=columns).splitlines()
        assert max(map(width, lines)) <= columns


def test_the_columns_are_aligned_for_letters_of_double_width() -> None:
    options = page("draft", "--help").partition("옵션:\n")[2].splitlines()
    starts = {width(re.match(r"  \S.*?\S  +(?=\S)", line)[0]) for line in options if line.startswith("  --")}  # type: ignore[index]
    assert len(starts) == 1


def test_the_version_is_told() -> None:
    assert re.fullmatch(r"gongyak \d+\.\d+\.\d+\S*\n", page("--version"))


def test_the_help_loads_no_heavy_library() -> None:
    code = (
        "import sys, contextlib, io\n"
        "from admin.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()): main(['--help'])\n"
        "print(*sys.modules)"
    )
    command = [sys.executable, "-c", code]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    loaded = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"sqlalchemy", "alembic", "lxml", "docx", "PIL", "jinja2", "rich", "yaml", "pydantic"} & set(
        loaded
    )
