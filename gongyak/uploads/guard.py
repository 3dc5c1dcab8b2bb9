"""The one way in for files that people hand in."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO, Final

from gongyak.documents.pictures import read_reasonable
from gongyak.errors import Words
from gongyak.uploads import errors, office
from gongyak.uploads.kinds import ACTIVE, ARCHIVE, HEIC, JPEG, PNG, kind_of
from gongyak.uploads.names import name_of

_MB: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What may be handed in at a place: ``kinds`` of at most ``largest`` bytes, which ``look`` examines."""

    words: Words
    kinds: frozenset[Words]
    largest: int
    look: Callable[[bytes, str], None]


@dataclass(frozen=True, slots=True)
class Admitted:
    """A file that may be used: the name to show, and its bytes."""

    name: str
    data: bytes


def admit(sent_name: str | None, stream: BinaryIO, wanted: Wanted) -> Admitted:
    """Return the file in *stream* if it is what is *wanted*, else raise a refusal that names it.

    *sent_name* is what the person's computer calls it.  A file that is too large is not read at all, and no
    more of it is unfolded than the refusal needs.
    """
    name = name_of(sent_name)
    size = stream.seek(0, io.SEEK_END)
    if not size:
        raise errors.EmptyFile(name=name)
    if size > wanted.largest:
        limit = f"{wanted.largest // _MB} MB"
        raise errors.FileTooHeavy(name=name, size=f"{size / _MB:.1f} MB", limit=limit)
    stream.seek(0)
    data = stream.read()
    _require_kind(kind_of(data), name, wanted)
    wanted.look(data, name)
    return Admitted(name, data)


def _require_kind(kind: Words, name: str, wanted: Wanted) -> None:
    if kind not in wanted.kinds:
        error = errors.PhoneFormat if kind == HEIC else errors.WrongKind
        raise error(
            name=name,
            found_ko=kind.ko,
            found_en=kind.en,
            wanted_ko=wanted.words.ko,
            wanted_en=wanted.words.en,
        )


def _look_at_picture(data: bytes, name: str) -> None:
    """Refuse a picture of too many pixels or pieces, and one that another file is joined to.

    What telephones add behind a picture (another picture, a film) is left behind when it is stored.
    """
    kind = kind_of(read_reasonable(data, name).tail.lstrip())
    if kind in ACTIVE:
        raise errors.JoinedFile(name=name, found_ko=kind.ko, found_en=kind.en)


PHOTO: Final = Wanted(
    Words("JPEG 또는 PNG", "JPEG or PNG"), frozenset({JPEG, PNG}), 30 * _MB, _look_at_picture
)
DOCX: Final = Wanted(
    Words("Word 문서(.docx)", "a Word document (.docx)"),
    frozenset({ARCHIVE}),
    20 * _MB,
    partial(office.look_into, main=office.DOCX),
)
XLSX: Final = Wanted(
    Words("Excel 통합 문서(.xlsx)", "an Excel workbook (.xlsx)"),
    frozenset({ARCHIVE}),
    20 * _MB,
    partial(office.look_into, main=office.XLSX),
)
