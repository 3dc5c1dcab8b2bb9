"""Files that somebody might hand in to do harm; each is made here, the larger ones of few bytes."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PIL import Image

from gongyak.documents.errors import UnreadablePictureError
from gongyak.documents.package import Part, read_package, write_package
from gongyak.uploads import errors
from gongyak.uploads.guard import DOCX, PHOTO, XLSX, Wanted
from gongyak.uploads.office import DOCX as DOCX_TYPE
from gongyak.uploads.office import XLSX as XLSX_TYPE
from tests.documents.forms import jpeg, lines, png

PHP: Final = b"<?php system($_GET['c']); ?>"
SVG: Final = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML: Final = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MACRO_TYPE: Final = "application/vnd.ms-word.document.macroEnabled.main+xml"
_ENTITIES: Final = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS: Final = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "lol">{_ENTITIES}]><d>&e9;</d>'.encode()
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def archive(**files: bytes) -> bytes:
    """Return a ZIP file as anybody's computer makes it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in files.items():
            zipped.writestr(name, data)
    return out.getvalue()


def document(*more: Part, without: str = "") -> bytes:
    """Return a sound Word file with *more* parts, which take the place of those of the same name."""
    parts = read_package(lines("가람시"), "x")
    parts |= {part.name: part for part in more}
    return write_package([part for part in parts.values() if part.name != without])


def related(kind: str, target: str, *, outside: bool = True, name: str = "word/_rels/more.xml.rels") -> Part:
    """Return a part that relates a document to *target*."""
    mode = ' TargetMode="External"' if outside else ""
    one = f'<Relationship Id="r1" Type="{_KINDS}/{kind}" Target="{target}"{mode}/>'
    return Part.deflated(name, f'<Relationships xmlns="{_RELATIONS}">{one}</Relationships>'.encode())


def typed(main: str, place: str, more: str = "") -> Part:
    """Return the part that says what the parts are."""
    xml = f'<Types xmlns="{_TYPES}">{more}<Override PartName="/{place}" ContentType="{main}"/></Types>'
    return Part.deflated("[Content_Types].xml", xml.encode())


def workbook(*more: Part, main: str = XLSX_TYPE, types: str = "") -> bytes:
    """Return a small Excel file with *more* parts."""
    book = Part.deflated("xl/workbook.xml", b"<workbook/>")
    return write_package([typed(main, book.name, types), book, *more])


def overlapping() -> bytes:
    """Return an archive whose entries all unfold the same packed bytes."""
    zeros = Part.deflated("m0", bytes(900_000))
    data = bytearray(document(*(Part.deflated(f"m{n}", b"") for n in range(50)), zeros))
    place = data.index(b"PK\1\2", data.rindex(b"PK\3\4"))
    first = data.index(b"PK\3\4", data.index(zeros.packed) - 40)
    for found in range(50):
        place = data.index(b"PK\1\2", place + 1) if found else place
        struct.pack_into("<L", data, place + 20, len(zeros.packed))
        struct.pack_into("<L", data, place + 42, first)
    return bytes(data)


def with_name(name: bytes) -> bytes:
    """Return a document in which a part bears the raw *name*."""
    stand_in = b"N" * len(name)
    return document(Part.deflated(stand_in.decode(), b"x")).replace(stand_in, name)


def two_names() -> bytes:
    """Return a document in which the directory calls a part otherwise than the part itself."""
    data = document(Part.deflated("word/harmless.bin", b"x"))
    return data.replace(b"word/harmless.bin", b"word/vbaXproj.bin", 1)


def lying(says: int) -> bytes:
    """Return a document with a part of 40 MB that says that it is smaller."""
    part = Part.deflated("word/media/x.bin", bytes(40_000_000))
    return document(Part(part.name, part.method, part.crc, says, part.packed))


def encrypted() -> bytes:
    """Return a document one part of which is encrypted."""
    data = bytearray(document())
    data[data.index(b"PK\1\2") + 8] |= 1
    return bytes(data)


def nested(depth: int) -> bytes:
    """Return archives within archives."""
    data = bytes(900_000)
    for level in range(depth):
        data = archive(**{f"{level}-{n}.zip": data for n in range(16)})
    return data


def many_entries() -> bytes:
    """Return an archive whose directory alone is a burden."""
    return document(*(Part.stored(f"{n}", b"") for n in range(60_000)))


def many_middling() -> bytes:
    """Return an archive of many parts that are each too small to be called a bomb."""
    one = Part.deflated("m", bytes(1_000_000))
    return document(*(Part(f"m{n}", one.method, one.crc, one.size, one.packed) for n in range(90)))


