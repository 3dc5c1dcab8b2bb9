"""The job ``template check``: what is wrong with a form, and what a form may ask for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Final, get_args, get_origin, get_type_hints

from gongyak.documents import TagProblem, check_template
from gongyak.reports import ReportView
from jobs.form import SHIPPED, read_form

_OF_THE_DRAFT: Final = ("draft.number", "draft.made_at", "draft.is_clean")
_NOT_FOR_FORMS: Final = frozenset({"trace", "photos[][].width", "photos[][].height"})


@dataclass(frozen=True, slots=True)
class FormCheck:
    """What a check found: the file's name, every problem, and every field a form may use."""

    name: str
    problems: tuple[TagProblem, ...]
    fields: tuple[str, ...]


def check_form(path: Path | None) -> FormCheck:
    """Check the form at *path*, or the shipped one for None.

    Raises `TemplateMissing`, and TemplateUnreadableError for a file that Word could not open either.
    """
    known = form_fields()
    problems = check_template(read_form(path), known)
    return FormCheck(str(path or SHIPPED), problems, known)


def form_fields() -> tuple[str, ...]:
    """Return every field that a form may use, as a path; ``[]`` stands for each entry of a list."""
    return (*_paths(ReportView, ""), *_OF_THE_DRAFT)


def _paths(kind: type, prefix: str) -> Iterator[str]:
    hints = get_type_hints(kind)
    for field in fields(kind):
        path = f"{prefix}{field.name}"
        if path not in _NOT_FOR_FORMS:
            yield from _below(hints[field.name], path)


def _below(kind: object, path: str) -> Iterator[str]:
    if get_origin(kind) is tuple:
        yield from _below(get_args(kind)[0], f"{path}[]")
    elif isinstance(kind, type) and is_dataclass(kind):
        yield from (inner for inner in _paths(kind, f"{path}.") if inner not in _NOT_FOR_FORMS)
    else:
        yield path
