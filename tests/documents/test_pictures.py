# ruff: noqa: SLF001 - python-docx shows grids and properties only through its elements
from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest
from docx.oxml.ns import qn
from PIL import Image

from gongyak.documents import Picture, compile_template, scale_picture
from gongyak.documents.errors import UnreadablePictureError
from gongyak.documents.pictures import EMU_PER_INCH, EMU_PER_MM, measure_picture
from tests.documents.forms import form, grid, jpeg, lines, names_and_ids, opened, part, png

if TYPE_CHECKING:
    from docx.document import Document


LOOP = compile_template(grid(["{%tr for p in photos %}"], ["{{ p }}"], ["{%tr endfor %}"]))


def media(data: bytes) -> dict[str, zipfile.ZipInfo]:
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        return {info.filename: info for info in zipped.infolist() if "/media/" in info.filename}


def test_the_same_picture_is_stored_once_and_not_deflated() -> None:
    one, other = jpeg(), png()
    made = LOOP.render({"photos": [Picture(one), Picture(other), Picture(bytes(one))]})
    assert {name: info.compress_type for name, info in media(made).items()} == {
        "word/media/gy1.jpeg": zipfile.ZIP_STORED, "word/media/gy2.png": zipfile.ZIP_STORED,
    }  # fmt: skip
    assert len(opened(made).inline_shapes) == 3
    numbers = [number for _, number in names_and_ids(made, "wp:docPr")]
    assert len(set(numbers)) == 3


@pytest.mark.parametrize(
    ("picture", "size"),
    [
        (Picture(jpeg(40, 20), width=2 * EMU_PER_MM), (72_000, 36_000)),
        (Picture(jpeg(40, 20), height=EMU_PER_MM), (72_000, 36_000)),
        (Picture(jpeg(40, 20), width=5, height=6), (5, 6)),
        (Picture(jpeg(72, 36)), (EMU_PER_INCH, EMU_PER_INCH // 2)),
        (Picture(jpeg(300, 300, dpi=(300, 300))), (EMU_PER_INCH, EMU_PER_INCH)),
        (Picture(png(96, 96, dpi=(96, 96))), (EMU_PER_INCH, EMU_PER_INCH)),
        (Picture(png(72, 72)), (EMU_PER_INCH, EMU_PER_INCH)),
    ],
)
def test_a_picture_has_the_size_asked_for_or_its_own(picture: Picture, size: tuple[int, int]) -> None:
    shape = opened(LOOP.render({"photos": [picture]})).inline_shapes[0]
    assert (shape.width, shape.height) == size


def test_description_name_and_link_are_written_and_escaped() -> None:
    picture = Picture(png(), description='설명 "<&>', name="개관식.png", link="https://example.kr/?a=1&b=2")
    made = LOOP.render({"photos": [picture]})
    drawing = opened(made).inline_shapes[0]._inline.docPr
    assert drawing.get("descr") == '설명 "<&>'
    assert drawing.get("name") == "개관식.png"
    assert 'Target="https://example.kr/?a=1&amp;b=2" TargetMode="External"' in part(
        made, "word/_rels/document.xml.rels"
    )


def test_a_picture_may_stand_in_a_header() -> None:
    def build(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ logo }}"

    made = compile_template(form(build)).render({"logo": Picture(png())})
    header = opened(made).sections[0].header
    relation = header._element.find(f".//{qn('a:blip')}").get(qn("r:embed"))
    assert header.part.related_parts[relation].blob == png()


@pytest.mark.parametrize("tag", ["{{ p }}", "앞 {{r p }} 뒤", "{{p p }}"])
def test_a_picture_fits_every_level_of_text(tag: str) -> None:
    assert len(opened(compile_template(lines(tag)).render({"p": Picture(png())})).inline_shapes) == 1


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", jpeg()[:12], png()[:20], b"\xff\xd8\xff\xe0\x00", b"\xff\xd8\x00\x00"]
)
def test_what_is_no_picture_is_an_error_that_names_it(data: bytes) -> None:
    with pytest.raises(UnreadablePictureError, match=r"사진\.jpg"):
        measure_picture(data, "사진.jpg")
    with pytest.raises(UnreadablePictureError, match=r"사진\.jpg"):
        scale_picture(data, 10, 10, name="사진.jpg")


