"""The form of the report: handed in, checked, kept in all its versions, and one of them taken into use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongyak.documents import TagProblem, check_template
from gongyak.store.forms import StoredForm, add_form, choose_form, chosen_form, list_forms, read_form_file
from gongyak.uploads.guard import DOCX, admit
from jobs.form import SHIPPED, read_form
from jobs.managing.city import CAUSE
from jobs.managing.errors import NoSuchThing
from jobs.template import form_fields

if TYPE_CHECKING:
    from typing import BinaryIO

    from jobs.desk import Desk


@dataclass(frozen=True, slots=True)
class Forms:
    """All versions, the newest first, and which is in use; None: ``base``, that of the settings, or ours."""

    forms: tuple[StoredForm, ...]
    in_use: int | None
    base: str


class FormProblems(Exception):
    """A form with mistakes was not taken; every one with its place."""

    def __init__(self, name: str, problems: tuple[TagProblem, ...]) -> None:
        """Keep the *problems* of the file *name*."""
        super().__init__(name, problems)
        self.name = name
        self.problems = problems


def show_forms(desk: Desk) -> Forms:
    """Return the versions of the form, and which is in use."""
    path = desk.settings.templates.pledge
    with desk.database.read() as session:
        return Forms(list_forms(session), chosen_form(session), path.name if path else "")


def take_form(desk: Desk, sent_name: str | None, stream: BinaryIO) -> int:
    """Keep a form that was handed in as the newest version, take it into use, and return its number.

    Raises `FormProblems` with every mistake in it, and the refusals of the uploads' guard.
    """
    admitted = admit(sent_name, stream, DOCX)
    problems = check_template(admitted.data, form_fields())
    if problems:
        raise FormProblems(admitted.name, problems)
    at = desk.now()
    with desk.database.begin(who=desk.who, at=at, cause=f"{CAUSE}: 서식") as session:
        version = add_form(session, admitted.name, admitted.data, who=desk.who, at=at)
        choose_form(session, version, who=desk.who, at=at)
    return version


def use_form(desk: Desk, version: int | None) -> None:
    """Take a *version* into use from now on (None: that of the settings, or ours); raise `NoSuchThing`."""
    at = desk.now()
    with desk.database.begin(who=desk.who, at=at, cause=f"{CAUSE}: 서식") as session:
        if version is not None and all(each.version != version for each in list_forms(session)):
            raise NoSuchThing(name=f"{version}판")
        choose_form(session, version, who=desk.who, at=at)


def form_file(desk: Desk, version: int | None) -> tuple[str, bytes]:
    """Return name and bytes of a *version* (None: that of the settings, or ours); raise `NoSuchThing`."""
    path = desk.settings.templates.pledge
    if version is None:
        return path.name if path else SHIPPED.rpartition("/")[2], read_form(path)
    with desk.database.read() as session:
        found = read_form_file(session, version)
    if found is None:
        raise NoSuchThing(name=f"{version}판")
    return found
