"""The one place where what went wrong becomes a line for a person and an exit code.

A person's mistake is one line with its remedy.  A mistake of the program leaves its trace in the log below
``var/`` and a line that says where.  ``docs/exit-codes.md`` lists the codes.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from typing import Final

import typer

from admin.words import language, say
from gongyak.errors import GongyakError
from gongyak.particles import particle

STOPPED: Final = 130
"""The exit code after Ctrl-C, as of every program that a shell runs."""
PIPE_CLOSED: Final = 141
"""The exit code when the reader of a pipe has gone, as of every program that a shell runs."""
BUG: Final = 70
"""The exit code of a mistake of the program itself (EX_SOFTWARE of sysexits.h)."""


def run(command: Callable[[], int]) -> int:
    """Return the exit code of *command*, having told what went wrong on standard error."""
    try:
        code = command()
        sys.stdout.flush()
    except typer.Exit as exit_:
        code = exit_.exit_code
    except GongyakError as error:
        code = _tell(error.say(language()), error.exit_code)
    except typer.TyperException as error:
        code = _tell(_usage(error), error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        code = _tell(say("중단하였습니다.", "Stopped."), STOPPED)
    except BrokenPipeError:
        code = _silence_stdout()
    except Exception:  # noqa: BLE001 - the last door: whatever is left is a mistake of the program
        code = _tell(_report_bug(), BUG)
    return code


def _tell(line: str, code: int) -> int:
    print(f"gongyak: {line}", file=sys.stderr)  # noqa: T201 - this is the line people read
    return code


def _silence_stdout() -> int:
    """Point standard output nowhere, so that Python's own flush at the end does not fail once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return PIPE_CLOSED


def _usage(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "gongyak"
    help_ = say(f"→ '{command} --help'를 보십시오.", f"→ See '{command} --help'.")
    return f"{say(_in_korean(error), error.format_message())} {help_}"


def _in_korean(error: typer.TyperException) -> str:
    """Return a mistake in the use of a command in Korean; typer knows English only."""
    parameter = getattr(error, "param", None)
    name = parameter.metavar or parameter.name if parameter else ""
    match type(error).__name__:
        case "NoSuchOption":
            return f"그런 옵션은 없습니다: {getattr(error, 'option_name', '')}"
        case "MissingParameter":
            return f"'{name}'{particle(name, '이/가')} 빠졌습니다."
        case "BadParameter":
            return f"'{name}'에 쓸 수 없는 값입니다: {error.message}"
    if error.message.startswith("No such command"):
        return f"그런 명령은 없습니다: {error.message.removeprefix('No such command ')}"
    return f"명령을 이해할 수 없습니다: {error.message}"


def _report_bug() -> str:
    """Write the trace to the log and return the line that says where it is."""
    from jobs.clock import now
    from jobs.desk import read_settings
    from jobs.mistakes import write_trace

    trace = traceback.format_exc()
    try:
        path = str(write_trace(read_settings().paths.var, now()))
    except (GongyakError, OSError):
        sys.stderr.write(trace)  # nothing may hide the trace, not even a log that cannot be written
        path = say("위", "above")
    summary = trace.strip().rpartition("\n")[2]
    return say(
        f"프로그램 오류입니다: {summary} → {path}의 내용을 관리자에게 보내 주시기 바랍니다.",
        f"A mistake of the program: {summary} → Please report what {path} says.",
    )
