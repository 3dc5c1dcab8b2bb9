"""The photos that people hand in: looked at, turned upright, made as small as the report needs, and bare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO, Final

from gongyak.documents import scale_picture
from gongyak.exchange.pictures import MEDIA_TYPES
from gongyak.photos import Picture
from gongyak.picture_files import read_picture_file
from gongyak.store.pictures import read_pictures
from gongyak.uploads.guard import PHOTO, admit
from gongyak.uploads.names import caption_of

if TYPE_CHECKING:
    from gongyak.pledges import Pledge
    from jobs.desk import Desk

_MM_PER_INCH: Final = 25.4


@dataclass(frozen=True, slots=True)
class TakenPhoto:
    """A picture as it is to be stored, its bytes, and the caption that its file's name suggests."""

    picture: Picture
    data: bytes
    caption: str = ""


def frame_in_pixels(desk: Desk) -> tuple[int, int]:
    """Return how many pixels a photo needs at most to fill its frame, each way."""
    return (_pixels(desk, desk.frame.width), _pixels(desk, desk.frame.height))


def take_photo(desk: Desk, name: str | None, stream: BinaryIO) -> TakenPhoto:
    """Return the photo that somebody handed in under *name*.

    Raises the guard's refusals, and UnreadablePictureError for what is damaged.
    """
    admitted = admit(name, stream, PHOTO)
    width, height = frame_in_pixels(desk)
    stored = scale_picture(admitted.data, width, height, name=admitted.name)
    return TakenPhoto(_described(stored), stored, caption_of(admitted.name))


def turn_photo(desk: Desk, pledge: Pledge, key: str) -> TakenPhoto | None:
    """Return the photo *key* of *pledge* turned by 90° clockwise; None: there is no such photo.

    It keeps its pixels: turned four times it is as it was.
    """
    checksums: Mapping[str, str] = {photo.id: photo.picture.checksum for photo in pledge.photos}
    if key not in checksums:
        return None
    with desk.database.read() as session:
        data = read_pictures(session, [checksums[key]])[checksums[key]]
    side = max(frame_in_pixels(desk))
    turned = scale_picture(data, side, side, quarter_turns=1)
    return TakenPhoto(_described(turned), turned)


def _described(data: bytes) -> Picture:
    file = read_picture_file(data)
    return Picture(sha256(data).hexdigest(), MEDIA_TYPES[file.kind], file.width, file.height)


def _pixels(desk: Desk, millimetres: float) -> int:
    return round(millimetres / _MM_PER_INCH * desk.settings.photo.dpi)
