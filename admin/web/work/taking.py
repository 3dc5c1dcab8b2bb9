"""Parts of the form that take files: what becomes of those before the part is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from starlette.datastructures import UploadFile
from starlette.requests import Request

from admin.web.access import form_of
from gongyak.editing.merging import Fields
from gongyak.editing.section import Section
from jobs.desk import Desk
from jobs.pledge_page import PledgePage

if TYPE_CHECKING:
    from admin.web.work.parts import Part


@dataclass(frozen=True, slots=True)
class Taken:
    """What is to be saved: by which section, the fields, and the bytes of new pictures by checksum."""

    section: Section
    fields: Fields
    pictures: Mapping[str, bytes]


@runtime_checkable
class TakesFiles(Protocol):
    """A part whose form brings files besides fields."""

    def taken(
        self, desk: Desk, told: PledgePage, typed: Fields, files: Sequence[tuple[str, UploadFile]]
    ) -> Taken:
        """Return what is to be saved; raise `Mistaken` for every file that is refused."""
        ...


def taken_by(part: Part, desk: Desk, told: PledgePage, typed: Fields, request: Request) -> Taken:
    """Return what *part* is to save of what was typed and of the files that came along."""
    if isinstance(part, TakesFiles):
        return part.taken(desk, told, typed, _files_in(request))
    return Taken(part.section, typed, {})


def _files_in(request: Request) -> list[tuple[str, UploadFile]]:
    """Return a form's files with the names of their fields; where none is chosen a nameless one is sent."""
    sent = form_of(request).multi_items()
    return [(name, file) for name, file in sent if isinstance(file, UploadFile) and file.filename]
