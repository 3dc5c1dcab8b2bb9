"""``python -m docxtpl TEMPLATE JSON OUT [-o] [-q]``: a document from a template and a file of JSON.

As with docxtpl, what is wrong is printed and the exit code stays 0.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .template import DocxTemplate

if TYPE_CHECKING:
    from collections.abc import Sequence


class _WrongArgumentError(Exception):
    """An argument cannot be used; its text says why."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command with *arguments* (those of the process by default)."""
    given = _parser().parse_args(arguments)
    try:
        _check(given)
        template = DocxTemplate(given.template_path)
        template.render(_context(given.json_path))
        _save(template, given.output_filename)
    except _WrongArgumentError as error:
        print(f"Error: {error}")  # noqa: T201 - a command prints
    else:
        if not given.quiet:
            print(f"The document is saved as {given.output_filename}.")  # noqa: T201


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        "python -m docxtpl", description="Make a Word document from a template and JSON data."
    )
    parser.add_argument("template_path", help="the template, a .docx")
    parser.add_argument("json_path", help="the data, a .json")
    parser.add_argument("output_filename", help="the document to make, a .docx")
    parser.add_argument(
        "-o", "--overwrite", action="store_true", help="overwrite the document without asking"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="print nothing that is not needed")
    return parser


def _check(given: Namespace) -> None:
    """Raise for an argument that cannot be used; ask before a document is overwritten."""
    for name, suffix in (("template_path", ".docx"), ("json_path", ".json")):
        file = Path(getattr(given, name))
        if file.suffix != suffix or not file.is_file():
            message = f"{name} “{file}” is no {suffix} file that is there."
            raise _WrongArgumentError(message)
    target = Path(given.output_filename)
    if target.suffix != ".docx":
        message = f"output_filename “{target}” is no .docx file."
        raise _WrongArgumentError(message)
    if target.exists() and not given.overwrite and not _agrees(target):
        message = f"{target} already exists; choose another name."
        raise _WrongArgumentError(message)


def _agrees(target: Path) -> bool:
    return input(f"{target} already exists. Overwrite it? (y/n) ").lower() == "y"


def _context(path: str) -> dict[str, Any]:
    try:
        return dict(json.loads(Path(path).read_text("utf-8")))
    except json.JSONDecodeError as error:
        message = f"{path} is no JSON: {error}"
        raise _WrongArgumentError(message) from error


def _save(template: DocxTemplate, path: str) -> None:
    try:
        template.save(path)
    except OSError as error:
        message = f"{path} cannot be written: {error}"
        raise _WrongArgumentError(message) from error


if __name__ == "__main__":
    main()
