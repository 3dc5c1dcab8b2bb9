"""The help pages in both languages, from a process of their own: a process speaks one language."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from functools import cache
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
SUBCOMMANDS = [
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
]
GONGYAK = "import sys; from admin.cli import main; sys.exit(main())"
ALL_PAGES = """
import contextlib, io, json, sys
from admin.cli import main
pages = {}
for command in json.load(sys.stdin):
    with contextlib.redirect_stdout(io.StringIO()) as page:
        assert main([*command.split(), "--help"]) == 0
    pages[command] = page.getvalue()
print(json.dumps(pages))
"""


def printed(code: str, *arguments: str, language: str, columns: int, given: str = "") -> str:
    """Return what a process of its own prints; *given* is its input."""
    environment = os.environ | {
        "GONGYAK_LANGUAGE": language,
        "COLUMNS": str(columns),
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
    }
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True, input=given
    ).stdout


@cache
def pages(language: str, columns: int = 80) -> dict[str, str]:
    """Return the help of every command by its name."""
    names = json.dumps(["", *COMMANDS, *SUBCOMMANDS])
    found: dict[str, str] = json.loads(printed(ALL_PAGES, language=language, columns=columns, given=names))
    return found


def test_without_a_command_the_help_is_shown() -> None:
    assert printed(GONGYAK, language="ko", columns=80) == pages("ko")[""]


@pytest.mark.parametrize(("language", "title"), [("ko", "명령:"), ("en", "Commands:")])
def test_every_command_is_listed_with_what_it_does(language: str, title: str) -> None:
    listed = pages(language)[""].partition(title)[2]
    rows = re.findall(r"^  (\w+) +\S", listed, re.MULTILINE)
    assert rows == COMMANDS


@pytest.mark.parametrize("command", [*COMMANDS, *SUBCOMMANDS])
def test_every_command_explains_itself_in_both_languages(command: str) -> None:
    korean, english = (pages(language)[command] for language in ("ko", "en"))
    assert korean.startswith(f"사용법: gongyak {command}")
    assert english.startswith(f"Usage: gongyak {command}")
    assert not re.search(
        "[가-힣]", english.replace("2024년 하반기", "").replace("확보/시비", "").replace("개소식", "")
    )
    texts = [line.strip() for line in korean.splitlines()[2:] if line.startswith("  ")]
    assert all(re.search("[가-힣]", line) for line in texts)


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    for command, page in pages("ko", columns).items():
        assert max(map(width, page.splitlines())) <= columns, command


def test_the_columns_are_aligned_for_letters_of_double_width() -> None:
    options = pages("ko")["draft"].partition("옵션:\n")[2].splitlines()
    starts = {width(re.match(r"  \S.*?\S  +(?=\S)", line)[0]) for line in options if line.startswith("  --")}  # type: ignore[index]
    assert len(starts) == 1


def test_the_version_is_told() -> None:
    told = printed(GONGYAK, "--version", language="ko", columns=80)
    assert re.fullmatch(r"gongyak \d+\.\d+\.\d+\S*\n", told)


def test_the_help_loads_no_heavy_library() -> None:
    code = f"{ALL_PAGES}\nprint(*sys.modules)"
    loaded = printed(code, language="ko", columns=80, given='[""]').split()
    heavy = {"sqlalchemy", "alembic", "lxml", "docx", "PIL", "jinja2", "rich", "yaml", "pydantic"}
    assert not heavy & set(loaded)
