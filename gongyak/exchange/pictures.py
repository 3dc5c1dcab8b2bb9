"""Reads the photos' files: each must be a JPEG or PNG that can be opened, and not too large."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from gongyak.exchange import errors
from gongyak.photos import Picture
from gongyak.picture_files import JPEG, PNG, NotAPicture, PictureFile, read_picture_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MAX_BYTES: Final = 30_000_000
MAX_PIXELS: Final = 100_000_000
MEDIA_TYPES: Final = {JPEG: "image/jpeg", PNG: "image/png"}
ENDINGS: Final = {"image/jpeg": "jpg", "image/png": "png"}


@dataclass(frozen=True, slots=True)
class ReadPicture:
    """A picture and its bytes as they are to be stored."""

    picture: Picture
    data: bytes


def read_picture(path: Path, scale: Callable[[bytes], bytes]) -> ReadPicture:
    """Return the picture in the file *path* as *scale* makes it.

    Raises `MissingFile`, `FileUnreadable`, `PictureTooLarge`, `BadPicture`, and what *scale* raises.
    """
    data = _bytes_of(path)
    _require_reasonable(data, path.name)
    scaled = scale(data)
    return ReadPicture(_measure(scaled, path.name), scaled)


def _bytes_of(path: Path) -> bytes:
    name = path.name
    if not path.is_file():
        raise errors.MissingFile(name=f"photos/{name}")
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise errors.PictureTooLarge(
                name=name, size=f"{size / 1e6:.0f} MB", limit=f"{MAX_BYTES // 10**6} MB"
            )
        return path.read_bytes()
    except OSError as error:
        raise errors.FileUnreadable(reason=error.strerror) from None


def _require_reasonable(data: bytes, name: str) -> PictureFile:
    """Return what the bytes say, before a library opens them: neither another kind nor a bomb."""
    try:
        file = read_picture_file(data)
    except NotAPicture:
        raise errors.BadPicture(name=name) from None
    if file.pixels > MAX_PIXELS:
        raise errors.PictureTooLarge(name=name, size="1억 화소 초과 / over", limit=f"{MAX_PIXELS:,} px")
    return file


def _measure(data: bytes, name: str) -> Picture:
    """Return what is known of a picture; every pixel is decoded, because a damaged file has a good header."""
    from PIL import Image  # noqa: PLC0415 - heavy: loaded when a picture is read

    file = _require_reasonable(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            Image.open(io.BytesIO(file.bare), formats=[file.kind]).load()
    except (OSError, SyntaxError, ValueError):
        raise errors.BadPicture(name=name) from None
    return Picture(sha256(data).hexdigest(), MEDIA_TYPES[file.kind], file.width, file.height)
