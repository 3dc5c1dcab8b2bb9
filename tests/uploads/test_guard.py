from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator

import pytest
from PIL import Image

from gongyak.documents import scale_picture
from gongyak.documents.package import MAX_TOTAL, Part
from gongyak.errors import GongyakError
from gongyak.uploads import errors
from gongyak.uploads.guard import DOCX, PHOTO, XLSX, admit
from tests.documents.forms import jpeg, lines, png
from tests.test_picture_files import exif, phone_photo, segment, with_segments
from tests.uploads.hostile import DOCUMENTS, PHP, PICTURES, Hostile, document, related, workbook

HOSTILE = (*PICTURES, *DOCUMENTS)
"""Far more than the half second that the slowest takes: other work goes on beside tests."""


@pytest.fixture
def inflated(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list to which the size of every piece is added that is unpacked."""
    sizes: list[int] = []
    pieces = Part.pieces

    def counted(part: Part) -> Iterator[bytes]:
        for piece in pieces(part):
            sizes.append(len(piece))
            yield piece

    monkeypatch.setattr(Part, "pieces", counted)
    return sizes


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda each: each.told)
def test_is_refused_with_its_name_and_a_remedy_and_little_work(hostile: Hostile, inflated: list[int]) -> None:
    data = hostile.make()
    inflated.clear()
    with pytest.raises(hostile.error, match=hostile.says) as caught:
        admit(hostile.name, io.BytesIO(data), hostile.wanted)
    assert sum(inflated) < MAX_TOTAL / 20
    assert isinstance(caught.value, GongyakError)
    for language in ("ko", "en"):
        assert hostile.name in caught.value.say(language)
        assert "{" not in caught.value.say(language)
    assert caught.value.exit_code == 3


def test_more_than_seventy_hostile_files_are_tried() -> None:
    assert len(HOSTILE) > 70


@pytest.mark.parametrize(
    "told", ["a bomb", "a bomb of many small parts", "a part that is larger than it says"]
)
def test_a_bomb_takes_no_memory(told: str) -> None:
    hostile = next(each for each in DOCUMENTS if each.told == told)
    data = hostile.make()
    tracemalloc.start()
    with pytest.raises(hostile.error):
        admit("x", io.BytesIO(data), hostile.wanted)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4_000_000


def test_a_file_that_is_too_heavy_is_not_read() -> None:
    class Heavy(io.BytesIO):
        def seek(self, *_: int) -> int:
            return 31_000_000

        def read(self, _: int | None = None) -> bytes:
            raise AssertionError

    with pytest.raises(errors.FileTooHeavy, match=r"협약식.jpg.*31\.0 MB, 한도 30 MB"):
        admit("협약식.jpg", Heavy(), PHOTO)


@pytest.mark.parametrize(
    "data",
    [
        jpeg(),
        png(),
        phone_photo(),
        jpeg() + bytes(40) + b"SEFH" + bytes(90),
        jpeg() + b"\0\0\0\x1cftypmp42" + bytes(99),
    ],
    ids=["JPEG", "PNG", "two pictures in one", "a trailer", "a photo that moves"],
)
def test_photos_as_people_have_them_are_taken(data: bytes) -> None:
    assert admit("사진.jpg", io.BytesIO(data), PHOTO).data == data


@pytest.mark.parametrize(
    "more",
    [
        segment(0xFE, PHP),
        segment(0xE1, b"Exif\0\0" + PHP),
        segment(0xE9, b"PK\3\4" + bytes(90)),
        exif(6) + segment(0xE1, b"Exif\0\0MM\0*" + b"\xff" * 60_000) * 100,
    ],
    ids=["a comment", "EXIF", "an archive", "EXIF that would fill the memory"],
)
def test_what_hides_among_the_metadata_is_not_kept(more: bytes) -> None:
    data = admit("사진.jpg", io.BytesIO(with_segments(jpeg(), more)), PHOTO).data
    stored = scale_picture(data, 100, 100)
    assert PHP not in stored
    assert b"PK\3\4" not in stored
    assert not Image.open(io.BytesIO(stored)).getexif()


@pytest.mark.parametrize(
    "data",
    [
        document(),
        lines("가"),
        document(related("hyperlink", "https://example.kr/?a=1&amp;b=2")),
        document(related("hyperlink", "mailto:officer@example.kr")),
        document(related("image", "media/x.png", outside=False)),
        document(Part.stored("word/media/x.png", png())),
        document(Part.deflated("word/media/가.emf", b"\1\0\0\0" * 9)),
        document(Part.deflated("customXml/item1.xml", b"\xef\xbb\xbf<?xml version='1.0'?><a/>")),
    ],
    ids=[
        "made by us",
        "made by a library",
        "a link",
        "an address",
        "a part",
        "a picture",
        "a drawing",
        "data",
    ],
)
def test_documents_as_people_have_them_are_taken(data: bytes) -> None:
    assert admit("서식.docx", io.BytesIO(data), DOCX).data == data


def test_a_workbook_is_taken() -> None:
    data = workbook(Part.deflated("xl/printerSettings/printerSettings1.bin", b"H\0P\0" * 50))
    assert admit("자료.xlsx", io.BytesIO(data), XLSX).data == data


def test_a_name_is_only_shown() -> None:
    admitted = admit("../../etc/룩셈부르크 협약식.jpg", io.BytesIO(jpeg()), PHOTO)
    assert admitted.name == "룩셈부르크 협약식.jpg"