def gif_bomb() -> bytes:
    """Return a GIF of two frames of four thousand million pixels."""
    out = io.BytesIO()
    frames = [Image.new("P", (4, 4), n) for n in range(2)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    return out.getvalue()[:6] + b"\xff\xff\xff\xff" + out.getvalue()[10:]


def saved(kind: str) -> bytes:
    """Return a small picture of another *kind*."""
    out = io.BytesIO()
    Image.new("RGB", (32, 32), "navy").save(out, kind)
    return out.getvalue()


def wide_png(width: int, height: int) -> bytes:
    """Return a small PNG that says that it is so large."""
    small = png(1, 1)
    header = b"IHDR" + struct.pack(">2L", width, height) + small[24:29]
    return small[:12] + header + struct.pack(">L", zlib.crc32(header)) + small[33:]


def wide_jpeg(width: int, height: int, data: bytes = b"") -> bytes:
    """Return a small JPEG that says that it is so large."""
    small = bytearray(data or jpeg(8, 8))
    at = next(small.index(mark) for mark in (b"\xff\xc0", b"\xff\xc2") if mark in small)
    struct.pack_into(">2H", small, at + 5, height, width)
    return bytes(small)


def progressive() -> bytes:
    """Return a JPEG all of whose pixels have to be in memory at once."""
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "navy").save(out, "JPEG", progressive=True)
    return out.getvalue()


