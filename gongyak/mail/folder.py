"""The post into a folder: every message a file that any mail program opens, until there is a mail server."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from itertools import chain, count
from pathlib import Path
from secrets import token_hex
from typing import Final

from gongyak.mail.errors import FolderUnwritable, Stage
from gongyak.mail.mime import file_name
from gongyak.mail.post import Line, Outgoing, Receipt

_LONGEST: Final = 150
"""Bytes of the subject's part of a name in UTF-8: systems take 255."""
_HEAD: Final = 16_384


class FolderPost:
    """A post that writes ``<date>_<number>_<subject>.eml`` into *folder*."""

    def __init__(self, folder: Path) -> None:
        """Remember the folder; it is made when the first line is opened."""
        self._folder = folder

    @asynccontextmanager
    async def connect(self) -> AsyncIterator[Line]:
        """Make the folder; raise `FolderUnwritable`."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._fault(error) from error
        yield self

    async def send(self, message: Outgoing, begin_data: Callable[[], bool]) -> Receipt | None:
        """Write *message*; the same letter goes into the same file, another one never does."""
        if not begin_data():
            return None
        try:
            path = self._write(message)
        except OSError as error:
            raise self._fault(error) from error
        return Receipt(250, path.name)

    def _write(self, message: Outgoing) -> Path:
        """Write by way of a temporary file, so that no half of a message is ever seen."""
        temporary = self._folder / f".{token_hex(8)}.part"
        try:
            with temporary.open("xb") as file:
                file.write(message.content)
                file.flush()
                os.fsync(file.fileno())
            return next(path for path in self._paths(message) if _take(path, temporary, message.message_id))
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)

    def _paths(self, message: Outgoing) -> Iterator[Path]:
        subject = file_name(message.subject).encode()[:_LONGEST].decode(errors="ignore").rstrip(" .")
        stem = f"{message.date:%Y-%m-%d}_{message.number}_{subject}"
        more = (f"-{number}" for number in count(2))
        return (self._folder / f"{stem}{end}.eml" for end in chain(("",), more))

    def _fault(self, error: OSError) -> FolderUnwritable:
        return FolderUnwritable(stage=Stage.FOLDER, reply=error.strerror or str(error), path=self._folder)


def _take(path: Path, temporary: Path, message_id: str) -> bool:
    """Put *temporary* at *path* unless another letter is there; two processes cannot both find it free."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        with path.open("rb") as file:
            is_same = f"\r\nMessage-ID: {message_id}\r\n".encode() in file.read(_HEAD)
        if is_same:
            temporary.replace(path)
        return is_same
    return True
