"""JPEG and PNG files as their bytes lie: which, how large, how the camera was held, what is metadata.

Nothing is decoded.  A hostile file costs no more here than one walk over its parts, of which only so many
are allowed: what opens pictures in earnest is then given nothing but the picture (`PictureFile.bare`).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from gongyak.errors import Words

JPEG: Final = "JPEG"
PNG: Final = "PNG"
_JPEG_START: Final = b"\xff\xd8"
_PNG_START: Final = b"\x89PNG\r\n\x1a\n"
_MOST_SEGMENTS: Final = 2_000
"""A photo with a depth map has some hundred."""
_MOST_SCANS: Final = 64
"""A progressive JPEG has ten; each goes over all pixels."""
_MOST_CHUNKS: Final = 20_000
"""A PNG of 30 MB that is cut into pieces of 8 KB has four thousand."""
_MOST_ENTRIES: Final = 200
"""Entries of an EXIF directory that are looked at."""

_FILL, _EOI, _SOS, _APP0, _APP1, _APP14, _TEM = 0xFF, 0xD9, 0xDA, 0xE0, 0xE1, 0xEE, 0x01
_DHT, _DAC, _DQT, _DRI = 0xC4, 0xCC, 0xDB, 0xDD
_RESTARTS: Final = range(0xD0, 0xD8)
_FRAMES: Final = {*range(0xC0, 0xD0)} - {_DHT, 0xC8, _DAC}
_SEQUENTIAL: Final = {0xC0, 0xC1}
_OF_THE_PICTURE: Final = _FRAMES | {_DHT, _DAC, _DQT, _DRI, _SOS}
_AFTER_SCAN: Final = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_JFIF, _ADOBE, _EXIF = b"JFIF\0", b"Adobe", b"Exif\0\0"
_JFIF_LENGTH, _ADOBE_LENGTH = 14, 12
_CHUNKS_OF_THE_PICTURE: Final = {
    *(b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"),
    *(b"pHYs", b"gAMA", b"sRGB", b"cHRM"),
}
_IHDR_LENGTH: Final = 13
_ORIENTATION, _SHORT = 0x0112, 3
_UPRIGHT: Final = 1
_TURNS: Final = range(1, 9)

_NEITHER: Final = Words("JPEG나 PNG가 아닙니다", "no JPEG or PNG")
_CUT_OFF: Final = Words("손상되었거나 끝이 잘렸습니다", "damaged or cut off")
_CROWDED: Final = Words("지나치게 많은 조각으로 되어 있습니다", "made of unreasonably many pieces")


class NotAPicture(Exception):
    """Bytes that are no JPEG or PNG, or none that can be trusted; ``reason`` says why."""

    def __init__(self, reason: Words) -> None:
        """Keep the *reason*."""
        super().__init__(reason)
        self.reason: Final = reason


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A JPEG or PNG (``kind``): its pixels each way, and how it is to be turned (``orientation`` as in EXIF).

    ``bare`` is the file without metadata, the same bytes where there is none; ``tail`` what follows its end.
    ``is_decoded_at_once``: all its pixels have to be in memory to make it smaller.
    """

    kind: str
    width: int
    height: int
    orientation: int
    bare: bytes
    tail: bytes
    is_decoded_at_once: bool

    @property
    def pixels(self) -> int:
        """How many pixels the file says that it has."""
        return self.width * self.height


def read_picture_file(data: bytes) -> PictureFile:
    """Return what the bytes of a picture say; raise `NotAPicture`."""
    try:
        if data.startswith(_PNG_START):
            return _read_png(data)
        if data.startswith(_JPEG_START):
            return _read_jpeg(data)
    except (struct.error, IndexError):
        raise NotAPicture(_CUT_OFF) from None
    raise NotAPicture(_NEITHER)


