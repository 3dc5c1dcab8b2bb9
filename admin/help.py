"""The help pages: the same plain layout in Korean and English, aligned for letters of double width.

Typer's own pages speak English between our Korean words, and its coloured ones take a quarter of a second.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from typing import Final, cast

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from admin.words import pad, say, width

_WIDEST: Final = 100
_LEFT: Final = 26
"""Columns of the left column at most; a longer entry has its text on the next line."""


class Command(TyperCommand):
    """A command whose help page is laid out here."""

    def get_help(self, ctx: object) -> str:
        """Return the help page."""
        return _page(cast("typer.Context", ctx), ())


class Group(TyperGroup):
    """A group of commands, listed in the order they were added."""

    def get_help(self, ctx: object) -> str:
        """Return the help page."""
        commands = [(name, _first_line(each.help)) for name, each in self.commands.items() if not each.hidden]
        return _page(cast("typer.Context", ctx), commands)


def _page(context: typer.Context, commands: Sequence[tuple[str, str]]) -> str:
    parameters = context.command.get_params(context)
    arguments = [_argument(each) for each in parameters if each.param_type_name == "argument"]
    options = [_option(each) for each in parameters if each.param_type_name == "option"]
    blocks = [
        _usage(context, [name for name, _ in arguments], takes_command=bool(commands)),
        *(_wrapped(text, 0) for text in (context.command.help or "").strip().split("\n\n")),
        _section(say("인자", "Arguments"), arguments),
        _section(say("옵션", "Options"), options),
        _section(say("명령", "Commands"), commands),
        _wrapped(context.command.epilog or "", 0),
    ]
    return "\n\n".join(block for block in blocks if block)


def _argument(parameter: object) -> tuple[str, str]:
    argument = cast("TyperArgument", parameter)
    return argument.metavar or argument.name, argument.help or ""


def _option(parameter: object) -> tuple[str, str]:
    option = cast("TyperOption", parameter)
    if option.name == "help":
        return "--help", say("이 도움말을 보여 줍니다.", "Show this page.")
    value = [] if option.is_flag else [option.metavar or option.name]
    return " ".join([", ".join(option.opts), *value]), option.help or ""


def _usage(context: typer.Context, arguments: list[str], *, takes_command: bool) -> str:
    parts = [context.command_path, say("[옵션]", "[OPTIONS]"), *arguments]
    command = [say("명령 …", "COMMAND …")] if takes_command else []
    return f"{say('사용법', 'Usage')}: {' '.join([*parts, *command])}"


def _section(title: str, rows: Sequence[tuple[str, str]]) -> str:
    if not rows:
        return ""
    left = min(_LEFT, max(width(name) for name, _ in rows)) + 4
    return "\n".join([f"{title}:", *(_row(name, text, left) for name, text in rows)])


def _row(name: str, text: str, left: int) -> str:
    first = f"  {name}"
    told = _wrapped(text, left)
    if width(first) + 2 > left:
        return f"{first}\n{told}"
    return pad(first, left) + told.lstrip()


def _wrapped(text: str, indent: int) -> str:
    """Return *text* in lines as wide as the terminal, each indented; a line of its own stays one."""
    columns = min(shutil.get_terminal_size().columns, _WIDEST) - indent
    lines = [""]
    for word in text.split():
        if lines[-1] and width(lines[-1]) + 1 + width(word) > columns:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(" " * indent + line for line in lines)


def _first_line(text: str | None) -> str:
    return (text or "").strip().partition("\n")[0]
