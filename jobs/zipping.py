"""Many drafts as one ZIP file, made while it is sent: never more than one document is in memory."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from gongyak.store.drafts import read_document
from jobs.copying import clean_copy
from jobs.files import draft_file_name, final_file_name

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

    from jobs.desk import Desk


@dataclass(frozen=True, slots=True)
class Packed:
    """A draft to pack: its number, its pledge's name, when it was made (an instant).

    ``is_final``: what is packed is the document that was kept when the draft was confirmed.
    """

    number: str
    name: str
    made_at: datetime
    is_final: bool = False


def zip_of(desk: Desk, drafts: Iterable[Packed]) -> Iterator[bytes]:
    """Yield the bytes of a ZIP file with the stored documents of *drafts*, named as their files are.

    Documents are ZIP files themselves, so they are not compressed again.  Raises `NoSuchDraft`.
    """
    out = _Outlet()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for each in drafts:
            entry = ZipInfo(_name(each), _moment(desk.in_zone(each.made_at)))
            archive.writestr(entry, _document(desk, each))
            yield out.taken()
    yield out.taken()


def _name(packed: Packed) -> str:
    make = final_file_name if packed.is_final else draft_file_name
    return make(packed.number, packed.name)


def _document(desk: Desk, packed: Packed) -> bytes:
    if packed.is_final:
        return clean_copy(desk, packed.number)
    with desk.database.read() as session:
        return read_document(session, packed.number)


def _moment(at: datetime) -> tuple[int, int, int, int, int, int]:
    return at.year, at.month, at.day, at.hour, at.minute, at.second


class _Outlet(io.RawIOBase):
    """Takes what is written until somebody takes it away; nobody can go back in it."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        part = bytes(data)
        self._parts.append(part)
        return len(part)

    def taken(self) -> bytes:
        """Return what was written since the last time."""
        parts, self._parts = self._parts, []
        return b"".join(parts)