def test_a_truncated_jpeg_is_refused_on_the_way_in() -> None:
    whole = jpeg(800, 600)
    with pytest.raises(UnreadablePictureError):
        scale_picture(whole[: len(whole) // 2], 100, 100)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded() -> None:
    bomb = bytearray(png(10, 10))
    bomb[16:24] = (60_000).to_bytes(4, "big") * 2
    with pytest.raises(UnreadablePictureError):
        scale_picture(bytes(bomb), 100, 100)


@pytest.mark.parametrize(
    ("size", "scaled"),
    [((400, 200), (100, 50)), ((50, 20), (50, 20)), ((200, 400), (40, 80)), ((1, 900), (1, 80))],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_pictures_are_scaled_down_only_and_keep_their_kind(
    kind: str, size: tuple[int, int], scaled: tuple[int, int]
) -> None:
    data = (jpeg if kind == "JPEG" else png)(*size)
    image = Image.open(io.BytesIO(scale_picture(data, 100, 80)))
    assert (image.format, image.size) == (kind, scaled)


def test_a_photo_is_turned_upright_and_loses_its_metadata() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "camera"
    image = Image.open(io.BytesIO(scale_picture(jpeg(40, 20, exif=exif), 100, 100)))
    assert image.size == (20, 40)
    assert not image.getexif()
    assert "exif" not in image.info


@pytest.mark.parametrize("mode", ["L", "LA", "RGBA", "P", "1"])
def test_pictures_of_every_mode_are_taken(mode: str) -> None:
    assert measure_picture(scale_picture(png(40, 20, mode=mode), 20, 20)).width == 20


def test_a_cmyk_jpeg_becomes_one_that_word_shows() -> None:
    out = io.BytesIO()
    Image.new("CMYK", (40, 20)).save(out, "JPEG")
    assert Image.open(io.BytesIO(scale_picture(out.getvalue(), 20, 20))).mode == "RGB"


@pytest.mark.parametrize(
    "picture", [jpeg(40, 20), png(40, 20), png(40, 20, mode="P"), jpeg(40, 20, dpi=(300, 300))]
)
def test_a_picture_that_fits_already_keeps_its_bytes(picture: bytes) -> None:
    assert scale_picture(picture, 40, 20) == picture


@pytest.mark.parametrize(
    "picture",
    [
        jpeg(400, 200),
        png(400, 200),
        jpeg(40, 20, comment=b"who took it"),
        png(40, 20, icc_profile=b"profile"),
    ],
)
def test_scaling_again_changes_nothing(picture: bytes) -> None:
    once = scale_picture(picture, 100, 100)
    assert once != picture
    assert scale_picture(once, 100, 100) == once


def test_a_png_that_names_no_unit_is_taken_for_seventy_two_dots_an_inch() -> None:
    data = png(72, 36, dpi=(300, 300))
    at = data.index(b"pHYs") + 12
    assert measure_picture(data).dpi == (300, 300)
    assert measure_picture(data[:at] + b"\0" + data[at + 1 :]).dpi == (72.0, 72.0)


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8\xff\xe0\x00\x04ab\xff\xe1\x00\x04cd",
        b"\xff\xd8\xff\xe0\x00\x04abno marker",
        b"\xff\xd8",
        png()[:16] + bytes(8) + png()[24:],
    ],
    ids=["no size", "no marker", "nothing", "no width"],
)
def test_a_header_that_says_no_size_is_no_picture(data: bytes) -> None:
    with pytest.raises(UnreadablePictureError, match="이름"):
        measure_picture(data, "이름")


def test_fill_bytes_before_a_marker_are_passed_over() -> None:
    data = jpeg(40, 20)
    assert measure_picture(data[:2] + b"\xff\xff\xff" + data[2:]).width == 40


def test_a_picture_of_too_many_pixels_is_told_how_many_it_has() -> None:
    small = png(1, 1)
    header = small[12:16] + struct.pack(">2L", 10_001, 10_000) + small[24:29]
    large = small[:12] + header + struct.pack(">L", zlib.crc32(header)) + small[33:]
    with pytest.raises(UnreadablePictureError, match="10,001 × 10,000 화소"):
        scale_picture(large, 100, 100)
