from __future__ import annotations

import io
import struct
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from gongyak.documents import scale_picture
from gongyak.documents.errors import UnreadablePictureError
from gongyak.picture_files import NotAPicture, read_picture_file
from tests.documents.forms import jpeg, png

PHOTO = jpeg(40, 20)


def segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">2BH", 0xFF, marker, len(content) + 2) + content


def with_segments(data: bytes, *segments: bytes) -> bytes:
    """Return the JPEG *data* with more segments behind its first marker."""
    return data[:2] + b"".join(segments) + data[2:]


def exif(orientation: int, order: str = "<", kind: int = 3, place: int = 8) -> bytes:
    """Return an EXIF segment whose one entry says how the camera was held."""
    head = {"<": b"II*\0", ">": b"MM\0*"}[order] + struct.pack(f"{order}L", place)
    entry = struct.pack(f"{order}H2HLHH", 1, 0x0112, kind, 1, orientation, 0)
    return segment(0xE1, b"Exif\0\0" + head + entry)


def phone_photo() -> bytes:
    """Return a JPEG with a second picture behind it, as telephones write them."""
    out = io.BytesIO()
    image = Image.new("RGB", (40, 20), "navy")
    image.save(out, "MPO", save_all=True, append_images=[Image.new("RGB", (20, 10))])
    return out.getvalue()


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("held", range(1, 9))
def test_how_the_camera_was_held_is_read_in_both_byte_orders(held: int, order: str) -> None:
    assert read_picture_file(with_segments(PHOTO, exif(held, order))).orientation == held


@pytest.mark.parametrize(
    "segments",
    [
        (exif(0),),
        (exif(9),),
        (exif(65535),),
        (exif(6, kind=2),),
        (exif(6, place=2**32 - 1),),
        (exif(6, place=9),),
        (segment(0xE1, b"Exif\0\0"),),
        (segment(0xE1, b"Exif\0\0XX*\0"),),
        (exif(1), exif(6)),
    ],
    ids=["0", "9", "65535", "a text", "far away", "astray", "empty", "no order", "the first counts"],
)
def test_an_orientation_that_makes_no_sense_leaves_the_picture_as_it_is(segments: tuple[bytes, ...]) -> None:
    assert read_picture_file(with_segments(PHOTO, *segments)).orientation == 1


@pytest.mark.parametrize(
    "more",
    [
        segment(0xE1, b"Exif\0\0 with a place on earth"),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>"),
        segment(0xE2, b"ICC_PROFILE\0\1\1abc"),
        segment(0xED, b"Photoshop 3.0\0who took it"),
        segment(0xE9, b"<?php echo 1;"),
        segment(0xFE, b"a comment"),
    ],
    ids=["EXIF", "XMP", "ICC", "IPTC", "anything", "comment"],
)
def test_every_kind_of_metadata_of_a_jpeg_is_left_behind(more: bytes) -> None:
    assert read_picture_file(with_segments(PHOTO, more)).bare == PHOTO


def test_a_thumbnail_is_metadata_too() -> None:
    thumbnail = segment(0xE0, PHOTO[6:18] + b"\1\1abc")
    bare = read_picture_file(PHOTO[:2] + thumbnail + PHOTO[20:]).bare
    assert bare == PHOTO


@pytest.mark.parametrize("kind", [b"tEXt", b"zTXt", b"iTXt", b"iCCP", b"eXIf", b"prVt", b"acTL", b"tIME"])
def test_every_kind_of_metadata_of_a_png_is_left_behind(kind: bytes) -> None:
    plain = png(40, 20)
    chunk = struct.pack(">L", 3) + kind + b"abc" + b"\0\0\0\0"
    assert read_picture_file(plain[:33] + chunk + plain[33:]).bare == plain


@pytest.mark.parametrize("data", [PHOTO, png(40, 20)])
def test_what_follows_the_end_is_no_part_of_the_picture(data: bytes) -> None:
    file = read_picture_file(data + b"more")
    assert (file.bare, file.tail) == (data, b"more")


def test_a_photo_of_a_telephone_is_its_first_picture() -> None:
    file = read_picture_file(phone_photo())
    assert (file.kind, file.width, file.height) == ("JPEG", 40, 20)
    assert file.tail.startswith(b"\xff\xd8")
    stored = Image.open(io.BytesIO(scale_picture(phone_photo(), 20, 20)))
    assert (stored.format, stored.size) == ("JPEG", (20, 10))


@pytest.mark.parametrize(
    "make",
    [
        lambda: with_segments(PHOTO, *[segment(0xFE, b"")] * 3000),
        lambda: PHOTO[:-2] + PHOTO[PHOTO.index(b"\xff\xda") : -2] * 100 + b"\xff\xd9",
        lambda: png()[:33] + (bytes(4) + b"prVt" + bytes(4)) * 30_000 + png()[33:],
    ],
    ids=["segments", "scans", "chunks"],
)
def test_a_file_of_unreasonably_many_pieces_is_refused_before_it_is_opened(make: Callable[[], bytes]) -> None:
    with pytest.raises(UnreadablePictureError, match="조각"):
        scale_picture(make(), 100, 100)


@pytest.mark.parametrize("data", [PHOTO, phone_photo(), png(40, 20)])
def test_a_file_cut_off_anywhere_is_no_picture(data: bytes) -> None:
    end = len(data) - len(read_picture_file(data).tail)
    for length in range(end):
        with pytest.raises(NotAPicture):
            read_picture_file(data[:length])


@given(st.sampled_from([PHOTO, png(), with_segments(PHOTO, exif(6))]), st.data())
def test_damage_is_told_or_does_no_harm(data: bytes, draw: st.DataObject) -> None:
    damaged = bytearray(data)
    for _ in range(draw.draw(st.integers(1, 4))):
        damaged[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    try:
        stored = scale_picture(bytes(damaged), 30, 30)
    except UnreadablePictureError:
        return
    assert read_picture_file(stored).bare == stored
