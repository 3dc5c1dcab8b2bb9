"""Pictures: known by their content, measured from their header, stored once, scaled down on the way in."""

from __future__ import annotations

import io
import struct
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from markupsafe import escape

from gongyak.documents.errors import UnreadablePictureError
from gongyak.documents.names import A_NS, PIC_NS, R_NS, WP_NS
from gongyak.documents.values import Inline, Level, in_run
from gongyak.errors import Words
from gongyak.picture_files import PNG, NotAPicture, PictureFile, read_picture_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL import Image

    from gongyak.documents.building import Building

EMU_PER_INCH: Final = 914_400
EMU_PER_MM: Final = 36_000
MAX_PIXELS: Final = 100_000_000
MAX_PIXELS_AT_ONCE: Final = 30_000_000
"""Of a picture that cannot be made smaller while it is decoded: its pixels take up to 180 MB."""
_DEFAULT_DPI: Final = 72
_PNG = b"\x89PNG\r\n\x1a\n"
_PER_METRE_TO_DPI: Final = 0.0254
_JPEG_QUALITY: Final = 85
_DAMAGED: Final = Words("내용이 손상되었습니다", "its content is damaged")
_SIZE_MARKERS = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_FILL, _APP0 = 0xFF, 0xE0
_JFIF_INCH, _JFIF_CM = 1, 2
# How each orientation of EXIF is undone, as the names of Pillow's transpositions.
_UPRIGHT: Final = 1
_UNDONE: Final = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}


@dataclass(frozen=True, slots=True)
class PictureSize:
    """A picture's kind (``png`` or ``jpeg``), its size in pixels, and its dots per inch each way."""

    extension: str
    width: int
    height: int
    dpi: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Picture(Inline):
    """A PNG or JPEG in the text; *width* and *height* in EMU (36,000 a millimetre).

    One of them given: the other follows from the picture's proportions.  None given: its own size by its
    resolution.  *description* is what a screen reader says.
    """

    data: bytes
    width: int | None = None
    height: int | None = None
    description: str = ""
    name: str = ""
    link: str = ""

    def to_xml(self, building: Building, level: Level) -> str:
        """Return the inline drawing; the bytes are stored once a document.  Raises UnreadablePictureError."""
        size = measure_picture(self.data, self.name)
        width, height = self._emu(size)
        number = building.next_id()
        relation = building.add_media(self.data, size.extension)
        name = escape(self.name or f"Picture {number}")
        link = ""
        if self.link:
            link = f'<a:hlinkClick xmlns:a="{A_NS}" xmlns:r="{R_NS}" r:id="{building.add_link(self.link)}"/>'
        description = escape(self.description)
        drawing = (
            f'<w:drawing><wp:inline xmlns:wp="{WP_NS}" distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{width}" cy="{height}"/>'
            f'<wp:docPr id="{number}" name="{name}" descr="{description}">{link}</wp:docPr>'
            f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{A_NS}" noChangeAspect="1"/>'
            f'</wp:cNvGraphicFramePr><a:graphic xmlns:a="{A_NS}"><a:graphicData uri="{PIC_NS}">'
            f'<pic:pic xmlns:pic="{PIC_NS}"><pic:nvPicPr><pic:cNvPr id="{number}" name="{name}"/>'
            f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip xmlns:r="{R_NS}" r:embed="{relation}"/>'
            f"<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
            f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
            f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
            f"</a:graphicData></a:graphic></wp:inline></w:drawing>"
        )
        return in_run(drawing, level)

    def _emu(self, size: PictureSize) -> tuple[int, int]:
        natural = (
            round(size.width * EMU_PER_INCH / size.dpi[0]),
            round(size.height * EMU_PER_INCH / size.dpi[1]),
        )
        if self.width is not None and self.height is not None:
            return int(self.width), int(self.height)
        if self.width is not None:
            return int(self.width), round(self.width * natural[1] / natural[0])
        if self.height is not None:
            return round(self.height * natural[0] / natural[1]), int(self.height)
        return natural


def measure_picture(data: bytes, name: str = "") -> PictureSize:
    """Return kind and size of *data*, read from its header alone.  Raises UnreadablePictureError."""
    try:
        if data.startswith(_PNG):
            return _measure_png(data)
        if data.startswith(b"\xff\xd8"):
            return _measure_jpeg(data)
    except (struct.error, IndexError, ZeroDivisionError):
        pass
    raise UnreadablePictureError(name=name, reason_ko="JPEG나 PNG가 아닙니다", reason_en="no JPEG or PNG")


