"""What a file really is: told by how its content begins, never by its name or by what a browser says."""

from __future__ import annotations

import re
from typing import Final

from gongyak.errors import Words

JPEG: Final = Words("JPEG 사진", "a JPEG photo")
PNG: Final = Words("PNG 그림", "a PNG picture")
HEIC: Final = Words("HEIC 사진", "a HEIC photo")
ARCHIVE: Final = Words("압축 파일(ZIP)", "a ZIP archive")
OLD_OFFICE: Final = Words("옛 Office·한글 문서 또는 암호가 걸린 문서", "an old or encrypted document")
PDF: Final = Words("PDF 문서", "a PDF document")
PROGRAM: Final = Words("실행 프로그램", "a program")
OTHER_ARCHIVE: Final = Words("압축 파일", "an archive")
WEB_PAGE: Final = Words("웹 문서(HTML)", "a web page (HTML)")
DRAWING: Final = Words("SVG 그림", "an SVG drawing")
SCRIPT: Final = Words("프로그램 소스", "a script")
XML: Final = Words("XML 문서", "an XML document")
RICH_TEXT: Final = Words("RTF 문서", "an RTF document")
PLAIN: Final = Words("글자로만 된 파일", "plain text")
UNKNOWN: Final = Words("알 수 없는 형식", "of an unknown kind")

_BEGINNINGS: Final[tuple[tuple[bytes, Words], ...]] = (
    (rb"\xff\xd8\xff", JPEG),
    (rb"\x89PNG\r\n\x1a\n", PNG),
    (rb"....ftyp(hei|hev|mif1|msf1)", HEIC),
    (rb"....ftypavi", Words("AVIF 사진", "an AVIF photo")),
    (rb"....ftyp|\x1aE\xdf\xa3|RIFF....AVI ", Words("동영상", "a film")),
    (rb"GIF8[79]a", Words("GIF 그림", "a GIF picture")),
    (rb"RIFF....WEBP", Words("WebP 그림", "a WebP picture")),
    (rb"II\*\x00|MM\x00\*", Words("TIFF 그림", "a TIFF picture")),
    (rb"\x00\x00[\x01\x02]\x00", Words("아이콘(ICO)", "an icon (ICO)")),
    (rb"BM....\x00\x00\x00\x00", Words("BMP 그림", "a BMP picture")),
    (rb"8BPS", Words("포토샵 파일(PSD)", "a Photoshop file (PSD)")),
    (rb"PK(\x03\x04|\x05\x06|\x07\x08)", ARCHIVE),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1|HWP Document File", OLD_OFFICE),
    (rb"%PDF-", PDF),
    (rb"MZ|\x7fELF", PROGRAM),
    (rb"7z\xbc\xaf\x27\x1c|Rar!\x1a\x07|\x1f\x8b\x08|BZh|\xfd7zXZ\x00", OTHER_ARCHIVE),
    (rb"\{\\rtf", RICH_TEXT),
)
_KINDS: Final = tuple((re.compile(beginning, re.DOTALL), kind) for beginning, kind in _BEGINNINGS)
_TEXTS: Final = tuple(
    (re.compile(beginning, re.DOTALL), kind)
    for beginning, kind in (
        (r"<\?php|#!", SCRIPT),
        (r"<svg|(<\?xml|<!--|<!doctype svg).*<svg", DRAWING),
        (
            r"<(!doctype html|html|head|body|script|iframe|img|a |meta)|(<\?xml|<!--).*<(html|script)",
            WEB_PAGE,
        ),
        (r"<\?xml|<!doctype|<!--", XML),
    )
)
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_LOOKED_AT: Final = 1024
ACTIVE: Final = frozenset({
    *(ARCHIVE, OLD_OFFICE, PDF, PROGRAM, OTHER_ARCHIVE, WEB_PAGE, DRAWING, SCRIPT, XML, RICH_TEXT),
})  # fmt: skip
"""What has no business behind a picture or inside a document: it runs, or it hides something."""


def kind_of(content: bytes) -> Words:
    """Return what *content* is, by how it begins."""
    head = content[:_LOOKED_AT]
    for beginning, kind in _KINDS:
        if beginning.match(head):
            return kind
    return _kind_of_text(head)


def _kind_of_text(head: bytes) -> Words:
    mark, encoding = next(((m, e) for m, e in _MARKS if head.startswith(m)), (b"", "utf-8"))
    text = head[len(mark) :].decode(encoding, errors="ignore").lstrip().lower()
    for beginning, kind in _TEXTS:
        if beginning.match(text):
            return kind
    is_text = bool(text) and all(each.isprintable() or each.isspace() for each in text)
    return PLAIN if is_text else UNKNOWN
