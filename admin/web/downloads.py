"""Files that people take away with them, under names that every browser and system takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from starlette.responses import Response, StreamingResponse

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP: Final = "application/zip"
_NOT_PLAIN: Final = re.compile(r"[^A-Za-z0-9._-]+")


def download(name: str, content: bytes | Iterator[bytes], media_type: str) -> Response:
    """Return *content* as a file to be kept as *name*; an iterator is asked while it is sent."""
    headers = {"Content-Disposition": disposition(name)}
    if isinstance(content, bytes):
        return Response(content, media_type=media_type, headers=headers)
    return StreamingResponse(content, media_type=media_type, headers=headers)


def disposition(name: str) -> str:
    """Return the header that names a file: whole in UTF-8, and in ASCII for whoever cannot read that.

    RFC 6266, 5; ``filename*`` by RFC 8187, 3.2.
    """
    plain = _NOT_PLAIN.sub("_", name).strip("._") or "file"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
