"""Files for people: names that every system takes, and writing that leaves no half of a file behind."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import Final
from unicodedata import normalize

from jobs.errors import CannotWrite

_FORBIDDEN: Final = re.compile(r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|]')
_LONGEST: Final = 200
"""Bytes of a name in UTF-8: Linux takes 255, and a copy may grow by `` - 복사본 (2)``."""


def file_name(stem: str, suffix: str) -> str:
    """Return *stem* and *suffix* as a name that every system takes: NFC, short, no ``/ : * ? " < > |``."""
    clean = " ".join(_FORBIDDEN.sub("_", normalize("NFC", stem)).split())
    short = clean.encode()[: _LONGEST - len(suffix.encode())].decode(errors="ignore")
    return f"{short.rstrip(' .')}{suffix}"


def draft_file_name(number: str, name: str) -> str:
    """Return the name of the Word file of the draft *number* of the pledge called *name*."""
    return file_name(f"{number}_{name}", ".docx")


def final_file_name(number: str, name: str) -> str:
    """Return the name of the Word file of the confirmed draft *number* as it is handed in."""
    return file_name(f"{number}_{name}", "_확정본.docx")


def write_file(path: Path, data: bytes) -> None:
    """Write *data* to *path*, whole or not at all; raise `CannotWrite`.

    The bytes go to a temporary file beside it, to the disk, and only then under the name.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
    except OSError as error:
        raise CannotWrite(path=path.parent, reason=error.strerror or error) from error


def _replace(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".gongyak-{token_hex(8)}.part")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