def _read_jpeg(data: bytes) -> PictureFile:
    kept: list[bytes] = [_JPEG_START]
    frames: list[tuple[int, int, int]] = []
    scans, orientation, end = 0, None, len(_JPEG_START)
    for count, (marker, start, end) in enumerate(_segments(data)):
        scans += marker == _SOS
        if count > _MOST_SEGMENTS or scans > _MOST_SCANS:
            raise NotAPicture(_CROWDED)
        if marker in _FRAMES:
            height, width = struct.unpack_from(">2H", data, start + 1)
            frames.append((marker, width, height))
        elif marker == _APP1 and orientation is None and data.startswith(_EXIF, start):
            orientation = _orientation(data[start + len(_EXIF) : end])
        kept.append(_kept_segment(data, marker, start, end))
    if len(frames) != 1 or not scans or 0 in frames[0]:
        raise NotAPicture(_CUT_OFF)
    marker, width, height = frames[0]
    at_once = marker not in _SEQUENTIAL or scans > 1
    return PictureFile(
        JPEG, width, height, orientation or _UPRIGHT, b"".join(kept), data[end:], is_decoded_at_once=at_once
    )


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield each segment's marker, and where its content begins and ends; a scan's pixels are its content."""
    position = len(_JPEG_START)
    marker = 0
    while marker != _EOI:
        if data[position] != _FILL:
            raise IndexError
        while data[position] == _FILL:
            position += 1
        marker = data[position]
        start = end = position + 1
        if marker not in {_EOI, _TEM, *_RESTARTS}:
            start, end = position + 3, position + 1 + struct.unpack_from(">H", data, position + 1)[0]
        if marker == _SOS:
            found = _AFTER_SCAN.search(data, end)
            end = found.start() if found else len(data)
        if not start <= end <= len(data):
            raise IndexError
        yield marker, start, end
        position = end


def _kept_segment(data: bytes, marker: int, start: int, end: int) -> bytes:
    """Return what stays of a segment: all that the pixels need, of metadata only resolution and colours."""
    if marker == _EOI:
        return b"\xff\xd9"
    if marker == _APP0 and data.startswith(_JFIF, start) and end - start >= _JFIF_LENGTH:
        without_thumbnail = data[start : start + _JFIF_LENGTH - 2] + b"\0\0"
        return struct.pack(">2BH", _FILL, marker, _JFIF_LENGTH + 2) + without_thumbnail
    if marker == _APP14 and data.startswith(_ADOBE, start) and end - start >= _ADOBE_LENGTH:
        head = data[start : start + _ADOBE_LENGTH]
        return struct.pack(">2BH", _FILL, marker, _ADOBE_LENGTH + 2) + head
    if marker in _OF_THE_PICTURE:
        return bytes((_FILL, marker)) + data[start - 2 : end]
    return b""


def _read_png(data: bytes) -> PictureFile:
    if data[12:16] != b"IHDR" or struct.unpack_from(">L", data, 8)[0] != _IHDR_LENGTH:
        raise NotAPicture(_CUT_OFF)
    kept: list[bytes] = [_PNG_START]
    width, height = struct.unpack_from(">2L", data, 16)
    kind, orientation, end = b"", _UPRIGHT, len(_PNG_START)
    for count, (kind, start, end) in enumerate(_chunks(data)):
        if count > _MOST_CHUNKS:
            raise NotAPicture(_CROWDED)
        if kind == b"eXIf":
            orientation = _orientation(data[start : end - 4])
        if kind in _CHUNKS_OF_THE_PICTURE:
            kept.append(data[start - 8 : end])
    if not width or not height:
        raise NotAPicture(_CUT_OFF)
    return PictureFile(PNG, width, height, orientation, b"".join(kept), data[end:], is_decoded_at_once=True)


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield each chunk's kind, where its content begins, and where it ends behind its checksum."""
    position = len(_PNG_START)
    kind = b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">L4s", data, position)
        start = position + 8
        position = start + length + 4
        if position > len(data):
            raise IndexError
        yield kind, start, position


def _orientation(exif: bytes) -> int:
    """Return how the camera was held, as *exif* says in its first directory; upright for nonsense."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None:
        return _UPRIGHT
    try:
        (start,) = struct.unpack_from(f"{order}L", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, start)
        for entry in range(min(count, _MOST_ENTRIES)):
            tag, kind, _, value = struct.unpack_from(f"{order}2HLH", exif, start + 2 + 12 * entry)
            if tag == _ORIENTATION:
                return value if kind == _SHORT and value in _TURNS else _UPRIGHT
    except struct.error:
        pass
    return _UPRIGHT
