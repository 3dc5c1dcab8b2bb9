"""MIME, as old Outlook and Korean webmail read it.

The standard library's `EmailMessage` is not used: on Python 3.11 it drops spaces from long Korean subjects,
and it splits long Hangul file names into RFC 2231 continuations, which old Outlook shows as ATT00001.
Every line ends with CRLF, every body is base64, so nothing on the way changes them.
"""

from __future__ import annotations

import re
from base64 import encodebytes
from collections.abc import Iterable, Sequence
from email.header import Header
from typing import Final
from unicodedata import normalize
from urllib.parse import quote

from gongyak.mail.addresses import FOLD, LONGEST_LINE, one_line
from gongyak.mail.errors import BadAttachment

_FORBIDDEN: Final = re.compile(r'[/\\:*?"<>|]')
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_LONGEST_NAME: Final = 900
"""Characters of a percent-encoded name: it stands on one line, which may hold 998 (RFC 5322, 2.1.1)."""
_SUFFIX: Final = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")
_TOKEN: Final = r"[A-Za-z0-9!#$&^_.+-]+"  # noqa: S105 - RFC 2045 calls the word of a header so
_MEDIA_TYPE: Final = re.compile(rf"(?!multipart/|message/){_TOKEN}/{_TOKEN}(; *{_TOKEN}={_TOKEN})*\Z")


def text_header(field: str, text: str) -> str:
    """Return the header *field* with any *text*, folded: plain where it is ASCII and fits, else RFC 2047."""
    shown = one_line(text)
    plain = f"{field}: {shown}"
    if shown.isascii() and "=?" not in shown and len(plain) <= LONGEST_LINE:
        return plain
    return f"{field}: {Header(shown, 'utf-8', header_name=field).encode(linesep=FOLD)}"


def file_name(name: str) -> str:
    r"""Return *name* in NFC without ``/ \ : * ? " < > |``, short enough for one line, with its suffix."""
    clean = " ".join(_FORBIDDEN.sub("_", one_line(normalize("NFC", name))).split()) or "_"
    found = _SUFFIX.search(clean)
    suffix = found[0] if found else ""
    stem = clean.removesuffix(suffix)
    while len(quote(stem + suffix, safe="")) > _LONGEST_NAME:
        stem = stem[:-1].rstrip()
    return stem + suffix


def text_part(subtype: str, text: str) -> bytes:
    """Return a part of ``text/<subtype>`` in UTF-8, NFC, its lines ended by CRLF (RFC 2046, 4.1.1)."""
    body = _LINE_END.sub("\r\n", normalize("NFC", text)).encode("utf-8", "replace")
    return _part((f"Content-Type: text/{subtype}; charset=utf-8",), body)


def file_part(name: str, media_type: str, content: bytes) -> bytes:
    """Return an attachment; raise `BadAttachment` for a media type that is none.

    A name in Hangul is given twice: as RFC 2231 in one piece, and as RFC 2047, which the standard forbids in
    this place and Outlook and webmails read.
    """
    if not _MEDIA_TYPE.match(media_type):
        raise BadAttachment(name=one_line(name), media_type=one_line(media_type))
    shown = file_name(name)
    if shown.isascii():
        given, sent = f'name="{shown}"', f'filename="{shown}"'
    else:
        encoded = Header(shown, "utf-8", header_name="name").encode(linesep=FOLD)
        given, sent = f'name="{encoded}"', f"filename*=utf-8''{quote(shown, safe='')}"
    headers = (
        f"Content-Type: {media_type};{FOLD} {given}",
        f"Content-Disposition: attachment;{FOLD} {sent}",
    )
    return _part(headers, content)


def multipart(subtype: str, parts: Sequence[bytes], boundary: str) -> bytes:
    """Return *parts* as one part of ``multipart/<subtype>``.

    *boundary* holds a ``=_``, which no base64 has, so that it stands in none of the parts.
    """
    opening = f"--{boundary}\r\n".encode()
    pieces = [f'Content-Type: multipart/{subtype};{FOLD} boundary="{boundary}"\r\n\r\n'.encode()]
    for part in parts:
        pieces += (opening, part)
    return b"".join((*pieces, f"--{boundary}--\r\n".encode()))


def _part(headers: Iterable[str], body: bytes) -> bytes:
    head = "".join(f"{header}\r\n" for header in (*headers, "Content-Transfer-Encoding: base64"))
    return head.encode() + b"\r\n" + encodebytes(body).replace(b"\n", b"\r\n")
