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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL import Image

    from gongyak.documents.building import Building

EMU_PER_INCH: Final = 914_400
EMU_PER_MM: Final = 36_000
MAX_PIXELS: Final = 100_000_000
_DEFAULT_DPI: Final = 72
_PNG = b"\x89PNG\r\n\x1a\n"
_PER_METRE_TO_DPI: Final = 0.0254
_JPEG_QUALITY: Final = 85
_SIZE_MARKERS = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_FILL, _APP0 = 0xFF, 0xE0
_JFIF_INCH, _JFIF_CM = 1, 2
# What Pillow tells of a picture's own pixels; anything else it tells is metadata.
_NO_METADATA: Final = frozenset({
    *("jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "progressive", "progression"),
    *("adobe", "adobe_transform", "gamma", "srgb", "chromaticity", "transparency", "interlace", "aspect"),
})  # fmt: skip


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


def scale_picture(data: bytes, width_px: int, height_px: int, *, name: str = "") -> bytes:
    """Return the picture turned upright, at most *width_px* by *height_px*, and without its metadata.

    It is scaled down only, never up.  A JPEG stays a JPEG, anything else becomes PNG.  A picture that is
    small enough, upright and bare already comes back as the very same bytes.
    Raises UnreadablePictureError for what is no picture, is damaged or has over 100 million pixels.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 - costs 60 ms that most commands save

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=("JPEG", "PNG"))
            if image.width * image.height > MAX_PIXELS:
                raise _too_large(name)
            kind = image.format
            image.draft("RGB", (width_px * 2, height_px * 2))
            image.load()
            if _is_fit(image, width_px, height_px):
                return data
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((width_px, height_px), Image.Resampling.LANCZOS)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise UnreadablePictureError(
            name=name, reason_ko="손상되었거나 JPEG·PNG가 아닙니다", reason_en="damaged, or no JPEG or PNG"
        ) from None
    return _save(upright, kind or "PNG")


def _too_large(name: str) -> UnreadablePictureError:
    return UnreadablePictureError(
        name=name, reason_ko="1억 화소가 넘습니다", reason_en="over 100 million pixels"
    )


def _is_fit(image: Image.Image, width_px: int, height_px: int) -> bool:
    """Return whether nothing has to be done to the loaded *image*; its EXIF would say how it is turned."""
    printable = image.format == "PNG" or image.mode in {"RGB", "L"}
    small = image.width <= width_px and image.height <= height_px
    return printable and small and _NO_METADATA.issuperset(map(str, image.info))


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
