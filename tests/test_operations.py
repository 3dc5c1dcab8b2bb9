"""docs/operations.md speaks of commands, settings and letters that there are."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import pytest
import typer

from admin.cli import app

ROOT: Final = Path(__file__).parent.parent
TEXT: Final = (ROOT / "docs" / "operations.md").read_text("utf-8")
PROSE: Final = re.sub(r"^```.*?^```$", "", TEXT, flags=re.DOTALL | re.MULTILINE)
DEFAULTS: Final = tomllib.loads(files("config").joinpath("defaults.toml").read_text("utf-8"))


def commands() -> Iterator[list[str]]:
    """Yield the words after ``gongyak`` of every command, in blocks and in lines."""
    for block in re.findall(r"^```\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE):
        for line in block.splitlines():
            for part in re.split(r"&&|#", line):
                if found := re.match(r"\s*gongyak (.+)", part):
                    yield found[1].split()
    for found in re.findall(r"`gongyak ([a-z][^`]*)`", PROSE):
        yield found.split()


def test_every_command_and_option_is_one_that_there_is() -> None:
    told = list(commands())
    assert len(told) > 20
    for words in told:
        command: Any = typer.main.get_command(app)
        rest = list(words)
        while hasattr(command, "commands") and rest:
            assert rest[0] in command.commands, words
            command = command.commands[rest.pop(0)]
        options = {option for parameter in command.params for option in parameter.opts} | {"--help"}
        assert {word for word in rest if word.startswith("--")} <= options, words


@pytest.mark.parametrize(("section", "key"), sorted(set(re.findall(r"`\[(\w+)\] (\w+)`", TEXT))))
def test_every_setting_is_one_that_there_is(section: str, key: str) -> None:
    assert key in DEFAULTS[section]


def test_every_variable_is_that_of_a_setting() -> None:
    known = {
        f"GONGYAK_{section}_{key}".upper()
        for section, keys in DEFAULTS.items()
        if isinstance(keys, dict)
        for key in keys
    } | {"GONGYAK_CONFIG"}
    told = set(re.findall(r"GONGYAK_[A-Z_]+[A-Z]\b", TEXT))
    assert {name.removesuffix("_FILE") for name in told} <= known


def test_every_line_of_the_timetable_is_explained_and_no_other() -> None:
    chapter = TEXT.partition("## 5.")[2].partition("## 6.")[0]
    rows = re.findall(r"^\| (`.*?`) \|", chapter, re.MULTILINE)
    told = {line for row in rows for line in re.findall(r"`([\w-]+)`", row)}
    assert told == {name.replace("_", "-") for name in DEFAULTS["timetable"]}


def test_every_letter_to_the_administrator_is_explained_by_its_subject() -> None:
    template = files("templates").joinpath("mail", "failure.subject.txt").read_text("utf-8")
    subjects = re.findall(r"\[공약관리\] ([^{]+)", template)
    assert len(subjects) == 5
    for subject in subjects:
        assert f"| `{subject.strip()}" in TEXT


def test_every_file_it_points_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", TEXT):
        assert (ROOT / "docs" / target).exists(), target
