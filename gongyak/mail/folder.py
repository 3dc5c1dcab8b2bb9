"""The post into a folder: every message a file that any mail program opens, until there is a mail server."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from itertools import chain, count
from pathlib import Path
from secrets import token_hex
from typing import Final

from gongyak.mail.errors import Deferred, FolderUnwritable, Stage
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
        """Write *message*; the same letter goes into the same file, another one never does.

        It is written to a temporary file first, so that no half of a message is ever seen, and a full disk is
        noticed before the letter is begun.
        """
        temporary = self._folder / f".{token_hex(8)}.part"
        try:
            try:
                _write(temporary, message.content)
            except OSError as error:
                raise self._fault(error) from error
            return self._put(temporary, message) if begin_data() else None
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)

    def _put(self, temporary: Path, message: Outgoing) -> Receipt:
        try:
            path = next(path for path in self._paths(message) if _take(path, temporary, message.message_id))
        except OSError as error:
            raise Deferred(stage=Stage.FOLDER, reply=error.strerror or str(error)) from error
        return Receipt(250, path.name)

    def _paths(self, message: Outgoing) -> Iterator[Path]:
        subject = file_name(message.subject).encode()[:_LONGEST].decode(errors="ignore").rstrip(" .")
        stem = f"{message.date:%Y-%m-%d}_{message.number}_{subject}"
        more = (f"-{number}" for number in count(2))
        return (self._folder / f"{stem}{end}.eml" for end in chain(("",), more))

    def _fault(self, error: OSError) -> FolderUnwritable:
        return FolderUnwritable(stage=Stage.FOLDER, reply=error.strerror or str(error), path=self._folder)


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _take(path: Path, temporary: Path, message_id: str) -> bool:
    """Put *temporary* at *path* unless another letter is there; two processes cannot both find it free.

    An empty file is a place taken by a process that died before it could fill it.
    """
    try:
        path.touch(exist_ok=False)
    except FileExistsError:
        with path.open("rb") as file:
            head = file.read(_HEAD)
        if head and f"\r\nMessage-ID: {message_id}\r\n".encode() not in head:
            return False
    temporary.replace(path)
    return True