def many_scans() -> bytes:
    """Return a progressive JPEG that goes over its pixels two hundred times."""
    data = progressive()
    scan = data[data.rindex(b"\xff\xda") : -2]
    return data[:-2] + scan * 200 + data[-2:]


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file as it is handed in: what it is, its name, where, and how it is refused."""

    told: str
    name: str
    make: Callable[[], bytes]
    wanted: Wanted
    error: type[Exception]
    says: str


def _photo(told: str, make: Callable[[], bytes], says: str, error: type[Exception]) -> Hostile:
    return Hostile(told, "협약식.jpg", make, PHOTO, error, says)


def _docx(told: str, make: Callable[[], bytes], says: str, error: type[Exception]) -> Hostile:
    return Hostile(told, "서식.docx", make, DOCX, error, says)


def _xlsx(told: str, make: Callable[[], bytes], says: str, error: type[Exception]) -> Hostile:
    return Hostile(told, "자료.xlsx", make, XLSX, error, says)


def _with(part: str, data: bytes) -> Callable[[], bytes]:
    return lambda: document(Part.deflated(part, data))


def _relates(kind: str, target: str, *, outside: bool = True) -> Callable[[], bytes]:
    return lambda: document(related(kind, target, outside=outside))


_PICTURE: Final = UnreadablePictureError
_OFF: Final = errors.UnsoundDocument
PICTURES: Final = (
    _photo("nothing at all", lambda: b"", "비어 있습니다", errors.EmptyFile),
    _photo("a text", "사진 아님".encode, "글자로만", errors.WrongKind),
    _photo("a drawing with a script", SVG.encode, "SVG", errors.WrongKind),
    _photo("a drawing in UTF-16", lambda: SVG.encode("utf-16"), "SVG", errors.WrongKind),
    _photo("a drawing behind a comment", lambda: b"<!-- -->" * 90 + b"<svg>", "SVG", errors.WrongKind),
    _photo("a web page behind a mark", lambda: b"\xef\xbb\xbf\n" + HTML, "HTML", errors.WrongKind),
    _photo("a script", lambda: PHP, "프로그램 소스", errors.WrongKind),
    _photo("an animated GIF bomb", gif_bomb, "GIF", errors.WrongKind),
    _photo("a TIFF", lambda: saved("TIFF"), "TIFF", errors.WrongKind),
    _photo("an icon", lambda: saved("ICO"), "ICO", errors.WrongKind),
    _photo("a WebP", lambda: saved("WEBP"), "WebP", errors.WrongKind),
    _photo("a BMP", lambda: saved("BMP"), "BMP", errors.WrongKind),
    _photo("an AVIF", lambda: b"\0\0\0\x1cftypavif" + bytes(40), "AVIF", errors.WrongKind),
    _photo("a photo in HEIC", lambda: b"\0\0\0\x1cftypheic" + bytes(40), "높은 호환성", errors.PhoneFormat),
    _photo("a film", lambda: b"\0\0\0\x1cftypisom" + bytes(40), "동영상", errors.WrongKind),
    _photo("a PDF", lambda: b"%PDF-1.7\n", "PDF", errors.WrongKind),
    _photo("a program", lambda: b"MZ" + bytes(60), "실행 프로그램", errors.WrongKind),
    _photo("an archive", document, "ZIP", errors.WrongKind),
    _photo("a PNG of 65535 times 65535 pixels", lambda: wide_png(65535, 65535), "65,535 × 65,535", _PICTURE),
    _photo("a JPEG of 65500 times 65500 pixels", lambda: wide_jpeg(65500, 65500), "65,500 × ", _PICTURE),
    _photo(
        "a progressive JPEG that fills the memory",
        lambda: wide_jpeg(9000, 9000, progressive()),
        "3,000만 화소",
        _PICTURE,
    ),
    _photo("a picture of no pixels", lambda: wide_png(0, 9), "손상", _PICTURE),
    _photo("a JPEG cut off", lambda: jpeg(200, 200)[:-9], "끝이 잘렸습니다", _PICTURE),
    _photo("a PNG cut off", lambda: png(200, 200)[:-30], "끝이 잘렸습니다", _PICTURE),
    _photo("a JPEG's first bytes", lambda: b"\xff\xd8\xff\xe0", "끝이 잘렸습니다", _PICTURE),
    _photo(
        "a JPEG of a million segments",
        lambda: jpeg()[:2] + b"\xff\xfe\0\2" * 1_000_000 + jpeg()[2:],
        "조각",
        _PICTURE,
    ),
    _photo("a JPEG of two hundred scans", many_scans, "조각", _PICTURE),
    _photo(
        "a PNG of a million chunks",
        lambda: png()[:33] + (bytes(4) + b"prVt" + bytes(4)) * 1_000_000 + png()[33:],
        "조각",
        _PICTURE,
    ),
    _photo("a photo with a script behind it", lambda: jpeg() + b"\n" + PHP, "프로그램", errors.JoinedFile),
    _photo("a photo with a web page behind it", lambda: png() + HTML, "HTML", errors.JoinedFile),
    _photo("a photo with an archive behind it", lambda: jpeg() + document(), "ZIP", errors.JoinedFile),
    _photo("a photo with a PDF behind it", lambda: jpeg() + b"%PDF-1.7", "PDF", errors.JoinedFile),
)
DOCUMENTS: Final = (
    _docx("nothing at all", lambda: b"", "비어 있습니다", errors.EmptyFile),
    _docx("a photo", jpeg, "JPEG", errors.WrongKind),
    _docx("an old or encrypted document", lambda: OLE, "암호", errors.WrongKind),
    _docx("a document in RTF", lambda: rb"{\rtf1 {\object}}", "RTF", errors.WrongKind),
    _docx("a bomb", _with("word/document.xml", b" " * 47_000_000), "커집니다", _OFF),
    _docx("a bomb of many small parts", many_middling, "커집니다", _OFF),
    _docx("a bomb whose parts lie over each other", overlapping, "겹칩니다", _OFF),
    _docx("a part that is larger than it says", lambda: lying(1000), "손상", _OFF),
    _docx("a part that says to be four gigabytes", lambda: lying(2**32 - 2), "큽니다", _OFF),
    _docx("sixty thousand parts", many_entries, "조각", _OFF),
    _docx("archives within archives", lambda: nested(2), "다른 파일|Word·Excel 문서가", errors.UploadRefused),
    _docx("an archive within a document", _with("word/x.bin", nested(1)), "ZIP", errors.HoldsAnotherFile),
    _docx("an encrypted part", encrypted, "암호", _OFF),
    _docx("a document cut off", lambda: document()[:-40], "손상", _OFF),
    _docx("an entity bomb", _with("word/document.xml", LAUGHS), "DOCTYPE", errors.DeclaresEntities),
    _docx(
        "an entity that names a file",
        _with(
            "[Content_Types].xml",
            b'<?xml version="1.0"?><!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]><t>&x;</t>',
        ),
        "DOCTYPE",
        errors.DeclaresEntities,
    ),
    _docx("an entity bomb in UTF-16", _with("word/x.xml", LAUGHS.decode().encode("utf-16")), "DOCTYPE|손상",
          errors.UploadRefused),
    _docx("a type declared in a part that is called otherwise", _with("word/x.dat", LAUGHS), "DOCTYPE",
          errors.DeclaresEntities),
    _docx("XML that never begins", _with("word/x.xml", b"<!--" + b"x" * 9000), "손상", _OFF),
    _docx("a document without the types of its parts", lambda: document(without="[Content_Types].xml"),
          "Word·Excel 문서가", _OFF),
    _docx("a document without its text", lambda: document(without="word/document.xml"), "아닌 압축 파일",
          errors.WrongKind),
    _docx("an archive", lambda: archive(**{"읽어보기.txt": b"x"}), "Word·Excel 문서가", _OFF),
    _docx("a workbook", workbook, "Excel", errors.WrongKind),
    _docx("a document with macros renamed", _with("word/vbaProject.bin", OLE), "매크로", errors.HasMacros),
    _docx(
        "macros under another name",
        lambda: document(
            typed(
                DOCX_TYPE,
                "word/document.xml",
                '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>',
            )
        ),
        "매크로",
        errors.HasMacros,
    ),
    _docx(
        "a document that says to have macros",
        lambda: document(typed(_MACRO_TYPE, "word/document.xml")),
        "매크로",
        errors.HasMacros,
    ),
    _docx("an object", _with("word/embeddings/o.bin", OLE), "다른 파일", errors.HoldsAnotherFile),
    _docx("a program", _with("word/media/x.png", b"MZ" + bytes(99)), "실행", errors.HoldsAnotherFile),
    _docx("a web page to be taken in", _with("word/chunk.htm", HTML), "HTML", errors.HoldsAnotherFile),
    _docx("a part to be taken in", _relates("aFChunk", "chunk.mht", outside=False), "chunk.mht",
          errors.ReachesOutside),
    _docx("a form from elsewhere", _relates("attachedTemplate", "https://example.kr/x.dotm"), "example.kr",
          errors.ReachesOutside),
    _docx("a picture from elsewhere", _relates("image", "http://192.0.2.1/x.png"), "192.0.2.1",
          errors.ReachesOutside),
    _docx("an object on another computer", _relates("oleObject", "file://///192.0.2.1/x"), "192.0.2.1",
          errors.ReachesOutside),
    _docx("a link that runs", _relates("hyperlink", "javascript:alert(1)"), "javascript",
          errors.ReachesOutside),
    _docx("a link to another computer's files", _relates("hyperlink", r"\\192.0.2.1\x"), "192.0.2.1",
          errors.ReachesOutside),
    _docx("a name that climbs", lambda: with_name(b"../../etc/cron.d/x"), "이름", _OFF),
    _docx("a name from the root", lambda: with_name(b"/etc/passwd.."), "이름", _OFF),
    _docx("a name with a drive", lambda: with_name(b"C:/windows/x.dll"), "이름", _OFF),
    _docx("a name of another system", lambda: with_name(rb"word\document.xml"), "이름", _OFF),
    _docx("a name with a zero byte", lambda: with_name(b"word/a.xml\0.png"), "이름", _OFF),
    _docx("a name twice but for its case", _with("WORD/document.XML", b"<x/>"), "두 번", _OFF),
    _docx("a part with two names", two_names, "손상", _OFF),
    _docx("something in front", lambda: b"PK\3\4" + bytes(500) + document(), "붙어 있습니다", _OFF),
    _docx("something behind", lambda: document() + PHP, "붙어 있습니다", _OFF),
    _docx("an unknown way of packing", lambda: document(Part("x.bin", 12, 0, 0, b"")), "압축 방식", _OFF),
    _xlsx("a document", document, "Word", errors.WrongKind),
    _xlsx(
        "a workbook with links to others",
        lambda: workbook(related("externalLinkPath", "file:///C:/x.xlsx", name="xl/_rels/e.rels")),
        "x.xlsx",
        errors.ReachesOutside,
    ),
    _xlsx("a workbook with links inside", lambda: workbook(
        related("externalLink", "externalLinks/e.xml", outside=False, name="xl/_rels/workbook.xml.rels")
    ), "externalLinks", errors.ReachesOutside),
    _xlsx("a workbook that asks a database", lambda: workbook(
        related("connections", "connections.xml", outside=False, name="xl/_rels/workbook.xml.rels")
    ), "connections", errors.ReachesOutside),
    _xlsx("a workbook with macros", lambda: workbook(Part.stored("xl/vbaProject.bin", OLE)), "매크로",
          errors.HasMacros),
    _xlsx("a bomb", lambda: workbook(Part.deflated("xl/worksheets/sheet1.xml", b" " * 40_000_000)),
          "커집니다", _OFF),
    _xlsx("a table of texts", lambda: "가,나\n1,2\n".encode("utf-8-sig"), "글자로만", errors.WrongKind),
)  # fmt: skip