def scale_picture(
    data: bytes, width_px: int, height_px: int, *, name: str = "", quarter_turns: int = 0
) -> bytes:
    """Return the picture turned upright, at most *width_px* by *height_px*, and without its metadata.

    It is scaled down only, never up, and turned on by so many *quarter_turns* clockwise.  A JPEG stays a
    JPEG, a PNG a PNG.  A picture that is small enough and upright keeps its pixels; if it is bare already,
    the very same bytes come back.
    Raises UnreadablePictureError for what is no picture, is damaged or has too many pixels.
    """
    from PIL import Image  # noqa: PLC0415 - costs 60 ms that most commands save

    file = read_reasonable(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image: Image.Image = Image.open(io.BytesIO(file.bare), formats=(file.kind,))
            image.draft("RGB", (width_px * 2, height_px * 2))
            image.load()
    except (OSError, SyntaxError, ValueError, struct.error):
        raise _unreadable(name, _DAMAGED) from None
    is_small = file.width <= width_px and file.height <= height_px
    is_printable = file.kind == PNG or image.mode in {"RGB", "L"}
    if is_small and is_printable and file.orientation == _UPRIGHT and not quarter_turns % 4:
        return file.bare
    if file.orientation != _UPRIGHT:
        image = image.transpose(Image.Transpose[_UNDONE[file.orientation]])
    upright = image.rotate(-90 * quarter_turns, expand=True)
    upright.thumbnail((width_px, height_px), Image.Resampling.LANCZOS)
    return _save(upright, file.kind)


def read_reasonable(data: bytes, name: str = "") -> PictureFile:
    """Return what the bytes say; raise UnreadablePictureError for what nobody should begin to decode."""
    try:
        file = read_picture_file(data)
    except NotAPicture as error:
        raise _unreadable(name, error.reason) from None
    limit = MAX_PIXELS_AT_ONCE if file.is_decoded_at_once else MAX_PIXELS
    if file.pixels > limit:
        size = f"{file.width:,} × {file.height:,}"
        raise _unreadable(
            name,
            Words(
                f"{size} 화소로 지나치게 큽니다(한도 {limit // 10_000:,}만 화소)",
                f"{size} pixels are too many (at most {limit:,})",
            ),
        )
    return file


def _unreadable(name: str, reason: Words) -> UnreadablePictureError:
    return UnreadablePictureError(name=name, reason_ko=reason.ko, reason_en=reason.en)


def _save(image: object, kind: str) -> bytes:
    """Return *image* as *kind*, on a clean canvas so that no metadata comes along."""
    from PIL import Image  # noqa: PLC0415 - see above

    assert isinstance(image, Image.Image)  # noqa: S101 - narrows the lazily imported type
    if kind == "JPEG" and image.mode not in {"RGB", "L"}:
        image = image.convert("RGB")
    clean = Image.new(image.mode, image.size)
    if image.mode == "P":
        clean = image.convert("RGBA")
    else:
        clean.paste(image)
    out = io.BytesIO()
    options = {"quality": _JPEG_QUALITY, "optimize": True} if kind == "JPEG" else {"optimize": True}
    clean.save(out, kind, **options)
    return out.getvalue()


def _measure_png(data: bytes) -> PictureSize:
    width, height = struct.unpack_from(">2L", data, 16)
    dpi = (float(_DEFAULT_DPI), float(_DEFAULT_DPI))
    position = data.find(b"pHYs", 0, 4096)
    if position > 0:
        x, y, unit = struct.unpack_from(">2LB", data, position + 4)
        if unit == 1 and x and y:
            dpi = (round(x * _PER_METRE_TO_DPI), round(y * _PER_METRE_TO_DPI))
    return _checked("png", width, height, dpi)


def _measure_jpeg(data: bytes) -> PictureSize:
    dpi = (float(_DEFAULT_DPI), float(_DEFAULT_DPI))
    for marker, start in _jpeg_segments(data):
        if marker == _APP0 and data[start : start + 5] == b"JFIF\0":
            dpi = _jfif_dpi(*struct.unpack_from(">B2H", data, start + 7)) or dpi
        if marker in _SIZE_MARKERS:
            height, width = struct.unpack_from(">2H", data, start + 1)
            return _checked("jpeg", width, height, dpi)
    raise IndexError


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield each segment's marker and where its content begins."""
    position = 2
    while position < len(data):
        while data[position] == _FILL:
            position += 1
        marker = data[position]
        yield marker, position + 3
        position += 1 + struct.unpack_from(">H", data, position + 1)[0]
        if data[position] != _FILL:
            raise IndexError


def _jfif_dpi(unit: int, x: int, y: int) -> tuple[float, float] | None:
    factor = {_JFIF_INCH: 1.0, _JFIF_CM: 2.54}.get(unit)
    return (x * factor, y * factor) if factor and x and y else None


def _checked(extension: str, width: int, height: int, dpi: tuple[float, float]) -> PictureSize:
    if not width or not height:
        raise IndexError
    return PictureSize(extension, width, height, dpi)
